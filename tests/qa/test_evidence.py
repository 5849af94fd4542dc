"""When there is enough to answer from, and what a refusal says."""

import pytest

from index.catalog import Catalog
from qa.evidence import Evidence, SentenceEvidence, is_plain, weigh
from tests.qa.fakes import article, whole


@pytest.fixture
def catalog(tmp_path):
    with_bridge = article("The mayor shut the bridge in Amman.", title="one")
    without = article("Cats sleep a lot.", title="two")
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    for each in (with_bridge, without):
        catalog.put(each, [whole(each)])
    yield catalog
    catalog.close()


def test_a_passage_with_all_the_words_covers_the_question(catalog):
    passage = whole(article("The mayor shut the bridge in Amman.", title="one"))
    assert weigh("Which mayor shut bridges?", 0.9, passage, catalog).coverage == 1.0


def test_a_rare_word_counts_for_more_than_a_frequent_one(catalog):
    passage = whole(article("Cats sleep a lot.", title="two"))
    assert 0 < weigh("Do cats shut bridges?", 0.5, passage, catalog).coverage < 0.5


def test_words_that_stand_nowhere_are_named(catalog):
    passage = whole(article("Cats sleep a lot.", title="two"))
    evidence = weigh("Who won the 2031 chess cup of cats?", 0.1, passage, catalog)
    assert evidence.never == ("won", "2031", "chess", "cup")
    assert evidence.reason == "They never mention “won”, “2031”, “chess” or “cup”."


def test_a_reason_is_given_even_when_every_word_is_known():
    assert Evidence(0.1, 0.9, 10, ()).reason == "The nearest passages are on other matters or do not say."


def test_more_match_and_more_coverage_weigh_more():
    weights = [Evidence(m, c, 100, ()) for m, c in ((0.2, 0.2), (0.5, 0.2), (0.5, 0.8), (0.9, 0.8))]
    assert [e.weight for e in weights] == sorted(e.weight for e in weights)
    assert weights[0].thin
    assert not weights[-1].thin


def test_in_a_larger_library_the_same_match_weighs_less():
    assert Evidence(0.5, 0.5, 10_000, ()).weight < Evidence(0.5, 0.5, 100, ()).weight


@pytest.mark.parametrize(
    ("question", "nearness", "plain"),
    [
        pytest.param("Which mayor shut the bridge?", 0.8, True, id="near-and-covered"),
        pytest.param("Which mayor shut the bridge?", 0.3, False, id="covered-but-far"),
        pytest.param("Which senator vetoed the tunnel?", 0.8, False, id="near-but-not-covered"),
    ],
)
def test_enough_is_seen_without_reading_only_where_the_passage_is_near_and_holds_the_words(
    catalog, question, nearness, plain
):
    passage = whole(article("The mayor shut the bridge in Amman.", title="one"))
    assert is_plain(question, nearness, [passage], catalog) is plain


def test_sentences_weigh_by_match_and_lead():
    weak, near, ahead = (SentenceEvidence(m, d, 100, alike=False) for m, d in ((0.74, 0.03), (0.8, 0.03), (0.74, 0.09)))
    assert weak.weight < ahead.weight
    assert weak.weight < near.weight
    assert weak.thin


def test_within_one_language_more_is_asked_of_a_match():
    across, within = (SentenceEvidence(0.79, 0.08, 100, alike=alike) for alike in (False, True))
    assert not across.thin
    assert within.thin


def test_a_tiny_library_lowers_no_threshold():
    assert SentenceEvidence(0.8, 0.05, 1, alike=False).weight == SentenceEvidence(0.8, 0.05, 42, alike=False).weight
