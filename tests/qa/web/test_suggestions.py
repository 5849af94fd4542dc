from collections.abc import Iterator

import pytest

from article_qa.index.library import Library, open_library
from article_qa.qa.assistant import Assistant
from article_qa.qa.web.suggestions import about, starters, welcome
from tests.starters import library_of_starters


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(library_of_starters(tmp_path_factory.mktemp("seeds"))) as library:
        yield library


def test_a_question_from_a_headline_is_answered_by_its_article(library: Library) -> None:
    assistant = Assistant.over(library)
    for listing in library.catalog.listings():
        answer = assistant.ask(about(listing.title))
        assert answer.status == "answered", listing.title
        # Of articles that disagree the latest comes first.
        assert listing.id in {citation.article_id for citation in answer.citations}, listing.title


def test_the_articles_own_questions_come_first(library: Library) -> None:
    assert starters(library.catalog) == library.catalog.questions(4)


@pytest.mark.parametrize(
    ("title", "question"),
    [("Ferry opens.", "What happened: Ferry opens?"), ("Who won?", "What happened: Who won?"), (" … ", "")],
)
def test_a_headline_becomes_one_question(title: str, question: str) -> None:
    assert about(title) == question


def test_questions_are_escaped() -> None:
    assert "&lt;b&gt;" in welcome(["<b>?"], is_empty=False)
