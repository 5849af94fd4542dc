"""How a sentence of an article bears on a claim, read by the local model."""

from datetime import date

import pytest

from article_qa.index.annotations import Days
from article_qa.index.embedders.local import local_embedder
from article_qa.index.records import Article, Passage
from article_qa.index.text.sentences import sentences
from article_qa.qa.reading.late_interaction import CachingReader, Candidate
from article_qa.qa.verification.bearing import Bearing, Whole, bearings

READER = CachingReader(local_embedder())
FERRY = "The ferry Marit Lund"


def bearing(
    claim: str, sentence: str, *, before: str = "", title: str = "", event: Days | None = None, speaker: str = ""
) -> Bearing:
    """How the last sentence of a short article bears on the claim."""
    text = f"{before} {sentence}".strip()
    article = Article("a", title, text, "sha", "test", published=date(2024, 6, 12))
    start, end = sentences(text)[-1]
    candidate = Candidate(Passage("a", 0, len(text), text), start, end, text[start:end], 0.5, 0.5)
    return bearings(claim, [(candidate, event)], {"a": Whole.of(article)}, READER, {}, [speaker])[0]


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        pytest.param(
            "The mill in Ostrel was built in 1871.", "The mill in Ostrel, built in 1871, is empty.", id="same"
        ),
        pytest.param(
            "The mayor came to Ostrel.", "On Tuesday the mayor was coming to Ostrel by train.", id="another form"
        ),
        pytest.param("Ida Moss defeated Per Hald.", "Ida Moss beat Per Hald in the final.", id="a near word"),
        pytest.param("More than 40 cows died in Lund.", "In Lund 46 cows died of the heat.", id="more than"),
        pytest.param("The bridge was never safe.", "The bridge was never safe, the engineer said.", id="both deny"),
        pytest.param(
            "Per Hald lost to Ida Moss.", "Per Hald was beaten by Ida Moss on Sunday.", id="who is beaten loses"
        ),
        pytest.param(
            "Ida Moss beat Per Hald.", "Per Hald was beaten by Ida Moss on Sunday.", id="told from either side"
        ),
        pytest.param("Ida Moss met Per Hald.", "In Lund Per Hald met with Ida Moss.", id="they met each other"),
        pytest.param(
            "The worst flood in Lund killed 46 cows.",
            "This was not the first flood in Lund, the worst flood killed 46 cows.",
            id="not the first",
        ),
        pytest.param(
            "Ida Moss cleared the mill within a day.", "Ida Moss cleared the mill within 24 hours.", id="24 hours"
        ),
        pytest.param(
            "Ida Moss quit the council of Ostrel.", "Ida Moss resigned from the council of Ostrel.", id="synonym"
        ),
        pytest.param("Per Hald was let out on bail.", "Per Hald was released on bail on Monday.", id="a phrasal verb"),
        pytest.param(
            "Over 60 guards were posted in the old mill.",
            "Lund placed over 60 guards in the old mill.",
            id="light verb",
        ),
        pytest.param(
            "The pupils had been told to bring a fish to the mill.",
            "The pupils were advised to bring a fish to the mill.",
            id="told to do it",
        ),
        pytest.param(
            "The lake is at its lowest since 1985.", "It says the lake is at its lowest since 1985.", id="since when"
        ),
        pytest.param(
            "Lund had 46 mills by the end of October 2025.",
            "Lund had 46 mills on 30 October 2025.",
            id="end of a month",
        ),
        pytest.param("The treaty was signed in Lund.", "The Great Ostrel treaty was signed in Lund.", id="of a thing"),
        pytest.param(
            "Ida Moss beat Per Hald 2-1.", "Per Hald lost 1 - 2 to Ida Moss in the final.", id="who lost to whom"
        ),
        pytest.param("The council delayed the sale.", "The council postponed the sale of the mill.", id="both delay"),
    ],
)
def test_a_sentence_says_what_the_claim_says(claim: str, sentence: str) -> None:
    assert bearing(claim, sentence).stance == "says"


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        pytest.param("The mill employs 90 workers.", "The mill employs 140 workers.", id="a figure"),
        pytest.param("Ida Moss came in 4th place in Lund.", "Ida Moss came in 5th place in Lund.", id="a place"),
        pytest.param(
            "The mill in Ostrel burned down on 3 May 2024.", "The mill in Ostrel burned down on 9 May 2024.", id="a day"
        ),
        pytest.param("Ida Moss sails to Lund.", "Ida Moss sails to Vale in spring.", id="a name"),
        pytest.param(
            "The last coin was struck in Lund.", "The last coin was struck at the Vale Mint.", id="a place name"
        ),
        pytest.param("Per Hald opened the mill.", "Ida Moss opened the mill on Friday.", id="who did it"),
        pytest.param(
            "The council of Ostrel will close the mill.", "The council of Ostrel will open the mill.", id="opposite"
        ),
        pytest.param(
            "The council of Ostrel sold the mill.", "The council of Ostrel did not sell the mill.", id="denied"
        ),
        pytest.param("The mill was never a danger to Ostrel.", "The mill was a danger to Ostrel.", id="not denied"),
        pytest.param("Ida Moss defeated Per Hald.", "Per Hald defeated Ida Moss in Lund.", id="turned round"),
        pytest.param("All pupils in Ostrel eat fish.", "Half of all pupils in Ostrel eat fish.", id="some of all"),
        pytest.param("Ida Moss won the gold medal in Lund.", "Ida Moss won the silver medal in Lund.", id="a medal"),
        pytest.param(
            "The storm in Lund injured 12 people.",
            "The storm in Lund killed 12 and injured 30, it says.",
            id="whose figure",
        ),
        pytest.param(
            "The next regatta will be in Lund.", "The next regatta is due to take place in Vale.", id="where it is held"
        ),
        pytest.param("The gift was made by Lund.", "The gift was made in 1998 by Vale, says a sign.", id="by whom"),
        pytest.param(
            "Did Ida Moss lose in Lund?", "Ida Moss was elected in Lund by 40 votes.", id="who is elected wins"
        ),
        pytest.param(
            "Ida Moss beat Per Hald.", "Ida Moss suffered a 2-1 defeat against Per Hald.", id="a defeat against"
        ),
        pytest.param(
            "Half of the pupils in Ostrel eat fish.",
            "Only a quarter of the pupils in Ostrel eat fish.",
            id="another share",
        ),
        pytest.param(
            "Ida Moss still plays for the Vale Otters.", "Ida Moss is a former player of the Vale Otters.", id="over"
        ),
        pytest.param(
            "The Lund regatta was first held in 1975.",
            "Started in 1990, the Lund regatta is held each year.",
            id="origin",
        ),
        pytest.param(
            "The pupils travelled from Ostrel to Lund.",
            "The pupils had to travel about 50 miles (80 km) from Vale to Lund.",
            id="from where",
        ),
        pytest.param(
            "Sacks of rye have replaced sacks of oats in the mill.",
            "In the mill sacks of oats have replaced sacks of rye, it says.",
            id="what replaced what",
        ),
        pytest.param(
            "Hald accuses the council of Ostrel of a plot.",
            "They are loyal to Per Hald, whom the council accuses of a plot in Ostrel.",
            id="who accuses whom",
        ),
        pytest.param(
            "The Marit sank in 1998.", "The ferry Marit sank on 3 May 1964 in a storm.", id="what happens once"
        ),
    ],
)
def test_a_sentence_says_otherwise_in_one_thing(claim: str, sentence: str) -> None:
    found = bearing(claim, sentence)
    assert found.stance == "denies"
    assert found.difference


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        pytest.param("Ida Moss was born in Lund.", "Per Hald was born in Vale.", id="somebody else"),
        pytest.param("Ida Moss scored two goals.", "Per Hald scored three goals for Ostrel.", id="another's figure"),
        pytest.param("The mill in Ostrel was sold.", "The mill in Ostrel may be sold.", id="only possible"),
        pytest.param("Per Hald said the mill is safe.", "The mill is safe, Ida Moss said.", id="who said it"),
        pytest.param("Ida Moss has resigned.", "Ida Moss said the town would mourn on Friday.", id="something else"),
        pytest.param("The mill is 30 miles from Lund.", "The mill is 30 kilometres from Lund.", id="another unit"),
        pytest.param("All mills in Ostrel are empty.", "Mills in Ostrel are empty.", id="of all not said"),
        pytest.param("Ida Moss still leads the mill.", "Ida Moss led the mill until spring.", id="until when not said"),
        pytest.param(
            "The form must be filled in in Danish.", "They are not able to fill in a form in Danish.", id="not able"
        ),
        pytest.param(
            "Ida Moss's father was a baker.", "Ida Moss sat by her mother in Ostrel, says a poem.", id="opposite beside"
        ),
        pytest.param(
            "Ostrel won the Vale Cup in 2018.",
            "It was the first win for Ostrel in the Vale Cup since 1958.",
            id="since",
        ),
        pytest.param("Bridge 12 is shut.", "Bridge 62 is shut.", id="a numbered name"),
        pytest.param(
            "Ostrel has banned geese in its parks.",
            "Ostrel could soon become the first town to ban geese in its parks.",
            id="could become the first to do it",
        ),
        pytest.param(
            "Ida Moss has sold the mill.", "Ida Moss is looking to sell the mill in Ostrel.", id="looking to do it"
        ),
        pytest.param(
            "Three patients of a hospital in Ostrel were charged with murder.",
            "Three employees of a hospital in Ostrel were charged with murder on Monday.",
            id="other people",
        ),
        pytest.param(
            "Lund keeps the day as a holiday.",
            "The day is not a national holiday, though Lund keeps it as a holiday of its own.",
            id="a denial in the clause before",
        ),
        pytest.param(
            "The lake rose at the end of October 2025.",
            "The lake, which began to freeze in May, rose on 30 October 2025.",
            id="the end of a month",
        ),
        pytest.param(
            "The wind was forecast to weaken.", "The forecast is for a decline in strength of the wind.", id="strength"
        ),
        pytest.param("Lund owns the mill.", "Nobody at the mill opens the sacks.", id="nobody at a place"),
        pytest.param("Is the mill closed", "Ida Moss spoke as some push for a closing of the mill.", id="pushed for"),
        pytest.param("Ida Moss closed the mill.", "Ida Moss sought to close the mill.", id="sought"),
        pytest.param(
            "Is Zipclip banned", "The court delayed the order to ban Zipclip by 75 days.", id="the ban put off"
        ),
        pytest.param("Is Zipclip banned", "The ban of Zipclip was suspended on Friday.", id="the ban suspended"),
        pytest.param("Is Zipclip banned", "The council lifted its ban of Zipclip.", id="the ban lifted"),
        pytest.param(
            "Mayor Ida Moss is against a new mill.",
            "Mayor Ida Moss says a new mill has a strong rationale.",
            id="against it",
        ),
        pytest.param("Ida Moss ended up in Lund.", "Ida Moss has begun to work in Lund.", id="ended up"),
        pytest.param(
            "Ida Moss still leads the mill.",
            "Ida Moss, who retired from the council, leads the mill.",
            id="over elsewhere",
        ),
        pytest.param("Ida Moss still lives in Lund.", "Ida Moss is a former mayor of Lund.", id="over in another way"),
        pytest.param("The pupils left the mill.", "The pupils were told to leave the mill.", id="told to leave"),
        pytest.param(
            "An otter has won in Ostrel for the first time.",
            "Biber is the first otter to ever win in Lund.",
            id="the first one is no place",
        ),
    ],
)
def test_a_sentence_decides_nothing(claim: str, sentence: str) -> None:
    assert bearing(claim, sentence).stance == "silent"


