"""The trained head reads each sentence beside the question, and adds to the match."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from article_qa.index.embedders.local import FloatMatrix, local_embedder
from article_qa.index.text.words import content_words
from article_qa.qa.reading.late_interaction import Candidate, TokenReading
from article_qa.qa.reading.reader_head import ReaderHead, Readings, compare, reader_head, same_words, stems_of
from tests.qa.fakes import article, whole

TEXT = (
    "The town of Oster opened its new harbour library last autumn. "
    "Mara Lind designed the building with her brother. "
    "It cost the town nine million crowns. "
    "Every spring an annual book fair is held in its hall."
)
ARTICLE = article(TEXT, title="A library by the harbour")


def ranked(question: str, head: ReaderHead | None) -> list[Candidate]:
    reading = TokenReading([whole(ARTICLE)], {ARTICLE.id: ARTICLE}, local_embedder())
    return reading.rank(question, rarity=dict.fromkeys(content_words(question), 1.0), head=head)


def unit(rows: NDArray[Any]) -> FloatMatrix:
    found: FloatMatrix = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return found


def readings(sentence_of: list[int], asked: int = 5) -> Readings:
    noise = np.random.default_rng(1)
    question = unit(noise.normal(size=(asked, 384)))
    passage = unit(noise.normal(size=(len(sentence_of), 384)))
    weights = np.full(asked, 1 / asked, np.float32)
    said = [stems_of("Oster has a hall.")] * len({number for number in sentence_of if number >= 0})
    words = same_words(["oster"] * asked, [True] * asked, said, said[0])
    compared = compare(question, weights, question @ passage.T, np.array(sentence_of, np.int16), words)
    return reader_head().read(compared, passage)


def test_every_sentence_is_read_once() -> None:
    found = readings([-1, -1, 0, 0, 0, 1, 2, 2])
    assert found.rank.shape == found.answers.shape == (3,)
    assert np.isfinite(found.rank).all()
    assert np.isfinite(found.answers).all()


@pytest.mark.parametrize("asked", [1, 2, 60])
def test_short_and_long_questions_are_read(asked: int) -> None:
    assert readings([0, 1, 1], asked).answers.shape == (2,)


def test_the_sentence_that_answers_is_likeliest() -> None:
    found = ranked("Who designed the library?", reader_head())
    assert max(found, key=lambda candidate: candidate.answers or -99).text.startswith("Mara Lind")


def test_a_changed_question_is_less_likely_answered() -> None:
    right, wrong = (
        max(candidate.answers or -99 for candidate in ranked(question, reader_head()))
        for question in ("What fair is held annually in the hall?", "What trial is held weekly in the hall?")
    )
    assert right > wrong


def test_without_a_head_nothing_is_said_of_answers() -> None:
    assert all(candidate.answers is None for candidate in ranked("Who designed the library?", None))


def test_the_text_of_a_sentence_stays_its_own() -> None:
    for candidate in ranked("What did the library cost?", reader_head()):
        assert TEXT[candidate.start : candidate.end] == candidate.text
