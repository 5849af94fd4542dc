"""Moments of a match or race."""

import pytest

from article_qa.qa.answers.moments import names_moment


@pytest.mark.parametrize(
    ("text", "is_moment"),
    [
        ("She scored in the 9th minute.", True),
        ("A 90th-minute goal won it.", True),
        ("He took the lead on the 12th lap.", True),
        ("Another fell in the 36th.", True),
        ("The house was built in the 17th century.", False),
        ("The talks ended after 40 minutes.", False),
        ("", False),
    ],
)
def test_a_moment_is_an_ordinal_of_a_unit_of_play(text: str, is_moment: bool) -> None:
    assert names_moment(text) is is_moment
