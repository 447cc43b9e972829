"""Read files and write what they tell: ``python -m dateline FILE… [--format table|json|jsonl|csv|parquet|geojson|html]``."""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from typing import IO

from dateline import Extractor, __version__, extract, inputs, outputs
from dateline.columns import TABLES
from dateline.inputs import Article
from dateline.terminal import printable

_FORMATS = ("table", "json", "jsonl", "csv", "parquet", "geojson", "html")
_EPILOG = """\
examples:
  python -m dateline article.txt --published 2024-11-13
  python -m dateline articles/ --format csv --out tables/
  python -m dateline news.csv --text-column body --format csv --table incidents > incidents.csv
  cat article.txt | python -m dateline --format html > report.html

exit status: 0 all was read; 1 something could not be read, which is told on standard error (the rest was read);
2 wrong arguments; 130 interrupted
"""
_FAULTS_SHOWN = 20


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dateline",
        description="Read English news texts and tell who did what to whom, where, when, and who says so.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("files", nargs="*", metavar="FILE", help=f"{', '.join(inputs.FORMS)}, a folder of them, or any other file as "
        "text in UTF-8; - or none reads standard input")  # fmt: skip
    add("--format", choices=_FORMATS, default="table", help="what to write; table, a report to read, if not given")
    add("--table", choices=TABLES, metavar="NAME", help=f"csv and parquet: only this table ({', '.join(TABLES)})")
    add("--out", metavar="PATH", help="write here and not to standard output: a folder for all tables of csv and "
        "parquet, else a file")  # fmt: skip
    add("--published", metavar="DATE", help="day of publication, as 2024-08-01, of every text that has none of its own")
    add("--input", choices=sorted(set(inputs.FORMS.values())), help="how to read FILE; by the end of its name if not given")
    for key, usual in (("text", "text, body, content"), ("id", "doc_id, id, url"),
                       ("published", "published, publication_date, date"), ("title", "title, headline")):  # fmt: skip
        add(f"--{key}-column", metavar="NAME", help=f"column or key of csv and json; if not given, the first of {usual}")
    add("--actors", metavar="FILE", help="CSV or TSV of actors of your own")
    add("--events", metavar="FILE", help="TOML of triggers of your own")
    add("--tokens", action="store_true", help="give the tokens too")
    add("--keep-text", action="store_true", help="json and jsonl: put each text beside its tables, as the key text")
    add("--workers", type=int, metavar="N", help="threads; all cores if not given")
    add("--progress", action="store_true", help="show how far it is, on standard error")
    add("--version", action="version", version=f"dateline {__version__}")
    return parser


class _Faults:
    """What could not be read: told on standard error, up to a number of lines, and counted."""

    def __init__(self) -> None:
        self.n = 0
        self._noted: set[str] = set()

    def __call__(self, line: str) -> None:
        self.n += 1
        if self.n <= _FAULTS_SHOWN:
            print(f"dateline: {printable(line)}", file=sys.stderr)

    def note(self, line: str) -> None:
        """Something to know, once, that is no fault."""
        if line not in self._noted:
            self._noted.add(line)
            print(f"dateline: {line}", file=sys.stderr)

    def close(self) -> None:
        if self.n > _FAULTS_SHOWN:
            print(f"dateline: and {self.n - _FAULTS_SHOWN} more that could not be read", file=sys.stderr)


def _writer(args: argparse.Namespace, parser: argparse.ArgumentParser, stack: ExitStack) -> outputs.Writer:
    """The writer for the arguments, its files open. Wrong arguments end the program."""
    if args.format in ("csv", "parquet"):
        return _tables(args, parser, stack)
    if args.table:
        parser.error(f"--table goes with --format csv or parquet, not {args.format}")
    out = _open(Path(args.out), stack) if args.out else sys.stdout
    many = len(args.files) > 1 or any(_many(name, args.input) for name in args.files or ["-"])
    match args.format:
        case "json":
            return outputs.Json(out, args.keep_text, many)
        case "jsonl":
            return outputs.JsonLines(out, args.keep_text)
        case "geojson":
            return outputs.GeoJson(out)
        case "html":
            return outputs.Html(out)
        case _:
            return outputs.Report(out)


def _many(name: str, form: str | None) -> bool:
    """Whether there may be more than one article in it."""
    form = form or inputs.FORMS.get(Path(name).suffix.lower(), "text")
    return os.path.isdir(name) or form in ("jsonl", "json", "csv")


def _tables(args: argparse.Namespace, parser: argparse.ArgumentParser, stack: ExitStack) -> outputs.Writer:
    form = args.format
    if form == "parquet" and importlib.util.find_spec("pyarrow") is None:
        parser.error("--format parquet needs pyarrow: pip install pyarrow")
    if args.table == "tokens" and not args.tokens:
        parser.error("--table tokens needs --tokens")
    if not args.out:
        if form == "parquet":
            parser.error("--format parquet needs --out FOLDER, or --table NAME --out FILE.parquet")
        if not args.table:
            parser.error(f"--format csv needs --table NAME ({', '.join(TABLES)}) or --out FOLDER for all")
        return outputs.Csv({args.table: sys.stdout})
    out, names = Path(args.out), outputs.tables_of(args.table, args.tokens)
    if args.table and out.suffix.lower() == f".{form}":
        paths = {args.table: out}
    else:
        out.mkdir(parents=True, exist_ok=True)
        paths = {name: out / f"{name}.{form}" for name in names}
    if form == "parquet":
        return outputs.Parquet(paths)
    return outputs.Csv({name: _open(path, stack) for name, path in paths.items()})


def _open(path: Path, stack: ExitStack) -> IO[str]:
    return stack.enter_context(open(path, "w", encoding="utf-8", errors="replace", newline=""))


def _run(args: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    try:
        if args.published is not None:
            extract("", published=args.published)
        if args.workers is not None and args.workers < 1:
            raise ValueError(f"--workers must be 1 or more, not {args.workers}")
        extractor = Extractor(actors=args.actors, events=args.events)
    except (ValueError, TypeError) as error:
        parser.error(f"--published: {error}" if "published=" in str(error) else str(error))
    except OSError as error:
        parser.error(f"{error.filename}: {error.strerror}")
    names = inputs.Columns(args.text_column, args.id_column, args.published_column, args.title_column)
    faults = _Faults()
    waiting: deque[Article] = deque()

    def jobs() -> Iterator[Mapping[str, object]]:
        for article in inputs.articles(args.files or ["-"], names, args.input, faults):
            waiting.append(article)
            if article.whole_page:
                faults.note("web pages are read whole, menus too; with trafilatura installed, only the article")
            yield {**article.job(), "published": article.published or args.published}

    with closing(faults), ExitStack() as stack:
        try:
            writer = stack.enter_context(closing(_writer(args, parser, stack)))
        except OSError as error:
            parser.error(f"--out: {error.filename}: {error.strerror}")
        docs = extractor.extract_many(jobs(), tokens=args.tokens, workers=args.workers, progress=args.progress)
        for doc in docs:
            article = waiting.popleft()
            for warning in doc["warnings"]:
                if warning.startswith("published="):
                    faults(f"{article.name}: {warning}")
            writer.write(doc, article.text, article.name)
    return 1 if faults.n else 0


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit status."""
    parser = _parser()
    args = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        return _run(args, parser)
    except BrokenPipeError:  # whoever read this has seen enough: python's own flush at exit must not complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
