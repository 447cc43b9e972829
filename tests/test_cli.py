"""`python -m dateline`, as a user starts it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import dateline

DISPATCH = Path(__file__).parent.parent / "examples" / "dispatch.txt"


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dateline", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, encoding="utf-8")


def test_table_names_the_tables_and_quotes_the_words() -> None:
    done = run(str(DISPATCH), "--published", "2024-11-13")
    assert (done.returncode, done.stderr) == (0, "")
    for heading in ("INCIDENTS (", "EVENTS (", "CLAIMS ("):
        assert heading in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_json_is_the_document() -> None:
    text = DISPATCH.read_text(encoding="utf-8")
    expected = dateline.extract(text, doc_id=str(DISPATCH), tokens=True)
    assert json.loads(run("--format", "json", "--tokens", str(DISPATCH)).stdout) == expected


def test_jsonl_has_a_line_a_document() -> None:
    lines = run("--format", "jsonl", str(DISPATCH), str(DISPATCH)).stdout.splitlines()
    assert len(lines) == 2
    assert json.loads(lines[0])["doc_id"] == str(DISPATCH)


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input(arguments: tuple[str, ...]) -> None:
    done = run(*arguments, "--format", "json", stdin="Shells fell on Homs.")
    assert json.loads(done.stdout)["n_chars"] == 20


def test_a_missing_file_is_told_and_the_others_are_read() -> None:
    done = run("no-such-file.txt", str(DISPATCH), "--format", "jsonl")
    assert done.returncode == 1
    assert done.stderr == "dateline: no-such-file.txt: No such file or directory\n"
    assert len(done.stdout.splitlines()) == 1


def test_a_wrong_date_is_told() -> None:
    done = run(str(DISPATCH), "--published", "soon")
    assert done.returncode == 2
    assert "--published: published='soon' is no date" in done.stderr


def test_nothing_in_the_text_reaches_the_terminal_as_a_command() -> None:
    done = run(stdin="Officials said \x1b[2J\x1b]0;x\x07 rebels killed two people in Homs on Tuesday.\n")
    assert done.returncode == 0
    assert not any(ord(c) < 32 and c != "\n" for c in done.stdout)


def test_bytes_that_are_no_utf8_are_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "latin1.txt"
    path.write_bytes("Bogotá: rebels killed two people.".encode("latin-1"))
    assert run(str(path)).returncode == 0
