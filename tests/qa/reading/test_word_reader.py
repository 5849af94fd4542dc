"""Reading by words only: in any language, without rules of one."""

import pytest

from article_qa.index.records import Passage
from article_qa.index.text.keywords import keywords
from article_qa.qa.reading.answerability import Terms
from article_qa.qa.reading.word_evidence import WordEvidence, word_evidence
from article_qa.qa.reading.word_reader import WordReading, alikeness
from tests.index.fakes import article

GERMAN = article(
    "Der Hafen wurde 1870 gebaut. Die Brücken über den Fluss sind seit Montag gesperrt. Der Rat tagt im Mai.",
    language="de",
)


def reading(question: str, passages: int = 50) -> WordReading:
    return WordReading([passage()], {GERMAN.id: GERMAN}, terms(question, passages), {})


def passage() -> Passage:
    return Passage(GERMAN.id, 0, len(GERMAN.text), GERMAN.text)


def terms(question: str, passages: int = 50) -> Terms:
    return Terms({word: int(word in GERMAN.text.lower()) for word in keywords(question)}, passages)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("brücke", "brücken", True),
        ("мосты", "мостов", True),
        ("köprü", "köprüler", True),
        ("bridge", "fridges", False),
        ("1870", "1871", False),
        ("大桥", "大桥", True),
        ("大桥", "桥关", False),
    ],
)
def test_forms_of_one_word_are_alike(one: str, other: str, alike: bool) -> None:
    assert bool(alikeness(one, other)) is alike


def test_the_sentence_with_the_words_of_the_question_comes_first() -> None:
    question = "Seit wann ist die Brücke gesperrt?"
    best = reading(question).rank(question)[0]
    assert best.text == "Die Brücken über den Fluss sind seit Montag gesperrt."
    assert GERMAN.text[best.start : best.end] == best.text


def test_only_the_passages_named_are_ranked() -> None:
    assert reading("Brücke").rank("Brücke", within=set()) == []


def evidence(question: str) -> WordEvidence:
    return word_evidence(question, terms(question), reading(question).rank(question))


def test_words_that_the_passage_has_are_enough_and_others_are_not() -> None:
    assert not evidence("Seit wann sind die Brücken gesperrt?").thin
    assert evidence("Wer gewann gestern das Endspiel im Schach?").thin
