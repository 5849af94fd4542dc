"""Who says what in an article."""

import pytest

from tests.index.annotate.stories import said, sayings_of, story


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param('"The lock is shut," said Lena Ost.', id="verb-before-the-name"),
        pytest.param('"The lock is shut," Lena Ost said.', id="verb-behind-the-name"),
        pytest.param('Lena Ost said: "The lock is shut."', id="colon"),
        pytest.param('Lena Ost said, "The lock is shut."', id="comma"),
        pytest.param("“The lock is shut,” Lena Ost told reporters on Monday.", id="curly-marks-and-hearers"),
        pytest.param('Lena Ost told Radio Ostland: "The lock is shut."', id="hearer-with-a-name"),
        pytest.param('In a letter to the council, Lena Ost wrote, "The lock is shut."', id="letter"),
        pytest.param('"The lock is shut," said the harbour master, Lena Ost.', id="role-first"),
        pytest.param('"The lock is shut," said Lena Ost, the harbour master of Sundby.', id="role-behind"),
        pytest.param('Lena Ost, a baker in Sundby, Ostland, said: "The lock is shut."', id="role-between-commas"),
        pytest.param('Harbour master Lena Ost said "The lock is shut".', id="role-before"),
    ],
)
def test_a_quotation_has_its_speaker(sentence: str) -> None:
    ((speaker, words),) = said(sentence)
    assert speaker == "Lena Ost"
    assert words.rstrip(".") == "The lock is shut"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        pytest.param("Lena Ost said that the lock was shut.", "the lock was shut", id="that"),
        pytest.param("Lena Ost said the lock was shut.", "the lock was shut", id="without-that"),
        pytest.param("Lena Ost has told the Sundby Post the lock was shut.", "the lock was shut", id="hearer"),
        pytest.param("The lock was shut, Lena Ost said on Monday.", "The lock was shut", id="behind"),
        pytest.param("According to Lena Ost, the lock was shut.", "the lock was shut", id="according-to"),
        pytest.param("The lock was shut, according to Lena Ost.", "The lock was shut", id="according-to-behind"),
        pytest.param("Lena Ost warned that the lock was shut.", "the lock was shut", id="warned"),
        pytest.param("Lena Ost denied any part in the deal.", "any part in the deal", id="denied"),
        pytest.param("Lena Ost called for a new lock.", "a new lock", id="called-for"),
        pytest.param("Lena Ost thanked the divers.", "the divers", id="thanked"),
        pytest.param("Lena Ost wants the lock to be rebuilt.", "the lock to be rebuilt", id="wants"),
        pytest.param("Lena Ost promised a new lock by May.", "a new lock by May", id="promised"),
        pytest.param("Lena Ost regretted the delay.", "the delay", id="regretted"),
    ],
)
def test_reported_speech_has_its_speaker(sentence: str, words: str) -> None:
    assert said(sentence) == [("Lena Ost", words)]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Lena Ost did not say that the lock was shut.", id="denied"),
        pytest.param("Lena Ost has not said why the lock was shut.", id="not-said-why"),
        pytest.param("Lena Ost refused to say whether the lock was shut.", id="refused"),
        pytest.param("Lena Ost was told that the lock was shut.", id="hearer"),
        pytest.param("Lena Ost is said to be shutting the lock.", id="passive"),
        pytest.param("What did Lena Ost say about the lock?", id="question"),
        pytest.param('The boat is called "Lena Ost".', id="a-name-in-quotation-marks"),
        pytest.param("Lena Ost reported late for work.", id="another-sense"),
    ],
)
def test_what_is_not_said_is_no_saying(sentence: str) -> None:
    assert said(sentence) == []


def test_words_about_somebody_are_not_theirs() -> None:
    assert said('"Lena Ost wants to shut it," said Tom Holm.') == [("Tom Holm", "Lena Ost wants to shut it")]
    assert said("A friend of Lena Ost said the lock was shut.")[0][0] == "friend of Lena Ost"


def test_a_surname_is_given_as_the_full_name() -> None:
    text = 'Lena Ost runs the lock.\n\nOn Monday it was shut. "It is the ice," Ost said.'
    assert said(text) == [("Lena Ost", "It is the ice")]


def test_she_is_whoever_spoke_before() -> None:
    text = 'Lena Ost said the lock was shut. She said it would open on Friday.\n\n"I am sorry," she added.'
    assert [speaker for speaker, _ in said(text)] == ["Lena Ost"] * 3


def test_he_is_not_a_woman() -> None:
    text = "Tom Holm met Mrs Lena Ost at the lock. He said it was shut."
    assert said(text) == [("Tom Holm", "it was shut")]


def test_nobody_is_guessed_for_a_pronoun() -> None:
    assert said("The lock was shut on Monday. He said it would open on Friday.") == []


def test_a_quotation_goes_on_in_the_next_sentence_and_paragraph() -> None:
    text = (
        '"It is the ice," said Lena Ost. "It comes each year."\n\n"We have asked for a new lock."\n\nThe town is small.'
    )
    assert said(text) == [
        ("Lena Ost", "It is the ice"),
        ("Lena Ost", "It comes each year."),
        ("Lena Ost", "We have asked for a new lock."),
    ]


