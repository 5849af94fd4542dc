"""The text of an article as HTML."""

import pytest

from article_qa.qa.web.article_text import Marks, text_html

TEXT = "The bridge is shut. It opens in May. A ferry runs."


def test_quotes_of_the_answer_are_marked_and_the_current_one_most() -> None:
    html = text_html(TEXT, Marks(quotes=((0, 19), (20, 36)), current=(20, 36)))
    assert html == '<mark>The bridge is shut.</mark> <mark class="current">It opens in May.</mark> A ferry runs.'


def test_quotes_that_overlap_lose_no_word() -> None:
    html = text_html(TEXT, Marks(quotes=((4, 36),), current=(0, 19)))
    assert html.startswith('<mark class="current">The bridge is shut.</mark><mark> It')
    assert html.striptags() == TEXT


@pytest.mark.parametrize("text", ["", "\n\n", "a | b", "a|b\nc|d", "One.\n\n\nTwo.  \n"])
def test_what_is_no_table_stays_as_it_stands(text: str) -> None:
    assert text_html(text) == text


def test_rows_of_cells_are_a_table_and_the_rule_makes_a_head() -> None:
    html = text_html("Results\n| Party | Seats |\n|---|---|\n| Greens | 12 |\n| Reds | 9 |\nThe end.")
    assert html.startswith("Results\n<div")
    assert '<th scope="col">Party</th><th scope="col">Seats</th>' in html
    assert "<tr><td>Greens</td><td>12</td></tr><tr><td>Reds</td><td>9</td></tr>" in html
    assert "---" not in html
    assert html.endswith("The end.")


def test_a_table_without_bars_at_its_ends_and_without_a_rule_has_no_head() -> None:
    html = text_html("Greens | 12\nReds | 9")
    assert "<th" not in html
    assert "<tr><td>Greens</td><td>12</td></tr>" in html


def test_a_quote_is_marked_within_its_cell() -> None:
    text = "Greens | 12\nReds | 9"
    start = text.index("12")
    assert '<td><mark class="current">12</mark></td>' in text_html(text, Marks(current=(start, start + 2)))


def test_no_word_becomes_markup() -> None:
    text = "<script>x</script>\n<b> | <i>\n<b> | <i>"
    html = text_html(text, Marks(current=(0, 8)))
    assert "<script>" not in html
    assert "<b>" not in html
