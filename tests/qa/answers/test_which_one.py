"""A question for "it" with nothing before it: which thing is meant is asked back."""

from datetime import date
from pathlib import Path

import pytest

from article_qa.index.records import EVERYTHING, Article, Hit, Scope
from article_qa.index.text.words import content_words
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.reply import Reply
from article_qa.qa.answers.which_one import reply
from article_qa.qa.questions.request import Request
from article_qa.qa.reading.answerability import Terms
from article_qa.qa.reading.context import Context
from tests.qa.answers.libraries import library_of
from tests.qa.fakes import WordReader, article, whole

POOL = article("The pool cost 400 crowns.", title="Lund keeps its pool")
BRIDGE = article("The bridge cost 900 crowns.", title="A bridge over the Merle")
PIER = article("The bridge cost 900 crowns in all.", title="Merle: the bridge is dear")


def asked(folder: Path, question: str, *articles: Article, scope: Scope = EVERYTHING, told: str = "") -> Reply | None:
    sources = [POOL, BRIDGE, *articles]
    context = Context(
        question,
        date(2024, 5, 1),
        [Hit(whole(each), 1.0) for each in sources],
        {each.id: each for each in sources},
        Terms(dict.fromkeys(content_words(question), 1), 300),
        WordReader(),
    )
    return reply(Material(Request("fact", question, scope=scope), library_of(folder, sources), context, told=told))


def test_each_thing_that_may_be_meant_is_quoted_and_offered(tmp_path: Path) -> None:
    answer = asked(tmp_path, "How much did it cost?")
    assert answer is not None
    assert answer.status == "doubtful"
    assert {each.quote for each in answer.citations} == {POOL.text, BRIDGE.text}
    assert [each.number for each in answer.citations] == [1, 2]
    assert all(f"“{title}”" in answer.warnings[0] for title in (POOL.title, BRIDGE.title))


def test_headlines_that_share_a_word_are_of_one_thing(tmp_path: Path) -> None:
    answer = asked(tmp_path, "How much did it cost?", PIER)
    assert answer is not None
    assert len(answer.citations) == 2


@pytest.mark.parametrize("question", ["How much did the pool cost?", "When the pool opened, how much did it cost?"])
def test_a_question_that_says_which_is_not_asked_back(tmp_path: Path, question: str) -> None:
    assert asked(tmp_path, question) is None


def test_what_is_asked_for_more_is_not_asked_back(tmp_path: Path) -> None:
    assert asked(tmp_path, "How much did it cost?", told="The pool cost 400 crowns.") is None
