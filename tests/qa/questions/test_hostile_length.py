"""Questions of repeated cue words are understood in a time that grows with their length, and no faster."""

import time
from datetime import date

import pytest

from article_qa.index.records import EVERYTHING
from article_qa.qa.questions.chat import chat_topic
from article_qa.qa.questions.kind import Place, classify
from article_qa.qa.questions.request_words import without_request_words
from article_qa.qa.questions.understand import MAX_CHARACTERS

PLACE = Place(EVERYTHING, date(2031, 5, 4), lambda: ("Ellery Herald",))
# Four times as long may take a little more than 4² times as long, so that a cubic rule is caught.
MAX_GROWTH = 24.0
# So little is noise: no growth is read from it.
MIN_SECONDS = 0.05
RUNS = 3


def understand(question: str) -> None:
    text = without_request_words(question).text
    chat_topic(text)
    classify(text, PLACE)


def seconds(question: str) -> float:
    def once() -> float:
        start = time.perf_counter()
        understand(question)
        return time.perf_counter() - start

    return min(once() for _ in range(RUNS))


@pytest.mark.parametrize(
    "cue",
    [
        "what did the ",
        "said about ",
        "all the articles that ",
        "views of the statements by ",
        "in order did happen when ",
        "what is the position of that ",
        "how many articles altogether ",
        "the latest story about the ",
        "compare and between ",
        "please can you tell me ",
        "everything anything all ",
        "from 3 May to 4 May ",
        "hi there, ",
        "what happened when: ",
        "'s opinion on ",
        "is it true that ",
        "a, b and c, ",
        "which of the ",
        "- : , ",
        "(((",
    ],
)
def test_repeated_cue_words_take_bounded_time(cue: str) -> None:
    long, short = (cue * MAX_CHARACTERS)[:MAX_CHARACTERS], (cue * MAX_CHARACTERS)[: MAX_CHARACTERS // 4]
    assert seconds(long) <= MAX_GROWTH * max(seconds(short), MIN_SECONDS)
