"""What is taken off a question before it is searched, and what stays."""

import time

import pytest

from article_qa.qa.questions.request_words import spelled_out, without_request_words


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Could you please explain why the mill closed?", "why the mill closed?"),
        ("I would like to know how the mill earns its money, please", "how the mill earns its money"),
        ("Hi there! Can you tell me who runs the mill?", "who runs the mill?"),
        ("Quick question: when does it open?", "when does it open?"),
        ("According to the articles, who runs the mill?", "who runs the mill?"),
        ("Who runs the mill according to your sources?", "Who runs the mill?"),
        ("Who runs the mill? Thanks in advance!", "Who runs the mill?"),
        ("Who runs the mill, in one sentence?", "Who runs the mill?"),
        ("pls whats the mill for", "whats the mill for"),
        ("Do you know where the mill is?", "where the mill is?"),
        ("Can you tell me more about how the mill works?", "how the mill works?"),
        ("how many men... sorry, how many women work there?", "how many women work there?"),
        ("Where did Ostmark join, I mean in which year?", "in which year did Ostmark join?"),
        ("When did Norland, I mean Ostmark, join?", "When did Ostmark, join?"),
        ("Which mill burned? Please tell me.", "Which mill burned? Please tell me."),
        ("Please", "Please"),
        ("Who did the well-known hello project help?", "Who did the well-known hello project help?"),
        ("Can you swim in the mill pond?", "Can you swim in the mill pond?"),
        ("So what?", "what?"),
        ("I'm preparing a lesson. Which mill burned first?", "Which mill burned first?"),
        ("This is for my blog. Who runs the mill?", "Who runs the mill?"),
        ("I'm off to Lund. Who runs it?", "I'm off to Lund. Who runs it?"),
        ("Who closed the mill, according to the different reports?", "Who closed the mill?"),
        ("did the mill close or not?", "did the mill close?"),
        ("?", "?"),
    ],
)
def test_request_words_come_off(question: str, text: str) -> None:
    assert without_request_words(question).text == text


@pytest.mark.parametrize(
    ("question", "is_brief"),
    [
        ("In a few words, what happened?", True),
        ("What happened? Keep it short.", True),
        ("briefly: what happened", True),
        ("What happened?", False),
    ],
)
def test_a_short_answer_is_wanted_where_it_is_asked_for(question: str, is_brief: bool) -> None:
    assert without_request_words(question).is_brief == is_brief


def test_left_out_apostrophes_are_put_back() -> None:
    assert spelled_out("whats it for and why didnt it open") == "what's it for and why didn't it open"
    assert spelled_out("What has the US to do with it, U Thant?") == "What has the US to do with it, U Thant?"


def test_a_long_question_takes_no_time() -> None:
    begun = time.perf_counter()
    for piece in ("please ", "sorry, ", "ok so ", "... I mean ", "can you tell me ", "( "):
        without_request_words((piece * 2000)[:2000])
    assert time.perf_counter() - begun < 2
