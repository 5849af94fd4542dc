"""Quotes that may not answer are shown as such."""

from datetime import date

import pytest

from article_qa.index.records import Hit
from article_qa.index.text.words import content_words
from article_qa.qa.answers.quotes import MAY_NOT_ANSWER, quote
from article_qa.qa.reading.answerability import Terms
from article_qa.qa.reading.context import Context
from tests.qa.fakes import WordReader, article, whole

MILL = "The mill of Varn burned on 3 May 1904."


@pytest.mark.parametrize(
    ("question", "status", "warnings"),
    [
        pytest.param("Who says the mill of Varn burned on 3 May 1904?", "answered", (), id="all-said"),
        pytest.param("Which miller of Varn sold his mill?", "doubtful", (MAY_NOT_ANSWER,), id="little-said"),
    ],
)
def test_what_is_said_only_in_part_is_doubtful(question: str, status: str, warnings: tuple[str, ...]) -> None:
    source = article(MILL, title="Mill")
    counts = dict.fromkeys(content_words(question), 1)
    context = Context(
        question, date(2024, 5, 1), [Hit(whole(source), 1.0)], {source.id: source}, Terms(counts, 300), WordReader()
    )
    reply = quote(context)
    assert (reply.status, reply.warnings) == (status, warnings)
    assert [citation.quote for citation in reply.citations] == [MILL]


@pytest.mark.parametrize(
    ("text", "question", "words"),
    [
        pytest.param("The old mill burned on 3 May 1904.", "When did the mill burn?", "3 May 1904", id="day"),
        pytest.param("The fire took 7 hours and 12 wagons.", "How many wagons did the fire take?", "12", id="count"),
        pytest.param(
            "The mill was sold because its wheel broke, its owner wrote.", "Why was the mill sold?",
            "because its wheel broke", id="reason",
        ),
        pytest.param("The mill burned in 1904 and in 1911.", "When did the mill burn?", None, id="two-that-could"),
        pytest.param("The mill burned down.", "What happened to the mill?", None, id="not-told-by-its-kind"),
    ],
)  # fmt: skip
def test_the_answering_words_of_the_first_quote_are_highlighted(text: str, question: str, words: str | None) -> None:
    source = article(text, title="Mill")
    terms = Terms(dict.fromkeys(content_words(question), 1), 300)
    context = Context(question, date(2024, 5, 1), [Hit(whole(source), 1.0)], {source.id: source}, terms, WordReader())
    first = quote(context).citations[0]
    assert (first.quote[slice(*first.highlight)] if first.highlight else None) == words


def test_a_quote_that_begins_earlier_shifts_the_highlight() -> None:
    text = "The town lost its mill. It burned on 3 May 1904."
    source = article(text, title="Mill")
    question = "When was it that it burned?"
    terms = Terms(dict.fromkeys(content_words(question), 1), 300)
    context = Context(question, date(2024, 5, 1), [Hit(whole(source), 1.0)], {source.id: source}, terms, WordReader())
    first = quote(context).citations[0]
    assert first.quote == text
    assert first.quote[slice(*(first.highlight or (0, 0)))] == "3 May 1904"
