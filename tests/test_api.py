"""What users call, with right and wrong arguments."""

from __future__ import annotations

import datetime
import importlib.util
import itertools
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import dateline

TEXT = "Shells fell on Homs on Tuesday."


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024-08-01", "2024-08-01"),
        (" 2024-08-01 ", "2024-08-01"),
        ("2024-08-01T23:59:00+02:00", "2024-08-01"),
        (datetime.date(2024, 8, 1), "2024-08-01"),
        (datetime.datetime(2024, 8, 1, 23, 59, tzinfo=datetime.timezone.utc), "2024-08-01"),
        ("1890-12-29", "1890-12-29"),
    ],
)
def test_published_takes_iso_strings_dates_and_datetimes(published: Any, expected: str) -> None:
    doc = dateline.extract(TEXT, published=published)
    assert (doc["publication_date"], doc["date_source"]) == (expected, "given")


@pytest.mark.parametrize("published", ["", "yesterday", "2024-13-01", "2023-02-29", "01/08/2024", "20240801", "2024"])
def test_published_that_is_no_date(published: str) -> None:
    with pytest.raises(ValueError, match=r"published=.* is no date: give an ISO 8601 date such as"):
        dateline.extract(TEXT, published=published)


@pytest.mark.parametrize("published", [20240801, 1.5, b"2024-08-01", ["2024-08-01"], object()])
def test_published_of_a_wrong_type(published: Any) -> None:
    with pytest.raises(TypeError, match="published must be a date, not .*: give an ISO 8601 date"):
        dateline.extract(TEXT, published=published)


@pytest.mark.parametrize("text", [None, 7, ["a"], {"text": "a"}])
def test_text_of_a_wrong_type(text: Any) -> None:
    with pytest.raises(TypeError, match="text must be a str, not"):
        dateline.extract(text)


def test_bytes_are_told_how_to_become_text() -> None:
    with pytest.raises(TypeError, match=r"text\.decode\('utf-8'\)"):
        dateline.extract(b"Shells")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["title", "doc_id"])
def test_title_and_doc_id_are_strings(name: str) -> None:
    with pytest.raises(TypeError, match=f"{name} must be a str or None, not int"):
        dateline.extract(TEXT, **{name: 7})  # type: ignore[arg-type]
    assert dateline.extract(TEXT, **{name: "x"})[name] == "x"  # type: ignore[arg-type,literal-required]


def test_tokens_only_on_request() -> None:
    assert "tokens" not in dateline.extract(TEXT)
    assert [t["text"] for t in dateline.extract(TEXT, tokens=True)["tokens"]][:3] == ["Shells", "fell", "on"]


def test_many_is_one_by_one_in_order() -> None:
    records: list[Any] = [{"text": f"{TEXT} {i}", "published": "2024-08-01", "doc_id": str(i)} for i in range(300)]
    alone = [dateline.extract(r["text"], published=r["published"], doc_id=r["doc_id"]) for r in records]
    assert list(dateline.extract_many(iter(records), workers=3)) == alone


def test_many_reads_an_endless_stream_lazily() -> None:
    taken = 0

    def stream() -> Any:
        nonlocal taken
        for i in itertools.count():
            taken += 1
            yield f"{TEXT} {i}"

    docs = list(itertools.islice(dateline.extract_many(stream(), workers=2), 200))
    assert len(docs) == 200
    assert taken < 1000


def test_many_loses_nothing_because_one_document_is_odd() -> None:
    odd: list[Any] = [
        TEXT, None, 7, b"bytes", {}, {"text": None}, {"text": TEXT, "published": "soon", "doc_id": "a"},
        {"text": TEXT, "title": 5}, "\ud800", {"text": TEXT, "other": 1},
    ]  # fmt: skip
    docs = list(dateline.extract_many(odd))
    assert len(docs) == len(odd)
    fine = {0, 9}
    assert {i for i, doc in enumerate(docs) if len(doc["warnings"]) == 0} == fine
    assert "no key 'text'" in docs[4]["warnings"][0]
    assert "published='soon' is no date" in docs[6]["warnings"][0]
    assert (docs[6]["doc_id"], docs[6]["n_chars"]) == ("a", len(TEXT))


def test_many_hands_on_what_came_before_a_source_failed() -> None:
    def stream() -> Any:
        yield TEXT
        yield TEXT
        raise OSError("the disk is gone")

    docs = dateline.extract_many(stream())
    assert [next(docs)["n_chars"], next(docs)["n_chars"]] == [len(TEXT)] * 2
    with pytest.raises(OSError, match="the disk is gone"):
        next(docs)


def test_a_slow_source_is_not_waited_for() -> None:
    def stream() -> Any:
        for i in itertools.count():
            yield f"{TEXT} {i}"
            time.sleep(0.3)

    began = time.monotonic()
    next(dateline.extract_many(stream(), workers=2))
    assert time.monotonic() - began < 10  # a full batch would take 19 s


def test_missing_values_of_a_data_frame_are_none() -> None:
    nan = float("nan")
    (doc,) = dateline.extract_many([{"text": TEXT, "published": nan, "title": nan, "doc_id": nan}])
    assert (doc["publication_date"], doc["title"], doc["doc_id"], doc["warnings"]) == (None, None, None, [])


def test_a_surrogate_in_a_name_costs_nobody_anything() -> None:
    docs = list(dateline.extract_many([{"text": TEXT, "doc_id": "a\ud800"}, TEXT]))
    assert [doc["doc_id"] for doc in docs] == ["a\ufffd", None]


