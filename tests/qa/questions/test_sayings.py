"""Questions for somebody's words."""

import pytest

from article_qa.qa.questions.sayings import sayings_request, wants_words
from tests.present import present


@pytest.mark.parametrize(
    ("question", "speaker", "subject"),
    [
        pytest.param("Did the bank say anything about the fees?", "the bank", "the fees", id="did-say-anything"),
        pytest.param("Has Lena Ost commented on the quay?", "Lena Ost", "the quay", id="has-commented"),
        pytest.param("How does Ost criticise the harbour plan?", "Ost", "the harbour plan", id="criticise"),
        pytest.param("What did the mayor pledge after the flood?", "the mayor", "the flood", id="pledge"),
        pytest.param("What was Ost's warning before the vote?", "Ost", "the vote", id="warning"),
        pytest.param("What promise did Ost make about the ferry?", "Ost", "the ferry", id="promise-made"),
        pytest.param("According to Ost, why did the dam leak?", "Ost", "did the dam leak", id="according-to"),
        pytest.param("How does Ost defend himself?", "Ost", "", id="oneself-is-no-subject"),
        pytest.param("What do both sides say about the quay?", "", "the quay", id="everybody"),
        pytest.param("Is the quay safe? What do the people say?", "", "Is the quay safe", id="everybody-on-a-question"),
    ],
)
def test_words_are_asked_for_in_many_ways(question: str, speaker: str, subject: str) -> None:
    request = present(sayings_request(question))
    assert (request.speaker, request.subject) == (speaker, subject)


@pytest.mark.parametrize("question", ["Did the bank close in May?", "What was Ostholm's highest tide?"])
def test_other_questions_ask_for_no_words(question: str) -> None:
    assert sayings_request(question) is None


def test_only_a_plain_question_for_words_is_refused_for_want_of_them() -> None:
    assert wants_words("Did the bank say anything about the fees?")
    assert not wants_words("What did the mayor pledge after the flood?")
