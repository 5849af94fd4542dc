"""`check`: a draft held against the articles in the terminal."""

import json
import sys
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from article_qa.qa.citation import Citation
from article_qa.qa.cli.scope import scope_in
from article_qa.qa.cli.shared import (
    Articles,
    AsJson,
    Collections,
    Data,
    Languages,
    Publisher,
    Since,
    Until,
    day,
    guarded,
    out,
    progress_bars,
    show_notes,
    show_result,
    write_out,
)
from article_qa.qa.drafts.draft import DRAFT_VERDICT_WORDS, Draft, DraftSentence, DraftVerdict

# The exit status where a sentence is contradicted or not found.
NOT_BORNE_OUT = 3


class Format(str, Enum):
    """What a checked draft can be written as."""

    md = "md"
    docx = "docx"


STYLES: dict[DraftVerdict, str] = {
    "supported": "bold green",
    "contradicted": "bold red",
    "not_found": "bold yellow",
    "no_claim": "dim",
}


@guarded
def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The draft: txt, md, docx or html; - is standard input.")],
    data: Data,
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    article: Articles = None,
    collection: Collections = None,
    language: Languages = None,
    today: Annotated[date | None, typer.Option(metavar="DATE", parser=day, help="Check as on this day.")] = None,
    format_: Annotated[
        Format | None, typer.Option("--format", help="Write the checked draft as Markdown, or for Word with comments.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to this file instead of standard output.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Hold each sentence of a draft against the articles, with the exact words that support or contradict it.

    The exit status is 0 where nothing is contradicted and nothing is missing, else 3.
    """
    from article_qa.index.library import open_library
    from article_qa.qa.assistant import Assistant
    from article_qa.qa.drafts.files import draft_of_bytes, draft_of_file

    _refuse_misuse(format_, output, as_json=as_json)
    text = draft_of_bytes(sys.stdin.buffer.read()) if file == "-" else draft_of_file(Path(file))
    with open_library(data) as library, progress_bars() as step:
        scope = scope_in(library, since, until, publisher, article, collection, language)
        draft = Assistant.over(library).check(text, scope=scope, today=today, step=step)
    if format_:
        write_out(exported(draft, format_), output)
    elif output:
        write_out((json.dumps(draft.as_dict(), ensure_ascii=False, indent=2) + "\n").encode(), output)
    else:
        show_result(draft.as_dict(), as_json, lambda: _print_draft(draft))
    if not draft.is_borne_out:
        raise typer.Exit(NOT_BORNE_OUT)


def exported(draft: Draft, format_: Format) -> bytes:
    """The draft as a file of this format. Raises PartMissing."""
    from article_qa.qa.drafts.export import as_markdown, as_word

    return as_word(draft) if format_ is Format.docx else as_markdown(draft).encode()


def _refuse_misuse(format_: Format | None, output: Path | None, *, as_json: bool) -> None:
    """What cannot be meant, before any work is done. Raises BadParameter."""
    if format_ and as_json:
        raise typer.BadParameter("--json and --format exclude each other; leave one of them out")
    if output and not format_ and not as_json:
        raise typer.BadParameter("--output needs a format; add --format md, --format docx or --json")
    if format_ is Format.docx and not output and sys.stdout.isatty():
        raise typer.BadParameter("a Word document does not fit on the screen; name a file with --output")


def _print_draft(draft: Draft) -> None:
    for sentence in draft.sentences:
        _print_sentence(draft, sentence)
    out.print(f"[bold]{draft.summary}[/]")
    show_notes(draft.warnings)


def _print_sentence(draft: Draft, sentence: DraftSentence) -> None:
    verdict = DRAFT_VERDICT_WORDS[sentence.verdict]
    reason = f" [dim]({escape(sentence.reason)})[/]" if sentence.reason else ""
    out.print(f"[{STYLES[sentence.verdict]}]{verdict}[/]{reason}")
    lines = [escape(sentence.text)]
    if sentence.claim:
        lines.append(f"[dim]Checked as: {escape(sentence.claim)}[/]")
    instead = sentence.instead
    for citation in draft.cited(sentence):
        is_nearest = bool(instead and instead.kind == "nearest" and instead.citation == citation.number)
        lines += _cited(citation, is_nearest=is_nearest)
    if instead and instead.kind == "otherwise":
        lines.append(f"Instead: [bold]{escape(instead.text)}[/]")
    out.print_indented(lines)
    out.print()


def _cited(citation: Citation, *, is_nearest: bool) -> list[str]:
    before = "Nearest, no evidence: " if is_nearest else ""
    return [
        f"{before}“{escape(' '.join(citation.quote.split()))}”",
        f"[dim]\\[{citation.number}] {escape(citation.title)} · {escape(citation.dateline)} · {citation.article_id}[/]",
    ]
