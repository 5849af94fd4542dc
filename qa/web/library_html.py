"""The library as HTML: its list, an article, its months, what became of what was added.

Every word of an article is escaped; only http(s) addresses become links.
Knows nothing of Gradio.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from urllib.parse import urlsplit

from article_qa.index.ingest.add import AddReport
from article_qa.index.records import OVERRIDES, Article, Listing
from article_qa.index.store.catalog import Order
from article_qa.qa.day_words import dated

ROWS = 50
MAX_BARS = 60
HINT = '<p class="hint">An article opens here, whole.</p>'
NO_ARTICLES = '<p class="hint">No articles yet. Add some above, or from a terminal: article-qa add PATH</p>'
COLUMNS: tuple[tuple[str, Order], ...] = (("Title", "title"), ("Outlet", "publisher"), ("Date", "published"))


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the list a reader sees."""

    search: str = ""
    order: Order = "published"
    is_descending: bool = True
    first: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one thing that a reader added, and the ids of its articles."""

    name: str
    report: AddReport
    articles: tuple[str, ...] = ()


def list_html(listings: Sequence[Listing], view: View, *, matching: int, total: int, pending: int) -> str:
    """The part of the list that `view` asks for, of `matching` articles out of `total`."""
    if not total:
        return NO_ARTICLES
    waiting = f'<p class="pending" role="status">{_count(pending, "passage")} still to embed…</p>' if pending else ""
    if not matching:
        return f'{waiting}<p class="hint">No title, outlet or date has these words.</p>'
    heads = "".join(_head(name, order, view) for name, order in COLUMNS)
    heads += '<th scope="col">Passages</th><th scope="col">State</th>'
    rows = "".join(map(_row, listings))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return f"{waiting}{table}{_pages(view, len(listings), matching)}"


def article_html(
    article: Article | None, *, is_sure: bool | None = None, form: str = "", is_edited: bool = False
) -> str:
    """The whole article; with `is_sure` False the question whether it is to go, with None no article.

    With a `form` that corrects its facts, this stands in the place of the facts.
    """
    if article is None:
        return '<p class="hint" role="status">This article is no longer in the library.</p>'
    facts = [article.publisher or "", dated(article.published), article.author or ""]
    shown = [escape(fact) for fact in facts if fact]
    if (article.url or "").startswith(("http://", "https://")):
        host = urlsplit(article.url or "").hostname or ""
        shown.append(
            f'<a href="{escape(article.url or "")}" target="_blank" rel="noopener noreferrer">{escape(host)}</a>'
        )
    dateline = f'<p class="dateline">{" · ".join(shown)}</p>'
    return (
        f'<article class="pane" tabindex="0" aria-labelledby="article-title" data-article="{article.id}">'
        '<div class="bar"><button type="button" class="back">Back to the list</button>'
        f'<span class="changes">{"" if form else _editing(article, is_edited)}{_removal(article, is_sure)}</span></div>'
        f'<h2 id="article-title">{escape(article.title)}</h2>'
        f"{form or dateline}"
        f'<div class="article-text">{escape(article.text)}</div></article>'
    )


def removed_html(title: str) -> str:
    """What stands where an article stood."""
    return f'<p class="hint" role="status" tabindex="-1" data-focus>“{escape(title)}” has been removed.</p>'


def months_html(months: Mapping[str, int]) -> str:
    """How many articles each month has, or each year of a long time, as bars with the first and last date below."""
    if len(months) < 2:
        return ""
    counts = _filled(months)
    names = list(counts)
    most = max(counts.values())
    best = next(name for name, count in counts.items() if count == most)
    told = (
        f"{_count(sum(counts.values()), 'dated article')} from {_named(names[0])} to {_named(names[-1])}, "
        f"most in {_named(best)}: {most:,}"
    )
    step = 600 / len(counts)
    bars = "".join(
        f'<rect x="{n * step + step * 0.1:.1f}" y="{40 - 38 * count / most:.1f}" width="{step * 0.8:.1f}"'
        f' height="{38 * count / most:.1f}"><title>{_named(name)}: {count:,}</title></rect>'
        for n, (name, count) in enumerate(counts.items())
        if count
    )
    return (
        f'<figure class="months"><svg viewBox="0 0 600 40" preserveAspectRatio="none" role="img" aria-label="{told}">'
        f'{bars}</svg><figcaption aria-hidden="true"><span>{_named(names[0])}</span><span>{_named(names[-1])}</span>'
        "</figcaption></figure>"
    )


def results_html(results: Sequence[Result], *, under_way: str = "") -> str:
    """What became of each thing, the last one first, and what is being read."""
    doing = f'<p class="doing">{escape(under_way)}</p>' if under_way else ""
    items = "".join(_result(result) for result in reversed(results))
    return f'<div role="status">{doing}{f"<ul>{items}</ul>" if items else ""}</div>'


def _head(name: str, order: Order, view: View) -> str:
    is_chosen = order == view.order
    direction = ("descending" if view.is_descending else "ascending") if is_chosen else "none"
    arrow = f' <span aria-hidden="true">{"↓" if view.is_descending else "↑"}</span>' if is_chosen else ""
    return (
        f'<th scope="col" aria-sort="{direction}"><button type="button" data-do="sort" data-value="{order}">'
        f"{name}{arrow}</button></th>"
    )


def _row(listing: Listing) -> str:
    state = {"ready": "ready", "pending": "embedding…", "damaged": "damaged: add it again"}[listing.state]
    return (
        f'<tr><td><button type="button" class="open" data-do="open" data-value="{listing.id}">{escape(listing.title)}'
        f"</button></td><td>{escape(listing.publisher or '')}</td><td>{dated(listing.published)}</td>"
        f'<td>{listing.passages:,}</td><td class="{listing.state}">{state}</td></tr>'
    )


def _pages(view: View, shown: int, matching: int) -> str:
    if matching <= ROWS:
        return f'<p class="pages">{_count(matching, "article")}</p>'
    last = view.first + shown

    def step(name: str, first: int, is_possible: bool) -> str:
        return (
            f'<button type="button" data-do="page" data-name="{name}" data-value="{first}"'
            f"{'' if is_possible else ' disabled'}>{name}</button>"
        )

    return (
        f'<nav class="pages" aria-label="Pages of the list">{step("Previous", view.first - ROWS, view.first > 0)}'
        f"<span>{view.first + 1:,}–{last:,} of {matching:,}</span>{step('Next', last, last < matching)}</nav>"
    )


def _editing(article: Article, is_edited: bool) -> str:
    focus = " data-focus" if is_edited else ""
    return f'<button type="button" data-do="edit" data-value="{article.id}"{focus}>Edit…</button>'


def _removal(article: Article, is_sure: bool | None) -> str:
    if is_sure is None:
        return f'<button type="button" data-do="remove" data-value="{article.id}">Remove…</button>'
    return (
        '<span class="sure" role="group" aria-label="Remove this article?"><span>Remove it for good?</span>'
        f'<button type="button" class="danger" data-do="confirm" data-value="{article.id}">Remove</button>'
        f'<button type="button" data-do="keep" data-value="{article.id}" data-focus>Keep</button></span>'
    )


def _result(result: Result) -> str:
    report = result.report
    told = [
        f"{word} {count:,}" if count > 1 else word
        for word, count in (("added", report.added), ("changed", report.changed), ("unchanged", report.unchanged))
        if count
    ]
    refused = "".join(f'<span class="refused">Not taken: {_shown(failure)}</span>' for failure in report.failed)
    counts = f'<span class="told">{", ".join(told)}</span>' if told else ""
    notes = "".join(f'<span class="note">Note: {_shown(note)}</span>' for note in report.notes)
    return f'<li><span class="name">{_shown(result.name)}</span>{counts}{refused}{notes}</li>'


def _shown(words: str) -> str:
    """Words that a reader chose, as HTML, without signs that turn the order of what stands around them."""
    return escape(OVERRIDES.sub("", words))


def _filled(months: Mapping[str, int]) -> dict[str, int]:
    """The counts without a gap between the first and the last: by month, by year where these are too many."""
    names = list(months)
    first, last = (date.fromisoformat(f"{name}-01") for name in (names[0], names[-1]))
    span = (last.year - first.year) * 12 + last.month - first.month + 1
    if span <= MAX_BARS:
        numbers = (first.year * 12 + first.month - 1 + n for n in range(span))
        return {name: months.get(name, 0) for name in (f"{n // 12:04}-{n % 12 + 1:02}" for n in numbers)}
    years = dict.fromkeys((f"{year:04}" for year in range(first.year, last.year + 1)), 0)
    for name, count in months.items():
        years[name[:4]] += count
    return years


def _named(month: str) -> str:
    """ "2022-11" as "November 2022", "2022" as it is."""
    return f"{date.fromisoformat(f'{month}-01'):%B} {int(month[:4])}" if "-" in month else str(int(month))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
