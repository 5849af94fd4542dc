"""What a reader does in the Library tab, and what the tab shows then. Knows nothing of Gradio.

What it shows is made in `qa/web/library_html.py` and `qa/web/article_html.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from article_qa.index.ingest.add import remove
from article_qa.index.library import Library
from article_qa.index.records import EVERYTHING, Article, Listing, Scope
from article_qa.qa.web.article_guide import guide_html, guide_to
from article_qa.qa.web.article_html import article_html, removed_html
from article_qa.qa.web.article_text import NO_MARKS, Marks
from article_qa.qa.web.editing import LABELS, correct, form_html
from article_qa.qa.web.events import Press
from article_qa.qa.web.found_words import found_words
from article_qa.qa.web.library_html import COLUMNS, ROWS, View, list_html
from article_qa.qa.web.months_html import days_of, months_html


@dataclass(frozen=True, slots=True)
class Shown:
    """What the tab shows from now on; None leaves a part of it as it is."""

    view: View | None = None
    listing: str | None = None
    months: str | None = None
    article: str | None = None
    # Whether passages are still to be read, so that the list must follow.
    is_busy: bool = False


class Shelf:
    """The articles of one library as a reader looks through them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._catalog = library.catalog

    def listed(self, view: View) -> Shown:
        """The list and the chart of months, as the library is now."""
        overview = self._catalog.overview()
        scope = _scope(view)
        everything = overview.articles + overview.damaged
        is_all = not view.search and scope == EVERYTHING
        matching = everything if is_all else self._catalog.matching(view.search, scope, in_texts=bool(view.search))
        listings = self._catalog.listings(
            view.search, order=view.order, is_descending=view.is_descending, limit=ROWS, offset=view.first,
            scope=scope, in_texts=bool(view.search),
        )  # fmt: skip
        table = list_html(
            listings, view, matching=matching, total=everything, pending=overview.pending,
            found_words=self._found_words(listings, view.search),
        )  # fmt: skip
        months = months_html(self._catalog.by_month(), view.month)
        return Shown(view, table, months, is_busy=overview.pending > 0)

    def searched(self, words: str, view: View) -> Shown:
        """The list of what has these words."""
        return self.listed(replace(view, search=words.strip(), first=0))

    def pressed(self, press: Press, view: View) -> Shown:
        """After a button of the list or a bar of the chart."""
        match press.what:
            case "open":
                return Shown(article=self.article(press.value, _marks(press.fields)))
            case "page":
                return self.listed(replace(view, first=max(0, int(press.value))))
            case "month":
                return self.listed(replace(view, month=_month(press.value), first=0))
            case _:
                return self.listed(_sorted(view, press.value))

    def decided(self, press: Press, view: View) -> Shown:
        """After a button or the form of the article that is open."""
        chosen = self._catalog.article(press.value)
        if chosen is None:
            return Shown(article=article_html(None))
        match press.what:
            case "save":
                given = {name: str(press.fields.get(name, "")) for name in LABELS}
                edited, wrong = correct(self._library, chosen, given)
                form = form_html(edited, given, wrong) if wrong else ""
                shown = self._shown(edited, form=form, is_edited=not wrong)
                return replace(self.listed(view), article=shown)
            case "edit":
                return Shown(article=self._shown(chosen, form=form_html(chosen)))
            case "confirm":
                remove(self._library, [chosen.id])
                return replace(self.listed(replace(view, first=0)), article=removed_html(chosen.title))
            case what:
                return Shown(article=self._shown(chosen, is_asked=what == "remove", is_edited=what == "cancel"))

    def article(self, article_id: str, marks: Marks = NO_MARKS) -> str:
        """The article with this id, or that it is gone."""
        return self._shown(self._catalog.article(article_id), marks=marks)

    def _shown(self, article: Article | None, **options: Any) -> str:
        return article_html(article, guide=guide_html(guide_to(self._library, article)) if article else "", **options)

    def _found_words(self, listings: list[Listing], search: str) -> dict[str, str]:
        """By article, the words of its text that the search found, where its title says nothing of it."""
        if not search:
            return {}
        said = [each for each in listings if not _says(each, search)]
        articles = (self._catalog.article(each.id) for each in said)
        return {each.id: found_words(each.text, search) for each in articles if each}


def _scope(view: View) -> Scope:
    return Scope(*days_of(view.month)) if view.month else EVERYTHING


def _marks(fields: Mapping[str, Any]) -> Marks:
    """The words from `start` to `end`, where the browser named some."""
    start, end = (str(fields.get(name, "")) for name in ("start", "end"))
    return Marks(current=(int(start), int(end))) if start.isdecimal() and end.isdecimal() else NO_MARKS


def _sorted(view: View, wanted: str) -> View:
    """Sorted by the column that was pressed; pressed again, the other way round."""
    order = next((order for _, order in COLUMNS if order == wanted), view.order)
    # A name is read from A on, a date from the newest back.
    is_descending = not view.is_descending if order == view.order else order == "published"
    return replace(view, order=order, is_descending=is_descending, first=0)


def _month(wanted: str) -> str:
    """The month or year that the browser named; empty for all of them. Raises ValueError for what is none."""
    if wanted:
        days_of(wanted)
    return wanted


def _says(listing: Listing, search: str) -> bool:
    said = f"{listing.title} {listing.publisher or ''} {listing.published or ''}".casefold()
    return all(word in said for word in search.casefold().split())
