"""Where a motion leads."""

import pytest

from article_qa.qa.reading.destinations import leads_to, motion_asked


@pytest.mark.parametrize(
    ("question", "motion"),
    [
        ("Where were the injured taken?", "take"),
        ("Where will Ida Holm go after Lund?", "go"),
        ("Where were the guests flown from?", ""),
        ("Where was the mill built?", ""),
        ("When was the bell taken?", ""),
    ],
)
def test_the_motion_that_is_asked_for(question: str, motion: str) -> None:
    assert motion_asked(question) == motion


@pytest.mark.parametrize(
    ("text", "motion", "leads"),
    [
        pytest.param("They were taken to Lund.", "take", True, id="same-motion"),
        pytest.param("Holm flies on to Lund.", "go", True, id="who-goes-may-fly"),
        pytest.param("They drove to Lund.", "take", False, id="another-motion"),
        pytest.param("It was taken from Lund.", "take", False, id="from"),
    ],
)
def test_a_place_that_a_motion_leads_to(text: str, motion: str, *, leads: bool) -> None:
    start = text.index("Lund")
    assert leads_to(text, (start, start + 4), motion) == leads
