"""A draft is split without moving an offset."""

from hypothesis import given
from hypothesis import strategies as st

from article_qa.qa.drafts.splitting import readable, split

AWKWARD = st.text(st.sampled_from("aB.? \n\r\t\u2028\x00\ud800é\u0301😀\"“”-#*1,'"), min_size=1, max_size=200)


@given(AWKWARD)
def test_no_offset_moves_whatever_the_text(text: str) -> None:
    assert len(readable(text)) == len(text)


@given(AWKWARD)
def test_a_sentence_is_the_drafts_own_words(text: str) -> None:
    for piece in split(f"{text} a").pieces:
        assert piece.text == " ".join(f"{text} a"[piece.start : piece.end].split())


def test_wrapped_lines_are_one_sentence() -> None:
    line = "The mill in the old town of Ostrel was opened by Per Hald and"
    draft = split(f"{line}\nhis two brothers in the spring of the year 1998.")
    assert [piece.text for piece in draft.pieces] == [f"{line} his two brothers in the spring of the year 1998."]


def test_a_heading_is_no_sentence() -> None:
    assert [piece.kind for piece in split("# Mills\n\nThe mill was sold.").pieces] == ["heading", "statement"]
