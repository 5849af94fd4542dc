"""What happens in the Ask tab, without a browser."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.library import Library, open_library
from article_qa.index.records import Scope
from article_qa.qa.assistant import Assistant
from article_qa.qa.feedback import recorded
from article_qa.qa.web.conversation import Conversation, Exchange, from_json
from article_qa.qa.web.desk import Desk
from article_qa.qa.web.events import Parts
from article_qa.qa.web.filters import Within
from tests.present import present
from tests.starters import library_of_starters

JORDAN = "Why is Syria a priority for Jordan?"
EMPTY = Conversation()
ALL = Within()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(library_of_starters(tmp_path_factory.mktemp("desk"))) as library:
        yield library


@pytest.fixture(scope="module")
def desk(library: Library) -> Desk:
    return Desk(library, Assistant.over(library))


@pytest.fixture(scope="module")
def asked(desk: Desk) -> Parts:
    """What the last step of an answer changed."""
    return list(desk.ask(JORDAN, EMPTY, ALL))[-1]


def marked(source: str) -> str:
    """The words that the source pane marks first."""
    return present(re.search("<mark[^>]*>(.+?)</mark>", source, re.DOTALL)).group(1)


def test_a_question_is_shown_at_once_and_then_answered_beside_its_source(desk: Desk) -> None:
    first, *_, last = desk.ask(JORDAN, EMPTY, ALL)
    assert (first["is_working"], first["box"], first["talk"].turns[0].settled) == (True, "", False)
    assert not last["is_working"]
    assert present(last["talk"].turns[0].answer).status == "answered"
    assert marked(last["source"]).startswith("Syria is a priority")
    assert from_json(last["kept"]) == last["talk"]


def test_an_answer_is_saved_in_the_notebook_by_a_click(desk: Desk, library: Library, asked: Parts) -> None:
    kept = desk.keep(asked["talk"], 0, saved_by="Ada")
    (saved,) = library.catalog.notebook.page()
    assert (saved.question, saved.saved_by) == (JORDAN, "Ada")
    assert f'data-notebook="{saved.id}"' in kept["conversation"]
    assert present(from_json(kept["kept"])).turns[0].saved == saved.id
    # Deleted there meanwhile, it is saved again.
    library.catalog.notebook.remove(saved.id)
    assert desk.keep(kept["talk"], 0)["talk"].turns[0].saved != saved.id
    assert desk.keep(asked["talk"], 7) == {}


@pytest.mark.parametrize("question", ["", "  \n"])
def test_nothing_is_asked_with_an_empty_box(desk: Desk, question: str) -> None:
    assert list(desk.ask(question, EMPTY, ALL)) == []


def test_one_question_is_answered_at_a_time(desk: Desk) -> None:
    assert list(desk.ask(JORDAN, Conversation("x", (Exchange("When?"),)), ALL)) == []


def test_a_question_is_asked_within_the_scope_and_the_conversation_keeps_it(desk: Desk) -> None:
    within = Within(Scope(since=date(2023, 1, 1)))
    last = list(desk.ask(JORDAN, EMPTY, within))[-1]
    talk = present(from_json(last["kept"]))
    assert (talk.scope, talk.turns[0].scope) == (within.scope, within.scope)
    assert all(present(c.published).year >= 2023 for c in present(talk.turns[0].answer).nearest)
    assert desk.restore(last["kept"])["within"] == within


def test_the_last_question_is_asked_again_in_its_place(desk: Desk, asked: Parts) -> None:
    last = list(desk.ask_again(asked["talk"], ALL))[-1]
    assert [turn.question for turn in last["talk"].turns] == [JORDAN]


def test_a_stopped_question_stays_as_it_was(desk: Desk) -> None:
    parts = desk.stop(Conversation("x", (Exchange("When?", draft="It began"),)))
    assert parts["talk"].turns[0].stopped
    assert "It began" in parts["conversation"]


def test_what_the_browser_kept_comes_back_and_anything_else_is_a_warning(desk: Desk, asked: Parts) -> None:
    assert desk.restore(asked["kept"])["talk"] == asked["talk"]
    assert "another version" in desk.restore("{")["warning"]
    assert desk.restore("") == {}


def test_a_thumb_is_recorded_and_a_strange_one_is_not(desk: Desk, asked: Parts, library: Library) -> None:
    before = len(recorded(library.folder))
    assert desk.rate(asked["talk"], 0, "sideways", "") == {}
    assert desk.rate(asked["talk"], 7, "up", "") == {}
    rated = desk.rate(asked["talk"], 0, "down", " Too long. ")
    assert rated["talk"].turns[0].comment == "Too long."
    assert len(recorded(library.folder)) == before + 1


def test_an_answer_and_a_conversation_are_saved_as_files(desk: Desk, asked: Parts) -> None:
    more = list(desk.ask("When did Notre-Dame reopen?", asked["talk"], ALL))[-1]["talk"]
    saved = {name: json.loads(desk.save(more, 0, name)["file"]) for name in ("markdown", "json", "conversation")}
    contents = {name: base64.b64decode(file["content"]).decode() for name, file in saved.items()}
    assert contents["markdown"].startswith(f"## {JORDAN}")
    assert json.loads(contents["json"])["question"] == JORDAN
    assert contents["conversation"].startswith(contents["markdown"])
    assert "## When did Notre-Dame reopen?" in contents["conversation"]
    assert desk.save(more, 0, "exe") == {} == desk.save(more, 9, "json")


def test_a_citation_is_opened_and_its_address_opens_it_again(desk: Desk, asked: Parts) -> None:
    opened = desk.open_citation(asked["talk"], 0, 1)
    visited = desk.visit(f"#{opened['address']}")
    assert marked(visited["source"]) == marked(opened["source"])
    assert desk.open_citation(asked["talk"], 0, 99) == {}


def test_an_address_of_no_article_is_a_warning_and_any_other_is_nothing(desk: Desk) -> None:
    assert "not in the library" in desk.visit("#article=none&start=0&end=5")["warning"]
    assert desk.visit("#elsewhere") == {}


def test_a_tab_begins_with_what_it_kept_and_what_its_address_names(desk: Desk, asked: Parts) -> None:
    address = desk.open_citation(asked["talk"], 0, 1)["address"]
    arrived = desk.arrive(json.dumps({"kept": asked["kept"], "address": f"#{address}"}))
    assert arrived["talk"] == asked["talk"]
    assert 'data-opened-by="reader"' in arrived["source"]
    assert desk.arrive("") == {}


def test_what_is_chosen_becomes_chips_and_days_in_the_wrong_order_a_sentence(desk: Desk) -> None:
    chosen = {"since": "2022-01-01", "until": "", "outlets": ["Article QA Wire"], "collections": [], "preset": ""}
    parts = desk.choose(EMPTY, ALL, chosen)
    assert parts["within"].scope == Scope(date(2022, 1, 1), publishers=("Article QA Wire",))
    assert "From 1 January 2022" in parts["chips"] and "panel" not in parts
    wrong = desk.choose(EMPTY, ALL, chosen | {"until": "2021-01-01"})
    assert "before it begins" in wrong["chips"] and "within" not in wrong
    assert desk.choose(EMPTY, parts["within"], {"preset": "all"})["within"].scope.since is None


def test_an_article_is_added_by_its_own_title_and_an_unknown_one_is_not(desk: Desk, library: Library) -> None:
    ref = library.catalog.queries.newest()[0]
    parts = desk.add(EMPTY, ALL, {"articles": [ref.article_id, "unknown", 7]})
    assert parts["within"] == Within(Scope(articles=(ref.article_id,)), (ref.title,))
    assert desk.drop(EMPTY, parts["within"], "article", ref.article_id)["within"] == ALL


def test_a_conversation_that_has_begun_keeps_a_new_scope_at_once(desk: Desk, asked: Parts) -> None:
    parts = desk.add(asked["talk"], ALL, {"outlets": ["Article QA Wire"]})
    assert present(from_json(parts["kept"])).scope == Scope(publishers=("Article QA Wire",))


def test_a_new_conversation_is_over_all_articles(desk: Desk) -> None:
    parts = desk.begin_again()
    assert (parts["talk"], parts["within"], parts["address"]) == (EMPTY, ALL, "")


def test_what_is_to_be_asked_next_is_answered(desk: Desk, asked: Parts, library: Library) -> None:
    suggested = asked["talk"].turns[0].follow_ups
    assert suggested and JORDAN not in suggested
    assistant = Assistant.over(library)
    assert {question: assistant.ask(question).status for question in suggested} == dict.fromkeys(suggested, "answered")


def test_nothing_is_suggested_after_a_refusal(desk: Desk) -> None:
    last = list(desk.ask("Who won the 2031 chess championship?", EMPTY, ALL))[-1]
    assert last["talk"].turns[0].follow_ups == ()


def test_an_unchanged_library_leaves_the_greeting_and_the_panel(desk: Desk) -> None:
    first = desk.follow(None, ALL)
    assert {"seen", "start", "panel"} <= first.keys()
    assert set(desk.follow(first["seen"], ALL)) == {"unread"}


def test_a_link_to_a_version_that_was_changed_says_so(tmp_path: Path) -> None:
    text = "The bridge is shut. It opens in May."
    with open_library(library_of_starters(tmp_path / "library")) as library:
        desk = Desk(library, Assistant.over(library))
        article = present(library.catalog.article(library.catalog.queries.newest()[0].article_id))
        address = f"article={article.id}&start=0&end=20&sha256={article.sha256}"
        changed = replace(article, text=text, sha256="0" * 64)
        library.catalog.put(changed, [])
        assert "This article has other words" in desk.visit(address)["source"]
