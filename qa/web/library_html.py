"""The library as HTML: its list, and what became of what was added.

Every word of an article is escaped. Knows nothing of Gradio.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from article_qa.index.ingest.add import AddReport
from article_qa.index.records import OVERRIDES, Listing
from article_qa.index.store.catalog_reader import Order
from article_qa.qa.web.core_messages import localized
from article_qa.qa.web.days import dated
from article_qa.qa.web.months_html import days_of, named
from article_qa.qa.web.phrases import gettext, gettext_noop, grouped, ngettext
from article_qa.qa.web.templates import render

ROWS = 50
COLUMNS: tuple[tuple[str, Order], ...] = (
    (gettext_noop("Title"), "title"), (gettext_noop("Outlet"), "publisher"), (gettext_noop("Date"), "published"),
)  # fmt: skip
STATES = {
    "ready": gettext_noop("ready"),
    "pending": gettext_noop("being read…"),
    "damaged": gettext_noop("damaged: add it again"),
}


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the list a reader sees; `month` is "2022-11", "2022", or empty for all."""

    search: str = ""
    order: Order = "published"
    is_descending: bool = True
    first: int = 0
    month: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one thing that a reader added, and the ids of its articles."""

    name: str
    report: AddReport
    articles: tuple[str, ...] = ()


def list_html(
    listings: Sequence[Listing],
    view: View,
    *,
    matching: int,
    total: int,
    pending: int,
    found_words: Mapping[str, str] | None = None,
) -> Markup:
    """The part of the list that `view` asks for, of `matching` articles out of `total`.

    `found_words` are, by article, the words of its text that the search found.
    """
    return render(
        "library_list.html",
        total=total,
        matching=matching,
        pending=ngettext("%(num)s passage", "%(num)s passages", pending) if pending else "",
        within=gettext("Articles of %(when)s.", when=named(view.month)) if view.month else "",
        days=days_of(view.month) if view.month else (),
        columns=[(name, order, _direction(order, view)) for name, order in COLUMNS],
        rows=[_row(listing, (found_words or {}).get(listing.id, "")) for listing in listings],
        counted=article_count(matching),
        first=view.first,
        last=view.first + len(listings),
        page_rows=ROWS,
    )


def results_html(results: Sequence[Result], *, under_way: str = "") -> Markup:
    """What became of each thing, the last one first, and what is being read."""
    return render("results.html", results=[_told(result) for result in reversed(results)], under_way=plain(under_way))


def plain(words: str) -> str:
    """Words that a reader or an article chose, without signs that turn the order of what stands around them."""
    return OVERRIDES.sub("", words)


def article_count(number: int) -> str:
    """ "1 article", "1,200 articles"."""
    return ngettext("%(num)s article", "%(num)s articles", number)


def _direction(order: Order, view: View) -> str:
    return "none" if order != view.order else "descending" if view.is_descending else "ascending"


def _row(listing: Listing, words: str) -> dict[str, str]:
    return {
        "id": listing.id,
        "title": plain(listing.title),
        "outlet": plain(listing.publisher or ""),
        "day": dated(listing.published),
        "state": listing.state,
        "said": STATES[listing.state],
        "words": plain(words),
    }


def _told(result: Result) -> dict[str, object]:
    report = result.report
    became = (
        (gettext("added"), report.added),
        (gettext("changed"), report.changed),
        (gettext("unchanged"), report.unchanged),
    )
    return {
        "name": plain(result.name),
        "counts": ", ".join(f"{word} {grouped(count)}" if count > 1 else word for word, count in became if count),
        "failed": [plain(localized(failure)) for failure in report.failed],
        "notes": [plain(localized(note)) for note in report.notes],
    }
