"""A value that others gave is told again, not reported."""

import pytest

from article_qa.qa.verification.correcting import is_retold


@pytest.mark.parametrize(
    ("title", "sentence", "expected"),
    [
        (
            "Correction: nine boats were lost",
            "The count of twelve, which the Harbour News printed, was too high.",
            True,
        ),
        ("Nine boats were lost", "A figure of twelve, given by the port on Monday, is now superseded.", True),
        ("Nine boats were lost, not 12", "A total of nine boats were lost when the Well Given sank.", False),
        ("Nine boats were lost", "A count given by the port speaks of nine boats.", False),
    ],
)
def test_values_of_others_are_known_by_title_and_sentence(title: str, sentence: str, expected: bool) -> None:
    assert is_retold(title, sentence) is expected
