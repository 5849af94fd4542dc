"""Which sentences are read, chosen and quoted."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from article_qa.index.embedders.local import local_embedder
from article_qa.index.records import Article
from article_qa.qa.reading.late_interaction import CachingReader, Candidate, QuestionTokens, TokenReading
from article_qa.qa.reading.quote_selection import choose, with_subject
from tests.qa.fakes import WordReader, article, whole

DAY = date(2022, 11, 4)


def read(
    question: str,
    *articles: Article,
    today: date = DAY,
    scores: dict[Any, Any] | None = None,
    rarity: dict[str, float] | None = None,
) -> list[Candidate]:
    by_id = {a.id: a for a in articles}
    reading = TokenReading([whole(a) for a in articles], by_id, WordReader(), scores or {})
    return reading.rank(question, today=today, rarity=rarity or {})


def said(score: float, text: str) -> Candidate:
    source = article(text, title=text[:3])
    return Candidate(whole(source), 0, len(text), text, score, score)


def quoted(candidates: list[Candidate]) -> list[str]:
    """The words of every quote."""
    passages = {c.passage.article_id: c.passage for c in candidates}
    articles = {name: article(p.text, title=name) for name, p in passages.items()}
    return [articles[q.article_id].text[q.start : q.end] for q in choose(candidates, articles)]


def words(count: int, first: str = "word") -> str:
    return " ".join(f"{first}{n}" for n in range(count))


def test_the_sentence_sharing_most_of_the_question_is_best() -> None:
    found = read("Where is the bridge?", article("The mayor spoke. The bridge is in Amman. It rained."))
    assert found[0].text == "The bridge is in Amman."


def test_offsets_count_from_the_start_of_the_article() -> None:
    source = article("Snow fell 🌨 in Zürich. The bridge is shut.")
    best = read("Which bridge is shut?", source)[0]
    assert source.text[best.start : best.end] == best.text == "The bridge is shut."


def test_the_words_of_the_sentence_before_count_half() -> None:
    text = "The bridge in Amman opened. Traffic was heavy. Officials were proud. Traffic was light."
    found = {c.text: c for c in read("Traffic on the bridge in Amman?", article(text))}
    after, alone = found["Traffic was heavy."], found["Traffic was light."]
    assert after.match == alone.match
    assert after.score > alone.score


def test_of_equal_sentences_the_better_matching_passages_is_best() -> None:
    off = article("The bridge is shut. Cats sleep a lot.", title="off")
    on = article("The bridge is shut. The mayor of Amman spoke.", title="on")
    found = [c for c in read("Did the mayor shut the bridge?", off, on) if c.text == "The bridge is shut."]
    assert [c.passage.article_id for c in found] == ["on", "off"]


def test_of_equal_sentences_the_one_ranked_first_is_best() -> None:
    one, two = article("The bridge is shut.", title="one"), article("The bridge is shut.", title="two")
    found = read("Is the bridge shut?", one, two, scores={whole(one).id: 1.0, whole(two).id: 5.0})
    assert [c.passage.article_id for c in found] == ["two", "one"]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        pytest.param("Which Amman bridge?", "A bridge opened.", id="name"),
        pytest.param("Which amman bridge?", "Amman opened.", id="word"),
    ],
)
def test_a_name_counts_half(question: str, best: str) -> None:
    source = article("A bridge opened. Amman opened.")
    assert read(question, source, rarity={"amman": 1.0, "bridge": 1.0})[0].text == best


def test_a_word_of_n_tokens_counts_as_the_root_of_n() -> None:
    asked = QuestionTokens.read("the xylophonist", local_embedder(), {"xylophonist": 1.0})
    inside = asked.tokens["xylophonist"]
    assert len(inside) > 1
    assert asked.weights[inside].sum() == pytest.approx(asked.weights[0] * len(inside) ** 0.5)


def test_coverage_is_weighted_by_rarity_over_all_sentences() -> None:
    source = article("The mayor spoke. The bridge is shut.")
    rarity = {"mayor": 1.0, "bridge": 1.0, "tunnel": 2.0}
    found = read("Did the mayor shut the bridge or the tunnel?", source, rarity=rarity)
    assert {c.covered for c in found} == {0.5}


def test_without_rarities_nothing_is_covered() -> None:
    assert read("Is the bridge shut?", article("The bridge is shut."))[0].covered == 0.0


def test_a_repeated_headline_is_not_quoted() -> None:
    source = article("The bridge is shut\n\nThe bridge is shut for repairs until May.", title="The bridge is shut")
    assert [c.text for c in read("Is the bridge shut?", source)] == ["The bridge is shut for repairs until May."]


def test_of_two_equal_sentences_the_fresher_is_preferred() -> None:
    old = article("The bridge is shut.", title="old", published=date(2021, 1, 1))
    new = article("The bridge is shut.", title="new", published=date(2022, 11, 3))
    assert read("Is the bridge shut?", old, new)[0].passage.article_id == "new"


def test_an_article_from_after_today_is_not_preferred() -> None:
    future = article("The bridge is shut.", title="future", published=date(2022, 12, 1))
    past = article("The bridge is shut.", title="past", published=date(2022, 11, 3))
    assert read("Is the bridge shut?", future, past)[0].passage.article_id == "past"


def test_at_most_three_quotes_are_made() -> None:
    candidates = [said(0.9 - n / 100, words(5, letter)) for n, letter in enumerate("abcd")]
    assert len(quoted(candidates)) == 3


def test_a_sentence_far_behind_the_best_is_left_out() -> None:
    found = quoted(read("Is the old bridge shut?", article("The old bridge is shut. Cats sleep a lot.")))
    assert found == ["The old bridge is shut."]


def test_the_same_sentence_from_two_articles_is_quoted_once() -> None:
    one, two = article("The bridge is shut.", title="one"), article("The bridge is shut!", title="two")
    assert len(quoted(read("Is the bridge shut?", one, two))) == 1


def test_sentences_in_a_row_are_one_quote() -> None:
    text = "The old bridge is shut. The bridge is shut for years. Cats sleep a lot. The bridge opened."
    assert quoted(read("Is the old bridge shut?", article(text))) == [
        "The old bridge is shut. The bridge is shut for years."
    ]


def test_sentences_of_two_paragraphs_are_two_quotes() -> None:
    text = "The bridge is shut.\n\nThe old bridge is shut for long."
    assert len(quoted(read("Is the old bridge shut?", article(text)))) == 2


def test_a_sentence_needing_the_one_before_lengthens_its_quote() -> None:
    source = article("The bridge of Amman is shut. It was shut for long. Cats sleep a lot.")
    found = {c.text: c for c in read("bridge", source)}
    best, looks_back = found["The bridge of Amman is shut."], found["It was shut for long."]
    candidates = [replace(best, score=0.9), replace(looks_back, score=0.8)]
    assert quoted(candidates) == ["The bridge of Amman is shut. It was shut for long."]


def test_after_the_best_quote_the_others_stand_in_reading_order() -> None:
    source = article("The bridge was shut. Cats sleep. In June it opened. Dogs bark.")
    found = {c.text: c for c in read("bridge", source)}
    scores = {"The bridge was shut.": 0.7, "In June it opened.": 0.8, "Dogs bark.": 0.9}
    candidates = [replace(found[words], score=score) for words, score in scores.items()]
    assert quoted(sorted(candidates, key=lambda c: -c.score)) == [
        "In June it opened. Dogs bark.",
        "The bridge was shut.",
    ]


def test_few_passages_near_the_best_allow_long_quotes() -> None:
    candidates = [said(0.8, words(40, "a")), said(0.7, words(40, "b")), said(0.6, words(39, "c"))]
    assert len(quoted(candidates)) == 3


def test_many_passages_near_the_best_limit_quotes_to_sixty_words() -> None:
    candidates = [said(0.8, words(40, "a")), said(0.75, words(40, "b")), said(0.7, words(18, "c"))]
    assert quoted(candidates) == [words(40, "a"), words(18, "c")]


def test_an_answer_is_under_a_page_unless_its_best_sentence_is() -> None:
    assert len(quoted([said(0.8, words(100, "a")), said(0.6, words(30, "b"))])) == 1
    assert len(quoted([said(0.8, words(500, "a"))])) == 1


def test_the_sentence_that_is_taken_along_counts_as_well() -> None:
    long = words(118, "a").capitalize() + "."
    source = article(f"{long} It is shut. Cats sleep. The bridge of Amman was closed.")
    found = {c.text: c for c in read("bridge", source)}
    best, looks_back = found["The bridge of Amman was closed."], found["It is shut."]
    assert quoted([replace(best, score=0.9), replace(looks_back, score=0.8)]) == [best.text]


def test_nothing_to_choose_from_gives_nothing() -> None:
    assert quoted([]) == []


@pytest.mark.parametrize(
    ("text", "best", "taken"),
    [
        pytest.param(
            "The mayor spoke. He shut the bridge.", "He", "The mayor spoke. He shut the bridge.", id="pronoun"
        ),
        pytest.param("A lorry hit it. Because of this, Ali shut the bridge.", "Because", None, id="before-this"),
        pytest.param(
            "The mayor spoke. In this town Ali shut the bridge.",
            "In",
            "In this town Ali shut the bridge.",
            id="this-town",
        ),
        pytest.param("The mayor spoke. Ali shut the bridge.", "Ali", "Ali shut the bridge.", id="name"),
        pytest.param("He shut the bridge. It rained.", "He", "He shut the bridge.", id="nothing-before"),
        pytest.param("The mayor spoke.\n\n“He shut it,” Ali said.", "“He", None, id="across-paragraphs"),
    ],
)
def test_a_sentence_that_looks_back_takes_the_one_before_along(text: str, best: str, taken: str) -> None:
    source = article(text)
    candidate = next(c for c in read("bridge", source) if c.text.startswith(best))
    start, end = with_subject(candidate, source.text)
    assert source.text[start:end] == (taken or text)


def test_punctuation_of_the_question_is_not_matched() -> None:
    source = article("Why? Who? What? The bridge is shut.")
    assert read("bridge????", source)[0].text == "The bridge is shut."


def test_a_text_is_read_once_however_often_it_is_asked_for() -> None:
    reader = WordReader()
    remembering = CachingReader(reader)
    first = remembering.token_vectors(["The bridge.", "Cats."])
    again = remembering.token_vectors(["Cats.", "The bridge."])
    assert reader.seen == ["The bridge.", "Cats."]
    assert [spans for _, spans in again] == [spans for _, spans in reversed(first)]


def test_the_day_of_an_article_is_said_in_words_and_figures() -> None:
    question = "How many came on 5 March 2021?"
    source = article("Ninety people came.", title="Fair", published=date(2021, 3, 5))
    rarity = {"came": 1.0, "march": 1.0, "2021": 1.0}
    assert read(question, source, rarity=rarity)[0].unsaid == ()
    other = replace(source, published=date(2021, 4, 5))
    assert read(question, other, rarity=rarity)[0].unsaid == ("March",)
