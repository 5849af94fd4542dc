"""How many articles each month has, as a chart whose bars can be pressed. Knows nothing of Gradio."""

from collections.abc import Mapping
from datetime import date, timedelta

from markupsafe import Markup

from article_qa.qa.web.days import in_words
from article_qa.qa.web.phrases import grouped, ngettext
from article_qa.qa.web.templates import render

# More bars than these are too narrow for a finger; a long time is shown by years, and a year by its months.
MAX_BARS = 24


def months_html(months: Mapping[str, int], chosen: str = "") -> Markup:
    """The counts of `months` ("2022-11"), or of the years of a long time, as bars; nothing for less than two months.

    `chosen` is the month or year that the list is limited to; with a year, its months are shown.
    """
    year = chosen[:4]
    within = {name: count for name, count in months.items() if name.startswith(year)} if year else dict(months)
    if len(months) < 2 or not within:
        return Markup("")
    counts = _year(within, year) if year and _is_by_year(months) else _filled(months)
    names = list(counts)
    most = max(counts.values())
    bars = [
        {
            "name": name,
            "value": "" if name == chosen else name,
            "said": f"{named(name)}: {grouped(count)}",
            "count": count,
            "height": max(4, round(100 * count / most)) if count else 0,
            "is_chosen": name == chosen,
        }
        for name, count in counts.items()
    ]
    unit = "month" if "-" in names[0] else "year"
    return render(
        "months.html", bars=bars, unit=unit, summary=_summary(counts), first=named(names[0]), last=named(names[-1])
    )


def named(month: str) -> str:
    """ "2022-11" as "November 2022", "2022" as it is."""
    return in_words(date.fromisoformat(f"{month}-01"), "month") if "-" in month else str(int(month))


def days_of(month: str) -> tuple[date, date]:
    """The first and the last day of "2022-11" or of "2022". Raises ValueError for anything else."""
    if len(month) == 4:
        return date(int(month), 1, 1), date(int(month), 12, 31)
    first = date.fromisoformat(f"{month}-01")
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def month_of(since: date | None, until: date | None) -> str:
    """The month ("2022-11") or the year ("2022") that these days are exactly; empty where they are neither."""
    names = (f"{since:%Y-%m}", f"{since:%Y}") if since and until else ()
    return next((name for name in names if days_of(name) == (since, until)), "")


def _summary(counts: Mapping[str, int]) -> str:
    names = list(counts)
    best = max(names, key=lambda name: counts[name])
    total = sum(counts.values())
    return ngettext(
        "%(num)s dated article from %(first)s to %(last)s, most in %(best)s: %(most)s",
        "%(num)s dated articles from %(first)s to %(last)s, most in %(best)s: %(most)s",
        total, first=named(names[0]), last=named(names[-1]), best=named(best), most=grouped(counts[best]),
    )  # fmt: skip


def _is_by_year(months: Mapping[str, int]) -> bool:
    return _span(months) > MAX_BARS


def _span(months: Mapping[str, int]) -> int:
    """From the first month to the last, both counted."""
    first, last = (_number(name) for name in (min(months), max(months)))
    return last - first + 1


def _year(months: Mapping[str, int], year: str) -> dict[str, int]:
    return {name: months.get(name, 0) for name in (f"{year}-{n:02}" for n in range(1, 13))}


def _filled(months: Mapping[str, int]) -> dict[str, int]:
    """The counts without a gap between the first and the last: by month, by year where these are too many."""
    if not _is_by_year(months):
        first = _number(min(months))
        numbers = range(first, first + _span(months))
        return {name: months.get(name, 0) for name in (f"{n // 12:04}-{n % 12 + 1:02}" for n in numbers)}
    years = dict.fromkeys((f"{year:04}" for year in range(int(min(months)[:4]), int(max(months)[:4]) + 1)), 0)
    for name, count in months.items():
        years[name[:4]] += count
    return years


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1
