"""Which follow-up questions are given a subject, and which one."""

import pytest

from article_qa.qa.questions.follow_ups import Turn, condense, leans, queries, stand_alone

SYRIA = Turn("Why is Syria a priority for Jordan?", "The King said that Jordan needs a quiet border. [1]")
SNOW = Turn("How much snow fell in the mountains?", "Two metres of snow fell. [1]")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("What did they say?", id="pronoun"),
        pytest.param("How large is its army?", id="possessive"),
        pytest.param("Who decided that?", id="that-at-the-end"),
        pytest.param("What came of that?", id="that-after-a-preposition"),
        pytest.param("When was this agreed?", id="this"),
        pytest.param("Why?", id="a-word"),
        pytest.param("And what about refugees?", id="what-about"),
        pytest.param("border trade", id="catchwords"),
        pytest.param("Did anyone else say the same?", id="the-same"),
        pytest.param("How many soldiers are there?", id="there-at-the-end"),
        pytest.param("Where are the camps?", id="the-without-a-name"),
    ],
)
def test_a_question_without_a_subject_is_given_the_last_one(question: str) -> None:
    assert leans(question)
    assert condense(question, [SYRIA]) == f"{question} Syria Jordan"


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Who won the World Cup in Qatar?", id="names"),
        pytest.param("How do volcanoes erupt?", id="common-words"),
        pytest.param("What is a seed vault?", id="definition"),
        pytest.param("Did the bridge collapse, and who built it?", id="pronoun-for-a-word-before-it"),
        pytest.param("How do volcanoes and their glaciers interact?", id="possessive-for-a-word-before-it"),
        pytest.param("Is it true that bees sleep at night?", id="empty-it"),
        pytest.param("Which crops are there in deserts?", id="empty-there"),
        pytest.param("Which animals that hibernate wake early?", id="relative-that"),
        pytest.param("How fast did this Suez queue grow?", id="this-before-a-name"),
    ],
)
def test_a_question_with_a_subject_of_its_own_stays_as_it_is(question: str) -> None:
    assert not leans(question)
    assert condense(question, [SYRIA]) == question


@pytest.mark.parametrize("question", ["Why?", "What did they say?", "", "?!", "Почему?"])
def test_without_a_history_the_question_is_unchanged(question: str) -> None:
    assert condense(question, []) == question
    assert queries(question, []) == [question]


def test_what_somebody_did_is_nothing_that_it_may_be() -> None:
    pool = Turn("Why does the Ellery council close the pool?", "It loses money. [1]")
    assert condense("Who spoke against it?", [pool]) == "Who spoke against it? Ellery pool"
    assert condense("Who built the mill and sold it?", [pool]) == "Who built the mill and sold it?"


def test_without_a_name_the_last_content_words_are_carried() -> None:
    assert condense("Why did it melt?", [SNOW]) == "Why did it melt? snow fell mountains"


def test_a_subject_is_carried_over_questions_that_lean_on_it() -> None:
    history = [SYRIA, Turn("Why?"), Turn("What did they say?"), Turn("And in 2021?")]
    assert condense("Who decided that?", history) == "Who decided that? Syria Jordan"


def test_a_new_subject_replaces_the_old_one() -> None:
    assert condense("Why?", [SYRIA, Turn("Who won the World Cup?"), SNOW]) == "Why? snow fell mountains"


def test_when_no_question_named_anything_the_answer_does() -> None:
    history = [Turn("What happened today?", "The talks with Finland began. Snow fell in Oslo.")]
    assert condense("Why?", history) == "Why? Finland"


def test_words_that_the_question_has_are_not_repeated() -> None:
    turn = Turn("Where do the Arizona Cardinals play?")
    assert condense("Do they like Arizona?", [turn]) == "Do they like Arizona? Cardinals"


def test_only_a_few_words_are_carried() -> None:
    turn = Turn("Why did King Abdullah II of Jordan meet Foreign Minister Sergei Lavrov of Russia in Amman?")
    carried = condense("Why?", [turn] * 20).removeprefix("Why?").split()
    assert carried == ["King", "Abdullah", "II", "Jordan"]


