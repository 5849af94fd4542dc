"""Text fragments, read back by the rules of the WICG's page on them."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_qa.qa.text_fragment import text_fragment, with_fragment

TEXT = (
    "The mayor said: “The bridge is shut.” Nobody knew.\n\n"
    "The bridge is shut. It will open - maybe, later & more.\n"
    "One two three four five six seven eight nine ten eleven."
)
# No two of its words follow each other twice, so that a few words around a place tell it apart.
WORDS = st.lists(
    st.from_regex(r"\A[\w&,\-–“”.!%#=é東]{1,6}\Z").filter(lambda word: re.match(r"\w", word)), min_size=2, max_size=40
)


def parts_of(fragment: str) -> tuple[str, str, str, str]:
    """Prefix, textStart, textEnd and suffix, by the grammar."""
    parts = fragment.split(",")
    prefix = parts.pop(0)[:-1] if parts[0].endswith("-") else ""
    suffix = parts.pop()[1:] if parts[-1].startswith("-") else ""
    assert 1 <= len(parts) <= 2
    assert not any("-" in part for part in [prefix, suffix, *parts])
    start, end = parts if len(parts) == 2 else (parts[0], "")
    return unquote(prefix), unquote(start), unquote(end), unquote(suffix)


def folded(text: str) -> str:
    return " ".join(text.casefold().split())


def first_match(fragment: str, text: str) -> str:
    """What a browser would mark, with one space for any run of spaces."""
    prefix, start, end, suffix = map(folded, parts_of(fragment))
    text = folded(text)
    for place in range(len(text)):
        before, here = text[:place].rstrip(), text[place:]
        is_bounded = bool(prefix) or not (place and text[place - 1].isalnum() and start[0].isalnum())
        if not here.startswith(start) or not before.endswith(prefix) or not is_bounded:
            continue
        for length in range(len(start), len(here) + 1):
            match, after = here[:length], here[length:]
            is_whole = not (after and after[0].isalnum() and match[-1].isalnum())
            has_end = match[len(start) :].endswith(end) if end else length == len(start)
            if has_end and (after.lstrip().startswith(suffix) if suffix else is_whole):
                return match
    return ""


@pytest.mark.parametrize(
    ("quote", "fragment"),
    [
        pytest.param("Nobody knew.", "Nobody%20knew.", id="whole"),
        pytest.param("It will open - maybe, later & more.", "It%20will%20open%20%2D%20maybe%2C%20later%20%26%20more.",
                     id="signs-of-the-syntax"),
        pytest.param("One two three four five six seven eight nine ten eleven.",
                     "One%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven.", id="first-and-last-words"),
        pytest.param("Nobody knew.\n\nThe bridge is shut.", "Nobody%20knew.,The%20bridge%20is%20shut.",
                     id="over-two-paragraphs"),
        pytest.param("The bridge is shut.", "shut.%E2%80%9D%20Nobody%20knew.-,The%20bridge%20is%20shut.",
                     id="said-twice"),
    ],
)  # fmt: skip
def test_a_fragment_names_the_quote(quote: str, fragment: str) -> None:
    start = TEXT.rindex(quote)
    assert text_fragment(TEXT, start, start + len(quote)) == fragment


def test_the_first_of_two_needs_nothing_around_it() -> None:
    start = TEXT.index("The bridge is shut.")
    assert text_fragment(TEXT, start, start + 19) == "The%20bridge%20is%20shut."


def test_words_after_a_quote_tell_it_apart() -> None:
    text = "At noon the level rose then. At noon the level rose now."
    start = text.rindex("rose")
    assert parts_of(text_fragment(text, start, start + 4)) == ("noon the level", "rose", "", "now.")


def test_part_of_a_word_is_no_match() -> None:
    text = "Unstable ground. Stable ground."
    assert text_fragment(text, 17, 31) == "Stable%20ground."


def test_a_script_without_spaces_is_cut_at_its_clauses() -> None:
    text = "橋は閉鎖された。" * 2 + "理由は不明。"
    prefix, start, end, suffix = parts_of(text_fragment(text, 8, 16))
    assert (prefix, start, end, suffix) == ("橋は閉鎖された。", "橋は閉鎖された。", "", "")


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://a.example/x", "https://a.example/x#:~:text=It"),
        ("https://a.example/x#part", "https://a.example/x#part:~:text=It"),
        ("https://a.example/x#:~:text=Other", "https://a.example/x#:~:text=It"),
    ],
)
def test_an_address_keeps_its_own_fragment(address: str, link: str) -> None:
    assert with_fragment(address, "It") == link


@given(WORDS, st.data())
def test_every_link_leads_to_its_very_words(words: list[str], data: st.DataObject) -> None:
    # Numbers between the words make each neighbourhood one of its own.
    text = "\n".join(" ".join(f"{word} {n}{line}" for n, word in enumerate(words)) for line in "abc")
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    first = data.draw(st.integers(0, len(spans) - 1))
    last = data.draw(st.integers(first, min(len(spans) - 1, first + 40)))
    start, end = spans[first][0], spans[last][1]
    fragment = text_fragment(text, start, end)
    assert re.fullmatch(r"[\w.~%,\-]+", fragment, re.ASCII)
    assert first_match(fragment, text) == folded(text[start:end])


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_any_text_has_a_fragment_that_can_stand_in_a_link(text: str, start: int, length: int) -> None:
    fragment = text_fragment(text, min(start, len(text)), min(start + length, len(text)))
    assert re.fullmatch(r"[\w.~%,\-]*", fragment, re.ASCII)
