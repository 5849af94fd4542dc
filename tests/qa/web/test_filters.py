from datetime import date

import pytest

from article_qa.index.errors import QuestionRejected
from article_qa.index.records import Outlet, Scope
from article_qa.qa.web.filters import Within, chips_html, named, panel_html, preset, scope_of, scope_with, within_month

ALL = Within()


def test_empty_fields_bound_nothing() -> None:
    assert scope_of(ALL, "", " ", [], []) == ALL


def test_what_the_panel_says_takes_the_place_of_days_outlets_and_collections() -> None:
    ticked = Within(Scope(publishers=("Star",), articles=("a",)), ("Bridge shut",))
    within = scope_of(ticked, " 2022-11-03", "2022-12-31 ", ["The Wire", "Post"], ["Ships"])
    assert within == Within(
        Scope(date(2022, 11, 3), date(2022, 12, 31), ("The Wire", "Post"), ("a",), ("Ships",)), ("Bridge shut",)
    )


@pytest.mark.parametrize("typed", ["2022-13-01", "yesterday", "3/11/2022"])
def test_what_is_no_date_gets_a_sentence(typed: str) -> None:
    with pytest.raises(QuestionRejected, match="is not a date; write it as 2022-11-03"):
        scope_of(ALL, typed, "", [], [])


def test_a_filter_that_ends_before_it_begins_gets_a_sentence() -> None:
    with pytest.raises(QuestionRejected, match="ends on 1 May 2022, before it begins on 1 June 2022"):
        scope_of(ALL, "2022-06-01", "2022-05-01", [], [])


def test_another_tab_adds_to_the_scope_and_days_take_the_place_of_days() -> None:
    one = scope_with(ALL, articles={"a": "Bridge shut"}, collections=["Ships"], since="2022-01-01", until="2022-01-31")
    both = scope_with(one, articles={"b": "Ferry", "a": "Bridge shut"}, outlets=["The Wire"])
    assert both.scope == Scope(date(2022, 1, 1), date(2022, 1, 31), ("The Wire",), ("a", "b"), ("Ships",))
    assert both.titles == ("Bridge shut", "Ferry")
    assert scope_with(both, since="2022-02-01").scope.until is None


def test_each_part_is_a_chip_in_words_and_goes_by_itself() -> None:
    within = Within(Scope(date(2022, 11, 3), None, ("A", "B"), ("a",), ("Ships",)), ("Bridge shut",))
    assert named(within.scope, within.titles) == ["“Bridge shut”", "In Ships", "A", "B", "From 3 November 2022"]
    for chip in within.chips:
        left = within.without(chip.name, chip.value)
        assert left.chips == tuple(each for each in within.chips if each != chip)
    assert within.without("all", "") == ALL


def test_chips_are_escaped_and_a_problem_is_said() -> None:
    html = chips_html(Within(Scope(publishers=("<b>Wire</b>",))), "this is no date")
    assert "&lt;b&gt;Wire&lt;/b&gt;" in html and "<b>" not in html
    assert '<p class="problem" role="alert">This is no date</p>' in html
    assert "all articles" in chips_html(ALL)


@pytest.mark.parametrize(
    ("name", "since", "until"),
    [
        ("week", date(2024, 3, 8), date(2024, 3, 15)),
        ("month", date(2024, 3, 1), date(2024, 3, 15)),
        ("last month", date(2024, 2, 1), date(2024, 2, 29)),
        ("year", date(2024, 1, 1), date(2024, 3, 15)),
        ("all", None, None),
    ],
)
def test_a_preset_is_days(name: str, since: date | None, until: date | None) -> None:
    within = preset(Within(Scope(publishers=("The Wire",))), name, date(2024, 3, 15))
    assert within.scope == Scope(since, until, ("The Wire",))


@pytest.mark.parametrize(
    ("month", "since", "until", "words"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "2023"),
    ],
)
def test_a_bar_of_the_chart_is_the_days_of_its_month_as_one_chip(
    month: str, since: date, until: date, words: str
) -> None:
    within = within_month(Within(Scope(date(2020, 1, 1), None, ("The Wire",))), month)
    assert within.scope == Scope(since, until, ("The Wire",))
    assert [chip.words for chip in within.chips] == ["The Wire", words]
    assert within.without("days", "").scope == within_month(within, "").scope == Scope(publishers=("The Wire",))


def test_the_chart_of_the_panel_shows_which_month_is_chosen() -> None:
    html = panel_html(within_month(ALL, "2024-02"), [], {}, {}, {"2024-02": 2, "2024-05": 1}, "")
    assert 'data-value="" aria-label="February 2024: 2" data-name="2024-02"' in html
    assert html.count('aria-pressed="true"') == 1


def test_what_is_no_month_gets_a_sentence() -> None:
    with pytest.raises(QuestionRejected, match="is no month; choose a bar"):
        within_month(ALL, "yesterday")


def test_the_panel_shows_what_is_chosen() -> None:
    within = Within(Scope(date(2022, 11, 3), None, ("<Wire>",), (), ("Ships",), ("de",)))
    outlets, spoken = [Outlet("<Wire>", 1200), Outlet("Star", 3)], {"en": 9, "de": 2, "unknown": 1, "xx": 1}
    html = panel_html(within, outlets, {"Ships": 2, "Bridges": 1}, spoken, {}, "From 2022 on.")
    assert 'name="since" value="2022-11-03"' in html
    assert 'value="&lt;Wire&gt;" checked' in html and 'value="Star" checked' not in html
    assert 'value="Ships" checked' in html and "1,200" in html
    assert "Find an outlet" not in html
    assert 'value="de" checked> German' in html and 'value="unknown"> Unknown language' in html
    assert 'value="xx"> Language “xx”' in html
    assert "Languages" not in panel_html(within, outlets, {}, {"en": 9}, {}, "")


def test_a_language_is_chosen_and_dropped_like_an_outlet() -> None:
    within = scope_of(ALL, "", "", [], [], ["de", "unknown"])
    assert within.scope == Scope(languages=("de", "unknown"))
    assert [chip.words for chip in within.chips] == ["German", "Unknown language"]
    assert within.without("language", "de").scope == Scope(languages=("unknown",))
