"""The office in front of a name."""

import pytest

from article_qa.index.annotate.noun_phrases import role_words


@pytest.mark.parametrize(
    ("before", "role"),
    [
        pytest.param("the prime minister", "prime minister", id="alone"),
        pytest.param("with the king of Ostland", "king of Ostland", id="of-a-country"),
        pytest.param("2011. The king of Ostland received", "", id="somebody-else-and-what-they-did"),
        pytest.param("left in 2011. Captain", "Captain", id="behind-a-sentence"),
        pytest.param("by Lt. Governor", "Lt. Governor", id="with-an-abbreviation"),
    ],
)
def test_the_office_is_what_stands_before_a_name(before: str, role: str) -> None:
    assert " ".join(role_words(before.split())) == role
