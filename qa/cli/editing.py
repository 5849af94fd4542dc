"""`edit`: what an article says of itself, corrected."""

from typing import Annotated

import typer
from rich.markup import escape

from article_qa.qa.cli.shared import AsJson, Data, guarded, out, progress_bars, show_result
from article_qa.qa.day_words import dated

ABSENT = "an empty text takes it away"


@guarded
def edit(
    article: Annotated[str, typer.Argument(metavar="ID", help="The article's id, or its first characters.")],
    data: Data,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its headline.")] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help=f"The day it was published, as 2022-11-03; {ABSENT}.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help=f"Its outlet; {ABSENT}.")] = None,
    author: Annotated[str | None, typer.Option(metavar="NAME", help=f"Who wrote it; {ABSENT}.")] = None,
    as_json: AsJson = False,
) -> None:
    """Correct the title, date, outlet or author of an article.

    The correction is kept when the article is added again.
    """
    from article_qa.index.ingest.embedding_worker import embed_pending
    from article_qa.index.library import open_library

    with open_library(data) as library:
        edited = library.edit(article, title=title, published=published, publisher=publisher, author=author)
        corrected = library.catalog.edits.of(edited.id).fields
        with progress_bars() as progress:
            embed_pending(library, progress)
    facts = {
        "id": edited.id,
        "title": edited.title,
        "published": edited.published.isoformat() if edited.published else None,
        "publisher": edited.publisher,
        "author": edited.author,
        "corrected": corrected,
    }

    def lines() -> None:
        shown = [edited.title, edited.publisher, dated(edited.published), edited.author]
        out.print(f"{edited.id} is now: {escape(' · '.join(filter(None, shown)))}", soft_wrap=True)

    show_result(facts, as_json, lines)
