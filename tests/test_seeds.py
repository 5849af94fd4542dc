"""The starter articles: what they are, and that their own questions are answered from them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.formats.load import load
from article_qa.index.ingest.add import add
from article_qa.index.library import Library, open_library
from article_qa.index.records import Article
from article_qa.qa.assistant import Assistant
from tests.index.formats.files import taken
from tests.present import present

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.md"))
OFF_TOPIC = """
Who won the 2031 chess championship?
What is the capital of Australia?
How do I bake sourdough bread?
What is the population of Brazil?
Who wrote Pride and Prejudice?
When did the Titanic sink?
What did the Federal Reserve decide on interest rates?
How many moons does Jupiter have?
Who is the prime minister of Japan?
What caused the blackout in Spain?
Which film won best picture?
How much does the new phone cost?
Why did the airline cancel its flights?
Who was elected pope?
What is the speed of light?
""".strip().splitlines()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(tmp_path_factory.mktemp("data") / "library", create=True) as library:
        add(library, SEEDS)
        yield library


@pytest.fixture(scope="module")
def assistant(library: Library) -> Assistant:
    return Assistant.over(library)


def articles() -> list[Article]:
    return [article for path in SEEDS for article in taken(load(path))]


def test_there_are_ten_to_twelve_and_each_says_what_it_is() -> None:
    assert 10 <= len(SEEDS) <= 12
    for path in SEEDS:
        assert "Written for Article QA" in path.read_text(encoding="utf-8")
    assert all(present(article.publisher).startswith("Article QA ") for article in articles())


def test_each_has_300_to_800_words() -> None:
    assert [a.title for a in articles() if not 300 <= len(a.text.split()) <= 800] == []


def test_one_is_undated_and_the_others_are_dated() -> None:
    assert [article.published is None for article in articles()].count(True) == 1


def test_they_hold_curly_quotes_accents_a_dash_and_arabic_names() -> None:
    texts = [article.text for article in articles()]
    assert any("“" in text and "é" in text and "—" in text for text in texts)
    assert any(re.search("[\u0600-\u06ff]", text) for text in texts)


def test_the_first_question_is_answered_with_the_reason(assistant: Assistant) -> None:
    answer = assistant.ask("Why is Syria a priority for Jordan?")
    assert answer.status == "answered"
    assert "border" in answer.citations[0].quote
    assert "security" in answer.citations[0].quote


def test_reports_that_differ_are_quoted_beside_each_other(assistant: Assistant) -> None:
    answer = assistant.ask("How many ships were waiting at the Suez Canal?")
    assert all(count in answer.text for count in ("321", "369", "422"))
    assert len({citation.article_id for citation in answer.citations}) == 3


def test_nearly_every_question_of_an_article_is_answered_from_it(library: Library, assistant: Assistant) -> None:
    asked = [(article, question) for article in articles() for question in article.questions]
    missed = [q for a, q in asked if a.id not in {c.article_id for c in assistant.ask(q).citations}]
    assert len(asked) >= 30
    assert len(missed) <= len(asked) * 0.06, missed


def test_nearly_all_that_they_do_not_speak_of_is_refused(assistant: Assistant) -> None:
    status = {question: assistant.ask(question).status for question in OFF_TOPIC}
    assert list(status.values()).count("abstained") >= len(OFF_TOPIC) * 0.8, status
    assert list(status.values()).count("answered") <= 2, status
