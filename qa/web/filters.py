"""What a question is asked within: ticked articles, collections, outlets, languages, days, as a Scope and as chips.

Knows nothing of Gradio.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from article_qa.index.errors import QuestionRejected
from article_qa.index.records import EVERYTHING, UNKNOWN_LANGUAGE, Outlet, Scope
from article_qa.index.text.languages import ANOTHER_LANGUAGE, language_name
from article_qa.qa.web.core_messages import sentence
from article_qa.qa.web.days import dated
from article_qa.qa.web.months_html import days_of, month_of, months_html
from article_qa.qa.web.months_html import named as month_name
from article_qa.qa.web.phrases import gettext, gettext_noop, name_of
from article_qa.qa.web.templates import render

PRESETS: Mapping[str, str] = {
    "week": gettext_noop("Last week"),
    "month": gettext_noop("This month"),
    "last month": gettext_noop("Last month"),
    "year": gettext_noop("This year"),
    "all": gettext_noop("All days"),
}  # fmt: skip
MAX_OUTLETS = 300
# From so many on a field finds the outlet.
MANY = 12


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of the scope: which (since, until, outlet, collection, article), its value there, and its words."""

    name: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Within:
    """A scope, and the titles of its articles in their order.

    `chosen_at` is the moment of the panel's last choice by the browser's clock: its script waits for it.
    """

    scope: Scope = EVERYTHING
    titles: tuple[str, ...] = ()
    chosen_at: float = 0

    @property
    def chips(self) -> tuple[Chip, ...]:
        """Each part of the scope in words, articles first."""
        scope = self.scope
        return (
            *(Chip("article", each, f"“{title}”") for each, title in zip(scope.articles, self.titles, strict=False)),
            *(Chip("collection", each, gettext("In %(collection)s", collection=each)) for each in scope.collections),
            *(Chip("outlet", each, each) for each in scope.publishers),
            *(Chip("language", each, named_language(each)) for each in scope.languages),
            *self._days(),
        )

    def _days(self) -> tuple[Chip, ...]:
        """The days as one chip where they are a month or a year, else the first and the last of them."""
        scope = self.scope
        if month := month_of(scope.since, scope.until):
            return (Chip("days", "", month_name(month)),)
        return (
            *([Chip("since", "", gettext("From %(day)s", day=dated(scope.since)))] if scope.since else []),
            *([Chip("until", "", gettext("Until %(day)s", day=dated(scope.until)))] if scope.until else []),
        )

    def without(self, name: str, value: str) -> "Within":
        """The same without the part that this chip names; with the name "all", everything."""
        scope = self.scope
        if name == "article":
            left = [(each, title) for each, title in zip(scope.articles, self.titles, strict=False) if each != value]
            articles = tuple(each for each, _ in left)
            titles = tuple(title for _, title in left)
            return replace(self, scope=replace(scope, articles=articles), titles=titles)
        if name == "collection":
            return replace(self, scope=replace(scope, collections=_except(scope.collections, value)))
        if name == "outlet":
            return replace(self, scope=replace(scope, publishers=_except(scope.publishers, value)))
        if name == "language":
            return replace(self, scope=replace(scope, languages=_except(scope.languages, value)))
        if name == "since":
            return replace(self, scope=replace(scope, since=None))
        if name == "until":
            return replace(self, scope=replace(scope, until=None))
        if name == "days":
            return replace(self, scope=replace(scope, since=None, until=None))
        return Within(chosen_at=self.chosen_at) if name == "all" else self


def named(scope: Scope, titles: tuple[str, ...] = ()) -> list[str]:
    """What each part of the scope says."""
    return [chip.words for chip in Within(scope, titles).chips]


