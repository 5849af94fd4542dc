"""`collect`, `collections`: articles under a name, to which a question can be narrowed."""

from typing import Annotated

import typer
from rich.markup import escape

from article_qa.index.errors import UnknownArticle
from article_qa.qa.cli.shared import AsJson, Data, guarded, out, show_result


@guarded
def collect(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the collection. A new name makes a new one.")],
    articles: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids, or their first characters.")],
    data: Data,
    leave: Annotated[bool, typer.Option("--remove", help="Take the articles out of the collection instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put articles into a collection, for: article-qa ask --collection NAME.

    If an id is unknown, nothing is changed.
    """
    from article_qa.index.library import find_id, open_library

    with open_library(data) as library:
        collections = library.catalog.collections
        plain = collections.chosen(name)
        ids = []
        for wanted in articles:
            if (article_id := find_id(library, wanted)) is None:
                raise UnknownArticle(wanted)
            ids.append(article_id)
        count = collections.leave(ids, plain) if leave else collections.collect(ids, plain)
    done = "taken out of" if leave else "put into"
    show_result({"collection": plain, "changed": count}, as_json, lambda: out.print(f"{count} {done} {escape(plain)}"))


@guarded
def collections(data: Data, as_json: AsJson = False) -> None:
    """List the collections, with the number of their articles."""
    from article_qa.index.library import open_library

    with open_library(data) as library:
        counts = library.catalog.collections.counts()

    def lines() -> None:
        for name, count in counts.items():
            out.print(f"{escape(name)} [dim]{count:,}[/]", soft_wrap=True)
        if not counts:
            out.print("There is no collection. Make one with: article-qa add --collection NAME PATH")

    show_result({"collections": [{"name": name, "articles": n} for name, n in counts.items()]}, as_json, lines)
