"""`export`: an answer or articles as a file for other programs."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from article_qa.index.errors import LibraryMissing, RequestRejected
from article_qa.index.records import Article, Scope
from article_qa.qa.cli.answer_questions import NOT_ANSWERED
from article_qa.qa.cli.scope import scope_in
from article_qa.qa.cli.shared import (
    Articles,
    Collections,
    Data,
    Languages,
    Publisher,
    Since,
    Until,
    guarded,
    progress_bars,
    write_out,
)

if TYPE_CHECKING:
    from article_qa.index.library import Library
    from article_qa.qa.answer import Answer

MAX_ARTICLES = 100_000


class Format(str, Enum):
    """What can be written."""

    ris = "ris"
    bibtex = "bibtex"
    csl = "csl"
    docx = "docx"
    md = "md"


@guarded
def export(
    data: Data,
    answer: Annotated[
        str | None, typer.Argument(metavar="ANSWER.json", help="What ask --json printed; - reads standard input.")
    ] = None,
    question: Annotated[str | None, typer.Option(metavar="TEXT", help="Ask this, and export the answer.")] = None,
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    article: Articles = None,
    collection: Collections = None,
    language: Languages = None,
    format_: Annotated[
        Format | None,
        typer.Option("--format", help="What to write; by default the ending of the file decides.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of standard output.")
    ] = None,
) -> None:
    """Write an answer or articles for Zotero, LaTeX, Word or Obsidian.

    ris, bibtex and csl are lists of references: the articles that an answer cites, with its quotes as notes.

    docx and md are the answer with numbered sources.

    Without an answer or a question, the articles themselves are written: all, or those that the options name.

    The exit status is 3 where --question has no answer.
    """
    from article_qa.qa.export.formats import export_answer

    is_scoped = any((since, until, publisher, article, collection, language))
    if answer is not None and (question is not None or is_scoped):
        raise typer.BadParameter("a saved answer takes no question and no filter; leave one of them out")
    chosen = _format(format_, output)
    with ExitStack() as stack:
        library = _library(data, stack, is_needed=answer is None)
        if answer is not None:
            found = _saved(answer)
            content = export_answer(found, chosen.value, authors=_authors(library, found))
            write_out(content, output)
            return
        assert library is not None
        scope = scope_in(library, since, until, publisher, article, collection, language)
        if question is None:
            write_out(_exported_articles(library, scope, chosen), output)
            return
        found = _asked(library, question, scope)
        write_out(export_answer(found, chosen.value, authors=_authors(library, found)), output)
    if found.status in ("abstained", "doubtful"):
        raise typer.Exit(NOT_ANSWERED)


def _format(given: Format | None, output: Path | None) -> Format:
    """The format that is asked for. Raises BadParameter where nothing tells it."""
    from article_qa.qa.export.formats import SUFFIXES

    by_suffix = {suffix: Format(name) for name, suffix in SUFFIXES.items()}
    found = given or by_suffix.get(output.suffix.lower() if output else "")
    if found is None:
        raise typer.BadParameter(f"the format is not clear; add --format with one of {', '.join(SUFFIXES)}")
    if found is Format.docx and not output and sys.stdout.isatty():
        raise typer.BadParameter("a Word document does not fit on the screen; name a file with --output")
    return found


def _library(data: Path, stack: ExitStack, *, is_needed: bool) -> "Library | None":
    """The library; of a saved answer it only knows the authors, so that one can do without."""
    from article_qa.index.library import open_library

    try:
        return stack.enter_context(open_library(data))
    except LibraryMissing:
        if is_needed:
            raise
        return None


def _saved(answer: str) -> "Answer":
    """The answer in the file. Raises RequestRejected."""
    from article_qa.qa.cli.verifying import content_of
    from article_qa.qa.export.given import given_answer
    from article_qa.qa.receipts.saved import parse_saved

    return given_answer(parse_saved(content_of(answer)))


def _asked(library: "Library", question: str, scope: Scope) -> "Answer":
    from article_qa.qa.ask import Ask
    from article_qa.qa.assistant import Assistant

    return Assistant.over(library).answer(question, Ask(scope=scope))


def _authors(library: "Library | None", answer: "Answer") -> dict[str, str | None]:
    """The bylines of the articles that an answer cites, where the library has them."""
    ids = {each.article_id for each in answer.citations} if library else set()
    found = (library.catalog.article(each) for each in ids) if library else ()
    return {each.id: each.author for each in found if each}


def _exported_articles(library: "Library", scope: Scope, chosen: Format) -> bytes:
    """The articles of the scope, the newest first. Raises RequestRejected where there is none, or too many."""
    from article_qa.qa.export.formats import export_articles

    count = library.catalog.matching("", scope)
    if not count:
        raise RequestRejected("no article fits; see what there is with: article-qa list")
    if count > MAX_ARTICLES:
        raise RequestRejected(f"{count:,} articles are too many for one file; narrow them with --since or --publisher")
    with progress_bars() as step:

        def articles() -> Iterator[Article]:
            for number, listing in enumerate(library.catalog.listings(scope=scope), 1):
                step("articles", number, count)
                if found := library.catalog.article(listing.id):
                    yield found

        return export_articles(articles(), chosen.value)
