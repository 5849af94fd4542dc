"""A model's text held against its passages: exact quotes, and a verdict for each sentence."""

import time
from datetime import date

import pytest

from article_qa.index.embedders.local import local_embedder
from article_qa.index.records import Hit
from article_qa.qa.generation.llm import Model
from article_qa.qa.reading.answerability import Terms
from article_qa.qa.reading.context import Context
from article_qa.qa.verification.check import Checked, check, judge, without_unsupported
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


def checked(text: str) -> Checked:
    return check(text, found())


def found() -> Context:
    articles = {each.id: each for each in (AMMAN, ZURICH)}
    hits = [Hit(whole(AMMAN), 2.0), Hit(whole(ZURICH), 1.0)]
    return Context("Why?", date(2022, 11, 4), hits, articles, Terms({}, 0), local_embedder())


def verdicts(text: str) -> list[str]:
    return [sentence.verdict for sentence in checked(text).sentences]


def test_a_sentence_its_passage_says_is_supported_and_quotes_it() -> None:
    result = checked("The Wadi bridge was shut on Monday because its pillars had cracked. [1]")
    assert [s.verdict for s in result.sentences] == ["supported"]
    [citation] = result.citations
    assert citation.quote == AMMAN.text[citation.start : citation.end]
    assert "pillars had cracked" in citation.quote
    assert (citation.title, citation.dateline) == ("Amman shuts a bridge", "The Wire, 3 November 2022")


def test_the_quote_is_the_claims_sentence_not_the_whole_passage() -> None:
    [citation] = checked("Repairs of the bridge will cost 2.1 million dinars. [1]").citations
    assert citation.quote == "Repairs will cost 2.1 million dinars."


def test_a_changed_figure_is_unsupported_and_says_why() -> None:
    [sentence] = checked("Repairs will cost 3.4 million dinars. [1]").sentences
    assert sentence.verdict == "unsupported"
    assert "3.4" in sentence.reason


def test_a_sentence_that_cites_nothing_is_unsupported() -> None:
    [sentence] = checked("The Wadi bridge was shut on Monday.").sentences
    assert (sentence.verdict, sentence.reason, sentence.citations) == ("unsupported", "it cites nothing", ())


def test_citing_the_wrong_passage_is_unsupported() -> None:
    assert verdicts("The Wadi bridge was shut because its pillars had cracked. [2]") == ["unsupported"]


def test_a_lead_in_states_nothing() -> None:
    assert verdicts("Here is what the articles say: ") == []


def test_two_passages_give_two_citations_of_one_sentence() -> None:
    [sentence] = checked("The bridge was shut on Monday, a café burned down on Tuesday. [1][2]").sentences
    assert sentence.citations == (1, 2)


def test_the_same_quote_is_numbered_once() -> None:
    result = checked("Repairs will cost 2.1 million dinars. [1] The repairs cost 2.1 million dinars. [1]")
    assert [s.citations for s in result.sentences] == [(1,), (1,)]
    assert len(result.citations) == 1


def test_the_refusal_is_seen_and_is_no_sentence() -> None:
    result = checked("Not in these articles.")
    assert result.refused
    assert result.sentences == ()


def test_dropping_leaves_what_is_supported_numbered_anew() -> None:
    both = checked("The bridge was shut in 1987 by Napoleon. [2] Repairs will cost 2.1 million dinars. [1]")
    kept = without_unsupported(both)
    assert [(s.text, s.citations) for s in kept.sentences] == [("Repairs will cost 2.1 million dinars.", (1,))]
    assert [c.number for c in kept.citations] == [1]
    assert kept.citations[0].article_id == AMMAN.id


@pytest.mark.parametrize(("says", "verdict"), [("1 yes", "supported"), ("1: no", "unsupported"), ("??", "supported")])
def test_the_judge_can_take_a_verdict_back(says: str, verdict: str) -> None:
    model = Model(ScriptedModel(says), "scripted")
    result = checked("Repairs will cost 2.1 million dinars. [1]")
    judged = judge(model, result, found(), time.monotonic() + 5)
    assert [s.verdict for s in judged.sentences] == [verdict]
