"""Slips are corrected to the library's words, and what is no slip stays."""

from pathlib import Path

import pytest

from article_qa.index.store.catalog import Catalog
from article_qa.qa.questions.request import Correction
from article_qa.qa.questions.spelling import without_slips
from tests.qa.fakes import article, whole

TEXT = (
    "The footbridge in Corrinford collapsed on Friday. The investigation of the cathedral was Afghan work. "
    "Shipping in the canal stopped. A deficiency of iodine was found, the president said. "
    "The atmosphere is thin. Every route is closed. The café served a roster of guests."
)


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    stored = article(TEXT)
    catalog.put(stored, [whole(stored)])
    return catalog


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("footbrige corinford how mnay victims", "footbridge Corrinford how many victims"),
        ("what happend in the canol", "what happened in the canal"),
        ("investigatoin", "investigation"),
        ("ivnestigation", "investigation"),
        ("afgan cathedrla", "Afghan cathedral"),
        ("deficency of iodine", "deficiency of iodine"),
        ("Footbrige collasped", "Footbridge collapsed"),
        ("teh presidnet", "the president"),
        ("timelne of the footbridge", "timeline of the footbridge"),
        ("It fell. Footbrige?", "It fell. Footbridge?"),
        ("the fAghan work", "the Afghan work"),
        ("ivnestigations", "investigation"),
        ("the atomsphere", "the atmosphere"),
        ("who takes the fery", "who takes the fery"),
    ],
)
def test_a_slip_becomes_the_nearest_word(catalog: Catalog, question: str, text: str) -> None:
    assert without_slips(question, catalog).text == text


def test_what_was_changed_is_said(catalog: Catalog) -> None:
    assert without_slips("how mnay in the canol", catalog).corrections == (
        Correction("mnay", "many"),
        Correction("canol", "canal"),
    )


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Who is Canel Merowby?", id="a-capital-within"),
        pytest.param("the Canel", id="a-name-after-a-word"),
        pytest.param("how long is the footbridge", id="known-words"),
        pytest.param("how many articles are undated", id="words-of-the-rules"),
        pytest.param("how do I paint the boarder", id="another-word-of-the-same-base"),
        pytest.param("a perfume for the laptop", id="english-that-the-library-lacks"),
        pytest.param("tiramisu", id="nothing-near"),
        pytest.param("the canalside", id="two-words-in-one"),
        pytest.param("c4nal 2025 caanal1", id="digits"),
        pytest.param("#canol canol's @canol", id="pieces-of-others"),
        pytest.param("cnl", id="too-short"),
        pytest.param("x" * 2000, id="no-word"),
        pytest.param("канал", id="another-script"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_slip_stays(catalog: Catalog, question: str) -> None:
    corrected = without_slips(question, catalog)
    assert (corrected.text, corrected.corrections) == (question, ())


def test_only_a_few_words_are_corrected(catalog: Catalog) -> None:
    assert len(without_slips("canol " * 300, catalog).corrections) == 4


def test_an_empty_library_corrects_only_the_words_of_questions(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    assert without_slips("waht is a canol", catalog).text == "what is a canol"
