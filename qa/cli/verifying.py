"""`verify`: the citations of a saved answer held against the library."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from article_qa.index.errors import RequestRejected
from article_qa.qa.cli.shared import AsJson, Data, guarded, out, show_result
from article_qa.qa.receipts.receipt import Receipt, VerifiedCitation

# The exit status where a citation has changed or is gone.
NOT_STANDING = 3
COLOURS = {"stands": "green", "changed": "yellow", "gone": "red"}


@guarded
def verify(
    answer: Annotated[
        str, typer.Argument(metavar="ANSWER.json", help="What ask --json printed, or a list of citations; - reads it.")
    ],
    data: Data,
    as_json: AsJson = False,
) -> None:
    """Say for each citation of a saved answer whether it stands, has changed or is gone.

    The exit status is 0 where all stand and 3 where one has changed or is gone.
    """
    from article_qa.index.library import open_library
    from article_qa.qa.receipts.saved import parse_saved
    from article_qa.qa.receipts.verify import verify_answer

    saved = parse_saved(content_of(answer))
    with open_library(data) as library:
        receipt = verify_answer(saved, library)
    show_result(receipt.as_dict(), as_json, lambda: _print_receipt(receipt))
    if not receipt.stands:
        raise typer.Exit(NOT_STANDING)


def content_of(answer: str) -> bytes:
    """What stands in the file, or on standard input for "-". Raises RequestRejected."""
    if answer == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(answer).read_bytes()
    except OSError as exc:
        raise RequestRejected(f"cannot read {answer!r} ({exc.strerror or exc}); check the path") from exc


def _print_receipt(receipt: Receipt) -> None:
    for citation in receipt.citations:
        _print_citation(citation)
    out.print(receipt.summary)


def _print_citation(citation: VerifiedCitation) -> None:
    since = f" since {citation.day}" if citation.day else ""
    colour = COLOURS[citation.state]
    title = escape(citation.title or citation.article_id)
    out.print(f"[bold]\\[{citation.number}][/] [{colour}]{citation.state}{since}[/] {title}")
    lines = [f"[dim]{escape(citation.reason)}[/]"] if citation.reason else []
    if citation.state != "stands":
        lines.append(f"was: “{escape(' '.join(citation.was.split()))}”")
    if citation.state == "changed" and citation.now:
        lines.append(f"now: “{escape(' '.join(citation.now.split()))}”")
    if lines:
        out.print_indented(lines)
