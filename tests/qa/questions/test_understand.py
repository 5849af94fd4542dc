"""A question as it is searched: what it asks for, in which scope, and what of it was changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic

import pytest

from article_qa.index.records import EVERYTHING, Scope
from article_qa.index.store.catalog import Catalog
from article_qa.qa.generation.llm import Model
from article_qa.qa.questions.follow_ups import Turn
from article_qa.qa.questions.request import Correction
from article_qa.qa.questions.understand import Understood, understand
from tests.qa.fakes import ScriptedModel, article, whole

TODAY = date(2026, 11, 26)
MAYOR = Turn("Who was elected mayor of Brenwick?", "Lena Ostrom, a teacher, was elected on Sunday. [1]")


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    for text, publisher in (("The canal is shut.", "Ellery Herald"), ("The toll rose.", "CNN")):
        stored = replace(article(text, title=text), publisher=publisher)
        catalog.put(stored, [whole(stored)])
    return catalog


def understood(
    question: str, catalog: Catalog, history: Sequence[Turn] = (), scope: Scope = EVERYTHING, *, correct: bool = True
) -> Understood:
    return understand(question, history, scope, TODAY, catalog, None, 0, correct)


def test_request_words_are_not_searched(catalog: Catalog) -> None:
    found = understood("Could you please tell me why the canal is shut?", catalog)
    assert (found.queries, found.request.text) == (("why the canal is shut?",), "why the canal is shut?")


def test_a_slip_is_corrected_and_said(catalog: Catalog) -> None:
    request = understood("why is the canol shut", catalog).request
    assert (request.text, request.corrections) == ("why is the canal shut", (Correction("canol", "canal"),))


def test_a_question_can_be_taken_as_it_stands(catalog: Catalog) -> None:
    request = understood("why is the canol shut", catalog, correct=False).request
    assert (request.text, request.corrections) == ("why is the canol shut", ())


def test_small_talk_is_neither_searched_nor_corrected(catalog: Catalog) -> None:
    request = understood("thanks!", catalog, [MAYOR]).request
    assert (request.kind, request.chat_topic) == ("chat", "thanks")


def test_another_language_is_named_and_left_as_it_is(catalog: Catalog) -> None:
    request = understood("¿Quién cerró el canol?", catalog).request
    assert (request.kind, request.language, request.text) == ("fact", "es", "¿Quién cerró el canol?")


def test_days_and_outlets_narrow_where_articles_are_asked_for(catalog: Catalog) -> None:
    request = understood("What was published in the Herald in May 2024?", catalog).request
    assert request.kind == "news"
    assert request.scope == Scope(date(2024, 5, 1), date(2024, 5, 31), ("Ellery Herald",))


def test_the_scope_of_the_reader_is_never_widened(catalog: Catalog) -> None:
    scope = Scope(date(2024, 5, 10), date(2025, 1, 1), ("CNN",))
    request = understood("What did the Herald report in May 2024?", catalog, scope=scope).request
    assert request.scope == Scope(date(2024, 5, 10), date(2024, 5, 31), ("CNN",))


@pytest.mark.parametrize(
    "question", ["Who was elected in 2025?", "Did the canal open in 2022?", "Who spoke yesterday?"]
)
def test_the_days_of_an_event_do_not_narrow(question: str, catalog: Catalog) -> None:
    request = understood(question, catalog).request
    assert (request.scope, request.text) == (EVERYTHING, question)


def test_an_outlet_that_is_asked_about_does_not_narrow(catalog: Catalog) -> None:
    request = understood("What did Ostrom say about CNN?", catalog).request
    assert (request.speaker, request.subject, request.scope) == ("Ostrom", "CNN", EVERYTHING)
    sides = understood("Compare what CNN and the Ellery Herald say about the toll", catalog).request
    assert (sides.subjects, sides.scope) == (("CNN", "the Ellery Herald"), EVERYTHING)


def test_what_an_outlet_says_is_looked_for_in_its_articles(catalog: Catalog) -> None:
    request = understood("What does CNN say about the toll?", catalog).request
    assert (request.kind, request.subject, request.scope) == ("summary", "the toll", Scope(publisher="CNN"))


def test_the_person_of_the_answer_is_who_is_asked_about(catalog: Catalog) -> None:
    said = understood("What did she say?", catalog, [MAYOR]).request
    assert (said.kind, said.speaker, said.subject) == ("sayings", "Lena Ostrom", "")


def test_a_speaker_of_a_follow_up_speaks_of_its_subject(catalog: Catalog) -> None:
    said = understood("what does the council say?", catalog, [Turn("Who is Lena Ostrom?")]).request
    assert (said.speaker, said.subject) == ("the council", "Lena Ostrom")


def test_a_subject_carried_over_is_searched_with_and_without(catalog: Catalog) -> None:
    found = understood("who owns it?", catalog, [Turn("How long is the Blue Star?")])
    assert found.queries == ("who owns it?", "who owns it? Blue Star")


def test_more_is_wanted_of_the_last_question(catalog: Catalog) -> None:
    request = understood("tell me more", catalog, [MAYOR]).request
    assert (request.wants_more, request.text) == (True, MAYOR.question)


def test_a_model_puts_the_follow_up_and_the_rules_read_it(catalog: Catalog) -> None:
    model = ScriptedModel("What did Lena Ostrom say about the canal?")
    asked = Model(model, "scripted")
    found = understand("and about the canal?", [MAYOR], EVERYTHING, TODAY, catalog, asked, monotonic() + 60)
    assert found.queries == ("What did Lena Ostrom say about the canal?",)
    assert (found.request.kind, found.request.speaker) == ("sayings", "Lena Ostrom")


def test_no_model_is_asked_for_more_of_the_same(catalog: Catalog) -> None:
    model = ScriptedModel("never")
    understand("tell me more", [MAYOR], EVERYTHING, TODAY, catalog, Model(model, "scripted"), monotonic() + 60)
    assert model.seen == []


@pytest.mark.parametrize("question", ["a" * 2000, "( " * 900, "what " * 400, "said about " * 180, "\u200b?", "ﷺ" * 500])
def test_odd_questions_are_understood_somehow(question: str, catalog: Catalog) -> None:
    assert understood(question, catalog, [Turn(question, question)] * 20).request.text.strip()


def test_this_week_in_another_language_narrows_news_only(catalog: Catalog) -> None:
    news = understood("¿Qué pasó esta semana?", catalog).request
    assert (news.kind, news.language, news.scope.since) == ("news", "es", date(2026, 11, 23))
    fact = understood("¿Quién cerró el canal esta semana?", catalog).request
    assert (fact.kind, fact.scope, fact.is_current) == ("fact", EVERYTHING, True)
    assert fact.text == "¿Quién cerró el canal?"
    # A year is part of what is asked, as it is in English.
    year = understood("¿Quién cerró el canal el año pasado?", catalog).request
    assert (year.scope, year.is_current) == (EVERYTHING, False) and "año pasado" in year.text


def test_more_in_another_language_asks_the_last_question_again(catalog: Catalog) -> None:
    asked = Turn("¿Quién cerró el canal?", "El alcalde cerró el canal. [1]")
    found = understood("Cuéntame más", catalog, [asked, Turn("¿Algo más?", "Nada.")])
    assert (found.request.text, found.request.wants_more) == ("¿Quién cerró el canal?", True)
