"""Claims that copy a sentence but for a few words."""

import pytest

from article_qa.index.embedders.local import local_embedder
from article_qa.qa.verification.verify import verify

SOURCE = (
    "Holm said that a broken hanger on the market side had set off the collapse. "
    "The town will pay each miller on Quay Road 300 crowns a month until the new bridge is open. "
    "Letters are becoming more and more irrelevant. "
    "There is a return trip planned for 2015 with both divers and geologists. "
    "Quell gave Lind the option to come to his mill for an internship."
)


def reason(claim: str) -> str:
    return verify(claim, [SOURCE], local_embedder()).reason


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        pytest.param(
            "Holm said that a loose railing on the market side had set off the collapse.",
            "the passage says “broken hanger”, not “loose railing”",
            id="other-thing",
        ),
        pytest.param(
            "Each miller on Quay Road will pay the town 300 crowns a month until the new bridge is open.",
            "the passage has miller and town the other way round",
            id="who-and-whom",
        ),
        pytest.param(
            "Letters are becoming more and more relevant.", "the passage says “irrelevant”, not “relevant”", id="prefix"
        ),
        pytest.param("Divers and geologists made a return trip in 2015.", "the passage says “planned”", id="planned"),
        pytest.param("Lind completed an internship at his mill.", "the passage says “option”", id="offered"),
    ],
)
def test_another_word_in_its_place_is_not_what_the_sentence_says(claim: str, why: str) -> None:
    assert reason(claim) == why


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("Holm said a broken hanger on the market side set off the collapse.", id="copy"),
        pytest.param("Each miller on Quay Road will be paid 300 crowns a month by the town.", id="passive"),
        pytest.param("The town will pay every miller on Quay Road 300 crowns a month.", id="same-order"),
        pytest.param("A return trip with divers and geologists is planned for 2015.", id="planned"),
        pytest.param("Quell offered Lind an internship at his mill.", id="offered"),
    ],
)
def test_the_same_in_other_words_stands(claim: str) -> None:
    assert reason(claim) == ""
