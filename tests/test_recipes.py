"""Every block of Python in the docs runs as it stands and prints what the text block after it says.

The blocks of one page share their names, of recipes.md those of one section. What imports a large library is run by
`make test-all`.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
LIGHT = frozenset({"dateline", "pandas"})
BLOCK = re.compile(r"^```(python|text)\n(.*?)^```", re.DOTALL | re.MULTILINE)
IMPORT = re.compile(r"^(?:import|from) (\w+)", re.MULTILINE)


def sections() -> list[Any]:
    out = []
    for page in sorted((ROOT / "docs").glob("*.md")):
        title = page.stem
        text = page.read_text(encoding="utf-8")
        for part in re.split(r"^## ", text, flags=re.MULTILINE) if title == "recipes" else [text]:
            blocks = [b for b in BLOCK.findall(part) if ">>>" not in b[1]]
            if any(kind == "python" for kind, _ in blocks):
                needs = {name for _, code in blocks for name in IMPORT.findall(code)} - sys.stdlib_module_names
                marks = [] if needs <= LIGHT else [pytest.mark.full]
                out.append(pytest.param(blocks, needs, id=f"{title}: {part.splitlines()[0]}", marks=marks))
    return out


@pytest.mark.parametrize(("blocks", "needs"), sections())
@pytest.mark.filterwarnings("default")
def test_a_recipe_runs(blocks: list[tuple[str, str]], needs: set[str], monkeypatch: Any, tmp_path: Path) -> None:
    for name in needs - {"dateline"}:
        pytest.importorskip(name)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "recipe"}
    printed = ""
    for kind, code in blocks:
        if kind == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
                exec(compile(code, "<recipe>", "exec"), names)
            printed = out.getvalue()
        else:
            same = doctest.OutputChecker().check_output(code, printed, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
            assert same, f"expected:\n{code}\nprinted:\n{printed}"


CONSOLE = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize("page", ["command-line"])
def test_commands_print_what_the_page_says(page: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "dateline"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dateline "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    blocks = CONSOLE.findall((ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8"))
    assert blocks
    for line, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", "".join(blocks), re.MULTILINE):
        done = subprocess.run(
            ["sh", "-c", line], cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, encoding="utf-8"
        )
        printed = done.stderr + done.stdout
        assert doctest.OutputChecker().check_output(expected, printed, doctest.ELLIPSIS), f"$ {line}\n{printed}"
