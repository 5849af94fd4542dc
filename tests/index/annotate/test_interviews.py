"""The turns of an interview, each with its speaker."""

import pytest

from tests.index.annotate.stories import said

QUESTIONS = (
    "Why did you build the boat?\n\n"
    "I wanted to see the other bank. It took me two years.\n\n"
    "Was it hard to find the wood?\n\n"
    "We found it in an old barn."
)
ANSWERS = ["I wanted to see the other bank. It took me two years.", "We found it in an old barn."]


@pytest.mark.parametrize(
    "title",
    [
        "Sundby Post interviews boat builder Lena Ost",
        "Interview with the painter Lena Ost",
        "Lena Ost: an interview with the builder of boats",
        "Lena Ost, founder of a boat club, interviewed by the Post",
        "Sundby Post interviews Lena Ost, Green Party candidate for mayor",
        "Sundby Post interviews Lena Ost about her boats",
    ],
)
def test_the_answers_are_theirs_whom_the_title_names(title: str) -> None:
    assert said(QUESTIONS, title=title) == [("Lena Ost", answer) for answer in ANSWERS]


@pytest.mark.parametrize(
    "lead",
    [
        "The Sundby Post sat down with Lena Ost in her yard.",
        "Lena Ost builds boats in Sundby. The Sundby Post interviewed her on Monday.",
        "On Monday, the Sundby Post interviewed Lena Ost, a builder of boats.",
    ],
)
def test_the_answers_are_theirs_whom_the_lead_names(lead: str) -> None:
    assert said(f"{lead}\n\n{QUESTIONS}") == [("Lena Ost", answer) for answer in ANSWERS]


def test_two_who_answer_without_a_mark_are_not_told_apart() -> None:
    assert said(QUESTIONS, title="Sundby Post interviews Lena Ost and Tom Holm") == []


@pytest.mark.parametrize("surname", ["Hill", "Lake", "Park"])
def test_a_surname_may_be_a_word_for_a_place(surname: str) -> None:
    found = said(QUESTIONS, title=f"Sundby Post interviews Lena {surname}, a builder of boats")
    assert {speaker for speaker, _ in found} == {f"Lena {surname}"}


def test_questions_alone_make_no_interview() -> None:
    text = "What is a lock?\n\nA lock lifts boats.\n\nWho was Lena Ost?\n\nShe built locks."
    assert said(text, title="Five questions about locks") == []


def test_a_turn_begins_with_its_speaker() -> None:
    text = (
        "Three people talk to the Sundby Post: Lena Ost, Tom Holm and their neighbour.\n\n"
        "**Sundby Post: Is the lock shut?**\n\n"
        "Lena Ost: It is. It has been for weeks.\n\n"
        "Tom Holm: Nobody tells us why.\n\n"
        "**Sundby Post: Will it open?**\n\n"
        "Lena Ost: I do not know."
    )
    assert said(text) == [
        ("Lena Ost", "It is. It has been for weeks."),
        ("Tom Holm", "Nobody tells us why."),
        ("Lena Ost", "I do not know."),
    ]


def test_initials_and_letters_mark_turns() -> None:
    text = (
        "The Sundby Post interviewed Lena Ost.\n\n"
        "SP: Is the lock shut?\n\nLO: It is.\n\nSP: Will it open?\n\nLO: I do not know.\n\nI only work here."
    )
    assert said(text) == [("Lena Ost", "It is."), ("Lena Ost", "I do not know."), ("Lena Ost", "I only work here.")]
    text = "The Post interviewed Lena Ost.\n\nQ: Is it shut?\n\nA: It is.\n\nQ: Will it open?\n\nA: I do not know."
    assert said(text) == [("Lena Ost", "It is."), ("Lena Ost", "I do not know.")]


def test_a_list_of_labels_is_no_interview() -> None:
    text = "The results of Sunday.\n\nWinner: Lena Ost\n\nSecond: Tom Holm\n\nWinner: Mira Brand\n\nSecond: Jon Tarn"
    assert said(text) == []


def test_a_short_remark_between_answers_may_be_the_interviewers() -> None:
    text = QUESTIONS + "\n\nThe barn is gone now.\n\nYes, and I miss it."
    assert said(text, title="Interview with Lena Ost") == [
        *[("Lena Ost", answer) for answer in ANSWERS],
        ("Lena Ost", "Yes, and I miss it."),
    ]


def test_a_report_with_questions_for_headings_is_no_interview() -> None:
    text = (
        'What happened?\n\n"I saw the ice," said Lena Ost, who was interviewed on Monday.\n\n'
        'What comes next?\n\n"I do not know," said Tom Holm.'
    )
    assert said(text, title="Interview with Lena Ost") == [("Lena Ost", "I saw the ice"), ("Tom Holm", "I do not know")]