@pytest.mark.parametrize("missing", [(), ("tqdm",), ("tqdm", "rich")])
def test_progress_changes_no_document(missing: tuple[str, ...], monkeypatch: Any, capsys: Any) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr("dateline.progress.find_spec", lambda name: None if name in missing else find(name))
    expected = list(dateline.extract_many([TEXT] * 5))
    assert list(dateline.extract_many([TEXT] * 5, progress=True)) == expected
    assert list(dateline.extract_many(iter([TEXT] * 5), progress=True)) == expected
    assert capsys.readouterr().out == ""


def test_a_plain_count_is_only_for_a_terminal(monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.setattr("dateline.progress.find_spec", lambda name: None)
    list(dateline.extract_many([TEXT] * 3, progress=True))
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    list(dateline.extract_many([TEXT] * 3, progress=True))
    assert "3 of 3 documents" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT between processes")
def test_an_interrupt_ends_a_batch_of_many_documents() -> None:
    """One batch of long documents would take most of a minute; the signal is seen while it runs."""
    code = (
        "import signal, sys, time, dateline; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "text = 'Rebels killed two farmers near Goma on Tuesday, officials said. ' * 500\n"
        "dateline.extract('a'); print('ready', flush=True)\n"
        "try:\n    list(dateline.extract_many([text] * 10_000, workers=2))\n"
        "except KeyboardInterrupt:\n    print('stopped')\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60)[0] == "stopped\n"


def test_many_wants_many() -> None:
    with pytest.raises(TypeError, match="use extract\\(\\) for one"):
        dateline.extract_many(TEXT)
    with pytest.raises(TypeError, match="single mapping"):
        dateline.extract_many({"text": TEXT})
    with pytest.raises(TypeError):
        dateline.extract_many(7)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="workers must be 1 or more, not 0"):
        dateline.extract_many([], workers=0)
    with pytest.raises(TypeError, match="workers must be an int or None"):
        dateline.extract_many([], workers="2")  # type: ignore[arg-type]
    assert list(dateline.extract_many([])) == []


def test_threads_may_share_it() -> None:
    expected = dateline.extract(TEXT)
    with ThreadPoolExecutor(8) as pool:
        assert all(doc == expected for doc in pool.map(lambda _: dateline.extract(TEXT), range(200)))


def test_the_interpreter_is_free_while_a_text_is_read() -> None:
    """Another thread makes progress during one long call: the lock is released."""
    text, ticks, done = f"{TEXT} " * 60_000, 0, threading.Event()

    def count() -> None:
        nonlocal ticks
        while not done.wait(0.001):
            ticks += 1

    thread = threading.Thread(target=count)
    thread.start()
    dateline.extract(text)
    done.set()
    thread.join()
    assert ticks > 5


def test_import_is_light() -> None:
    heavy = "pandas", "numpy", "polars", "pyarrow", "pyspark", "IPython", "tqdm", "rich", "trafilatura", "csv", "json", "html"
    code = f"import sys, dateline; dateline.extract('a'); print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_what_is_imported_later_is_there() -> None:
    assert set(dateline.__all__) <= set(dir(dateline))
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None
    importlib.import_module("dateline.dataframes")  # a module may not hide a function of the package
    assert callable(dateline.frames)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        dateline.nothing  # noqa: B018


def test_import_takes_less_than_50_ms() -> None:
    """Processor time beyond an empty interpreter, best of several: what the package itself costs."""

    def best(code: str) -> float:
        timed = f"import time; t = time.process_time(); {code}; print(time.process_time() - t)"
        runs = (subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True) for _ in range(7))
        return min(float(run.stdout) for run in runs)

    assert best("import dateline") < 0.050


STRIKE = "Israeli drone strikes on a car in Tyre killed two guards on Tuesday, medics said. They struck a balance. Grass grows."


def test_explain_an_event() -> None:
    said = dateline.explain(STRIKE, "ev1", published="2024-06-14")
    lines = {line.split()[0]: line.split(maxsplit=1)[1] for line in said.splitlines()[1:]}
    assert said.splitlines()[0] == 'ev1: drone_attack, from "strikes" in s0'
    assert lines["type"] == 'drone_attack, the more exact type that "drone" makes it'
    assert lines["actor"] == 'Israel ("Israeli"), before it, as a modifier'
    assert lines["target"] == 'car, under "on"'
    assert lines["place"].startswith("Tyre: ") and "exact" in lines["place"]
    assert lines["date"].startswith('2024-06-11, from "Tuesday": ')
    assert lines["factuality"] == "reported: so says medics (c1)"
    killed = dateline.explain(STRIKE, event="ev2", published="2024-06-14")
    assert 'read as a verb by the entry "kill"' in killed and "two guards, as its object" in killed


def test_explain_a_sentence() -> None:
    assert "ev1 drone_attack" in dateline.explain(STRIKE, sentence="s0")
    assert "a fixed phrase that is no event" in dateline.explain(STRIKE, sentence="s1")
    assert "no word of it is a trigger that is known" in dateline.explain(STRIKE, sentence="s2")
    assert "rules out (not_subject)" in dateline.explain("Floods threaten the harvest.", sentence="s0")


def test_explain_says_what_is_wrong() -> None:
    with pytest.raises(ValueError, match='no event "ev9": there are ev1 to ev2'):
        dateline.explain(STRIKE, "ev9")
    with pytest.raises(ValueError, match='no sentence "s9": there are s0 to s2'):
        dateline.explain(STRIKE, sentence="s9")
    with pytest.raises(ValueError, match='no event "ev1": the text has no events'):
        dateline.explain("", "ev1")
    with pytest.raises(ValueError, match="not neither"):
        dateline.explain(STRIKE)
    with pytest.raises(ValueError, match="not both"):
        dateline.explain(STRIKE, "ev1", sentence="s0")
    with pytest.raises(TypeError, match="event must be a str"):
        dateline.explain(STRIKE, 1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="text must be a str"):
        dateline.explain(b"", "ev1")  # type: ignore[arg-type]
