"""The dates of a claim beside those of its sources, relative ones counted from the day of the report."""

from collections.abc import Iterator
from datetime import date

from article_qa.index.annotations import Days
from article_qa.index.text.days import Day, days
from article_qa.index.text.numbers import figures
from article_qa.index.text.typography import straight
from article_qa.qa.verification.alignment import Case, Ground
from article_qa.qa.verification.clauses import clause_at
from article_qa.qa.verification.reasons import instead
from article_qa.qa.verification.slots import covers_event


def wrong_date(case: Case) -> str:
    """A date that is not near, while another is there in its place or none like it is anywhere."""
    reported = _reported(case)
    bare = {figure.value for figure in figures(case.everywhere)}
    for day in days(case.claim):
        near = case.grounds_of(case.telling(*clause_at(case.claim, day.start)))
        if any(_tells(day, ground, reported) for ground in near) or (day.is_year and day.year in bare):
            continue
        rivals = [other for ground in near for other in _stated(ground, reported) if day.clashes(other)]
        is_elsewhere = any(_tells(day, ground, reported) for ground in case.stated)
        if (rivals and not day.is_year) or not is_elsewhere:
            years = (other for ground in near for other in days(ground.text) if day.is_year and other.is_year)
            shown = rivals or list(years)
            return instead(day.text, shown[0].text if shown else "")
    return ""


def _tells(claimed: Day, ground: Ground, reported: date | None) -> bool:
    """Whether the sentence has the date, or one counted from the day of the report that is the same."""
    if any(claimed.fits(stated) for stated in days(ground.text)):
        return True
    return any(covers_event(claimed, stated) for stated in _relative(ground, reported))


def _relative(ground: Ground, reported: date | None) -> Iterator[Days]:
    # Only an answer of a model, a check and a claim need it, so it is not loaded with every question.
    from article_qa.index.annotate.expressions import Anchor
    from article_qa.index.annotate.relative_days import relative_days

    return (each.days for each in relative_days(straight(ground.text), Anchor(reported)))


def _stated(ground: Ground, reported: date | None) -> list[Day]:
    """The dates of a sentence but the day of the report, which is not what it says of the event, and bare years."""
    return [day for day in days(ground.text) if not day.is_year and not (reported and _is(day, reported))]


def _is(day: Day, whole: date) -> bool:
    return (day.year in (None, whole.year) and (day.month, day.day) == (whole.month, whole.day)) or (
        day.weekday == whole.weekday() and not day.month
    )


def _reported(case: Case) -> date | None:
    """The day of the report that stands above the first source which has one."""
    for source in case.sources:
        for day in days(source.split("\n", 1)[0]):
            if day.falls_on() is not None:
                return date(day.year or 1, day.month or 1, day.day or 1)
    return None
