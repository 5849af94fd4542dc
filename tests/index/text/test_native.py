"""What is known of other languages: whole files, numbers, days and the language of a sentence."""

import re
from datetime import date

import pytest

from article_qa.index.text.native import CODES, FOLDER, native_words
from article_qa.index.text.native_days import native_days, period_words, span_of
from article_qa.index.text.native_numbers import native_figures
from article_qa.index.text.native_places import places_in
from article_qa.index.text.sentence_language import sentence_language


def test_each_language_has_a_file() -> None:
    assert {f"{code}.toml" for code in CODES} == {file.name for file in FOLDER.iterdir()}


@pytest.mark.parametrize("code", CODES)
def test_a_file_is_whole(code: str) -> None:
    known = native_words(code)
    assert known
    assert known.name
    assert known.small_words
    assert known.question_words
    assert known.negations
    assert known.hedges
    assert known.pronouns
    assert all(known.days.values())
    assert all(known.questions.values())
    assert {2, 3, 9} <= set(known.numbers.values())
    assert all(re.compile(pattern) for pattern in known.negation_patterns)


def test_a_language_without_a_file_has_no_words() -> None:
    assert native_words("eo") is None


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("1.250 Euro", "de", 1250),
        ("2,5 Millionen", "de", 2_500_000),
        ("zweiundzwanzig", "de", 22),
        ("٢٫١ مليون", "ar", 2_100_000),
        ("خمسة وعشرون", "ar", 25),
        ("三百万", "zh", 3_000_000),
        ("五亿三千万", "zh", 530_000_000),
        ("5 करोड़", "hi", 50_000_000),
        ("१,५०,०००", "hi", 150_000),
        ("quatre-vingt-dix-sept", "fr", 97),
        ("mil doscientos", "es", 1200),
        ("тридцать пять тысяч", "ru", 35_000),
        ("iki yüz elli", "tr", 250),
        ("trecentoventi", "it", 320),
        ("2 crore", "en", 20_000_000),
    ],
)
def test_a_number_is_read_in_its_language(text: str, code: str, value: float) -> None:
    (figure,) = native_figures(text, code)
    assert figure.values == {value}


def test_thousands_and_fractions_are_not_guessed() -> None:
    (figure,) = native_figures("1.250", None)
    assert figure.values == {1250, 1.25}


@pytest.mark.parametrize("text", ["一些人", "统一", "十分"])
def test_a_numeral_within_a_word_is_no_number(text: str) -> None:
    assert not [f for f in native_figures(text, "zh") if f.values - {10.0}]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("am 12. März 2024", "de"),
        ("el 12 de marzo de 2024", "es"),
        ("le 12 mars 2024", "fr"),
        ("il 12 marzo 2024", "it"),
        ("em 12 de março de 2024", "pt"),
        ("12 марта 2024 г.", "ru"),
        ("١٢ مارس ٢٠٢٤", "ar"),
        ("2024年3月12日", "zh"),
        ("12 Mart 2024", "tr"),
        ("12 मार्च 2024", "hi"),
        ("12.03.2024", "de"),
    ],
)
def test_a_date_is_read_in_its_language(text: str, code: str) -> None:
    (day,) = native_days(text, code)
    assert (day.year, day.month, day.day) == (2024, 3, 12)


@pytest.mark.parametrize(
    ("text", "code"),
    [("diese Woche", "de"), ("esta semana", "es"), ("на этой неделе", "ru"), ("本周", "zh"), ("هذا الأسبوع", "ar"),
     ("इस हफ्ते", "hi"), ("bu hafta", "tr"), ("cette semaine", "fr")],
)  # fmt: skip
def test_this_week_is_known_in_each_language(text: str, code: str) -> None:
    (found,) = period_words(text, code)
    assert span_of(found.period, date(2024, 3, 13)) == (date(2024, 3, 11), date(2024, 3, 13))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Lawrow besuchte Jordanien", "de"),
        ("زار لافروف الأردن", "ar"),
        ("他访问约旦", "zh"),
        ("Лавров посетил Иорданию", "ru"),
    ],
)
def test_a_country_is_one_place_in_each_language(text: str, code: str) -> None:
    assert [place.code for place in places_in(text, code)] == ["JO"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Repairs will cost 2.1 million dinars.", "en"),
        ("Nobody was hurt.", "en"),
        ("Maria de la Cruz denied it.", "en"),
        ("Die Brücke ist zu.", "de"),
        ("Le pont est fermé.", "fr"),
        ("Köprü pazartesi günü kapatıldı.", "tr"),
        ("Мост закрыт", "ru"),
        ("桥关闭了", "zh"),
        ("पुल बंद है", "hi"),
        ("الجسر مغلق", "ar"),
        ("Lena Ostrom", None),
        ("Repairs cost millions.", None),
    ],
)
def test_the_language_of_a_short_sentence_is_told_or_left_open(text: str, code: str | None) -> None:
    assert sentence_language(text) == code
