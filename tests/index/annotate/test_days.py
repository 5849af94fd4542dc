"""Tests of the days on which the event of a sentence happened."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_qa.index.annotate.days import DayReader, article_day, event_days
from article_qa.index.annotate.expressions import Anchor
from article_qa.index.records import Article

# A Tuesday.
TODAY = date(2024, 5, 14)


def told(sentence: str, today: date | None = TODAY) -> str:
    days = event_days(sentence, Anchor(today))
    if days is None:
        return ""
    interval = f"{days.first}" if days.first == days.last else f"{days.first}/{days.last}"
    return interval if days.precision == "day" else f"{interval} {days.precision}"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The weir gave way yesterday.", "2024-05-13"),
        ("The weir gave way this morning.", "2024-05-14"),
        ("The weir gave way on Friday.", "2024-05-10"),
        ("The weir gave way on Tuesday.", "2024-05-14"),
        ("The weir gave way last Tuesday.", "2024-05-07"),
        ("The weir will be mended on Friday.", "2024-05-17"),
        ("On Friday, the weir is to be mended.", "2024-05-17"),
        ("The mayor said the town would mourn on Friday.", "2024-05-17"),
        ("It will be mended, the mayor said on Friday.", "2024-05-10"),
        ("The festival opens on Friday.", "2024-05-17"),
        ("The weir will be mended next Tuesday.", "2024-05-21"),
        ("The weir gave way earlier this week.", "2024-05-13/2024-05-19 week"),
        ("The weir gave way last week.", "2024-05-06/2024-05-12 week"),
        ("It rained over the weekend.", "2024-05-11/2024-05-12"),
        ("The weir gave way last month.", "2024-04-01/2024-04-30 month"),
        ("The weir will be mended next March.", "2025-03-01/2025-03-31 month"),
        ("The weir gave way in March.", "2024-03-01/2024-03-31 month"),
        ("In May, the weir gave way.", "2024-05-01/2024-05-31 month"),
        ("The weir gave way in October.", "2023-10-01/2023-10-31 month"),
        ("The weir was built last year.", "2023-01-01/2023-12-31 year"),
        ("The weir was built in 1931.", "1931-01-01/1931-12-31 year"),
        ("It was built in May 1931.", "1931-05-01/1931-05-31 month"),
        ("It was built in spring 1931.", "1931-03-01/1931-05-31 season"),
        ("It gave way in the winter of 2022.", "2022-12-01/2023-02-28 season"),
        ("It gave way last summer.", "2023-06-01/2023-08-31 season"),
        ("The weir gave way on 15 April.", "2024-04-15"),
        ("The weir gave way on 15 December.", "2023-12-15"),
        ("The weir will be mended by divers on 15 January.", "2025-01-15"),
        ("The weir was to be mended on 30 April.", "2024-04-30"),
        ("The council met on 7 and 8 May.", "2024-05-07/2024-05-08"),
        ("It is to run from January 23 through March 9.", "2025-01-23/2025-03-09"),
        ("It was asked between July 1930 and June 1931.", "1930-07-01/1931-06-30 month"),
        ("It gave way on February 6 this year.", "2024-02-06"),
        ("It gave way on Thursday, 9 May.", "2024-05-09"),
        ("It gave way on Thursday evening (9 May).", "2024-05-09"),
        ("That same year, 1931, it leaked.", "1931-01-01/1931-12-31 year"),
        ("It runs from Monday, May 6, 2024, through Friday, May 10, 2024.", "2024-05-06/2024-05-10"),
        ("The mayor was born on 3 May 1960.", "1960-05-03"),
        ("It gave way two weeks ago.", "2024-04-29/2024-05-05 week"),
        ("It gave way three days ago.", "2024-05-11"),
        ("It gave way 48 hours ago.", "2024-05-12"),
        ("It was built 90 years ago.", "1934-01-01/1934-12-31 year"),
        ("In a 2019 interview he praised the weir.", "2019-01-01/2019-12-31 year"),
        ("“It broke in 1999,” he said on Friday.", "2024-05-10"),
        ("He was arrested on 5 May over a fire in 2019.", "2024-05-05"),
    ],
)  # fmt: skip
def test_the_event_of_a_sentence_has_a_day(sentence: str, expected: str) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The weir stands by the mill.",
        "It has leaked since March.",
        "It has leaked since Tuesday, 7 May.",
        "It must be mended by 2050.",
        "It will be closed until Friday.",
        "They worked for two days.",
        "The boy is nine years old.",
        "He missed Friday prayers.",
        "He told the Sunday Times so.",
        "It opens every Friday.",
        "It is empty on Fridays.",
        "He won the 2018 election.",
        "The weir (built in 1931) leaks.",
        "The weir, opened in 1931, leaks.",
        "Opened in 1931, the weir leaks.",
        "Last year's winner has retired.",
        "In the 1930's it was common.",
        "It costs as much as last year.",
        "For the last year he has rested.",
        "Smith, born on 3 May 1960, leads the town.",
        "USA TODAY asked 1709 people.",
        "They may march on.",
        "It falls on the fourth Thursday in November.",
        "The next day they left.",
    ],
)
def test_what_is_no_day_of_an_event_is_passed_over(sentence: str) -> None:
    assert told(sentence) == ""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It gave way yesterday.", ""),
        ("It gave way on Friday.", ""),
        ("It gave way in March.", ""),
        ("It gave way on 15 April.", ""),
        ("It gave way on 15 April 2024.", "2024-04-15"),
        ("It gave way in 2019.", "2019-01-01/2019-12-31 year"),
    ],
)
def test_without_a_day_of_the_article_only_whole_dates_stand(sentence: str, expected: str) -> None:
    assert told(sentence, None) == expected


def test_the_next_day_is_counted_from_the_sentence_before() -> None:
    reader = DayReader(TODAY)
    read = [
        reader.read(text)
        for text in ("It broke on 3 May.", "Two days later it was mended.", "He left.", "The next day he came.")
    ]
    assert [days and days.first for days in read] == [date(2024, 5, 3), date(2024, 5, 5), None, None]


def article(text: str, published: date | None) -> Article:
    return Article("a", "Weir breaks", text, "0" * 64, "a.txt", published=published)


@pytest.mark.parametrize(
    "text",
    [
        "Tuesday, May 14, 2024\n\nThe weir broke.",
        "Weir breaks Tuesday, May 14, 2024\n\nThe weir broke.",
        "OXBARROW, 14 May 2024 — The weir broke.",
        "Mona Tarrow\n\nUpdated May 14, 2024, 8:50 a.m.\n\nThe weir broke.",
    ],
)
def test_the_dateline_gives_the_day_of_an_article_without_one(text: str) -> None:
    assert article_day(article(text, None)) == TODAY


def test_a_dateline_near_the_day_of_publication_is_believed_before_it() -> None:
    assert article_day(article("Tuesday, May 14, 2024\n\nIt broke.", date(2024, 5, 15))) == TODAY
    assert article_day(article("Tuesday, May 14, 2024\n\nIt broke.", date(2011, 5, 15))) == date(2011, 5, 15)


def test_a_date_in_the_news_is_no_dateline() -> None:
    assert article_day(article("On 14 May 2024, the weir broke.\n\nThe weir of 3 May 2023 held.", None)) is None


WORDS = st.sampled_from(
    "next last Friday in on May 31 February 30 2019 year years ago 400 a the since , ( ) “ ” will said weekend".split()
)


@given(st.lists(WORDS, max_size=25).map(" ".join), st.dates() | st.none())
@settings(max_examples=500, deadline=None)
def test_any_words_give_an_interval_or_nothing(sentence: str, today: date | None) -> None:
    days = event_days(sentence, Anchor(today, today))
    assert days is None or days.first <= days.last