def test_it_stands_for_what_the_article_named_before() -> None:
    before = f"{FERRY} was built in Vale."
    assert bearing("The Marit Lund carries 60 cars.", "It carries 60 cars.", before=before).stance == "says"
    assert bearing("The Marit Lund carries 90 cars.", "It carries 60 cars.", before=before).stance == "denies"


def test_a_quotation_says_what_its_speaker_is_said_to_have_said() -> None:
    claim, words, before = "Ida Moss warned that the mill is unsafe.", "The mill is unsafe.", "Ida Moss came to Lund."
    assert bearing(claim, words, before=before, speaker="Ida Moss").stance == "says"
    assert bearing(claim, words, before=before, speaker="Per Hald").stance == "silent"


def test_a_thing_that_the_sentence_begins_with_is_no_name_that_is_never_called_so() -> None:
    before, sentence = "The Marit Lund sails again.", "The storm sank two boats."
    assert bearing("The Marit Lund sank two boats.", sentence, before=before).stance == "silent"
    called = "The Marit Lund, a ferry, sails again."
    assert bearing("The Marit Lund sank two boats.", "The ferry sank two boats.", before=called).stance == "says"


def test_another_day_of_another_deed_denies_nothing() -> None:
    before, title = "Ida Moss proclaimed the day in May 1916.", "Mill Day: what Ida Moss proclaimed in Ostrel"
    sentence = "Per Hald was born on Mill Day, on June 14, 1946."
    found = bearing("Ida Moss proclaimed June 14 as Mill Day in 1916.", sentence, before=before, title=title)
    assert found.stance == "silent"


