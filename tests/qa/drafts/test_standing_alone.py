"""A sentence that points back is made to stand alone, and one that leaves a doubt stays."""

import pytest

from article_qa.qa.drafts.splitting import split
from article_qa.qa.drafts.standing_alone import standing_alone


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        pytest.param("John Kerry came to Amman. He met the king.", "John Kerry met the king.", id="he"),
        pytest.param("John Kerry came to Amman. His plane was late.", "John Kerry’s plane was late.", id="his"),
        pytest.param("Lena Ost met John Kerry. She left at noon.", "Lena Ost left at noon.", id="she"),
        pytest.param(
            "Lena Ost, the mayor of Lund, spoke. It rained. The mayor was late.", "Lena Ost was late.", id="office"
        ),
        pytest.param("Lena Ost chairs the panel. The professor is 70.", "Lena Ost is 70.", id="only-one-it-can-be"),
        pytest.param("A crane fell into the mosque. It killed 107 people.", "The crane killed 107 people.", id="it"),
        pytest.param(
            "The ministry closed the mill. In May, it was sold.", "In May, the ministry was sold.", id="later"
        ),
        pytest.param("Six girls won a medal. They were late.", "Six girls were late.", id="they"),
    ],
)
def test_what_points_back_is_named(text: str, claim: str) -> None:
    assert standing_alone(split(text))[-1] == claim


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("John Kerry met John Key. Then the king came. He left.", id="two-men"),
        pytest.param("John Kerry met the mayor. The mayor said no.", id="another-office"),
        pytest.param("A crane fell. It is clear that the storm was strong.", id="it-of-nothing"),
        pytest.param("A crane fell into the mosque. They fled.", id="they-of-one"),
        pytest.param("He left.", id="first"),
        pytest.param("John Kerry came to Amman.\n\n# Floods\n\nHe was late.", id="beyond-a-heading"),
        pytest.param("John Kerry came. “He is late,” the king said.", id="in-a-quotation"),
        pytest.param("John Kerry came. John Key said he was late.", id="named-before"),
    ],
)
def test_a_doubt_leaves_the_sentence_as_it_is(text: str) -> None:
    draft = split(text)
    assert standing_alone(draft)[-1] == draft.pieces[-1].text


def test_what_is_resolved_carries_on() -> None:
    draft = split("John Kerry came to Amman. He met the king. He left.")
    assert standing_alone(draft)[-1] == "John Kerry left."
