"""Which sentences are read, chosen and quoted."""

from datetime import date

import pytest

from qa import extract
from tests.qa.fakes import WordReader, article, whole

DAY = date(2022, 11, 4)


def read(question, *articles, today=DAY):
    by_id = {a.id: a for a in articles}
    return extract.Reading([whole(a) for a in articles], by_id, WordReader()).rank(question, today=today)


def test_the_sentence_that_shares_most_words_with_the_question_is_best():
    found = read("Where is the bridge?", article("The mayor spoke. The bridge is in Amman. It rained."))
    assert found[0].text == "The bridge is in Amman."


def test_offsets_count_from_the_start_of_the_article():
    source = article("Snow fell 🌨 in Zürich. The bridge is shut.")
    best = read("Which bridge is shut?", source)[0]
    assert source.text[best.start : best.end] == best.text == "The bridge is shut."


def test_the_words_of_the_sentence_before_count_half():
    text = "The bridge in Amman opened. Traffic was heavy. Officials were proud. Traffic was light."
    found = {c.text: c for c in read("Traffic on the bridge in Amman?", article(text))}
    after, alone = found["Traffic was heavy."], found["Traffic was light."]
    assert after.match == alone.match
    assert after.score > alone.score


def test_a_repeated_headline_is_not_quoted():
    source = article("The bridge is shut\n\nThe bridge is shut for repairs until May.", title="The bridge is shut")
    assert [c.text for c in read("Is the bridge shut?", source)] == ["The bridge is shut for repairs until May."]


def test_of_two_equal_sentences_the_fresher_is_preferred():
    old = article("The bridge is shut.", title="old", published=date(2021, 1, 1))
    new = article("The bridge is shut.", title="new", published=date(2022, 11, 3))
    assert read("Is the bridge shut?", old, new)[0].passage.article_id == "new"


def test_an_article_from_after_today_is_not_preferred():
    future = article("The bridge is shut.", title="future", published=date(2022, 12, 1))
    past = article("The bridge is shut.", title="past", published=date(2022, 11, 3))
    assert read("Is the bridge shut?", future, past)[0].passage.article_id == "past"


def test_at_most_three_sentences_are_chosen():
    text = " ".join(f"Bridge number {n} is shut today." for n in ("one", "two", "three", "four", "five"))
    assert len(extract.choose(read("Which bridge is shut?", article(text)))) <= 3


def test_a_sentence_far_behind_the_best_is_left_out():
    chosen = extract.choose(read("Is the old bridge shut?", article("The old bridge is shut. Cats sleep a lot.")))
    assert [c.text for c in chosen] == ["The old bridge is shut."]


def test_the_same_sentence_from_two_articles_is_chosen_once():
    one, two = article("The bridge is shut.", title="one"), article("The bridge is shut!", title="two")
    assert len(extract.choose(read("Is the bridge shut?", one, two))) == 1


def test_after_the_best_sentence_the_others_stand_in_reading_order():
    text = "The bridge was shut in May, they say. The bridge was shut in June, too. The bridge was shut twice in all."
    chosen = extract.choose(read("When was the bridge shut in all twice?", article(text)))
    assert [c.start for c in chosen[1:]] == sorted(c.start for c in chosen[1:])
    assert chosen[0].text.endswith("twice in all.")


def test_nothing_to_choose_from_gives_nothing():
    assert extract.choose([]) == []


@pytest.mark.parametrize(
    ("text", "best", "quoted"),
    [
        pytest.param(
            "The mayor spoke. He shut the bridge.", "He", "The mayor spoke. He shut the bridge.", id="pronoun"
        ),
        pytest.param("The mayor spoke. Ali shut the bridge.", "Ali", "Ali shut the bridge.", id="name"),
        pytest.param("He shut the bridge. It rained.", "He", "He shut the bridge.", id="nothing-before"),
        pytest.param("The mayor spoke.\n\n“He shut it,” Ali said.", "“He", None, id="across-paragraphs"),
    ],
)
def test_a_sentence_that_looks_back_takes_the_one_before_along(text, best, quoted):
    source = article(text)
    candidate = next(c for c in read("bridge", source) if c.text.startswith(best))
    start, end = extract.with_subject(candidate, source)
    assert source.text[start:end] == (quoted or text)


def test_punctuation_of_the_question_is_not_matched():
    source = article("Why? Who? What? The bridge is shut.")
    assert read("bridge????", source)[0].text == "The bridge is shut."


def test_a_text_is_read_once_however_often_it_is_asked_for():
    reader = WordReader()
    remembering = extract.Remembering(reader)
    first = remembering.token_vectors(["The bridge.", "Cats."])
    again = remembering.token_vectors(["Cats.", "The bridge."])
    assert reader.seen == ["The bridge.", "Cats."]
    assert [spans for _, spans in again] == [spans for _, spans in reversed(first)]
