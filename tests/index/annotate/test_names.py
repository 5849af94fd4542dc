"""The people, organisations and places that an article names."""

from dataclasses import replace

import pytest

from article_qa.index.annotate.annotate import annotate
from tests.index.annotate.stories import names_of, story


def mentions(text: str, name: str) -> list[str]:
    return [story(text).text[start:end] for start, end in names_of(text)[name].mentions]


def test_a_surname_is_another_mention_of_the_full_name() -> None:
    text = "Lena Ost runs the lock. Tom Holm helps. Later Ost spoke, and then Ms. Ost left."
    assert mentions(text, "Lena Ost") == ["Lena Ost", "Ost", "Ost"]


def test_an_abbreviation_in_brackets_is_another_mention() -> None:
    text = "The Sundby Canal Authority (SCA) shut the lock. The SCA will open it."
    assert mentions(text, "Sundby Canal Authority") == ["Sundby Canal Authority", "SCA", "SCA"]


def test_two_people_of_one_surname_stay_two() -> None:
    found = names_of("Lena Ost and Mira Ost met. Then Ost left.")
    assert {"Lena Ost", "Mira Ost", "Ost"} <= set(found)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        pytest.param("We met Mayor Lena Ost there.", "Lena Ost", "person", id="title"),
        pytest.param("We met Lena Ost, 41, there.", "Lena Ost", "person", id="age"),
        pytest.param("Then Lena Ost said it was shut.", "Lena Ost", "person", id="speaks"),
        pytest.param("It is the Ministry of Locks that pays.", "Ministry of Locks", "organisation", id="ministry"),
        pytest.param("It went to the University of Sundby.", "University of Sundby", "organisation", id="university"),
        pytest.param("The ship is in Sundby now.", "Sundby", "place", id="in"),
        pytest.param("The trains stop near Weir Street now.", "Weir Street", "place", id="street"),
        pytest.param("The ships came from New Zealand then.", "New Zealand", "place", id="country"),
        pytest.param("It was built by Oster Kaisha there.", "Oster Kaisha", "organisation", id="company"),
        pytest.param("It went to Holm Brand, the manufacturer of the lock.", "Holm Brand", "organisation", id="maker"),
        pytest.param("OSTHEIM - The lock is shut.", "Ostheim", "place", id="dateline"),
        pytest.param("The lock of the Soviet Union is shut.", "Soviet Union", "place", id="union"),
    ],
)
def test_a_name_has_the_kind_that_its_cues_tell(text: str, name: str, kind: str) -> None:
    assert names_of(text)[name].kind == kind


def test_a_name_is_written_as_where_it_is_not_in_capitals() -> None:
    assert "Ostheim" in names_of("OSTHEIM - The lock is shut. They met in Ostheim.")
    assert "UNICEF" in names_of("They met UNICEF there.")


def test_a_title_is_no_part_of_the_name() -> None:
    found = names_of("Then Prime Minister Lena Ost met Professor Tom Holm and Mr. Brand.")
    assert set(found) == {"Lena Ost", "Tom Holm", "Brand"}


def test_accents_and_particles_are_kept() -> None:
    found = names_of("Then José Núñez met Anna de Vries, Kim Tor-un and Patrizia d'Onte.")
    assert set(found) == {"José Núñez", "Anna de Vries", "Kim Tor-un", "Patrizia d'Onte"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The lock is shut. It opens on Monday. When? In March.", id="first-words-and-days"),
        pytest.param("Council Votes To Shut The Lock For Good\n\nthe lock is shut.", id="title-case"),
        pytest.param("I said so. I'm sorry, and I've told them.", id="i"),
        pytest.param('He shouted: "Stop! Wait!"', id="shouts"),
    ],
)
def test_a_capital_alone_makes_no_name(text: str) -> None:
    assert names_of(text) == {}


def test_a_heading_only_repeats_names() -> None:
    text = "Lena Ost Opens Sundby Harbour Museum\n\nThe museum was opened by Lena Ost on Friday."
    assert mentions(text, "Lena Ost")[-1] == "Lena Ost"
    assert set(names_of(text)) == {"Lena Ost"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ost " * 50_000, id="one-run"),
        pytest.param("A. " * 50_000, id="initials"),
        pytest.param("Lena Ost (" * 20_000, id="brackets"),
        pytest.param("".join(f"Ost{number} Holm{number}, " for number in range(20_000)), id="many-names"),
        pytest.param("".join(f"Lena{number} Ost and " for number in range(5_000)), id="one-surname"),
    ],
)
def test_odd_text_is_read_in_bounded_time(text: str) -> None:
    for name in names_of(text).values():
        assert all(0 <= start < end <= len(text) for start, end in name.mentions)


def test_another_language_is_left_out() -> None:
    text = "Das Schiff liegt im Hafen. Die Stadt wartet auf das Eis, und der Rat der Stadt hat es nicht gewusst. " * 6
    found = annotate(replace(story(text), language="de"))
    assert (found.names, found.sayings) == ((), ())
