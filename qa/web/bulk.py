"""What becomes of all articles that a reader ticked: into a collection, out of it, corrected, removed.

Knows nothing of Gradio.
"""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from article_qa.index.errors import ArticleQAError, RequestRejected
from article_qa.index.ingest.add import remove
from article_qa.index.library import Library
from article_qa.qa.web.core_messages import sentence
from article_qa.qa.web.editing import LABELS
from article_qa.qa.web.library_html import article_count, plain
from article_qa.qa.web.phrases import gettext
from article_qa.qa.web.templates import render

MAX_TICKED = 10_000


def chosen_html(library: Library, said: str = "", *, is_wrong: bool = False, is_emptied: bool = False) -> Markup:
    """The bar for ticked articles, and what became of them; with `is_emptied` none stays ticked."""
    return render(
        "chosen.html",
        collections=library.catalog.collections.names(),
        said=plain(said),
        is_wrong=is_wrong,
        is_emptied=is_emptied,
        made=time.monotonic_ns() if said else 0,
    )


def act(library: Library, what: str, ids: Sequence[str], fields: Mapping[str, Any]) -> Markup:
    """Do it to the articles with these ids; the bar as it is then, with what was done or what is wrong."""
    try:
        said = _done(library, what, list(ids)[:MAX_TICKED], fields)
    except ArticleQAError as error:
        return chosen_html(library, sentence(error), is_wrong=True)
    return chosen_html(library, said, is_emptied=what == "remove")


def _done(library: Library, what: str, ids: list[str], fields: Mapping[str, Any]) -> str:
    collections = library.catalog.collections
    match what:
        case "collect":
            name = collections.chosen(str(fields.get("name", "")))
            return gettext(
                "%(articles)s put into “%(name)s”.", articles=article_count(collections.collect(ids, name)), name=name
            )
        case "leave":
            name = collections.chosen(str(fields.get("name", "")))
            return gettext(
                "%(articles)s taken out of “%(name)s”.", articles=article_count(collections.leave(ids, name)), name=name
            )
        case "correct":
            return _corrected(library, ids, fields)
        case "remove":
            there = [each for each in ids if library.catalog.knows(each)]
            remove(library, there)
            return gettext("%(articles)s removed.", articles=article_count(len(there)))
        case _:
            raise RequestRejected(f"{what!r} is nothing to do with articles; choose one of the buttons")


def _corrected(library: Library, ids: Sequence[str], fields: Mapping[str, Any]) -> str:
    given = {name: text for name in LABELS if (text := str(fields.get(name, "")).strip())}
    there = [each for each in ids if library.catalog.article(each)]
    for each in there:
        library.edit(each, **given)
    return gettext("%(articles)s corrected.", articles=article_count(len(there)))
