"""Which days a question names, and what is left of it without them."""

from datetime import date

import pytest

from article_qa.qa.questions.day_words import day_span, without

# A Thursday.
TODAY = date(2026, 11, 26)


def span(text: str) -> tuple[str | None, str | None] | None:
    found = day_span(text, TODAY)
    if found is None:
        return None
    since, until = (day.isoformat() if day else None for day in (found.since, found.until))
    return since, until


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("in December 2025", ("2025-12-01", "2025-12-31")),
        ("in december 2025", ("2025-12-01", "2025-12-31")),
        ("in March", ("2026-03-01", "2026-03-31")),
        ("in December", ("2025-12-01", "2025-12-31")),
        ("on 10 March 2026", ("2026-03-10", "2026-03-10")),
        ("on March 10", ("2026-03-10", "2026-03-10")),
        ("on 2026-03-10", ("2026-03-10", "2026-03-10")),
        ("in 2024", ("2024-01-01", "2024-12-31")),
        ("since March", ("2026-03-01", None)),
        ("after 1 April 2021", ("2021-04-02", None)),
        ("after April 2021", ("2021-05-01", None)),
        ("before 1 April 2021", (None, "2021-03-31")),
        ("until April 2021", (None, "2021-04-30")),
        ("between 3 May and 9 May 2024", ("2024-05-03", "2024-05-09")),
        ("from March 2024 to May 2024", ("2024-03-01", "2024-05-31")),
        ("articles from 2014", ("2014-01-01", "2014-12-31")),
        ("from 2014 on", ("2014-01-01", None)),
        ("today", ("2026-11-26", "2026-11-26")),
        ("yesterday", ("2026-11-25", "2026-11-25")),
        ("this week", ("2026-11-23", "2026-11-26")),
        ("last week", ("2026-11-16", "2026-11-22")),
        ("last month", ("2026-10-01", "2026-10-31")),
        ("this year", ("2026-01-01", "2026-11-26")),
        ("in the last 3 days", ("2026-11-23", "2026-11-26")),
        ("in the past two weeks", ("2026-11-12", "2026-11-26")),
        ("on Monday", ("2026-11-23", "2026-11-23")),
        ("in the last 999 years", ("1028-07-26", "2026-11-26")),
    ],
)
def test_words_for_days_are_a_span(text: str, days: tuple[str | None, str | None]) -> None:
    assert span(f"What was published {text}?") == days


@pytest.mark.parametrize("text", ["What may happen?", "31 February 2024", "march on the capital", "0000-00-00", ""])
def test_what_names_no_day_has_no_span(text: str) -> None:
    assert span(text) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("What was reported about the mill in June 2023?", "What was reported about the mill?"),
        ("In June 2023, what was reported?", "what was reported?"),
        ("news from yesterday", "news"),
        ("What happened between 3 May and 9 May 2024 here?", "What happened here?"),
        ("today's headlines", "headlines"),
    ],
)
def test_the_words_for_days_are_taken_off(text: str, left: str) -> None:
    found = day_span(text, TODAY)
    assert found
    assert without(text, found) == left
