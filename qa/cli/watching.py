"""`watch`, `watches`, `unwatch`: questions that are asked again when something new may answer them."""

from functools import partial
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

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
    guarded,
    out,
    show_notes,
    show_result,
    write_out,
)

if TYPE_CHECKING:
    from article_qa.index.library import Library

NOTICES_SHOWN = 20


def attend(library: "Library", *, to_the_end: bool = False) -> None:
    """Have the standing questions asked again whenever this process has embedded or removed articles.

    Those for which there is no time wait, and a note says how many they are, unless all are asked `to_the_end`.
    """
    library.after_embedding = partial(_ask_again, to_the_end=to_the_end)


def _ask_again(library: "Library", *, to_the_end: bool) -> None:
    from article_qa.qa.watching.ask_again import ASK_SECONDS, ask_again

    ask_again(library, seconds=inf if to_the_end else ASK_SECONDS)
    if left := len(library.catalog.watches.due()):
        of_them = "1 standing question waits" if left == 1 else f"{left} standing questions wait"
        show_notes([f"{of_them} to be asked of what is new; ask now with: article-qa work"])


@guarded
def watch(
    question: Annotated[str, typer.Argument(help="The question, in plain words.")],
    data: Data,
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    article: Articles = None,
    collection: Collections = None,
    language: Languages = None,
    as_json: AsJson = False,
) -> None:
    """Keep a question. When new articles change its answer, article-qa watches says what changed."""
    from article_qa.index.library import open_library
    from article_qa.qa.watching.ask_again import watch_question

    with open_library(data) as library:
        scope = scope_in(library, since, until, publisher, article, collection, language)
        kept = watch_question(question, scope, library)

    def lines() -> None:
        out.print(f"Watching {kept.id}: {escape(kept.question)}", soft_wrap=True)
        out.print(f"[dim]Today: {escape(kept.answer.text)}[/]", soft_wrap=True)

    show_result(kept.as_dict(), as_json, lines)


@guarded
def watches(
    data: Data,
    atom: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what changed as an Atom feed into this file.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the standing questions, and what changed in their answers, the newest first."""
    from article_qa.index.library import open_library
    from article_qa.qa.watching.feed import atom as as_atom
    from article_qa.qa.watching.watches import notices, watches_as_dict
    from article_qa.qa.watching.watches import watches as standing

    with open_library(data) as library:
        facts = watches_as_dict(library.catalog)
        kept, told = standing(library.catalog), notices(library.catalog)
        due = {stored.id for stored in library.catalog.watches.due()}
        feed = as_atom(told, library.catalog.vector_queue.library_id())
    if atom:
        write_out(feed.encode(), atom)

    def lines() -> None:
        for each in kept:
            when = f"asked {each.asked}{', to be asked again' if each.id in due else ''}"
            out.print(f"{each.id} {escape(each.question)} [dim]({when})[/]", soft_wrap=True)
        if not kept:
            out.print('There is no standing question. Keep one with: article-qa watch "QUESTION"')
        for notice in told[:NOTICES_SHOWN]:
            out.print(f"\n[bold]{escape(notice.question)}[/] [dim]{notice.told}[/]", soft_wrap=True)
            for change in notice.changes:
                out.print(f"  {escape(change.text)}", soft_wrap=True)
            for citation in notice.answer.citations:
                source = f"\\[{citation.number}] {escape(citation.title)}, {escape(citation.dateline)}"
                out.print(f"  [dim]{source} ({citation.article_id})[/]", soft_wrap=True)

    show_result(facts, as_json, lines)


@guarded
def unwatch(
    watch: Annotated[str, typer.Argument(metavar="ID", help="The id of a standing question, or its first characters.")],
    data: Data,
    as_json: AsJson = False,
) -> None:
    """Forget a standing question and what it reported."""
    from article_qa.index.library import open_library

    with open_library(data) as library:
        gone = library.catalog.watches.remove(watch)
    facts = {"unwatched": gone.id, "question": gone.question}
    show_result(facts, as_json, lambda: out.print(f"No longer watching: {escape(gone.question)}", soft_wrap=True))