def scope_with(
    within: Within,
    *,
    articles: Mapping[str, str] | None = None,
    collections: Iterable[str] = (),
    outlets: Iterable[str] = (),
    since: str = "",
    until: str = "",
) -> Within:
    """`within` and these articles (id to title), collections and outlets; days take the place of those it had.

    Raises QuestionRejected for what is no date, and for days in the wrong order.
    """
    scope, titles = within.scope, dict(zip(within.scope.articles, within.titles, strict=False)) | dict(articles or {})
    days = (_date(since), _date(until)) if since or until else (scope.since, scope.until)
    grown = replace(
        scope,
        articles=tuple(titles),
        collections=_joined(scope.collections, collections),
        publishers=_joined(scope.publishers, outlets),
        since=days[0],
        until=days[1],
    )
    return replace(within, scope=_in_order(grown), titles=tuple(titles.values()))


def scope_of(
    within: Within,
    since: str,
    until: str,
    outlets: Sequence[str],
    collections: Sequence[str],
    languages: Sequence[str] = (),
) -> Within:
    """`within` with what the panel says in place of its days, outlets, collections and languages.

    Raises QuestionRejected for what is no date, and for days in the wrong order.
    """
    scope = replace(
        within.scope, since=_date(since), until=_date(until),
        publishers=tuple(outlets), collections=tuple(collections), languages=tuple(languages),
    )  # fmt: skip
    return replace(within, scope=_in_order(scope))


def preset(within: Within, name: str, today: date) -> Within:
    """`within` on the days that a preset names; other names change nothing."""
    first = today.replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    days: dict[str, tuple[date | None, date | None]] = {
        "week": (today - timedelta(days=7), today),
        "month": (first, today),
        "last month": (before, first - timedelta(days=1)),
        "year": (today.replace(month=1, day=1), today),
        "all": (None, None),
    }
    since, until = days.get(name, (within.scope.since, within.scope.until))
    return replace(within, scope=replace(within.scope, since=since, until=until))


def within_month(within: Within, month: str) -> Within:
    """`within` on the days of a month ("2022-11") or a year ("2022"), on all days where it is empty.

    Raises QuestionRejected for anything else.
    """
    try:
        since, until = days_of(month) if month else (None, None)
    except ValueError:
        raise QuestionRejected(f"{month!r} is no month; choose a bar of the chart") from None
    return replace(within, scope=replace(within.scope, since=since, until=until))


def chips_html(within: Within, problem: str = "") -> Markup:
    """The scope as chips, each to be removed by a click; with what is wrong with a change."""
    return render("chips.html", chips=within.chips, at=within.chosen_at, problem=sentence(problem))


def panel_html(
    within: Within,
    outlets: Sequence[Outlet],
    collections: Mapping[str, int],
    languages: Mapping[str, int],
    months: Mapping[str, int],
    days: str,
) -> Markup:
    """What the scope can be: days with presets, outlets, collections, languages where there are several.

    `months` are the counts of articles by month, and `days` says which days they have.
    """
    return render(
        "scope_panel.html",
        scope=within.scope,
        outlets=outlets[:MAX_OUTLETS],
        collections=collections,
        languages={code: (named_language(code), count) for code, count in languages.items() if len(languages) > 1},
        presets=PRESETS,
        months=months_html(months, month_of(within.scope.since, within.scope.until)),
        days=days,
        is_long=len(outlets) > MANY,
    )


def named_language(code: str) -> str:
    """A language as the panel names it; one without a name here by its code."""
    if code == UNKNOWN_LANGUAGE:
        return gettext("Unknown language")
    name = name_of(code) or language_name(code)
    return name if name != ANOTHER_LANGUAGE else gettext("Language “%(code)s”", code=code)


def _in_order(scope: Scope) -> Scope:
    if scope.since and scope.until and scope.since > scope.until:
        raise QuestionRejected(
            f"the filter ends on {dated(scope.until)}, before it begins on {dated(scope.since)}; "
            "change one of the dates"
        )
    return scope


def _date(text: Any) -> date | None:
    text = str(text or "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise QuestionRejected(f"{text!r} in the filters is not a date; write it as 2022-11-03") from None


def _joined(have: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*have, *more]))


def _except(have: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(each for each in have if each != value)
