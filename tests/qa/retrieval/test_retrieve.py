"""Fusion against a brute-force twin, and what retrieval keeps."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from statistics import fmean, pstdev
from threading import Event
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from article_qa.index.records import EVERYTHING, Copy, Passage, Scope, Scored
from article_qa.index.search import Ranker
from article_qa.qa.retrieval.copies import Texts
from article_qa.qa.retrieval.fusion import LEADING, fuse
from article_qa.qa.retrieval.retrieve import Retrieved, retrieve
from tests.qa.fakes import always, article, whole

SCORE = st.floats(-50, 50).map(lambda score: round(score, 3))
RANKING = st.dictionaries(st.integers(0, 8), SCORE, max_size=9)


def rankers(*searches: Ranker) -> dict[str, Ranker]:
    """The dense ranker and, where there is a second, the one by keywords."""
    return dict(zip(("dense", "keyword"), searches, strict=False))


def ranking(scores: dict[int, float]) -> list[Scored]:
    found = [Scored(f"a{number}:0-1", score) for number, score in scores.items()]
    return sorted(found, key=lambda each: -each.score)


def stored(*passages: Passage) -> Texts:
    """A library that holds these passages."""
    return lambda ids: {passage.id: passage for passage in passages if passage.id in ids}


@given(RANKING, RANKING)
def test_fusion_is_the_sum_of_standard_scores(one: dict[int, float], other: dict[int, float]) -> None:
    everyone = {**one, **other}
    expected = dict.fromkeys(everyone, 0.0)
    for scores in filter(None, (one, other)):
        values = {n: scores.get(n, min(scores.values())) for n in everyone}
        spread = pstdev(values.values()) or 1.0
        for n in everyone:
            expected[n] += (values[n] - fmean(values.values())) / spread
    fused = {int(each.article_id[1:]): each.score for each in fuse([ranking(one), ranking(other)])}
    assert fused.keys() == expected.keys()
    assert all(abs(fused[n] - expected[n]) < 1e-6 for n in expected)


def test_fusion_is_sorted_with_the_best_first() -> None:
    scores = [each.score for each in fuse([ranking({1: 3.0, 2: 1.0}), ranking({2: 9.0, 3: 8.0})])]
    assert scores == sorted(scores, reverse=True)


def test_a_passage_in_both_rankings_beats_one_in_only_one() -> None:
    fused = fuse([ranking({1: 1.0, 2: 0.9, 3: 0.0}), ranking({2: 5.0, 3: 0.0})])
    assert fused[0].article_id == "a2"


def test_what_a_ranking_lacks_has_its_floor_there() -> None:
    rankings = [ranking({1: 1.0, 2: 0.9, 3: 0.0}), ranking({2: 5.0})]
    assert [fuse(rankings, floors)[0].article_id for floors in ([], [None, 0.0])] == ["a1", "a2"]


def test_hits_further_down_do_not_change_the_first_ones() -> None:
    first = {n: 9.0 - n / LEADING for n in range(LEADING)}
    tail = {100 + n: 1.0 for n in range(LEADING)}
    other = ranking({n: float(n) for n in range(LEADING)})
    short, long = (fuse([ranking(one), other]) for one in (first, first | tail))
    assert [each for each in long if each in short] == short


def test_a_passage_without_the_words_loses_if_all_were_found() -> None:
    near, worded, far = (whole(article(f"Text {n}.", title=f"a{n}")) for n in range(3))

    def cosine(query: str, limit: int, scope: Scope) -> list[Scored]:
        return [Scored(near.id, 0.7), Scored(worded.id, 0.6), Scored(far.id, 0.1)]

    def all_of_them(query: str, limit: int, scope: Scope) -> list[Scored]:
        return [Scored(worded.id, 9.0)]

    def cut_off(query: str, limit: int, scope: Scope) -> list[Scored]:
        return [Scored(worded.id, 9.0)] * limit

    for words, first in ((all_of_them, worded), (cut_off, near)):
        assert retrieve(["Text?"], rankers(cosine, words), EVERYTHING, 1, stored(near, worded, far)).passages == [first]


def test_no_hits_give_no_passages() -> None:
    assert retrieve(["Who?"], rankers(always(), always()), EVERYTHING, 5, stored()).passages == []


def test_retrieval_keeps_at_most_the_limit() -> None:
    passages = [whole(article(f"Text {n}.", title=f"a{n}")) for n in range(9)]
    assert retrieve(["Text?"], rankers(always(*passages)), EVERYTHING, 3, stored(*passages)).passages == passages[:3]


def test_nearness_is_the_first_hits_score_in_the_first_ranking() -> None:
    near, far = (whole(article(f"Text {n}.", title=f"a{n}")) for n in range(2))

    def cosine(query: str, limit: int, scope: Scope) -> list[Scored]:
        return [Scored(near.id, 0.7), Scored(far.id, 0.1)]

    def words(query: str, limit: int, scope: Scope) -> list[Scored]:
        return [Scored(near.id, 12.0)]

    assert retrieve(["Text?"], rankers(cosine, words), EVERYTHING, 3, stored(near, far)).nearness == 0.7


def test_a_first_hit_that_the_first_ranking_lacks_is_not_near() -> None:
    (only,) = (whole(article("Text.", title="a")),)
    assert retrieve(["Text?"], rankers(always(), always(only)), EVERYTHING, 3, stored(only)).nearness == 0


# Copies of one report


def copies(*groups: list[Copy]) -> Callable[[Any], dict[str, tuple[Copy, ...]]]:
    """What the catalog says of these groups of copies."""
    return lambda ids: {c.article_id: tuple(group) for group in groups for c in group if c.article_id in ids}


def copy_in(outlet: str, day: int | None = 1, name: str = "") -> Copy:
    return Copy(name or outlet, "A bridge", outlet, date(2022, 11, day) if day else None, None)


def of_each(**texts: str) -> Texts:
    """A library with one passage of each article there is, with the same words where nothing else is said."""
    return lambda ids: {i: Passage(i[:-4], 0, 1, texts.get(i[:-4], "The bridge is shut.")) for i in ids}


def scored(**scores: float) -> Ranker:
    """A search that finds the one passage of each of these articles."""

    def search(query: str, limit: int, scope: Scope) -> list[Scored]:
        found = [Scored(f"{name}:0-1", score) for name, score in scores.items()]
        return sorted(found, key=lambda each: -each.score)[:limit]

    return search


def outlets(retrieved: Retrieved) -> list[str]:
    return [hit.passage.article_id for hit in retrieved.hits]


def test_of_copies_that_fit_alike_the_oldest_is_kept() -> None:
    group = [copy_in("Wire", 1), copy_in("Star", 2), copy_in("Post", None)]
    search = scored(Star=9.0, Wire=8.9, Post=8.95, Other=5.0, Far=0.0)
    found = retrieve(["Why?"], rankers(search), EVERYTHING, 5, of_each(), copies_of=copies(group))
    assert outlets(found) == ["Wire", "Other", "Far"]


def test_a_copy_lacking_what_was_asked_yields_to_one_that_has_it() -> None:
    cut = {"Wire": "The bridge is shut.", "Star": "The bridge is shut. Its pillars had cracked."}
    group, search = [copy_in("Wire", 1), copy_in("Star", 2)], scored(Star=9.0, Wire=8.9, Other=5.0, Far=0.0)
    found = retrieve(["Why?"], rankers(search), EVERYTHING, 5, of_each(**cut), copies_of=copies(group))
    assert outlets(found) == ["Star", "Other", "Far"]


def test_of_an_outlets_own_versions_the_newest_is_kept() -> None:
    group = [copy_in("Wire", 1, "first"), copy_in("Star", 2, "star"), copy_in("Wire", 3, "second")]
    search = scored(first=9.0, star=9.0, second=9.0, other=0.0)
    assert outlets(retrieve(["Why?"], rankers(search), EVERYTHING, 5, of_each(), copies_of=copies(group))) == [
        "second",
        "other",
    ]


def test_within_a_scope_the_copy_that_is_in_it_is_kept() -> None:
    group = [copy_in("Wire", 1), copy_in("Star", 2)]
    found = retrieve(["Why?"], rankers(scored(Star=9.0, Other=1.0)), EVERYTHING, 5, of_each(), copies_of=copies(group))
    assert outlets(found) == ["Star", "Other"]


def test_several_passages_of_the_copy_that_is_kept_stay() -> None:
    passages = [Passage("Wire", n, n + 1, "x") for n in range(3)]
    copied = [Passage("Star", n, n + 1, "x") for n in range(3)]
    group, library = [copy_in("Wire"), copy_in("Star")], stored(*passages, *copied)
    found = retrieve(["Why?"], rankers(always(*passages, *copied)), EVERYTHING, 9, library, copies_of=copies(group))
    assert found.passages == passages


def test_many_copies_do_not_push_out_other_reports() -> None:
    group = [copy_in(f"Outlet {n}", name=f"copy{n:03}") for n in range(200)]
    others = {f"other{n}": 1.0 - n / 10 for n in range(6)}
    search = scored(**{c.article_id: 9.0 - n / 1000 for n, c in enumerate(group)}, **others)
    with_copies = retrieve(["Why?"], rankers(search), EVERYTHING, 5, of_each(), copies_of=copies(group))
    alone = retrieve(["Why?"], rankers(scored(copy000=9.0, **others)), EVERYTHING, 5, of_each())
    assert outlets(with_copies) == outlets(alone) == ["copy000", "other0", "other1", "other2", "other3"]


def test_one_search_is_made_while_the_other_waits() -> None:
    is_made = Event()

    def waiting(query: str, limit: int, scope: Scope) -> list[Scored]:
        assert is_made.wait(timeout=30)
        return []

    def made(query: str, limit: int, scope: Scope) -> list[Scored]:
        is_made.set()
        return []

    assert retrieve(["Why?"], rankers(waiting, made), EVERYTHING, 5, stored()).passages == []


def test_a_search_without_copies_is_made_once() -> None:
    asked = []
    passages = [whole(article(f"Text {n}.", title=f"a{n}")) for n in range(60)]

    def search(query: str, limit: int, scope: Scope) -> list[Scored]:
        asked.append(limit)
        return always(*passages)(query, limit, scope)

    retrieve(["Text?"], rankers(search), EVERYTHING, 5, stored(*passages))
    assert asked == [50]


def test_recency_is_added_after_the_rankings_are_fused() -> None:
    first, second = (whole(article(f"Text {n}.", title=f"a{n}")) for n in range(2))
    day, library = date(2022, 11, 3), stored(first, second)

    def search(query: str, limit: int, scope: Scope) -> list[Scored]:
        return [Scored(first.id, 2.0), Scored(second.id, 1.0, day)]

    def lift(published: date | None) -> float:
        return 9.0 if published == day else 0.0

    assert retrieve(["Text?"], rankers(search), EVERYTHING, 2, library).passages == [first, second]
    assert retrieve(["Text?"], rankers(search), EVERYTHING, 2, library, bonus=lift).passages == [second, first]
    assert retrieve(["Text?"], rankers(search), EVERYTHING, 1, library, bonus=lift).passages == [second]


def test_the_words_of_those_few_are_read_that_are_kept() -> None:
    passages = [whole(article(f"Text {n}.", title=f"a{n}")) for n in range(60)]
    asked: list[str] = []

    def texts(ids: Collection[str]) -> Mapping[str, Passage]:
        asked.extend(ids)
        return stored(*passages)(ids)

    retrieve(["Text?"], rankers(always(*passages)), EVERYTHING, 5, texts)
    assert asked == [passage.id for passage in passages[:5]]


def test_a_passage_that_went_while_it_was_looked_for_is_left_out() -> None:
    gone, left = (whole(article(f"Text {n}.", title=f"a{n}")) for n in range(2))
    assert retrieve(["Text?"], rankers(always(gone, left)), EVERYTHING, 5, stored(left)).passages == [left]
