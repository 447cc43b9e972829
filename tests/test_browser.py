"""Pages in a real browser, light and dark, wide and narrow. Needs Chromium; run by `make test-all`."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import dateline

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [pytest.mark.full, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]
EXAMPLES = Path(__file__).parent.parent / "examples"
DISPATCH = (EXAMPLES / "dispatch.txt").read_text(encoding="utf-8")
HOSTILE = '<script>document.title="owned"</script><img src=x onerror=\'document.title="owned"\'> Rebels killed two in Homs. '

# Runs in the page when it is drawn, and leaves what it saw in an element of its own.
LOOK = """<script>
const light = (c) => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map(v => v / 255)
  .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b }
const behind = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor
  if (!/, 0\\)$/.test(c)) return c } return "rgb(255, 255, 255)" }
let least = 99, worst = ""
for (const e of document.querySelectorAll(".dateline :is(p, a, mark, td, th, h2, h3, .tag, b, li)")) {
  const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((x, y) => y - x)
  const ratio = (a + 0.05) / (b + 0.05); if (ratio < least) { least = ratio; worst = e.outerHTML.slice(0, 80) } }
const link = document.querySelector(".text a[data-tip]"); link && link.focus()
const seen = { least, worst, title: document.title, wide: document.documentElement.scrollWidth, window: innerWidth,
  paper: getComputedStyle(document.querySelector(".dateline")).backgroundColor, fetched: performance.getEntriesByType("resource").length,
  tip: link ? parseFloat(getComputedStyle(link, "::after").width) : null, map: document.querySelectorAll("svg[role=img]").length }
document.body.insertAdjacentHTML("beforeend", "<pre id=seen></pre>"); document.getElementById("seen").textContent = JSON.stringify(seen)
</script>"""


def seen(page: dateline.Page, folder: Path, dark: bool = False, width: int = 1100) -> Any:
    path = folder / "page.html"
    path.write_text(page.full().replace("</body>", LOOK + "</body>"), encoding="utf-8", errors="replace")
    command = [
        str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}",
        f"--window-size={width},1500", f"--blink-settings=preferredColorScheme={0 if dark else 1}", "--dump-dom", path.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)
    found = re.search(r'<pre id="seen">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found is not None, done.stderr[-2000:]
    return json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


@cache
def pages() -> dict[str, dateline.Page]:
    lines = (EXAMPLES / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    docs = dateline.extract_many(json.loads(line) for line in lines[:40])
    return {
        "show": dateline.show(dateline.extract(DISPATCH), DISPATCH),
        "overview": dateline.overview(docs),
        "hostile": dateline.show(dateline.extract(HOSTILE, title=HOSTILE), HOSTILE),
    }


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["show", "overview", "hostile"])
def test_a_page_is_readable_and_fetches_and_runs_nothing(name: str, dark: bool, tmp_path: Path) -> None:
    look = seen(pages()[name], tmp_path, dark)
    assert look["least"] >= 4.5, look["worst"]
    assert look["wide"] <= look["window"]
    assert look["fetched"] == 0
    assert look["title"] != "owned"
    assert (look["paper"] == "rgb(255, 255, 255)") == (not dark)
    if name == "show":
        assert look["map"] == 1
        for _ in range(4):
            if look["tip"] is not None:
                break
            # A busy machine: the window had no focus yet, and without it no link has.
            look = seen(pages()[name], tmp_path, dark)
        assert look["tip"] is not None and look["tip"] > 100


def test_a_narrow_window_needs_no_scrolling_sideways(tmp_path: Path) -> None:
    look = seen(pages()["show"], tmp_path, width=500)
    assert look["wide"] <= look["window"]
