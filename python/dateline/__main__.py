"""Read files and print what they tell: ``python -m dateline FILE… [--format table|json|jsonl|html]``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from dateline import __version__, extract, show
from dateline.schema import Document
from dateline.terminal import report

_EPILOG = "Exit status: 0 all read; 1 a file could not be read (the others were); 2 wrong arguments."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dateline",
        description="Read English news texts and print who did what to whom, where, when, and who says so.",
        epilog=_EPILOG,
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="text files in UTF-8; - or none reads standard input")
    parser.add_argument("--format", choices=("table", "json", "jsonl", "html"), default="table", help="default: table")
    parser.add_argument("--published", metavar="DATE", help="day of publication, as 2024-08-01")
    parser.add_argument("--tokens", action="store_true", help="give the tokens too (json and jsonl)")
    parser.add_argument("--version", action="version", version=f"dateline {__version__}")
    return parser


def _text(name: str) -> str:
    if name == "-":
        return sys.stdin.buffer.read().decode("utf-8", errors="replace")
    return Path(name).read_bytes().decode("utf-8", errors="replace")


def _printed(doc: Document, text: str, name: str, form: str) -> str:
    if form == "table":
        return report(doc, text, "standard input" if name == "-" else name)
    if form == "html":
        return show(doc, text).html + "\n"
    return json.dumps(doc, ensure_ascii=False, indent=1 if form == "json" else None) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit status."""
    parser = _parser()
    args = parser.parse_args(arguments)
    if args.published is not None:
        try:
            extract("", published=args.published)
        except ValueError as error:
            parser.error(f"--published: {error}")
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    failed = 0
    for name in args.files or ["-"]:
        try:
            text = _text(name)
        except OSError as error:
            print(f"dateline: {name}: {error.strerror or error}", file=sys.stderr)
            failed = 1
            continue
        doc = extract(text, published=args.published, doc_id=None if name == "-" else name, tokens=args.tokens)
        sys.stdout.write(_printed(doc, text, name, args.format))
    return failed


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
