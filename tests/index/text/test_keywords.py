"""Keywords in every script: marks stay in words, and runs without spaces become short pieces."""

import pytest

from article_qa.index.text.keywords import indexed_text, is_written_so, keywords
from article_qa.index.text.words import WORD, content_words


def test_latin_cyrillic_and_greek_are_indexed_as_they_are() -> None:
    text = "The café’s owner, 2024 — Мост закрыли: η γέφυρα έκλεισε."
    assert indexed_text(text) == text
    assert keywords(text) == [word.lower() for word in WORD.findall(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("大桥关闭", ["大桥", "桥关", "关闭"], id="Chinese"),
        pytest.param("東京タワー", ["東京", "京タ", "タワ", "ワー"], id="Japanese"),
        pytest.param("서울에서", ["서울", "울에", "에서"], id="Korean"),
        pytest.param("桥", ["桥"], id="one character"),
        pytest.param("NATO峰会", ["nato", "峰会"], id="beside Latin letters"),
        pytest.param("ＮＡＴＯ ２０", ["nato", "20"], id="full width"),
        pytest.param("٢٠٢٤ १२", ["2024", "12"], id="other digits"),
        pytest.param("سُورِيَا", ["سوريا"], id="Arabic vowels"),
    ],
)
def test_what_a_text_is_found_by(text: str, found: list[str]) -> None:
    assert keywords(text) == found


def test_a_hindi_word_is_one_keyword() -> None:
    assert len(keywords("राजधानी दिल्ली")) == 2


def test_thai_is_found_by_threes() -> None:
    assert [len(word) for word in keywords("สะพาน")] == [3, 3, 3]


def test_a_keyword_is_itself_again() -> None:
    for text in ("大桥关闭", "สะพานปิด", "राजधानी", "أولوية"):
        assert [word for each in keywords(text) for word in keywords(each)] == keywords(text)


def test_content_words_leave_out_english_small_words_only() -> None:
    assert content_words("Why is 大桥 shut?") == ["大桥", "shut"]


@pytest.mark.parametrize(("text", "shown"), [("brücke", True), ("大桥", False), ("दिल्ली", False)])
def test_pieces_of_words_are_told_from_words(text: str, shown: bool) -> None:
    assert [is_written_so(word) for word in keywords(text)] == [shown]
