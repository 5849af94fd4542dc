"""When there is enough to answer from, and what a refusal says."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from article_qa.index.store.catalog import Catalog
from article_qa.qa.reading.answerability import Evidence, SentenceEvidence, Terms, is_plain, terms
from tests.qa.fakes import article, whole


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with_bridge = article("The mayor shut the bridge in Amman.", title="one")
    without = article("Cats sleep a lot.", title="two")
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    for each in (with_bridge, without):
        catalog.put(each, [whole(each)])
    yield catalog
    catalog.close()


def weighed(
    match: float = 0.5,
    fresh: float = 0.0,
    covered: float = 0.5,
    *,
    late: float = 0.0,
    lacking: float = 0.3,
    answers: float = 0.0,
    unsaid: int = 0,
    opposed: bool = False,
    lacks_kind: bool = False,
    passages: int = 1000,
    counts: Mapping[str, int] = MappingProxyType({}),
) -> Evidence:
    terms_of = Terms(dict(counts), passages)
    return Evidence(match, fresh, late, covered, lacking, answers, unsaid, opposed, lacks_kind, terms_of)


def test_a_rare_word_counts_for_more_than_a_frequent_one() -> None:
    rarity = Terms({"bridge": 1, "mayor": 50, "tunnel": 0}, 100).rarity
    assert rarity["tunnel"] > rarity["bridge"] > rarity["mayor"] > 0


def test_words_that_stand_nowhere_are_named(catalog: Catalog) -> None:
    known = terms("Who won the 2031 chess cup of cats?", catalog)
    assert known.passages == 2
    assert known.never == ["won", "2031", "chess", "cup"]
    assert (
        Evidence(0.1, 0.0, 0.0, 0.2, 0.9, -4.0, 1, False, False, known).reason
        == "They never mention “won”, “2031”, “chess” or “cup”."
    )


def test_a_reason_is_given_even_when_every_word_is_known() -> None:
    assert weighed(counts={"cats": 1}).reason == "The nearest passages are on other matters or do not say."


@pytest.mark.parametrize("more", [{"match": 0.6}, {"fresh": 1.0}, {"covered": 0.9}, {"answers": 2.0}])
def test_more_of_any_signal_weighs_more(more: dict[str, Any]) -> None:
    assert weighed(**more).weight > weighed().weight


def test_little_is_thin_and_much_is_not() -> None:
    assert weighed(0.3, 0.0, 0.2, answers=-5.0).thin
    assert not weighed(0.8, 0.0, 0.9, answers=3.0).thin


def test_what_no_sentence_holds_is_not_answered() -> None:
    assert replace(weighed(0.8, 0.0, 0.9, answers=3.0), none_holds=True).thin


def test_between_the_thresholds_there_is_doubt() -> None:
    near = weighed(0.5, 0.0, 0.35, answers=-3.5)
    assert near.doubtful
    assert not near.thin
    assert not weighed(0.8, 0.0, 0.9, answers=3.0).doubtful
    assert weighed(0.8, 0.0, 0.9, answers=3.0, lacks_kind=True).doubtful


@pytest.mark.parametrize("passages", [1, 1000, 1_000_000])
def test_the_size_of_the_library_is_no_evidence(passages: int) -> None:
    assert weighed(passages=passages).weight == weighed(passages=300).weight


def test_a_word_that_is_not_said_weighs_against_an_answer() -> None:
    assert weighed(lacking=0.8).weight < weighed(lacking=0.2).weight


@pytest.mark.parametrize("less", [{"unsaid": 1}, {"opposed": True}])
def test_what_the_passage_does_not_say_or_says_otherwise_weighs_against_an_answer(less: dict[str, Any]) -> None:
    assert weighed(**less).weight < weighed().weight


def test_one_unsaid_name_weighs_as_much_as_two() -> None:
    assert weighed(unsaid=1).weight == weighed(unsaid=2).weight


def test_an_old_article_weighs_less_for_a_question_about_now() -> None:
    assert weighed(late=1.0).weight < weighed().weight


@pytest.mark.parametrize(
    ("question", "nearness", "plain"),
    [
        pytest.param("Which mayor shut the bridge?", 0.8, True, id="near-and-covered"),
        pytest.param("Which mayor shut the bridge?", 0.3, False, id="covered-but-far"),
        pytest.param("Which senator vetoed the tunnel?", 0.8, False, id="near-but-not-covered"),
    ],
)
def test_reading_is_skipped_only_if_a_near_passage_has_the_words(
    catalog: Catalog, question: str, nearness: float, plain: bool
) -> None:
    passage = whole(article("The mayor shut the bridge in Amman.", title="one"))
    assert is_plain(terms(question, catalog), nearness, passage, catalog) is plain


def test_another_word_in_the_place_of_the_asked_one_is_doubted_unless_much_speaks_for_it() -> None:
    likely, sure = weighed(), weighed(match=0.9, covered=1.0, lacking=0.0, answers=3.0)
    assert not likely.doubtful and not sure.doubtful
    assert replace(likely, rivalled=True).doubtful
    assert not replace(sure, rivalled=True).doubtful
    assert replace(sure, turned=True).doubtful


def test_the_threshold_of_nearness_grows_up_to_1000_passages(catalog: Catalog) -> None:
    passage = whole(article("The mayor shut the bridge in Amman.", title="one"))
    of_few = terms("Which mayor shut the bridge?", catalog)
    assert is_plain(of_few, 0.55, passage, catalog)
    assert not is_plain(Terms(of_few.counts, 1000), 0.55, passage, catalog)
    assert is_plain(Terms(of_few.counts, 1_000_000), 0.65, passage, catalog)


def test_sentences_weigh_by_match_and_lead() -> None:
    weak, near, ahead = (SentenceEvidence(m, d, 100, alike=False) for m, d in ((0.74, 0.03), (0.8, 0.03), (0.74, 0.09)))
    assert weak.weight < ahead.weight
    assert weak.weight < near.weight
    assert weak.thin


def test_within_one_language_more_is_asked_of_a_match() -> None:
    across, within = (SentenceEvidence(0.79, 0.08, 100, alike=alike) for alike in (False, True))
    assert not across.thin
    assert within.thin


def test_a_tiny_library_lowers_no_threshold() -> None:
    assert SentenceEvidence(0.8, 0.05, 1, alike=False).weight == SentenceEvidence(0.8, 0.05, 42, alike=False).weight


def test_within_a_language_few_shared_words_speak_against_an_answer() -> None:
    by_meaning, none, all_said = (SentenceEvidence(0.84, 0.1, 100, alike=True, words=w) for w in (None, 0.0, 1.0))
    assert none.weight == by_meaning.weight / 2
    assert all_said.weight == by_meaning.weight


def test_by_sentences_the_size_of_a_large_library_does_not_count() -> None:
    of_thousand, of_million = (SentenceEvidence(0.8, 0.05, n, alike=False) for n in (1000, 1_000_000))
    assert of_thousand.weight == of_million.weight
