"""The order of sentences that are about as near to a question."""

import pytest

from article_qa.index.annotations import Annotations, Name
from article_qa.qa.reading.answer_ranking import none_holds, rank_answers
from article_qa.qa.reading.answer_types import Wanted
from article_qa.qa.reading.late_interaction import Candidate
from tests.qa.fakes import article, whole


def first(question: str, *texts: str) -> str:
    """The first of these sentences, which are as near as each other."""
    source = article(" ".join(texts), title="Bridge")
    starts = [source.text.index(text) for text in texts]
    candidates = [Candidate(whole(source), s, s + len(t), t, 0.6, 0.6, 1.0) for s, t in zip(starts, texts, strict=True)]
    return rank_answers(candidates, question, {})[0].candidate.text


def test_what_is_of_the_kind_asked_for_comes_first() -> None:
    assert first("When did it open?", "The bridge opened.", "It opened on 3 May 1904.") == "It opened on 3 May 1904."


def test_a_measure_of_the_kind_asked_for_comes_before_other_numbers() -> None:
    texts = "It closed after 12 months and 90 complaints.", "The bridge is 340 metres tall."
    assert first("How tall is the bridge?", *texts) == texts[1]


def test_what_stands_without_a_name_of_the_question_comes_later() -> None:
    source = article("It opened in May. It opened in June.", title="Bridge")
    both = [
        Candidate(whole(source), start, start + len(text), text, 0.6, 0.6, 1.0, unsaid=unsaid)
        for start, text, unsaid in ((0, "It opened in May.", ("Holm",)), (18, "It opened in June.", ()))
    ]
    assert rank_answers(both, "What of Holm?", {})[0].candidate.text == "It opened in June."


def test_a_count_of_what_is_counted_comes_before_other_numbers() -> None:
    texts = "Gifts came to 800 million euros.", "They came from 340,000 donors."
    assert first("How many donors gave?", *texts) == texts[1]
    assert first("How many tonnes were cast?", "It cost 90 euros.", "They cast 12 tonnes.") == "They cast 12 tonnes."


def test_who_did_it_is_told_where_the_deed_is() -> None:
    texts = "The bridge race was founded in Lund.", "The Wrens won all of it."
    assert first("Who won the bridge race?", *texts) == texts[1]
    assert first("Who was late for the bridge race?", *texts) == texts[0]


def test_who_had_it_done_is_told_where_the_deed_is() -> None:
    texts = "Ida Moss and Per Hald spoke of the post of mayor.", "On Monday they chose Per Hald."
    assert first("Who was selected as mayor?", *texts) == texts[1]


@pytest.mark.parametrize(
    ("question", "second", "unsaid", "is_none"),
    [
        pytest.param("How tall is the Holm bridge?", "It opened on 3 May.", (), True, id="no-such-measure"),
        pytest.param("How tall is the Holm bridge?", "It is 40 metres tall.", (), False, id="the-measure"),
        pytest.param("How tall is the Holm bridge?", "It is 40 metres tall.", ("Holm",), True, id="of-another-thing"),
        pytest.param(
            "What is the phone number of the bridge?", "It has 40 lamps.", ("phone",), True, id="another-number"
        ),
        pytest.param("What are the names of the victims?", "Nobody saw them.", (), True, id="no-names"),
        pytest.param("What is the name of the teacher?", "He is a guru.", (), False, id="may-be-a-word"),
    ],
)
def test_what_no_sentence_holds_is_seen(question: str, second: str, unsaid: tuple[str, ...], *, is_none: bool) -> None:
    near, other = article("The bridge is of iron.", title="one"), article(second, title="two")
    candidates = [
        Candidate(whole(near), 0, len(near.text), near.text, 0.6, 0.6, 1.0),
        Candidate(whole(other), 0, len(second), second, 0.3, 0.3, 1.0, unsaid=unsaid),
    ]
    assert none_holds(question, Wanted.of(question), rank_answers(candidates, question, {})) == is_none


def test_when_it_happened_is_not_told_by_what_else_was_so_then() -> None:
    texts = "Some 400 ships waited in May when the bridge was opened.", "In March it opened."
    assert first("When was the bridge opened?", *texts) == texts[1]
    texts = "The bridge opened in March.", "After it was opened on 3 May, 400 ships waited."
    assert first("When was the bridge opened?", *texts) == texts[0]


def test_where_somebody_was_taken_is_told_by_the_place_that_this_leads_to() -> None:
    texts = "Six were hurt in Lund when the bridge fell.", "The six were taken to Vale."
    source = article(" ".join(texts), title="Bridge")
    names = Annotations(names=(Name("Lund", "place", ((16, 20),)), Name("Vale", "place", ((66, 70),))))
    starts = [source.text.index(text) for text in texts]
    candidates = [
        Candidate(whole(source), start, start + len(text), text, score, score, 1.0)
        for start, text, score in zip(starts, texts, (0.65, 0.6), strict=True)
    ]
    ranked = rank_answers(candidates, "Where were the six taken?", {source.id: names})
    assert ranked[0].candidate.text == texts[1]
