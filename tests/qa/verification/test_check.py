"""A model's text held against its passages: exact quotes, and a verdict for each sentence."""

import time
from dataclasses import replace
from datetime import date

import pytest

from article_qa.index.embedders.local import local_embedder
from article_qa.index.records import Hit
from article_qa.qa.generation.citation_markers import claims
from article_qa.qa.generation.llm import Model
from article_qa.qa.reading.answerability import Terms
from article_qa.qa.reading.context import Context
from article_qa.qa.verification.check import Checked, check, judge
from tests.qa.fakes import ScriptedModel, article, whole

AMMAN = article(
    "The mayor of Amman, Yousef al-Shawarbeh, shut the Wadi bridge on Monday because its pillars had cracked. "
    "Repairs will cost 2.1 million dinars. Buses will take another road until May.",
    title="Amman shuts a bridge",
    publisher="The Wire",
    published=date(2022, 11, 3),
)
ZURICH = article(
    "A café in Zürich burned down on Tuesday. Nobody was hurt, said the fire chief.", title="Fire in a café"
)


def checked(text: str) -> list[Checked]:
    context = found()
    return [check(claim, context.passages, context) for claim in claims(text)]


def quoted(each: Checked) -> list[str]:
    return [{AMMAN.id: AMMAN, ZURICH.id: ZURICH}[q.article_id].text[q.start : q.end] for q in each.quotes]


def found() -> Context:
    articles = {each.id: each for each in (AMMAN, ZURICH)}
    hits = [Hit(whole(AMMAN), 2.0), Hit(whole(ZURICH), 1.0)]
    return Context("Why?", date(2022, 11, 4), hits, articles, Terms({}, 0), local_embedder())


def verdicts(text: str) -> list[str]:
    return [each.verdict for each in checked(text)]


def test_a_sentence_its_passage_says_is_supported_and_quotes_it() -> None:
    [result] = checked("The Wadi bridge was shut on Monday because its pillars had cracked. [1]")
    assert result.verdict == "supported"
    [quote] = quoted(result)
    assert "pillars had cracked" in quote


def test_the_quote_is_the_claims_sentence_not_the_whole_passage() -> None:
    [result] = checked("Repairs of the bridge will cost 2.1 million dinars. [1]")
    assert quoted(result) == ["Repairs will cost 2.1 million dinars."]


def test_a_changed_figure_is_unsupported_and_says_why() -> None:
    [sentence] = checked("Repairs will cost 3.4 million dinars. [1]")
    assert sentence.verdict == "unsupported"
    assert "3.4" in sentence.reason


def test_a_sentence_that_cites_nothing_is_held_against_all_passages() -> None:
    [first, second] = checked("A café in Zürich burned down on Tuesday. Repairs will cost 3.4 million dinars.")
    assert (first.verdict, quoted(first)) == ("supported", ["A café in Zürich burned down on Tuesday."])
    assert (second.verdict, second.quotes) == ("unsupported", ())
    assert "3.4" in second.reason


def test_only_passages_that_were_given_bear_it_out() -> None:
    context = found()
    [claim] = claims("A café in Zürich burned down on Tuesday.")
    assert check(claim, context.passages[:1], context).verdict == "unsupported"


@pytest.mark.parametrize("text", ["Le pont est fermé depuis lundi, a dit le maire.", "أغلق الجسر يوم الاثنين."])
def test_in_any_language_a_whole_sentence_word_for_word_is_supported(text: str) -> None:
    foreign = article(f"{text} Un autre.", title="Autre")
    context = replace(found(), hits=[Hit(whole(foreign), 1.0)], articles={foreign.id: foreign})
    [claim] = claims(f"{text} [1]")
    assert check(claim, context.passages, context).verdict == "supported"


def test_citing_the_wrong_passage_is_unsupported() -> None:
    assert verdicts("The Wadi bridge was shut because its pillars had cracked. [2]") == ["unsupported"]


def test_two_passages_give_two_citations_of_one_sentence() -> None:
    [sentence] = checked("The bridge was shut on Monday, a café burned down on Tuesday. [1][2]")
    assert [quote.article_id for quote in sentence.quotes] == [AMMAN.id, ZURICH.id]


@pytest.mark.parametrize(("says", "verdict"), [("1 yes", "supported"), ("1: no", "unsupported"), ("??", "supported")])
def test_the_judge_can_take_a_verdict_back(says: str, verdict: str) -> None:
    model = Model(ScriptedModel(says), "scripted")
    result = checked("Repairs will cost 2.1 million dinars. [1]")
    judged, _ = judge(model, result, found(), time.monotonic() + 5)
    assert [each.verdict for each in judged] == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Wegen Rissen ist die Brücke seit Montag zu. [1]", "unchecked"),
        ("Die Brücke in Amman wurde am Freitag gesperrt. [1]", "unsupported"),
        ("The bridge has been shut since Monday. [1]", "unchecked"),
    ],
)
def test_what_english_rules_cannot_read_is_never_supported_by_them(text: str, verdict: str) -> None:
    german = article("Die Brücke in Amman wurde am Montag gesperrt, weil sie Risse hatte.", title="Brücke zu")
    context = replace(found(), hits=[Hit(whole(german), 1.0)], articles={german.id: german})
    [claim] = claims(text)
    assert check(claim, context.passages, context).verdict == verdict
