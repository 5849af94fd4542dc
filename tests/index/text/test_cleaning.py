"""Clean text: normal, printable, its paragraphs whole, and no letter lost."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from article_qa.index.text.cleaning import LIGATURES, clean

AWKWARD = st.text(
    st.one_of(
        st.sampled_from("ab. \t\n\r\v\f\0\x1c\x85\x7f\u200b\u200f\u202e\u2028\u2029\u00a0\ufeff\ufffe\ud83d\ude00"),
        st.sampled_from("e\u0301\u0327\u1100\u1161שלוםعربي😀👩‍👩‍👧🇯🇴\"'“”‘’«»„‚‹›「」`´-–—"),
        st.characters(),
    ),
    max_size=300,
)


@given(AWKWARD)
@example("   " + "indented, so that the first line only seems too long " * 2 + "\n" + "b" * 60 + "\n" + "c" * 60)
@example("a\r\0\n\u0301b\n \n\t\n c")
def test_clean_text_is_normal_printable_and_stays_as_it_is(text: str) -> None:
    result = clean(text)
    assert unicodedata.is_normalized("NFC", result)
    assert not [c for c in result if c != "\n" and unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert "\n\n\n" not in result
    assert result == result.strip()
    assert clean(result) == result


@given(AWKWARD)
def test_cleaning_loses_no_letter(text: str) -> None:
    def letters(of: str) -> list[str]:
        return [c for c in unicodedata.normalize("NFC", of.translate(LIGATURES)) if c.isalnum()]

    # A control character between a letter and its accent keeps them apart until it is gone.
    printable = "".join(c for c in text if unicodedata.category(c) != "Cc" and c not in "\ufeff\u00ad\u200b\u2060")
    assert len(letters(clean(text))) <= len(letters(text))
    assert set(letters(clean(printable))) == set(letters(printable))


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = (
        "The bridge in Bonn was shut on Monday after a crack was found\n"
        "in its deck, the mayor said, and engineers will inspect it for\n"
        "a second time on Friday.\n\nThe town pays."
    )
    assert clean(wrapped) == wrapped.replace("found\n", "found ").replace("for\n", "for ")


@pytest.mark.parametrize("sign", ["- ", "• ", "| ", "1. "])
def test_the_items_of_a_list_are_no_wrapped_lines(sign: str) -> None:
    text = "\n".join(f"{sign}an item that is as long as the lines of a wrapped paragraph {n}" for n in range(3))
    assert clean(text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n".join(["A long paragraph that stands on one line of its own. " * 4 + "End."] * 3), id="long"),
        pytest.param("first item\nsecond item\nthird item", id="short"),
        pytest.param("\n".join(["This is a whole sentence which ends just where its line ends."] * 4), id="sentences"),
    ],
)
def test_lines_that_were_not_wrapped_stay_apart(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("The bridge\u200b is\u00ad shut in North\u00adport.", "The bridge is shut in Northport."),
        ("The dam of North\u00ad\nport.", "The dam of Northport."),
        ("One \ufb01re o\ufb03cer, two \ufb02oors.", "One fire officer, two floors."),
        ("\u0645\u06cc\u200c\u0631\u0648\u062f", "\u0645\u06cc\u200c\u0631\u0648\u062f"),
    ],
    ids=["soft hyphens", "soft hyphen at the end of a line", "ligatures", "joiners of Persian stay"],
)
def test_words_are_those_that_a_reader_types(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
    assert clean(cleaned) == cleaned
