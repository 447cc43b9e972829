from typing import Final, TypeAlias

from dateline.schema import Document

__all__ = ["__version__", "enums", "extract", "extract_batch", "keys"]

__version__: Final[str]

_Input: TypeAlias = tuple[str, str | None, str | None, str | None, list[str]]

def extract(text: str, published: str | None, title: str | None, doc_id: str | None, tokens: bool) -> Document: ...
def extract_batch(documents: list[_Input], tokens: bool, workers: int) -> list[Document]: ...
def keys() -> list[tuple[str, list[str]]]: ...
def enums() -> dict[str, list[str]]: ...
