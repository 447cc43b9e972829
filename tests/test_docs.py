"""Every example of the docs runs, and prints what it says."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import json
import os
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MODULES = [
    "dateline", "dateline.extraction", "dateline.display", "dateline.schema", "dateline.terminal", "dateline.dataframes",
    "dateline.geojson", "dateline.collection", "dateline.maps", "dateline.inputs", "dateline.outputs",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_examples_of_a_page(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert result.failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_a_module(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_readme_has_an_example_that_runs() -> None:
    assert doctest.DocTestParser().get_examples((ROOT / "README.md").read_text(encoding="utf-8"))


def test_articles_are_what_their_script_writes() -> None:
    spec = importlib.util.spec_from_file_location("make_articles", ROOT / "examples" / "make_articles.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    lines = (ROOT / "examples" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == module.articles()


def test_notebook_runs_top_to_bottom_in_under_a_minute() -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("pandas")
    notebook = nbformat.read(ROOT / "examples" / "quickstart.ipynb", as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells), "commit the notebook without outputs"
    began, used = time.monotonic(), resource_used()
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": ROOT / "examples"}}).execute()
    # On a machine that does something else too, the processor's time is the honest one.
    assert min(time.monotonic() - began, resource_used() - used) < 60
    shown = [out for cell in notebook.cells for out in cell.get("outputs", ())]
    assert not [out for out in shown if out["output_type"] == "error"]
    assert sum("class=\"dateline\"" in out.get("data", {}).get("text/html", "") for out in shown) == 2


def resource_used() -> float:
    """Seconds of processor that this process and its ended children have used."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
