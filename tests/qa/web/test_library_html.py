"""The library as HTML."""

from datetime import date
from typing import Any

import pytest

from article_qa.index.ingest.add import AddReport
from article_qa.index.records import Article, Listing
from article_qa.qa.web.article_html import article_html
from article_qa.qa.web.library_html import ROWS, Result, View, list_html, results_html
from article_qa.qa.web.months_html import MAX_BARS, days_of, months_html

NEWEST_FIRST = View()
HOSTILE = '<script>x</script>" onclick="x'


def listing(**facts: Any) -> Listing:
    usual: dict[str, Any] = {
        "id": "a1", "title": "Bridge", "publisher": "Wire", "published": date(2022, 11, 3), "url": None,
        "source": "s", "passages": 2, "state": "ready",
    }  # fmt: skip
    return Listing(**usual | facts)


def shown(
    *listings: Listing,
    view: View = NEWEST_FIRST,
    matching: int | None = None,
    total: int | None = None,
    pending: int = 0,
) -> str:
    count = len(listings)
    return list_html(listings, view, matching=matching or count, total=total or count, pending=pending)


def test_the_list_says_by_what_it_is_sorted() -> None:
    html = shown(listing(), view=View(order="title", is_descending=False))
    assert html.count('aria-sort="ascending"') == 1
    assert html.count('aria-sort="none"') == 2
    assert html.index('aria-sort="ascending"') < html.index(">Title")


def test_a_pending_article_says_so_and_how_much_is_left() -> None:
    html = shown(listing(state="pending"), pending=1200)
    assert "being read…" in html
    assert "1,200 passages still to be read" in html


def test_an_undated_article_says_so() -> None:
    assert "<td>undated</td>" in shown(listing(published=None, publisher=None))


def test_a_long_list_has_pages_and_ends_where_it_ends() -> None:
    first = shown(*[listing()] * ROWS, matching=120)
    assert f"1–{ROWS} of 120" in first
    assert 'data-name="Previous" data-value="-50" disabled' in first
    last = shown(*[listing()] * 20, view=View(first=100), matching=120)
    assert "101–120 of 120" in last
    assert 'data-name="Next" data-value="120" disabled' in last


def test_an_empty_library_and_no_hit_say_different_things() -> None:
    assert "No articles yet" in list_html([], View(), matching=0, total=0, pending=0)
    assert "No article has these words" in list_html([], View("x"), matching=0, total=5, pending=0)


@pytest.mark.parametrize("is_asked", [True, False])
def test_the_words_of_an_article_never_become_markup(is_asked: bool) -> None:
    article = Article("a1", HOSTILE, HOSTILE, "", "s", HOSTILE, HOSTILE, None, "javascript:alert(1)")
    for html in (
        article_html(article, is_asked=is_asked),
        shown(listing(title=HOSTILE, publisher=HOSTILE)),
        results_html([Result(HOSTILE, AddReport(failed=[HOSTILE]))], under_way=HOSTILE),
    ):
        assert "<script>" not in html
        assert '" onclick' not in html
        assert "href" not in html


def test_removal_is_asked_for_before_it_is_offered() -> None:
    article = Article("a1", "Bridge", "It is shut.", "", "s")
    assert 'data-do="confirm"' not in article_html(article)
    assert 'data-do="confirm"' in article_html(article, is_asked=True)


def test_each_article_has_a_box_to_choose_it_by() -> None:
    html = shown(listing(title="Bridge <b>"))
    assert 'data-pick="a1" data-title="Bridge &lt;b&gt;" aria-label="Choose “Bridge &lt;b&gt;”"' in html


def test_outlet_and_title_are_set_apart_from_the_direction_of_the_words_around() -> None:
    html = shown(listing(title="الجسر", publisher="الأخبار"))
    assert "<bdi>الجسر</bdi>" in html
    assert "<bdi>الأخبار</bdi>" in html


def test_an_article_is_laid_out_in_the_direction_and_language_of_its_words() -> None:
    article = Article("a1", "الجسر", "أغلق الجسر.", "", "s", "الأخبار", published=date(2024, 5, 2), language="ar")
    html = article_html(article)
    assert '<div class="article-text" dir="auto" lang="ar">أغلق الجسر.</div>' in html
    assert "<bdi>الأخبار</bdi> · <bdi>2 May 2024</bdi>" in html


def test_the_months_are_told_in_words_and_gaps_count() -> None:
    html = months_html({"2022-11": 1, "2023-02": 3})
    assert 'aria-label="4 dated articles from November 2022 to February 2023, most in February 2023: 3"' in html
    assert html.count("<button") == 4
    assert html.count(" disabled") == 2
    assert 'data-value="2023-02" aria-label="February 2023: 3"' in html


def test_many_years_are_shown_by_year_and_one_month_not_at_all() -> None:
    html = months_html({"1999-12": 1, "2022-01": 1})
    assert 'aria-label="Articles by year"' in html
    assert html.count("<button") == MAX_BARS
    assert months_html({"2022-11": 7}) == months_html({}) == ""


def test_a_year_that_is_chosen_shows_its_months() -> None:
    html = months_html({"1999-12": 1, "2024-01": 1}, "1999")
    assert html.count("<button") == 12
    assert 'data-value="1999-12"' in html


def test_a_bar_that_is_chosen_leads_back_to_all() -> None:
    html = months_html({"2022-11": 1, "2023-02": 3}, "2022-11")
    assert 'data-value="" aria-label="November 2022: 1"' in html
    assert html.count('aria-pressed="true"') == 1


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-12", date(2022, 12, 1), date(2022, 12, 31)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_a_month_has_its_days(month: str, first: date, last: date) -> None:
    assert days_of(month) == (first, last)


def test_results_count_what_became_of_each() -> None:
    html = results_html(
        [
            Result("a.jsonl", AddReport(added=3, unchanged=1, notes=["in Arabic"])),
            Result("b.txt", AddReport(failed=["no text"])),
        ]
    )
    assert "added 3, unchanged" in html
    assert "Not taken: no text" in html
    assert "Note: in Arabic" in html
    assert html.index("b.txt") < html.index("a.jsonl")


@pytest.mark.parametrize("sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_no_name_turns_the_order_of_what_stands_around_it(sign: str) -> None:
    shown = results_html([Result(f"cod{sign}.md", AddReport(failed=[f"{sign}x"]))])
    assert sign not in shown
    assert "cod.md" in shown
