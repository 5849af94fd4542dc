"""Fusion against a brute-force twin, and what retrieval keeps."""

from statistics import fmean, pstdev

from hypothesis import given
from hypothesis import strategies as st

from index.records import EVERYTHING, Hit, Passage
from qa.retrieve import fuse, retrieve
from tests.qa.fakes import always, article, whole

RANKING = st.dictionaries(st.integers(0, 8), st.floats(-50, 50), max_size=9)


def ranking(scores: dict[int, float]) -> list[Hit]:
    hits = [Hit(Passage(f"a{number}", 0, 1, "x"), score) for number, score in scores.items()]
    return sorted(hits, key=lambda hit: -hit.score)


@given(RANKING, RANKING)
def test_fusion_is_the_sum_of_standard_scores(one, other):
    everyone = {**one, **other}
    expected = dict.fromkeys(everyone, 0.0)
    for scores in filter(None, (one, other)):
        values = {n: scores.get(n, min(scores.values())) for n in everyone}
        spread = pstdev(values.values()) or 1.0
        for n in everyone:
            expected[n] += (values[n] - fmean(values.values())) / spread
    fused = {int(hit.passage.article_id[1:]): hit.score for hit in fuse([ranking(one), ranking(other)])}
    assert fused.keys() == expected.keys()
    assert all(abs(fused[n] - expected[n]) < 1e-6 for n in expected)


def test_fusion_is_sorted_with_the_best_first():
    scores = [hit.score for hit in fuse([ranking({1: 3.0, 2: 1.0}), ranking({2: 9.0, 3: 8.0})])]
    assert scores == sorted(scores, reverse=True)


def test_a_passage_that_both_rankings_find_beats_one_that_only_one_finds():
    fused = fuse([ranking({1: 1.0, 2: 0.9, 3: 0.0}), ranking({2: 5.0, 3: 0.0})])
    assert fused[0].passage.article_id == "a2"


def test_no_hits_give_no_passages():
    assert retrieve(["Who?"], [always(), always()], EVERYTHING, 5).passages == []


def test_retrieval_keeps_at_most_the_limit():
    passages = [whole(article(f"Text {n}.", title=f"a{n}")) for n in range(9)]
    assert retrieve(["Text?"], [always(*passages)], EVERYTHING, 3).passages == passages[:3]


def test_nearness_is_the_first_hits_score_in_the_first_ranking():
    near, far = (whole(article(f"Text {n}.", title=f"a{n}")) for n in range(2))

    def cosine(query, limit, scope):
        return [Hit(near, 0.7), Hit(far, 0.1)]

    def words(query, limit, scope):
        return [Hit(near, 12.0)]

    assert retrieve(["Text?"], [cosine, words], EVERYTHING, 3).nearness == 0.7


def test_a_first_hit_that_the_first_ranking_lacks_is_not_near():
    (only,) = (whole(article("Text.", title="a")),)
    assert retrieve(["Text?"], [always(), always(only)], EVERYTHING, 3).nearness == 0
