"""`search`: the passages nearest to some words, without an answer."""

from typing import Annotated

import typer
from rich.markup import escape

from article_qa.qa.answer import SearchResult
from article_qa.qa.citation import Hit
from article_qa.qa.cli.answer_questions import NOT_ANSWERED
from article_qa.qa.cli.console import out, print_json
from article_qa.qa.cli.formats import Format
from article_qa.qa.cli.scope import scope_in
from article_qa.qa.cli.shared import (
    Articles,
    AsJson,
    Collections,
    Data,
    FormatOption,
    Languages,
    Publisher,
    Since,
    Until,
    chosen_format,
    guarded,
    show_notes,
)
from article_qa.qa.markdown import address, is_link, plain

MAX_HITS = 50


@guarded
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="What to look for.")],
    data: Data,
    limit: Annotated[int, typer.Option(min=1, max=MAX_HITS, help="At most this many passages.")] = 5,
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    article: Articles = None,
    collection: Collections = None,
    language: Languages = None,
    format_: FormatOption = None,
    as_json: AsJson = False,
) -> None:
    """Find the passages that come nearest to some words, the best first, without an answer.

    Scores can be compared only within one search. The exit status is 0 where passages are found, else 3.
    """
    from article_qa.index.library import open_library
    from article_qa.qa.assistant import Assistant

    written_as = chosen_format(format_, as_json=as_json)
    with open_library(data) as library:
        scope = scope_in(library, since, until, publisher, article, collection, language)
        found = Assistant.over(library).search(" ".join(words), scope=scope, limit=limit)
    if written_as is Format.json:
        print_json(found.as_dict())
    elif written_as is Format.md:
        out.print(as_markdown(found), markup=False, soft_wrap=True, end="")
    else:
        _print(found)
    if not found.hits:
        raise typer.Exit(NOT_ANSWERED)


def _print(found: SearchResult) -> None:
    for hit in found.hits:
        out.print(f"[bold]\\[{hit.number}][/] {escape(hit.title)}")
        out.print_indented(
            [
                f"[dim]{escape(hit.dateline)} · score {hit.score:.2f} · {hit.article_id}, "
                f"characters {hit.start}–{hit.end}[/]",
                *([f"[dim]{escape(hit.elsewhere)}[/]"] if hit.elsewhere else []),
                escape(" ".join(hit.quote.split())),
            ]
        )
    if not found.hits:
        out.print("No passage was found.")
    show_notes(found.warnings)


def as_markdown(found: SearchResult) -> str:
    """The passages as Markdown, each a quote below its article."""
    parts = [f"## {plain(found.query)}", *map(_hit_as_markdown, found.hits)]
    parts += [f"*{plain(warning)}*" for warning in found.warnings]
    return "\n\n".join(parts) + "\n"


def _hit_as_markdown(hit: Hit) -> str:
    title = f"[{plain(hit.title)}](<{address(hit.url or '')}>)" if is_link(hit.url) else plain(hit.title)
    return f"**{hit.number}** · {title} · {plain(hit.dateline)} · {hit.score:.2f}\n\n> {plain(hit.quote)}"
