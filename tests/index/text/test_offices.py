"""Offices and states as a reader asks for them, and what articles call who holds them."""

import pytest

from article_qa.index.text.offices import is_held, is_same_state, office_of, speaks_for, state_of


@pytest.mark.parametrize(
    ("asked", "noun", "qualifiers"),
    [
        pytest.param("the mayor of Sundby", "mayor", ("Sundby",), id="of-a-place"),
        pytest.param("Ostland’s foreign minister", "minister", ("Ostland", "foreign"), id="owner"),
        pytest.param("ferry captains", "captain", ("ferry",), id="several"),
        pytest.param("the authorities", "authority", (), id="ending-ies"),
        pytest.param("the", "", (), id="no-word"),
    ],
)
def test_an_office_is_a_noun_and_what_tells_it_apart(asked: str, noun: str, qualifiers: tuple[str, ...]) -> None:
    office = office_of(asked)
    assert (office.noun, office.qualifiers) == (noun, qualifiers)


@pytest.mark.parametrize(
    ("asked", "role"),
    [
        pytest.param("the harbour chief", "chairman of the harbour board", id="chief-is-chairman"),
        pytest.param(
            "the rescue authority's director", "Sundby Rescue Authority director General", id="general-behind"
        ),
        pytest.param("experts", "professor of geology", id="experts-are-professors"),
        pytest.param("the skipper", "captain of the ferry", id="skipper-is-captain"),
    ],
)
def test_articles_call_an_office_otherwise(asked: str, role: str) -> None:
    assert is_held(office_of(asked), role)


@pytest.mark.parametrize(
    ("asked", "role"),
    [
        pytest.param("the mayor", "deputy mayor of Sundby", id="deputy"),
        pytest.param("the mayor", "adviser to the mayor", id="who-serves-them"),
        pytest.param("the baker", "florist", id="another-trade"),
        pytest.param("the mayor", "", id="no-role"),
    ],
)
def test_another_office_is_not_held(asked: str, role: str) -> None:
    assert not is_held(office_of(asked), role)


def test_the_deputy_is_held_where_the_deputy_is_asked_for() -> None:
    assert is_held(office_of("the deputy mayor"), "deputy mayor of Sundby")


@pytest.mark.parametrize(
    ("asked", "name", "same"),
    [
        pytest.param("Moscow", "Russia", True, id="capital"),
        pytest.param("the Norwegian government", "Norway", True, id="people"),
        pytest.param("Norway", "government in Oslo", False, id="unknown-capital"),
        pytest.param("Russia", "Moscow", True, id="the-other-way"),
        pytest.param("the Dutch authorities", "Netherlands", True, id="another-word"),
        pytest.param("Norway", "Sweden", False, id="another-state"),
        pytest.param("the government", "Norway", False, id="no-state-named"),
    ],
)
def test_a_capital_and_a_government_stand_for_the_state(asked: str, name: str, same: bool) -> None:
    assert is_same_state(state_of(asked), state_of(name)) is same


@pytest.mark.parametrize(
    ("asked", "role", "speaks"),
    [
        pytest.param("the Ferry Board", "spokeswoman for the Ferry Board", True, id="spokeswoman"),
        pytest.param("the Harbour Council", "chairman of the Harbour Council", True, id="chairman"),
        pytest.param("the Ferry Board", "cook at the Ferry Board", False, id="a-cook"),
        pytest.param("Sundby", "Sundby Muslim Student Union president", False, id="of-a-part"),
        pytest.param("the board", "chairman of the Ferry Board", False, id="no-name-asked"),
    ],
)
def test_who_leads_an_organisation_speaks_for_it(asked: str, role: str, speaks: bool) -> None:
    assert speaks_for(asked, role) is speaks
