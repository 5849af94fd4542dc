"""What claims nothing is named, and what claims something is not."""

import pytest

from article_qa.qa.drafts.no_claim import why_no_claim


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Who will pay for the bridge?", "a question"),
        ("“And who will pay?”", "a question"),
        ("Good morning, readers.", "a greeting"),
        ("Dear all,", "a greeting"),
        ("Send us your pictures.", "a request to the reader"),
        ("Please read on.", "a request to the reader"),
        ("I think the mayor was right.", "an opinion of the writer"),
        ("In my view, it came too late.", "an opinion of the writer"),
        ("We believe this is a mistake.", "an opinion of the writer"),
        ("I visited the mill on Sunday.", "about the writer"),
        ("What a day for Lund!", "an exclamation"),
        ("Now to the weather.", "a transition"),
        ("So much for the mill.", "a transition"),
        ("But that is not all.", "a transition"),
        ("***", "no words"),
        ("Indeed.", "no sentence"),
    ],
)
def test_what_claims_nothing_is_named(text: str, reason: str) -> None:
    assert why_no_claim(text, "statement") == reason


def test_a_heading_claims_nothing() -> None:
    assert why_no_claim("The mill of Ostrel", "heading") == "a heading"


@pytest.mark.parametrize(
    "text",
    [
        "The mill employs 140 workers.",
        "“I think the bridge is safe,” the mayor said.",
        "The mayor asked: “Who will pay?” and left.",
        "Thanks to the rain, the fire died.",
        "History was made in Lund.",
        "Look is a magazine of Lund.",
        "Now the bridge is closed.",
        "Meanwhile, the mill was sold.",
        "Watch prices rose by a tenth.",
        "First the mill burned down.",
        "Support for the mayor has fallen.",
        "Help arrived on Sunday.",
        "Visit numbers fell in May.",
        "“We will rebuild the bridge.”",
    ],
)
def test_what_claims_something_is_kept(text: str) -> None:
    assert why_no_claim(text, "statement") == ""
