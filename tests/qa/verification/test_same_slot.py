"""Two sentences on one event disagree only where they give different values for the same thing."""

from datetime import date

import pytest

from article_qa.index.annotate.annotate import annotate
from article_qa.index.embedders.local import local_embedder
from article_qa.index.text.sentences import sentences
from article_qa.qa.reading.late_interaction import CachingReader, Candidate
from article_qa.qa.verification.changed_words import changed_value
from article_qa.qa.verification.same_slot import differences
from article_qa.qa.verification.told import Told, read_told
from tests.qa.fakes import article, whole

READER = CachingReader(local_embedder())


def told(text: str, day: int = 4, title: str = "The flood of Lund") -> Told:
    of = article(text, title=title, published=date(2025, 5, day))
    start, end = sentences(text)[0]
    event = next(each.days for each in annotate(of).sentences if each.start == start)
    return read_told(Candidate(whole(of), start, end, text[start:end], 0, 0), of, event, READER)


def differing(one: str, other: str) -> list[tuple[str, str, str]]:
    ours, theirs = told(one), told(other, 6)
    found = differences(ours, theirs)
    return [(each.kind, ours.text[slice(*each.ours)], theirs.text[slice(*each.theirs)]) for each in found]


@pytest.mark.parametrize(
    ("one", "other", "kind", "values"),
    [
        ("Twelve people died in the flood of Lund.", "The flood killed 15 people in Lund.", "number", ("Twelve", "15")),
        ("In Lund 40 houses were damaged.", "In Lund 55 homes were damaged by the flood.", "number", ("40", "55")),
        (
            "The bridge of Lund will open again on 12 May.",
            "The bridge of Lund will open again on 19 May.",
            "day",
            ("12 May", "19 May"),
        ),
        (
            "The bridge of Lund was shut on Tuesday, 6 May.",
            "The bridge of Lund was shut on 7 May.",
            "day",
            ("6 May", "7 May"),
        ),
        (
            "The dam of Lund was designed by Ida Brask in her office.",
            "The dam of Lund was designed by Olaf Renn in his office.",
            "name",
            ("Ida Brask", "Olaf Renn"),
        ),
    ],
)
def test_another_value_of_the_same_thing_differs(one: str, other: str, kind: str, values: tuple[str, str]) -> None:
    assert differing(one, other) == [(kind, *values)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Twelve people died in Lund.", "In Lund 12 people were killed.", id="spelled-out"),
        pytest.param(
            "The bridge of Lund was shut on Sunday, 4 May 2025, when the water rose.",
            "The bridge of Lund was shut on Sunday when the water rose.",
            id="its-weekday",
        ),
        pytest.param(
            "In 1953 the flood of Lund killed 15 people.", "The flood of Lund killed 12 people.", id="of-an-older-event"
        ),
        pytest.param("About 400 homes in Lund were damaged.", "In Lund 402 homes were damaged.", id="rounded"),
        pytest.param("Two dozen people died in Lund.", "In Lund 24 people died.", id="dozens"),
        pytest.param("Twelve people died in Lund.", "In Lund 15 people were injured.", id="other-verb"),
        pytest.param("The school of Lund lost 12 rooms.", "The school of Lund lost 15 teachers.", id="other-unit"),
        pytest.param("In Lund 12 people died.", "Two of them died in Lund.", id="a-part"),
        pytest.param("In Lund 12 people died.", "In Lund 12 people died!", id="equal"),
    ],
)
def test_agreeing_or_other_things_do_not_differ(one: str, other: str) -> None:
    assert differing(one, other) == []


def test_another_place_is_another_event() -> None:
    flood = told("Twelve people died in Lund.")
    fire = told("Fifteen people died in Karst.", title="The fire of Karst")
    assert differences(flood, fire) == []


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ("The mill of Ostrel employs 90 workers and sells flour.", "number"),
        ("The mill of Ostrel employs 140 workers and never sells flour.", "status"),
        ("The mill of Ostrel employs about 100 workers and sells flour.", None),
        ("The mill of Ostrel employs 140 workers and it sells flour.", None),
    ],
)
def test_versions_of_a_sentence_differ_by_a_value_only(other: str, kind: str | None) -> None:
    found = changed_value("The mill of Ostrel employs 140 workers and sells flour.", other)
    assert (found.kind if found else None) == kind
