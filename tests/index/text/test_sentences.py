"""Sentences end where they end in the language of the text."""

import pytest
import sentencex

from article_qa.index.text.sentences import sentences
from tests.starters import SEEDS


def cut(text: str, language: str | None) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", ["Am 12. März kam Dr. Weber.", "Er blieb bis 2012.", "Dann ging er."]),
        ("es", ["La Sra. Ruiz vino.", "Se fue."]),
        ("fr", ["M. Macron est venu.", "Il est parti."]),
        ("ru", ["В г. Москва холодно.", "Он ушёл."]),
        ("pl", ["Dnia 12. maja przyszedł.", "Poszedł."]),
        ("tr", ["Prof. Dr. Ahmet geldi.", "15. yüzyılda oldu."]),
        ("ro", ["Dl. Ionescu a venit cu dl. Pop.", "A plecat."]),
        ("ar", ["قال د. أحمد ذلك.", "ذهب الرجل؟", "نعم."]),
        ("hi", ["वह आया।", "वह गया।"]),
        ("de", ["Er fährt einen BMW.", "Sie nicht."]),
    ],
)
def test_abbreviations_and_ordinals_end_no_sentence(language: str, expected: list[str]) -> None:
    assert cut(" ".join(expected), language) == expected


def test_chinese_sentences_end_without_a_space() -> None:
    assert cut("他来了。他走了！好吗？", "zh") == ["他来了。", "他走了！", "好吗？"]


def test_thai_is_cut_at_spaces_into_clauses_that_are_not_short() -> None:
    long, short = "สะพานข้ามแม่น้ำ" * 5, "ปิดแล้ว"
    text = f"{long} {short} {long} {long}"
    assert cut(text, "th") == [long, f"{short} {long}", long]


def test_an_unknown_language_is_cut_as_english() -> None:
    assert cut("Mr. Ost left. He ran.", None) == ["Mr. Ost left.", "He ran."]


def test_english_is_cut_as_the_segmenter_cuts_it() -> None:
    for path in SEEDS.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        pieces = [
            line[each["start_index"] : each["end_index"]].strip()
            for line in text.split("\n")
            if line.strip()
            for each in sentencex.get_sentence_boundaries("en", line)
        ]
        assert cut(text, "en") == [piece for piece in pieces if piece]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", ["In der 4. Klasse lernen sie das.", "Im 20. Jahrhundert war es anders."]),
        ("de", ["Anders als der vom 28. Oktober war der Brief kurz.", "Die 27. Große Strafkammer beriet."]),
        ("de", ["Sie kam auf Platz 5.", "Er wurde 12.", "Danach ging er."]),
        ("de", ["Die Asty Film wurde damals gegründet.", "2007 war sie bekannt.", "Im 5. Jahrhundert v. Chr. nicht."]),
        ("es", ["Llegaron en el siglo VI d. C.", "Al final fueron a Moravia.", "Es de ca. 1600 a. C. y más."]),
        ("ru", ["Это было в 6 веке до н. э.", "В конце века они ушли."]),
    ],
)
def test_ordinals_and_years_are_told_from_the_end(language: str, expected: list[str]) -> None:
    assert cut(" ".join(expected), language) == expected
