"""People and places: whom and what the articles name most, when, in which of them, and what those people say.

Every number is that of a list of articles; all are counted in the catalog.
Knows nothing of Gradio.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from article_qa.index.annotations import NameKind
from article_qa.index.library import Library
from article_qa.index.records import EVERYTHING, ArticleRef, Scope
from article_qa.index.store.annotations import folded_words
from article_qa.index.store.name_queries import NameCount
from article_qa.index.text.people import is_same_person
from article_qa.qa.web.days import dateline
from article_qa.qa.web.library_html import article_count, plain
from article_qa.qa.web.months_html import days_of, months_html, named
from article_qa.qa.web.phrases import gettext_noop
from article_qa.qa.web.templates import render

LISTED = 15
FOUND = 40
ARTICLES = 100
SAYINGS = 20
BARS = 24
KINDS: tuple[tuple[str, NameKind], ...] = (
    (gettext_noop("People"), "person"),
    (gettext_noop("Places"), "place"),
    (gettext_noop("Organisations"), "organisation"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A name in the list, with the heights of the bars of its chart, in percent."""

    name: str
    articles: int
    bars: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """What somebody says in an article, and where."""

    words: str
    start: int
    end: int
    ref: ArticleRef

    @property
    def dateline(self) -> str:
        return dateline(self.ref)


def people_html(library: Library, search: str = "") -> Markup:
    """Those who are named most, by kind; with `search`, the names that have its words."""
    catalog = library.catalog
    groups: list[tuple[str, list[NameCount]]]
    if words := folded_words(search):
        counts = catalog.names.counts(catalog.annotations.names_like(words, FOUND))
        found = [NameCount(name, count) for name, count in counts.items()]
        groups = [(gettext_noop("Names found"), sorted(found, key=lambda each: (-each.articles, each.name)))]
    else:
        groups = [(label, most_named(library, kind)) for label, kind in KINDS]
    months = catalog.names.months_of([each.name for _, found in groups for each in found])
    span = list(catalog.by_month())
    shown = [(label, [_row(each, months.get(each.name, {}), span) for each in found]) for label, found in groups]
    return render(
        "people.html", groups=[group for group in shown if group[1]], search=search, article_count=article_count
    )


def most_named(library: Library, kind: NameKind) -> list[NameCount]:
    """The names of this kind that most articles have; a surname counts for the one person listed who bears it."""
    found = library.catalog.names.most_named(kind, 2 * LISTED)
    if kind != "person":
        return found[:LISTED]
    full = [each.name for each in found if " " in each.name]
    surnames = [each.name for each in found if " " not in each.name]
    merged = {each for each in surnames if sum(is_same_person(each, name) for name in full) == 1}
    people = [
        NameCount(each.name, library.catalog.names.count(names))
        if (names := variants(library, each.name))[1:]
        else each
        for each in found
        if each.name not in merged
    ]
    return sorted(people, key=lambda each: (-each.articles, each.name))[:LISTED]


def variants(library: Library, name: str) -> list[str]:
    """The names that mean the same person as `name`, itself first: a surname, where only one person there bears it."""
    words = folded_words(name)
    near = {*library.catalog.annotations.names_like(words[-1:]), name}
    people = library.catalog.names.of_kind(near, "person")
    full = sorted(each for each in people if " " in each and folded_words(each)[-1:] == words[-1:])
    first = name if " " in name else next(iter(full), "")
    if first not in people:
        return [name]
    is_only_one = all(is_same_person(first, each) for each in full)
    # What a surname by itself is, an annotator cannot always say.
    surnames = {each for each in near if " " not in each and is_only_one} - _other_than_people(library, near)
    return [name, *(each for each in sorted({*full, *surnames} - {name}) if is_same_person(first, each))]


def _other_than_people(library: Library, names: set[str]) -> set[str]:
    return library.catalog.names.of_kind(names, "place") | library.catalog.names.of_kind(names, "organisation")


def first_name(library: Library) -> str:
    """Whom or what most articles name; empty where none were read yet."""
    most = (library.catalog.names.most_named(kind, 1) for _, kind in KINDS)
    return next((found[0].name for found in most if found), "")


def person_html(library: Library, name: str, month: str = "") -> Markup:
    """All that the library has on a name: when, in which articles, and the person's own words.

    `month` ("2022-11" or "2022") limits both lists. Raises ValueError for what is no month.
    """
    catalog = library.catalog
    names = variants(library, name)
    scope = Scope(*days_of(month)) if month else EVERYTHING
    refs = catalog.names.articles(names, ARTICLES, month)
    speakers = catalog.annotations.speakers_named(folded_words(name)[-1:], scope)
    own = [each for each in speakers if each.name in names]
    return render(
        "person.html",
        name=plain(name),
        also=[plain(each) for each in names[1:4]],
        role=next((each.role for each in own if each.role), ""),
        count=catalog.names.count(names, month),
        within=named(month) if month else "",
        months=months_html(catalog.names.by_month(names), month),
        articles=[(each, dateline(each)) for each in refs],
        within_articles=[{"id": each.article_id, "title": plain(each.title)} for each in refs],
        sayings=_sayings(library, names, scope),
        said=sum(each.count for each in own),
        article_count=article_count,
    )


def _sayings(library: Library, names: Sequence[str], scope: Scope) -> list[Quoted]:
    said = library.catalog.annotations.sayings_of(names, scope, SAYINGS)
    articles = {article_id: library.catalog.article(article_id) for article_id, _ in said}
    return [
        Quoted(
            " ".join(article.text[saying.start : saying.end].split()), saying.start, saying.end,
            ArticleRef(article.id, plain(article.title), article.publisher, article.published, article.url),
        )
        for article_id, saying in said
        if (article := articles[article_id])
    ]  # fmt: skip


def _row(each: NameCount, months: Mapping[str, int], span: Sequence[str]) -> Row:
    return Row(each.name, each.articles, bars(months, span))


def bars(months: Mapping[str, int], span: Sequence[str]) -> tuple[int, ...]:
    """The counts over the time from the first to the last month of `span` as heights of at most 24 bars."""
    if len(span) < 2:
        return ()
    first, last = _number(span[0]), _number(span[-1])
    width = max(1, -(-(last - first + 1) // BARS))
    heights = [0] * ((last - first) // width + 1)
    for month, count in months.items():
        place = (_number(month) - first) // width
        # An article may have gone since the span was read.
        if 0 <= place < len(heights):
            heights[place] += count
    most = max(heights) or 1
    return tuple(round(100 * height / most) for height in heights)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])