def test_a_word_that_only_opens_a_sentence_is_no_name() -> None:
    assert condense("Why?", [Turn("Floods hit the valley. Which valley flooded?")]) == "Why? Floods hit valley"


def test_names_keep_their_apostrophes_and_lose_their_endings() -> None:
    assert condense("Who led it?", [Turn("Did O’Brien’s party win?")]) == "Who led it? O’Brien"


def test_the_search_uses_the_question_as_asked_and_condensed() -> None:
    assert queries("Why?", [SYRIA]) == ["Why?", "Why? Syria Jordan"]
    assert queries("Who won the World Cup?", [SYRIA]) == ["Who won the World Cup?"]


VOTES = Turn("How many votes did Ana Roth get?", "Ana Roth won 12,400 votes. [1]")
GOALS = Turn("Who scored for Norland against Sudmark?", "Ola Berg scored twice. [1]")
FERRY = Turn("How long is the Blue Star?", "The Blue Star is 90 metres long. [1]")
MAYOR = Turn("Who was elected mayor of Brenwick?", "Lena Ostrom, a teacher, was elected on Sunday. [1]")
CRANE = Turn("How many people died in the Corrin crane collapse?", "Nine people died. [1]")


@pytest.mark.parametrize(
    ("question", "before", "alone"),
    [
        pytest.param("And Ivo Lang?", VOTES, "How many votes did Ivo Lang get?", id="another-name"),
        pytest.param("What about Ivo Lang?", VOTES, "How many votes did Ivo Lang get?", id="what-about"),
        pytest.param("and for Ostmark?", GOALS, "Who scored for Ostmark?", id="same-preposition"),
        pytest.param("and against Ostmark?", GOALS, "Who scored for Norland against Ostmark?", id="the-other-one"),
        pytest.param("and in Corrin alone?", VOTES, "How many votes did Ana Roth get in Corrin alone?", id="a-place"),
        pytest.param("And in 2021?", VOTES, "How many votes did Ana Roth get in 2021?", id="a-year"),
        pytest.param("When?", Turn("Where did the Blue Star sink?"), "When did the Blue Star sink?", id="for-its-time"),
        pytest.param("who said that?", VOTES, "Who said how many votes did Ana Roth get?", id="who-said-that"),
        pytest.param("No, I meant Ivo Lang.", VOTES, "How many votes did Ivo Lang get?", id="meant-a-name"),
        pytest.param("No, I meant when it sank.", FERRY, "when it sank. Blue Star", id="meant-a-question"),
        pytest.param("Sorry, I meant the engine.", FERRY, "the engine Blue Star", id="meant-a-thing"),
        pytest.param("who owns it?", FERRY, "who owns it? Blue Star", id="a-whole-name"),
        pytest.param(
            "who owns it?", Turn("How long is the New Hope?"), "who owns it? New Hope", id="a-small-word-in-it"
        ),
        pytest.param("where was she born?", MAYOR, "where was she born? Lena Ostrom", id="who-the-answer-names"),
        pytest.param("and how many were hurt?", CRANE, "and how many were hurt? Corrin crane collapse", id="nouns-too"),
        pytest.param("ok, back to Corrin: who paid?", VOTES, "who paid? Corrin", id="back-to-something-else"),
        pytest.param("New question: who paid?", VOTES, "who paid?", id="a-new-question"),
    ],
)
def test_a_follow_up_stands_alone(question: str, before: Turn, alone: str) -> None:
    assert condense(question, [before]) == alone


@pytest.mark.parametrize("question", ["tell me more", "Go on.", "what else?", "More details, please", "anything else?"])
def test_more_is_wanted_of_the_question_before(question: str) -> None:
    alone = stand_alone(question, [VOTES, Turn("thanks")])
    assert (alone.question, alone.wants_more) == (VOTES.question, True)


def test_a_swapped_name_is_what_the_conversation_is_about_from_then_on() -> None:
    history = [VOTES, Turn("And Ivo Lang?", "Ivo Lang won 900. [1]")]
    assert condense("And in Corrin?", history) == "How many votes did Ivo Lang get in Corrin?"
    assert condense("Did he resign?", history) == "Did he resign? Ivo Lang"
