"""The treebank of wire news in ``train/wire``: every sentence is a tree, in the columns and names of CoNLL-U."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "train" / "wire"
FILES = sorted(FOLDER.rglob("*.conllu"))


def sentences(file: Path) -> Iterator[tuple[str, list[list[str]]]]:
    for block in file.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        yield lines[0], [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(FOLDER)))
def test_every_sentence_is_a_tree(file: Path) -> None:
    seen = set()
    for name, rows in sentences(file):
        assert name not in seen, name
        seen.add(name)
        assert [row[0] for row in rows] == [str(i + 1) for i in range(len(rows))], name
        assert all(len(row) == 10 and all(row) for row in rows), name
        heads = [int(row[6]) for row in rows]
        assert heads.count(0) == 1 and max(heads) <= len(rows), name
        assert all((head == 0) == (row[7] == "root") for head, row in zip(heads, rows)), name
        for start in range(1, len(rows) + 1):
            at, steps = start, 0
            while at:
                at, steps = heads[at - 1], steps + 1
                assert steps <= len(rows), f"{name}: a circle at word {start}"


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(FOLDER)))
def test_names_are_whole(file: Path) -> None:
    """``Name=B-PER`` begins a name, ``I-PER`` goes on with one of the same type."""
    for name, rows in sentences(file):
        before = None
        for row in rows:
            tags = [field[5:] for field in row[9].split("|") if field.startswith("Name=")]
            assert len(tags) <= 1, name
            tag = tags[0] if tags else None
            assert tag is None or tag in {f"{part}-{kind}" for part in "BI" for kind in ("PER", "ORG", "LOC")}, name
            assert tag is None or tag[0] == "B" or (before and before[2:] == tag[2:]), f"{name}: {row[1]}"
            before = tag


def test_no_sentence_is_learned_and_measured() -> None:
    def texts(files: list[Path]) -> set[str]:
        lines = (line for file in files for line in file.read_text(encoding="utf-8").split("\n"))
        return {line for line in lines if line.startswith("# text = ")}

    dev = [f for f in FILES if f.parent.name == "dev"]
    assert dev and not texts(dev) & texts([f for f in FILES if f not in dev])
