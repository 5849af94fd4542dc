"""Claims in other languages: what can be compared is compared, and the rest is not called false."""

from datetime import date

import pytest

from article_qa.qa.verification.native import NativeSource, can_english_read, verify_native

GERMAN = (
    "Die Brücke in Amman wurde am Montag gesperrt, weil ihre Pfeiler Risse hatten. "
    "Die Reparatur kostet 2,5 Millionen Euro, sagte Bürgermeister Jonas Weber."
)


def verdict(claim: str, source: str = GERMAN) -> str:
    return verify_native(claim, [NativeSource(source, date(2024, 3, 12))]).verdict


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("Die Brücke in Amman wurde am Dienstag gesperrt.", id="day"),
        pytest.param("Die Brücke in Beirut wurde am Montag gesperrt.", id="place"),
        pytest.param("Die Reparatur kostet 3,5 Millionen Euro.", id="figure"),
        pytest.param("Die Reparatur kostet 2,5 Millionen Euro, sagte Bürgermeister Jonas Huber.", id="name"),
        pytest.param("Die Brücke in Amman wurde am Montag nicht gesperrt.", id="denial-added"),
        pytest.param("The repair costs 25 million euros.", id="in-english"),
    ],
)
def test_a_change_is_caught(claim: str) -> None:
    assert verdict(claim) == "unsupported"


@pytest.mark.parametrize(
    "claim",
    [
        "Wegen Rissen in den Pfeilern ist die Brücke seit Montag zu.",
        "The repair costs 2.5 million euros.",
        "Die Reparatur kostet 2.500.000 Euro.",
        "Repairs cost millions.",
    ],
)
def test_what_cannot_be_checked_is_not_called_false(claim: str) -> None:
    assert verdict(claim) == "unchecked"


def test_a_whole_piece_of_a_sentence_is_supported_and_found() -> None:
    found = verify_native("Die Brücke in Amman wurde am Montag gesperrt.", [NativeSource(GERMAN)])
    assert found.verdict == "supported"
    assert GERMAN[found.start : found.end].startswith("Die Brücke")


def test_a_condition_that_is_left_out_is_not_supported() -> None:
    assert verdict("Die Brücke wird gesperrt.", "Die Brücke wird gesperrt, falls der Sturm kommt.") == "unchecked"


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Мост в Аммане не закрыли в понедельник.", "Мост в Аммане закрыли в понедельник."),
        ("لم تغلق المدينة الجسر القديم يوم الاثنين.", "تغلق المدينة الجسر القديم يوم الاثنين."),
        ("Le pont de la ville n'est pas fermé lundi.", "Le pont de la ville est fermé lundi."),
    ],
)
def test_a_denial_that_is_dropped_is_caught(source: str, claim: str) -> None:
    assert verdict(claim, source) == "unsupported"


@pytest.mark.parametrize(
    ("claim", "source", "is_read"),
    [
        ("Repairs will cost millions.", "The bridge was shut because its pillars had cracked.", True),
        ("Lena Ostrom resigned.", "The mayor, Lena Ostrom, has resigned.", True),
        ("Die Brücke ist zu.", "The bridge was shut because its pillars had cracked.", False),
        ("The bridge is shut.", GERMAN, False),
    ],
)
def test_english_rules_read_english_only(claim: str, source: str, is_read: bool) -> None:
    assert can_english_read(claim, [source]) == is_read
