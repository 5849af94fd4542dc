"""Fluent lies by kind, each beside a truth in other words over the same story."""

from datetime import date

import pytest

from article_qa.index.embedders.local import LocalEmbedder
from article_qa.index.records import embedded_text
from article_qa.qa.reading.late_interaction import CachingReader
from article_qa.qa.verification.verify import verify

STORY = (
    "The Corrin dam was closed on Tuesday after engineers found a crack in its wall. "
    'Mayor Ilse Hadley said the town had "no reason to panic". '
    "Tomas Ostrom, the head of the water board, said that repairs would take eight weeks. "
    "The council plans to build a second dam at Ellery. "
    "About half of the farmers in the valley have lost their water. "
    "Yesterday the government offered the farmers 400,000 crowns. "
    "The heavy rain in May caused the crack, the board believes. "
    "A storm hit the valley in 1987. A fire destroyed the mill in 1994. "
    "The regional court has ruled that the board must pay for the repairs. "
    "A farmer accused an engineer of sleeping at work. The mayor's sister warned her about the rain. "
    "Last year 90,000 visitors came to the lake. Swimmers were rescued at Tamsin by a fisherman. "
    "The lifeguards at Moll Beach were asleep."
)
SOURCE = embedded_text("Corrin dam closed", date(2024, 6, 6), STORY)[0]


@pytest.fixture(scope="module")
def reader(embedder: LocalEmbedder) -> CachingReader:
    return CachingReader(embedder)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("The dam was shut on Tuesday, 4 June 2024.", id="weekday"),
        pytest.param("On 5 June 2024 the government offered 400,000 crowns to the farmers.", id="yesterday"),
        pytest.param("Ilse Hadley, the mayor, said there was no reason to panic.", id="speaker"),
        pytest.param("A second dam is to be built at Ellery.", id="plan"),
        pytest.param("About half of the valley's farmers are without water.", id="half"),
        pytest.param("The crack was caused by heavy rain in May.", id="cause"),
        pytest.param("The mill was destroyed by a fire years after a storm hit the valley.", id="order"),
        pytest.param("The court ruled that the board must pay.", id="actor"),
        pytest.param("The sister of the mayor warned her about rain.", id="pronoun"),
        pytest.param("An engineer was accused by a farmer of sleeping at work.", id="passive"),
        pytest.param("About 90,000 visitors came last year.", id="last-year"),
        pytest.param("The number of visitors was 90,000 last year.", id="count"),
        pytest.param("A fisherman rescued swimmers at Tamsin.", id="place"),
    ],
)
def test_a_truth_is_kept(claim: str, reader: CachingReader) -> None:
    assert verify(claim, [SOURCE], reader).reason == ""


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        pytest.param("The dam was closed on 7 June 2024.", "7 June 2024 is not in the passage", id="weekday"),
        pytest.param(
            "Ilse Hadley said that repairs would take eight weeks.",
            "the passage has Tomas Ostrom say so, not Ilse Hadley",
            id="speaker",
        ),
        pytest.param(
            "Mayor Tomas Ostrom closed the dam on Tuesday.",
            "the passage calls Ilse Hadley “Mayor”, not Tomas Ostrom",
            id="office",
        ),
        pytest.param("The council has built a second dam at Ellery.", "the passage says “plans”", id="plan"),
        pytest.param("All farmers in the valley have lost their water.", "the passage does not say “all”", id="scope"),
        pytest.param(
            "The government refused the farmers 400,000 crowns.", "the passage does not say “refused”", id="undone"
        ),
        pytest.param(
            "An engineer accused a farmer of sleeping at work.",
            "the passage has engineer and farmer the other way round",
            id="people",
        ),
        pytest.param(
            "The mayor warned her sister about the rain.",
            "the passage has it the other way round: “sister warned”",
            id="pronoun",
        ),
        pytest.param(
            "About 90,000 visitors came to the lake this year.", "the passage says Last year, not this year", id="year"
        ),
        pytest.param(
            "Swimmers were rescued by a fisherman at Moll Beach.", "the passage says Tamsin, not Moll Beach", id="place"
        ),
        pytest.param(
            "The number of visitors who came to the lake was 400,000 crowns.",
            "the passage says 90,000, not 400,000",
            id="count",
        ),
        pytest.param("The crack caused the heavy rain in May.", "the passage has it the other way round", id="cause"),
        pytest.param(
            "A fire destroyed the mill before a storm hit the valley.",
            "the passage dates it the other way round",
            id="order",
        ),
    ],
)
def test_a_lie_is_found_out_and_told_why(claim: str, reason: str, reader: CachingReader) -> None:
    assert verify(claim, [SOURCE], reader).reason == reason


def test_a_ruling_is_told_of_the_court_that_made_it(reader: CachingReader) -> None:
    text = embedded_text("Dam ruling", None, "A regional court has ruled that the Water Board must pay.")[0]
    other = embedded_text("Dam ruling", None, "The Farm Ministry had closed the dam.")[0]
    assert verify("The Farm Ministry has ruled that the Water Board must pay.", [text, other], reader).reason == (
        "the passage says it of court, not of Farm Ministry"
    )
    assert verify("The regional court ruled that the Water Board must pay.", [text, other], reader).reason == ""
