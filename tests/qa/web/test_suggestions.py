"""The start page: suggestions that the articles answer, the newest articles, what standing questions found."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.ingest.annotating import annotate_next
from article_qa.index.library import Library, open_library
from article_qa.index.records import EVERYTHING
from article_qa.qa.assistant import Assistant
from article_qa.qa.watching.watches import as_text, keep
from article_qa.qa.web.suggestions import STARTERS, about, newest, question_of, start_html, starters
from tests.index.fakes import article, put
from tests.starters import library_of_starters

BRIDGE = replace(
    article("The bridge is shut. “It was the only safe choice,” Rosa Okafor said on Monday.", source="bridge"),
    title="Bridge shut", publisher="Wire", published=date(2022, 11, 8), language="en",
)  # fmt: skip
STARTER = replace(
    article("The canal is blocked by a ship.", source="starter: canal.md"),
    title="Canal", published=date(2024, 1, 1), questions=("What blocks the canal?",),
)  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(library_of_starters(tmp_path_factory.mktemp("seeds"))) as library:
        yield library


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "own", create=True) as library:
        put(library, STARTER, BRIDGE)
        while annotate_next(library.catalog):
            pass
        yield library


def test_each_suggestion_is_answered_by_its_article(library: Library) -> None:
    assistant = Assistant.over(library)
    articles = newest(library.catalog)
    known = library.catalog.annotations.of([each.id for each in articles])
    for each in articles:
        for question in {about(each.title), question_of(each, known[each.id])}:
            answer = assistant.ask(question, mode="extract")
            assert answer.status == "answered", question
            # Of articles that disagree the latest comes first.
            assert each.id in {citation.article_id for citation in answer.citations}, question


def test_the_articles_own_questions_come_first(library: Library) -> None:
    articles = newest(library.catalog)
    assert starters(articles, {}) == [each.questions[0] for each in articles[:STARTERS]]


def test_starter_articles_suggest_nothing_once_there_are_others(own: Library) -> None:
    html = start_html(own)
    assert "What did Rosa Okafor say?" in html
    assert "What blocks the canal?" not in html
    own.catalog.remove(BRIDGE.id)
    assert "What blocks the canal?" in start_html(own)


def test_suggestions_take_turns_where_articles_allow_it(own: Library) -> None:
    quay = replace(
        article("Quay Street is closed. “It is unsafe,” Lena Ost said.", source="quay"),
        title="Quay Street closed", published=date(2022, 11, 1), language="en",
    )  # fmt: skip
    put(own, quay)
    while annotate_next(own.catalog):
        pass
    articles = newest(own.catalog)
    found = starters(articles, own.catalog.annotations.of([each.id for each in articles]))
    assert found == ["What did Rosa Okafor say?", "What is known about Quay Street?"]


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Ferry opens.", "What is the article “Ferry opens” about?"),
        ("Is it legal?", "What is the article “Is it legal?” about?"),
        ("“No” to tolls", "What is the article “‘No’ to tolls” about?"),
        (" … ", ""),
    ],
)
def test_a_headline_becomes_one_question(title: str, question: str) -> None:
    assert about(title) == question


def test_the_newest_articles_are_opened_from_the_start(own: Library) -> None:
    html = start_html(own)
    assert html.index(f'data-read="{STARTER.id}"') < html.index(f'data-read="{BRIDGE.id}"')
    assert "Wire, 8 November 2022" in html
    assert "The bridge is shut." in html


def test_what_a_standing_question_found_is_told(own: Library) -> None:
    assistant = Assistant.over(own)
    watch = keep(own.catalog, "Who is mayor?", EVERYTHING, assistant.ask("Who is mayor?", mode="extract"))
    changed = '{"changes": [{"kind": "new", "was": null, "now": "Okafor won.", "citations": [1]}], "answer": %s}'
    own.catalog.watches.answered(watch.id, as_text(watch.answer), changed % as_text(watch.answer))
    html = start_html(own)
    assert 'data-question="Who is mayor?"' in html
    assert "New: Okafor won.</span>" in html


def test_an_empty_library_says_how_to_fill_it(tmp_path: Path) -> None:
    with open_library(tmp_path / "new", create=True) as library:
        assert "article-qa add PATH" in start_html(library)


def test_the_words_of_articles_stay_text(own: Library) -> None:
    put(own, replace(BRIDGE, title="<b>Bridge", publisher="<i>"))
    html = start_html(own)
    assert "<b>" not in html
    assert "<i>" not in html
