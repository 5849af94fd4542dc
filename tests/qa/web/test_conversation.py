from datetime import date

import pytest

from article_qa.index.records import Scope
from article_qa.qa.answer import Answer, Sentence
from article_qa.qa.citation import Citation
from article_qa.qa.web.conversation import MAX_TURNS, Conversation, Exchange, find_citation, from_json, to_json
from article_qa.qa.web.conversation_html import conversation_html
from tests.present import present

CITATION = Citation(1, "a", "Title", None, date(2022, 11, 3), None, "It’s shut.", 5, 15)
ANSWER = Answer(
    "Is it shut?", "Is it shut?", "answered", "extract", (Sentence("It’s shut.", "quoted", (1,)),), (CITATION,),
    {"total": 1.5}, read={"Title": 2},
)  # fmt: skip


def test_what_the_browser_kept_comes_back_as_it_was() -> None:
    scope = Scope(date(2022, 1, 1), None, ("The Wire",))
    turns = (Exchange("Is it shut?", ANSWER, scope=scope, thumb="up", feedback="x"), Exchange("?", problem="Empty."))
    conversation = Conversation("x", turns)
    assert from_json(to_json(conversation)) == conversation


@pytest.mark.parametrize("text", ["", "{", "null", '{"id": "x", "turns": [{"question": 3}]}', None, {"id": "x"}])
def test_anything_else_is_no_conversation(text: object) -> None:
    assert from_json(text) is None


def test_a_question_that_a_reload_cut_off_comes_back_as_stopped() -> None:
    (turn,) = present(from_json(to_json(Conversation("x", (Exchange("Is it shut?"),))))).turns
    assert (turn.question, turn.stopped) == ("Is it shut?", True)


def test_a_conversation_gets_its_id_at_the_start_and_keeps_it() -> None:
    one, other = Conversation().begun(), Conversation().begun()
    assert one.id and other.id and one.id != other.id
    assert one.adding(Exchange("Is it shut?")).begun().id == one.id


def test_of_very_many_turns_the_oldest_go_and_are_counted() -> None:
    conversation = Conversation()
    for number in range(MAX_TURNS + 5):
        conversation = conversation.adding(Exchange(str(number)))
    assert len(conversation.turns) == MAX_TURNS
    assert conversation.turns[-1].question == str(MAX_TURNS + 4)
    assert conversation.dropped == 5
    assert "The first 5 questions are no longer kept" in conversation_html(conversation.turns, dropped=5)
    assert "no longer kept" not in conversation_html(conversation.turns)


def test_a_citation_is_found_by_turn_and_number_only() -> None:
    turns = (Exchange("Is it shut?", ANSWER),)
    assert find_citation(turns, 0, 1) == CITATION
    assert find_citation(turns, 0, 2) is None
    assert find_citation(turns, 1, 1) is None
    assert find_citation(turns, "0", 1) is None
