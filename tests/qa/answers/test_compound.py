"""Statements that tell two things of one subject."""

import pytest

from article_qa.qa.answers.compound import parts


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "Ida Moss left her job on 24 May and moved to Lund.",
            ("Ida Moss left her job on 24 May", "Ida Moss moved to Lund."),
        ),
        (
            "The man from Vale was arrested in Lund and later invited to Ostrel.",
            ("The man from Vale was arrested in Lund", "The man from Vale was later invited to Ostrel."),
        ),
        (
            "The girls had been refused visas, but President Moss stepped in.",
            ("The girls had been refused visas", "President Moss stepped in."),
        ),
        (
            "Ten geese died in the flood, which began in Lund.",
            ("Ten geese died in the flood", "The flood began in Lund."),
        ),
        ("Bread and butter were sold.", ()),
        ("Ida Moss said the mill burned and closed.", ()),
        ("The mill burned down.", ()),
    ],
    ids=[
        "two deeds",
        "a shared auxiliary",
        "two subjects",
        "a relative clause",
        "two things",
        "what somebody says",
        "one deed",
    ],
)
def test_each_thing_is_told_by_itself(statement: str, told: tuple[str, ...]) -> None:
    assert parts(statement) == told
