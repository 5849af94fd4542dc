"""Who is meant by those whose words are asked for."""

from pathlib import Path

import pytest

from article_qa.qa.answers import sayings
from article_qa.qa.answers.reply import Reply
from article_qa.qa.questions.request import Request
from article_qa.qa.retrieval.search import LibrarySearch
from tests.present import present
from tests.qa.answers.annotated import Told, library_of, material

SUNDBY = Told(
    "Flood closes the harbour in Sundby",
    "SUNDBY - The harbour is shut. Mayor Ilse Brant said the quay would be mended. "
    "The ferry goes on with its captain, Per Oddman. He said that the sea was calm. "
    "A doctor at the Tarn Hospital said three people were hurt. "
    "The Sundby Police Department asserted that nobody drowned.",
).said("Mayor Ilse", "Ilse Brant", role="Mayor").said("He said", "Per Oddman").said("A doctor", "doctor").said(
    "The Sundby Police", "Sundby Police Department"
)  # fmt: skip
TARN = Told(
    "Tarn elects a council",
    "TARN - The council of Tarn was elected. Mayor Odd Lien said the vote was fair. A doctor said it was dull. "
    "Russia said that it did not care. Fishermen’s groups, which had asked for a quay, warned that boats would sink. "
    "The Salt Board’s chairwoman, Ada Lund, said salt was dear.",
).said("Mayor Odd", "Odd Lien", role="Mayor").said("A doctor", "doctor").said("Russia said", "Russia").said(
    "The Salt", "Ada Lund", role="Salt Board’s chairwoman"
)  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> LibrarySearch:
    return library_of(tmp_path, SUNDBY, TARN)


def ask(library: LibrarySearch, speaker: str) -> Reply:
    request = Request("sayings", f"What did {speaker} say?", speaker=speaker)
    return present(sayings.reply(material(library, request)))


@pytest.mark.parametrize(
    ("asked", "quoted"),
    [
        pytest.param("the mayor of Tarn", "Mayor Odd Lien said the vote was fair.", id="mayor-of-a-place"),
        pytest.param("the Sundby mayor", "Mayor Ilse Brant said the quay would be mended.", id="place-before"),
        pytest.param("the ferry captain", "He said that the sea was calm.", id="called-so-beside-the-name"),
        pytest.param("the police in Sundby", "The Sundby Police Department asserted that nobody drowned.", id="police"),
        pytest.param("the fiddler Per Oddman", "He said that the sea was calm.", id="role-and-name"),
        pytest.param("Moscow", "Russia said that it did not care.", id="seat-of-a-state"),
        pytest.param("the Salt Board", "The Salt Board’s chairwoman, Ada Lund, said salt was dear.", id="organisation"),
        pytest.param(
            "the doctor at the Tarn Hospital",
            "A doctor at the Tarn Hospital said three people were hurt.",
            id="nameless-of-one-article",
        ),
    ],
)
def test_speakers_are_found_by_what_they_are_called(library: LibrarySearch, asked: str, quoted: str) -> None:
    assert [citation.quote for citation in ask(library, asked).citations] == [quoted]


def test_what_no_saying_is_known_of_is_found_in_the_sentence(library: LibrarySearch) -> None:
    (citation,) = ask(library, "fishermen’s groups").citations
    assert (citation.speaker, citation.quote[-22:]) == ("Fishermen’s groups", "that boats would sink.")


def test_another_place_has_another_mayor(library: LibrarySearch) -> None:
    assert ask(library, "the mayor of Ostholm").reason == "They never mention “the mayor of Ostholm”."


def test_who_acts_but_never_speaks_is_refused(library: LibrarySearch) -> None:
    assert ask(library, "Tarn Hospital").reason == "They do not quote Tarn Hospital."
