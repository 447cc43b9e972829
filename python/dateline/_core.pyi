from typing import Final, TypeAlias, final

from dateline.schema import Document

__all__ = ["Extractor", "__version__", "enums", "keys"]

__version__: Final[str]

_Input: TypeAlias = tuple[str, str | None, str | None, str | None, list[str]]
_Actor: TypeAlias = tuple[str, list[str], str, str, str, str]

@final
class Extractor:
    def __new__(cls, actors: list[_Actor], events: tuple[str, str] | None) -> Extractor: ...
    def extract(
        self, text: str, published: str | None, title: str | None, doc_id: str | None, tokens: bool
    ) -> Document: ...
    def explain(self, text: str, event: str | None, sentence: str | None, published: str | None) -> str: ...
    def extract_batch(self, documents: list[_Input], tokens: bool, workers: int) -> list[Document]: ...

def keys() -> list[tuple[str, list[str]]]: ...
def enums() -> dict[str, list[str]]: ...
