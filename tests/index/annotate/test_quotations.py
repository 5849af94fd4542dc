"""Where the quotations of a text stand."""

import pytest

from article_qa.index.annotate.quotations import quotations


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param('He said "no" and "yes".', ['"no"', '"yes"'], id="straight"),
        pytest.param("He said “no” and „ja“.", ["“no”", "„ja“"], id="curly-and-german"),
        pytest.param("He said ``no'' twice.", ["``no''"], id="typewriter"),
        pytest.param("‘The lock is shut,’ he said.", ["‘The lock is shut,’"], id="single"),
        pytest.param("The workers’ boats and the ‘80s.", [], id="apostrophes"),
        pytest.param('A 21" board.', [], id="inches"),
    ],
)
def test_marks_of_all_kinds_are_found(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    text = 'He said: "It is shut.\n\n"It stays shut."'
    assert quoted(text) == ['"It is shut.', '"It stays shut."']


def test_a_quotation_runs_on_until_it_is_closed() -> None:
    text = 'He said: "It is shut.\n\nIt stays shut."\n\nThe end.'
    assert quoted(text) == ['"It is shut.\n\nIt stays shut."']


def test_many_marks_are_read_in_bounded_time() -> None:
    assert len(quotations('" ' * 100_000)) == 50_000
    assert quotations("‘a " * 100_000) == []
