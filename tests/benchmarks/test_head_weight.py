"""Which sentence comes first at another weight of the trained head's rank."""

import pytest

from article_qa.qa.reading.late_interaction import HEAD_WEIGHT, Candidate
from benchmarks.head_weight import holds, key
from tests.qa.fakes import article, whole

MILL = whole(article("The mill burned. It was rebuilt in 1911.", title="Mill"))


def candidate(text: str, score: float) -> Candidate:
    start = MILL.text.index(text)
    return Candidate(MILL, start, start + len(text), text, score, score)


@pytest.mark.parametrize(("weight", "held"), [(0.0, False), (HEAD_WEIGHT, False), (4 * HEAD_WEIGHT, True)])
def test_a_weight_of_the_head_decides_which_sentence_is_first(weight: float, held: bool) -> None:
    candidates = [candidate("The mill burned.", 0.8), candidate("It was rebuilt in 1911.", 0.75)]
    plain = {key(candidates[0]): 0.8, key(candidates[1]): 0.7}
    assert holds(candidates, plain, weight, ["1911"]) is held


def test_nothing_holds_an_answer_where_nothing_is_found() -> None:
    assert not holds([], {}, HEAD_WEIGHT, ["1911"])
