"""Questions changed by rule are no longer answered; paraphrases are."""

import pytest

from benchmarks.change_words import MEASURED, SIBLINGS, SYNONYMS, TRAINED, siblings, synonyms
from benchmarks.changes import Changed, Changer
from benchmarks.word_forms import forms

TOWN = "The Harbour Fair of Oster is an annual event. In 1962 Mara Lind proposed it, and 40 stalls came."


def changes(question: str, paragraph: str = TOWN) -> list[Changed]:
    return [change for half in (MEASURED, TRAINED) for change in Changer(half, 1).changed(question, paragraph)]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Which annual event does Oster have?", "modifier"),
        ("Who proposed the fair?", "relation"),
        ("What happened in 1962?", "number"),
        ("Did 40 stalls come or more?", "number"),
        ("When did Oster beat Lund?", "role"),
        ("Who invited the Swedish team?", "name"),
        ("Who spoke before the fair?", "order"),
    ],
)
def test_a_question_is_changed_by_kind(question: str, kind: str) -> None:
    found = [change for change in changes(question) if change.kind == kind]
    assert found
    assert all(change.question != question for change in found)


def test_a_word_of_the_paragraph_is_never_put_in() -> None:
    question = "Which annual event does Oster have?"
    paragraph = f"{TOWN} A weekly, monthly, daily, hourly and quarterly one were tried."
    assert changes(question)
    assert not changes(question, paragraph)


def test_two_names_change_places() -> None:
    assert "When did Lund beat Oster?" in {change.question for change in changes("When did Oster beat Lund?")}


def test_who_acted_becomes_who_was_acted_on() -> None:
    found = {change.question for change in changes("Who visited the Lunds?")}
    assert "Who was visited by the Lunds?" in found


def test_a_capital_in_the_middle_is_left_a_name() -> None:
    assert not changes("Who wrote the Summer Song?", "Per Holm wrote the Summer Song.")


def test_a_paraphrase_keeps_the_names_and_numbers() -> None:
    changer = Changer(MEASURED, 3)
    question = "How many stalls did Mara Lind count in 1962?"
    said = {changer.paraphrased(question) for _ in range(30)}
    assert len(said) > 3
    assert question not in said
    assert all("Mara Lind" in each and "1962" in each for each in said)


def test_the_halves_share_no_siblings() -> None:
    one, other = ({(old, new) for old, news in siblings(half).items() for _, new in news} for half in (0, 1))
    assert one
    assert other
    assert not one & other
    assert not set(synonyms(MEASURED).items()) & set(synonyms(TRAINED).items())


def test_the_same_seed_makes_the_same_changes() -> None:
    question = "Who proposed the annual fair before 1962?"
    assert Changer(MEASURED, 5).changed(question, "") == Changer(MEASURED, 5).changed(question, "")


def test_forms_are_spelled() -> None:
    assert forms("occur", "verb")[2:] == ["occurred", "occurred", "occurring"]
    assert forms("deny", "verb") == ["deny", "denies", "denied", "denied", "denying"]
    assert forms("church", "noun") == ["church", "churches"]
    assert all(": " in line for line in (SIBLINGS + SYNONYMS).strip().splitlines() if line)