def test_support_is_nobody_who_could_change_places() -> None:
    sentence = (
        "President Ida Moss will visit Lund from Monday to Wednesday in an apparent show of support for "
        "President Per Hald amid a conflict over the mill."
    )
    assert bearing("Ida Moss will visit Lund next week to show support for Per Hald.", sentence).stance != "denies"


def test_what_there_is_belongs_to_what_the_headline_names() -> None:
    found = bearing("The Marit Lund has room for 60 cars.", "There is room for 60 cars.", title="The Marit Lund sails")
    assert found.stance == "says"


def test_what_is_its_own_belongs_to_what_the_article_named_before() -> None:
    before = "The Marit Lund sails again."
    found = bearing("The Vale is the Marit Lund's rival.", "The Vale, its rival, lies in port.", before=before)
    assert found.stance == "says"


def test_another_figure_counts_though_the_article_names_the_wrong_one_too() -> None:
    before = "The Vale Gazette had reported four deaths; that was wrong."
    found = bearing("Four people died in the Lund flood.", "Five people died in the Lund flood.", before=before)
    assert found.stance == "denies"


def test_whether_anybody_was_hurt_is_denied_where_the_scene_is_known() -> None:
    before, title = "A storm tore the roof off the school.", "Storm in Ostrel"
    assert bearing("Was anyone hurt in the storm?", "Nobody was hurt.", before=before, title=title).stance == "denies"


def test_a_relative_day_counts_as_the_day_that_it_means() -> None:
    tuesday = date(2024, 6, 11)
    claim, sentence = "The mill in Ostrel burned down on 11 June 2024.", "The mill in Ostrel burned down yesterday."
    assert bearing(claim, sentence).stance == "silent"
    assert bearing(claim, sentence, event=Days(tuesday, tuesday)).stance == "says"


@pytest.mark.parametrize(
    "claim", ["", "?", "\ud800".encode(errors="replace").decode(), "the of", "(" * 500, "7", "A" * 2000]
)
def test_odd_claims_decide_nothing(claim: str) -> None:
    assert bearing(claim, "The mill in Ostrel was sold.").stance == "silent"
