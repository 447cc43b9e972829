"""`python -m dateline`, as a user starts it."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
import threading
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from contract import TABLES

import dateline
from dateline.outputs import csv_cell

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


def test_json_of_several_is_an_array(tmp_path: Path) -> None:
    one = json.loads(run("--format", "json", str(DISPATCH)).stdout)
    assert json.loads(run("--format", "json", str(DISPATCH), str(DISPATCH)).stdout) == [one, one]
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    assert json.loads(run("--format", "json", str(empty)).stdout) == []


# What is read.


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with an article in each form, one of them below, and files that are no articles."""
    (tmp_path / "a.txt").write_text("Rebels attacked Goma on Monday.", encoding="utf-8")
    rows = [{"id": 7, "body": "Rebels attacked Bukavu on Monday.", "date": "2024-05-01"}, {"text": "Rebels left Uvira."}]
    (tmp_path / "b.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "c.csv").write_text('id;text\nx;"Shells fell on Homs; two died."\n', encoding="utf-8-sig")
    (tmp_path / "d.json").write_text(json.dumps([{"text": "Troops left Kharkiv."}]), encoding="utf-8")
    page = (
        '<html><head><title>Raid on Goma</title><meta property="article:published_time" content="2024-05-02T10:00Z">'
        "<style>p{}</style></head><body><script>x()</script><p>Rebels attacked <b>Goma</b> on Monday &amp; Tuesday.</p>"
        "<p>Two soldiers were killed, officials said.</p></body></html>"
    )
    (tmp_path / "e.html").write_text(page, encoding="utf-8")
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text("Rebels.", encoding="utf-8")
    return tmp_path


def documents(*arguments: str, stdin: str = "") -> list[Any]:
    done = run(*arguments, "--format", "jsonl", "--keep-text", stdin=stdin)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_folder_gives_all_its_articles_in_order(corpus: Path) -> None:
    docs = documents(str(corpus))
    names = [str(doc["doc_id"]).replace(str(corpus), "") for doc in docs]
    assert names == ["/a.txt", "7", "/b.jsonl:2", "/d.json:1", "/e.html", "x"]
    assert docs[1]["publication_date"] == "2024-05-01"
    assert docs[5]["text"] == "Shells fell on Homs; two died."
    assert (docs[4]["title"], docs[4]["publication_date"]) == ("Raid on Goma", "2024-05-02")
    assert "x()" not in docs[4]["text"]
    assert "Rebels attacked Goma on Monday & Tuesday." in docs[4]["text"]


def test_every_row_is_what_extract_gives(corpus: Path) -> None:
    for doc in documents(str(corpus), "--published", "2024-06-01"):
        text = doc.pop("text")
        published = doc["publication_date"]
        assert published in ("2024-05-01", "2024-05-02", "2024-06-01")
        assert doc == dateline.extract(text, published=published, title=doc["title"], doc_id=doc["doc_id"])


def test_columns_are_named_or_told(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("nr,story,day\n1,Rebels attacked Goma.,2024-05-01\n2,,\n", encoding="utf-8")
    done = run(str(path), "--format", "jsonl")
    assert done.returncode == 1
    assert "there is no column 'text' (there is: nr, story, day); --text-column names" in done.stderr
    named = ("--text-column", "story", "--id-column", "nr", "--published-column", "day")
    docs = documents(str(path), *named)
    assert [(d["doc_id"], d["publication_date"]) for d in docs] == [("1", "2024-05-01"), ("2", None)]
    assert "there is no column 'nope'" in run(str(path), "--text-column", "story", "--id-column", "nope").stderr


def test_standard_input_in_other_forms() -> None:
    lines = '{"text": "Rebels attacked Goma.", "id": "a"}\n\n{"text": "Rebels left."}\n'
    assert [d["doc_id"] for d in documents("--input", "jsonl", stdin=lines)] == ["a", "standard input:3"]
    assert [d["doc_id"] for d in documents("--input", "csv", stdin="id,text\nq,Rebels left.\n")] == ["q"]


def test_odd_rows_are_told_by_line_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    lines = ['{"text": "Rebels left."}', "{broken", "[1]", '{"text": null}', '{"text": "a", "date": "soon"}', "\x00", '"x"']
    path.write_text("\n".join(lines), encoding="utf-8")
    done = run(str(path), "--format", "jsonl")
    assert done.returncode == 1
    assert [line.split(": ")[1].rsplit(":", 1)[1] for line in done.stderr.splitlines()] == ["2", "3", "4", "6", "7", "5"]
    assert "published='soon' is no date" in done.stderr
    assert len(done.stdout.splitlines()) == 2


def test_many_faults_are_counted_not_listed(tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_text("x\n" * 1000, encoding="utf-8")
    done = run(str(path))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 21
    assert done.stderr.splitlines()[-1] == "dateline: and 980 more that could not be read"


def test_a_folder_without_articles_and_a_missing_one_are_told(tmp_path: Path) -> None:
    done = run(str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert "no file to read in this folder" in done.stderr


def test_utf16_with_its_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Rebels attacked Bogotá.".encode("utf-16"))
    assert documents(str(path))[0]["text"] == "Rebels attacked Bogotá."


# What is written.


def test_csv_of_one_table_and_of_all(tmp_path: Path) -> None:
    done = run(str(DISPATCH), "--format", "csv", "--table", "incidents")
    doc = dateline.extract(DISPATCH.read_text(encoding="utf-8"), doc_id=str(DISPATCH))
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert list(rows[0]) == ["doc_id", *doc["incidents"][0]]
    assert [r["id"] for r in rows] == [i["id"] for i in doc["incidents"]]
    assert rows[0]["target"] == "|".join(doc["incidents"][0]["target"])
    unknown = [(i, key) for i, row in enumerate(doc["incidents"]) for key, value in row.items() if value is None]
    assert rows[0]["background"] == "false" and unknown and all(rows[i][key] == "" for i, key in unknown)
    assert run(str(DISPATCH), "--format", "csv", "--out", str(tmp_path / "new")).stdout == ""
    assert {p.stem for p in (tmp_path / "new").iterdir()} == set(TABLES) - {"tokens"} | {"documents"}
    assert (tmp_path / "new" / "incidents.csv").read_text(encoding="utf-8") == done.stdout
    run(str(DISPATCH), "--format", "csv", "--table", "tokens", "--tokens", "--out", str(tmp_path / "t.csv"))
    assert (tmp_path / "t.csv").read_text(encoding="utf-8").startswith("doc_id,id,sentence,")


def test_parquet_is_what_frames_gives(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    done = run(str(DISPATCH), "--format", "parquet", "--out", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    doc = dateline.extract(DISPATCH.read_text(encoding="utf-8"), doc_id=str(DISPATCH))
    for table, frame in dateline.frames(doc, engine="pyarrow").items():
        assert pq.read_table(tmp_path / f"{table}.parquet").to_pylist() == frame.to_pylist(), table


def test_geojson_is_what_to_geojson_gives() -> None:
    doc = dateline.extract(DISPATCH.read_text(encoding="utf-8"), doc_id=str(DISPATCH))
    assert json.loads(run(str(DISPATCH), "--format", "geojson").stdout) == dateline.to_geojson(doc)
    assert json.loads(run("--format", "geojson", stdin="no").stdout)["features"] == []


def test_html_is_a_whole_page() -> None:
    page = run(str(DISPATCH), str(DISPATCH), "--format", "html").stdout
    assert page.startswith("<!doctype html>")
    assert (page.count("<!doctype"), page.count("</html>"), page.count("<section")) == (1, 1, page.count("</section"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--format", "csv"], "--format csv needs --table NAME"),
        (["--format", "parquet"], "--format parquet needs"),
        (["--format", "json", "--table", "events"], "--table goes with --format csv or parquet, not json"),
        (["--format", "csv", "--table", "tokens"], "--table tokens needs --tokens"),
        (["--workers", "0"], "--workers must be 1 or more, not 0"),
        (["--actors", "no-such.csv"], "no-such.csv: No such file or directory"),
        (["--format", "json", "--out", "no-such-folder/x.json"], "--out: no-such-folder/x.json: No such file"),
    ],
)
def test_wrong_arguments_are_told(arguments: list[str], told: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_actors_of_your_own(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("name,subtype,country\nKivu Dawn Front,armed_group,COD\n", encoding="utf-8")
    (doc,) = documents("--actors", str(path), stdin="The Kivu Dawn Front attacked Goma.")
    assert ("Kivu Dawn Front", "COD") in [(e["name"], e["country"]) for e in doc["entities"]]


# Hostile texts.

HOSTILE = (
    "Rebels of the =HYPERLINK(\"http://x\") Front \x1b[2J\x1b]0;x\x07\x9b31m killed @SUM(A1) two people in <b>Homs</b> on "
    "Tuesday, \u2028 officials \u202e said <script>alert(1)</script>. -2+3 soldiers died, +1 group said."
)


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "html", "geojson"])
def test_no_form_lets_a_text_command_the_terminal(form: str) -> None:
    table = ["--table", "mentions"] if form == "csv" else []
    done = run("--format", form, *table, "--tokens", stdin=HOSTILE)
    assert done.returncode == 0
    assert not [c for c in done.stdout if unicodedata.category(c) == "Cc" and c != "\n"]
    if form in ("json", "jsonl"):
        assert [t["text"] for t in json.loads(done.stdout)["tokens"]] == [
            t["text"] for t in dateline.extract(HOSTILE, tokens=True)["tokens"]
        ]


@pytest.mark.skipif(sys.platform == "win32", reason="no such file names")
def test_names_and_messages_can_not_command_the_terminal_either(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2Jb.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    done = run(str(path), str(tmp_path / "no\x1b[2J.txt"))
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("  =1", "'  =1"), ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"), ("＝1", "'＝1"), ("a=1", "a=1"), (-1.5, -1.5), (7, 7), (None, ""), (True, "true"),
        (["=a", None, "b"], "'=a||b"), (["a", "=b"], "a|=b"), ("a\x1b[2J\x00", "a\ufffd[2J\ufffd"), ([], ""),
    ],
)  # fmt: skip
def test_cells_are_no_formulas(value: object, cell: object) -> None:
    assert csv_cell(value) == cell


def test_no_cell_of_a_hostile_text_is_a_formula(tmp_path: Path) -> None:
    run("--format", "csv", "--out", str(tmp_path), "--tokens", stdin=HOSTILE + "\n\n=cmd|' /C calc'!A0 attacked Homs.")
    cells = [c for p in tmp_path.iterdir() for row in csv.DictReader(io.StringIO(p.read_text(encoding="utf-8"))) for c in row.items()]
    numbers = {"lat", "lon", "low", "best", "high"}
    assert not [value for name, value in cells if name not in numbers and value.startswith(("=", "+", "-", "@"))]
    assert [value for _, value in cells if value.startswith("'=")]


# How it ends.


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text('{"text": "Rebels attacked Goma."}\n' * 3000, encoding="utf-8")
    command = [sys.executable, "-m", "dateline", str(path), "--format", "jsonl"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT between processes")
def test_an_interrupt_is_quick_and_quiet_and_keeps_what_was_read(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    # A parent in the background may have its children ignore the signal: this one listens all the same.
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from dateline.__main__ import main; sys.exit(main())"
    )
    command = [sys.executable, "-c", code, "--input", "jsonl", "--format", "csv", "--table", "events", "--out", str(out)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    stop = threading.Event()

    def feed() -> None:
        try:
            while not stop.is_set():
                process.stdin.write(b'{"text": "Rebels attacked Goma."}\n' * 100)  # type: ignore[union-attr]
        except OSError:
            pass

    feeder = threading.Thread(target=feed)
    feeder.start()
    deadline = time.monotonic() + 60
    while (not out.exists() or out.stat().st_size < 2000) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    assert process.wait(60) == 130
    stop.set()
    feeder.join()
    assert time.monotonic() - began < 20  # quick where nothing else runs; without the signal it would never end
    _, errors = process.communicate() if not process.stdin.closed else (b"", b"")
    assert errors == b""
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert rows and rows[-1]["rule"]
