"""A model's reply as it comes: which sentences it has, when each is complete, and what each cites."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies._internal.core import DataObject

from article_qa.qa.generation.citation_markers import Claim
from article_qa.qa.generation.reply_sentences import MAX_CHARACTERS, MAX_SENTENCES, ReplySentences

FELL, ROSE = Claim("It fell.", (1,)), Claim("It rose.", (2,))


def read(*pieces: str, is_cut: bool = False) -> list[Claim]:
    reply = ReplySentences(3)
    return [*(claim for piece in pieces for claim in reply.feed(piece)), *reply.close(is_cut=is_cut)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It fell. [1] It rose. [2]", id="after-the-stop"),
        pytest.param("It fell [1]. It rose [2].", id="before-the-stop"),
        pytest.param("It fell.[1]It rose.[2]", id="no-space"),
        pytest.param("- It fell. [1]\n- It rose. [2]", id="bullets"),
        pytest.param("1. It fell. [1]\n2. It rose. [2]", id="list"),
        pytest.param("[1] It fell.\n[2] It rose.", id="opening-their-lines"),
        pytest.param("**It fell. [1]** **It rose. [2]**", id="emphasis"),
        pytest.param("## What it did\n\nIt fell. [1]\n\n**And then**\n\nIt rose. [2]", id="headings"),
        pytest.param("What it did\n\nIt fell. [1]\nIt rose. [2]", id="heading-without-a-sign"),
        pytest.param("It fell. [1] It rose. [2]\n\nSources:\n[1] The bridge\n[2] The Wire", id="references"),
        pytest.param("It fell. [1] It rose. [2]\n\n**References**\n1. The bridge. A Wire.", id="references-in-bold"),
        pytest.param("It fell. [1] It rose. [2]\n[1]: The bridge, The Wire.\n[2]: The Wire", id="bare-references"),
        pytest.param("It fell. (1) It rose. (2)", id="round"),
        pytest.param("It fell (1). It rose (2).", id="round-before-the-stop"),
        pytest.param("It fell.¹ It rose.²", id="raised"),
        pytest.param("It fell¹. It rose².", id="raised-before-the-stop"),
    ],
)
def test_sentences_and_what_they_cite(text: str) -> None:
    assert read(text) == [FELL, ROSE]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "It rests on Article 5 (1). It fell. [1]", [Claim("It rests on Article 5 (1).", ()), FELL], id="article"
        ),
        pytest.param("It rests on (1). It fell. [1]", [Claim("It rests on (1).", ()), FELL], id="beside-square-ones"),
        pytest.param("He was freed (7).", [Claim("He was freed (7).", ())], id="not-given"),
        pytest.param("It covers 5 km².", [Claim("It covers 5 km².", ())], id="exponent"),
        pytest.param(
            "| What | How much |\n|---|---|\n| Repairs | 2 million [1] |\n| Roads | 3 million [2] |\n",
            [Claim("Repairs: 2 million", (1,)), Claim("Roads: 3 million", (2,))],
            id="table",
        ),
        pytest.param("2.1 million dinars\n", [Claim("2.1 million dinars", ())], id="a-reply-of-a-few-words"),
        pytest.param("“It fell. It rose,” he said. [1]", [Claim("“It fell. It rose,” he said.", (1,))], id="quotation"),
        pytest.param("Mr. Lee of the U.S. Army fell. [1]", [Claim("Mr. Lee of the U.S. Army fell.", (1,))], id="short"),
        pytest.param("سقط الجسر. [1] ثم ارتفع. [2]", [Claim("سقط الجسر.", (1,)), Claim("ثم ارتفع.", (2,))], id="ar"),
        pytest.param("It fell [1, 2]. x", [Claim("It fell.", (1, 2)), Claim("x", ())], id="list-in-a-marker"),
    ],
)
def test_what_only_looks_like_a_marker_or_a_sentence(text: str, found: list[Claim]) -> None:
    assert read(text) == found


def test_a_sentence_is_complete_with_the_first_word_of_the_next() -> None:
    reply = ReplySentences(3)
    found = [reply.feed(piece) for piece in ("It fell.", " [", "1", "]", " It", " rose", ".")]
    assert found == [[], [], [], [], [], [FELL], []]
    assert reply.close() == [Claim("It rose.", ())]


def test_of_a_cut_reply_the_half_sentence_is_left_out() -> None:
    assert read("It fell. [1] It rose and th", is_cut=True) == [FELL]
    assert read("It fell. [1] And", is_cut=True) == [FELL]
    assert read("It fell. [1] It rose. [2]", is_cut=True) == [FELL, ROSE]


def test_a_reply_has_at_most_so_many_sentences() -> None:
    reply = ReplySentences(3)
    found = [claim for n in range(300) for claim in reply.feed(f"It fell {n} times. ")]
    assert (len(found), reply.is_full) == (MAX_SENTENCES, True)
    assert reply.close() == []


def test_a_reply_has_at_most_so_many_characters() -> None:
    reply = ReplySentences(3)
    reply.feed("It fell and " * MAX_CHARACTERS)
    assert reply.is_full
    assert reply.close() == []


PARTS = st.lists(
    st.sampled_from(
        """[1] [2,3] 【1】 [Passage·1] (1) ² . ! ” “ ` ``` ** # - | |---| ¶ ¶¶ · · · fell It rose Sources:
        <sup>1</sup> Mr. [9] [1""".split()
    ),
    max_size=30,
).map(lambda parts: "".join(parts).replace("·", " ").replace("¶", "\n"))


@given(st.data(), PARTS | st.text(max_size=40))
def test_any_cut_of_the_stream_gives_the_same(data: DataObject, text: str) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    assert read(*(text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True))) == read(text)


@given(PARTS)
def test_only_passages_that_were_given_are_cited(text: str) -> None:
    assert {number for claim in read(text) for number in claim.numbers} <= {1, 2, 3}