def test_a_quotation_on_both_sides_is_one_saying() -> None:
    ((speaker, words),) = said('"It is the ice," Lena Ost said, "and it comes each year."')
    assert (speaker, words) == ("Lena Ost", 'It is the ice," Lena Ost said, "and it comes each year.')


def test_a_colon_leads_to_the_next_paragraph() -> None:
    text = 'Lena Ost wrote on her page:\n\n"The lock is shut. We are sorry."'
    assert said(text) == [("Lena Ost", "The lock is shut. We are sorry.")]


def test_organisations_speak() -> None:
    text = (
        "The lock is shut, the canal authority said. Police said that nobody was hurt. The ministry denied the report."
    )
    assert [speaker for speaker, _ in said(text)] == ["canal authority", "Police", "ministry"]


def test_a_medium_that_passes_words_on_is_not_the_speaker() -> None:
    text = "According to the Sundby Times, Lena Ost said the lock was shut."
    assert said(text) == [("Lena Ost", "the lock was shut")]


def test_two_speakers_in_a_sentence_are_kept_apart() -> None:
    text = "Lena Ost said the lock was shut, but Tom Holm said it was open."
    assert said(text) == [("Lena Ost", "the lock was shut"), ("Tom Holm", "it was open")]


def test_a_pull_quote_belongs_to_the_name_below_it() -> None:
    text = '"I would build it again, and I would build it here."\n\n— Lena Ost, harbour master\n\nThe lock is shut.'
    assert said(text) == [("Lena Ost", "I would build it again, and I would build it here.")]


def test_the_sentence_is_whole_and_the_words_lie_within() -> None:
    text = 'The ice came. "It is thick," said Lena Ost on Monday. It snowed.'
    (saying,) = sayings_of(text)
    assert text[saying.start : saying.end] == '"It is thick," said Lena Ost on Monday.'
    assert text[saying.words_start : saying.words_end] == "It is thick"
    assert (saying.cue, saying.is_direct) == ("said", True)


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        pytest.param('"No," said the harbour master, Lena Ost.', "harbour master", id="before"),
        pytest.param('"No," said Lena Ost, the harbour master.', "harbour master", id="behind"),
        pytest.param("Mayor Lena Ost said it was shut.", "Mayor", id="title"),
        pytest.param("Lena Ost said it was shut.", "", id="none"),
    ],
)
def test_the_role_is_what_the_article_calls_them(sentence: str, role: str) -> None:
    (saying,) = sayings_of(sentence)
    assert (saying.speaker, saying.role) == ("Lena Ost", role)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" + '"' * 4000, id="marks"),
        pytest.param("said " * 20_000, id="verbs"),
        pytest.param("Lena Ost said, " * 10_000, id="names"),
        pytest.param("Lena, " * 20_000 + "said no", id="commas"),
        pytest.param('"Yes," he said. ' * 10_000, id="pronouns"),
        pytest.param("a " * 100_000, id="one-sentence"),
        pytest.param("“ ” ‘ ’ `` '' said —:\n" * 2_000, id="odd"),
    ],
)
def test_odd_text_is_read_in_bounded_time(text: str) -> None:
    for saying in sayings_of(text):
        assert 0 <= saying.start <= saying.words_start < saying.words_end <= saying.end <= len(story(text).text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"Who shut it?" Lena Ost asked.', id="question"),
        pytest.param('"Who shut it?" asked Dr. Lena Ost, a doctor in Sundby.', id="title-with-a-full-stop"),
        pytest.param('"Who shut it?" Lena Ost, a doctor in Sundby said.', id="second-comma-left-out"),
        pytest.param('Lena Ost turned to the council on Monday: "Who shut it?"', id="colon-without-a-verb"),
        pytest.param('Lena Ost did ask, "Who shut it?"', id="did"),
    ],
)
def test_a_shout_has_its_speaker(text: str) -> None:
    assert said(text) == [("Lena Ost", "Who shut it?")]


def test_she_is_whom_the_sentence_before_brings_in() -> None:
    text = "Tom Holm said the lock was shut. For Mira Brand, a baker, Holm was a hero. She said he had saved her shop."
    assert said(text)[-1] == ("Mira Brand", "he had saved her shop")


def test_words_of_somebody_unknown_are_not_given_to_whoever_spoke_before() -> None:
    text = 'Lena Ost said the lock was shut.\n\n"We sell no fish until it opens," the grocer next door said.'
    assert said(text) == [("Lena Ost", "the lock was shut")]


def test_a_piece_that_is_quoted_is_not_all_that_is_said() -> None:
    assert said('Lena Ost said "The Lock" was the best boat.') == [("Lena Ost", '"The Lock" was the best boat')]
    text = 'Called "the ice queen" at home, Lena Ost said the lock was shut.'
    assert said(text) == [("Lena Ost", "the lock was shut")]


def test_the_role_in_front_is_no_part_of_the_words() -> None:
    text = "The lock was shut, the chairman of the Sundby Canal Authority, Lena Ost, said on Monday."
    assert said(text) == [("Lena Ost", "The lock was shut")]


def test_an_office_between_commas_is_not_the_speaker() -> None:
    (saying,) = sayings_of("Lena Ost, Captain of the Sundby Beach Patrol, said that the lock was shut.")
    assert (saying.speaker, saying.role) == ("Lena Ost", "Captain of the Sundby Beach Patrol")
