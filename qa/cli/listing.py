"""`list`: the articles of the library, all or some."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from article_qa.index.records import EVERYTHING, Listing
from article_qa.index.text.languages import is_foreign
from article_qa.qa.citation import dateline
from article_qa.qa.cli.console import out
from article_qa.qa.cli.scope import scope_in
from article_qa.qa.cli.shared import (
    AsJson,
    Collections,
    Data,
    Languages,
    Publisher,
    Since,
    Until,
    guarded,
    show_notes,
    show_result,
)

COLUMNS = ("id", "date", "outlet", "title", "passages", "state")
# Where all is in English there is nothing to tell apart.
COLUMNS_WITH_LANGUAGE = (*COLUMNS[:4], "language", *COLUMNS[4:])


@guarded
def list_(
    data: Data,
    limit: Annotated[int | None, typer.Option(min=1, help="At most this many articles; all by default.")] = None,
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    collection: Collections = None,
    language: Languages = None,
    as_json: AsJson = False,
) -> None:
    """List the articles of the library, the newest first."""
    from article_qa.index.library import open_library
    from article_qa.qa.retrieval.known_scope import known_scope

    with open_library(data) as library:
        scope = scope_in(library, since, until, publisher, (), collection, language)
        scope = known_scope(scope, library.catalog).scope
        listings = library.catalog.listings(limit=limit, scope=scope)
        total = library.catalog.matching("", scope)
    show_result(
        {"articles": [each.as_json() for each in listings]},
        as_json,
        lambda: _print(listings, is_all=scope == EVERYTHING),
    )
    if len(listings) < total:
        show_notes([f"These are {len(listings):,} of {total:,} articles; --limit shows more."])


def _print(listings: list[Listing], *, is_all: bool) -> None:
    if not listings:
        out.print(
            "The library is empty. Add articles with: article-qa add PATH" if is_all else "No article is like that."
        )
    elif out.is_terminal and out.is_narrow:
        for each in listings:
            _print_entry(each)
    else:
        out.print(_table(listings))


def _print_entry(each: Listing) -> None:
    """An article as two lines, for a terminal without room for columns."""
    out.print(f"[bold]{escape(each.title)}[/]")
    state = "" if each.state == "ready" else f" · {each.state}"
    out.print_indented([f"[dim]{escape(dateline(each))} · {each.id}{state}[/]"])


def _table(listings: list[Listing]) -> Table:
    grid = Table(box=None, pad_edge=False, header_style="bold")
    names = COLUMNS_WITH_LANGUAGE if any(is_foreign(each.language) for each in listings) else COLUMNS
    for name in names:
        grid.add_column(name, no_wrap=name in ("id", "date"), justify="right" if name == "passages" else "left")
    for each in listings:
        cells = _cells(each)
        grid.add_row(*(escape(cells[name]) for name in names))
    return grid


def _cells(each: Listing) -> dict[str, str]:
    return {
        "id": each.id,
        "date": each.published.isoformat() if each.published else "undated",
        "outlet": each.publisher or "",
        "title": each.title,
        "language": each.language or "unknown",
        "passages": str(each.passages),
        "state": each.state,
    }
