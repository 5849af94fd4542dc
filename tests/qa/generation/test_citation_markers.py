"""Which markers are shown while a model writes, and what its sentences cite."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from article_qa.qa.generation.citation_markers import Claim, claims, normalised


def shown(text: str, given: int = 3) -> str:
    return normalised(text, given)[0]


def claim(text: str, *numbers: int) -> Claim:
    return Claim(text, numbers)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        pytest.param("It fell [1].", "It fell [1].", id="one"),
        pytest.param("It fell [1, 2].", "It fell [1][2].", id="list"),
        pytest.param("It fell [1,2].", "It fell [1][2].", id="list-without-space"),
        pytest.param("It fell [1; 2].", "It fell [1][2].", id="list-with-semicolon"),
        pytest.param("It fell [1][2].", "It fell [1][2].", id="two"),
        pytest.param("It fell 【1】.", "It fell [1].", id="lenticular"),
        pytest.param("It fell 【1†source】.", "It fell [1].", id="with-a-note"),
        pytest.param("It fell [^1].", "It fell [1].", id="footnote"),
        pytest.param("It fell [^1, ^2].", "It fell [1][2].", id="footnotes"),
        pytest.param("It fell [1-3].", "It fell [1][2][3].", id="range"),
        pytest.param("It fell [1–3].", "It fell [1][2][3].", id="range-with-dash"),
        pytest.param("It fell [2, 1-3, 2].", "It fell [2][1][3].", id="each-number-once"),
        pytest.param("It fell [ 1 ].", "It fell [1].", id="inner-space"),
        pytest.param("It fell [1,2,3,1,2,3,1,2,3,1,2,3].", "It fell [1][2][3].", id="long-list"),
        pytest.param("It fell ［1］.", "It fell [1].", id="full-width"),
        pytest.param("It fell [[1]].", "It fell [1].", id="doubled"),
        pytest.param("It fell [Passage 1].", "It fell [1].", id="passage"),
        pytest.param("It fell [source 1, source 2].", "It fell [1][2].", id="sources"),
        pytest.param("It fell [Passages 1 and 3].", "It fell [1][3].", id="passages"),
        pytest.param("It fell [1 and 2].", "It fell [1][2].", id="and"),
        pytest.param("It fell [1 et 2] [2 و 3].", "It fell [1][2] [2][3].", id="et"),
        pytest.param("It fell [المقطع ١].", "It fell [1].", id="arabic"),
        pytest.param("It fell <sup>1</sup>.", "It fell [1].", id="raised"),
        pytest.param("It fell<sup>1, 2</sup>.", "It fell[1][2].", id="raised-without-space"),
    ],
)
def test_a_marker_is_shown_as_plain_numbers(written: str, seen: str) -> None:
    assert shown(written) == seen


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It fell (1).", id="parenthesis"),
        pytest.param("“It [the bridge] fell [sic] […] in [2019].”", id="words-and-years"),
        pytest.param("Version [1.5], list [a], [], [,], [1,], [-1].", id="not-quite-numbers"),
        pytest.param("- [ ] to do", id="check-box"),
        pytest.param("Use `x[9]` or ``y`[9]``.", id="code-span"),
        pytest.param("```\nx[9]\n\ny[9]\n```", id="code-fence"),
        pytest.param("It fell [1", id="never-closed"),
        pytest.param("It fell  ", id="space-at-the-end"),
        pytest.param("It covers 5 km<sup>2</sup> and 10<sup>3</sup>.", id="exponents"),
        pytest.param("The [source code 1], [passage] and [1 of 2].", id="words-and-numbers"),
        pytest.param("[9" + "9" * 60 + "]", id="too-long"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_marker_stays_as_it_came(text: str) -> None:
    assert normalised(text, 3) == (text, 0)


@pytest.mark.parametrize(
    ("written", "seen", "removed"),
    [
        pytest.param("It fell [9].", "It fell.", 1, id="with-the-space-before"),
        pytest.param("It fell[9].", "It fell.", 1, id="without-space"),
        pytest.param("It fell [1, 9].", "It fell [1].", 1, id="others-stay"),
        pytest.param("It fell [2-5].", "It fell [2][3].", 2, id="range"),
        pytest.param("It fell [0].", "It fell.", 1, id="nought"),
        pytest.param("It fell [1] [9] [2].", "It fell [1] [2].", 1, id="between"),
        pytest.param("It fell.\n[9]\nIt rose.", "It fell.\n\nIt rose.", 1, id="lines-stay"),
        pytest.param("A ` b\n[9] c", "A ` b\n c", 1, id="a-lone-backtick-ends-with-its-line"),
    ],
)
def test_a_number_that_was_never_given_is_removed_and_counted(written: str, seen: str, removed: int) -> None:
    assert normalised(written, 3) == (seen, removed)


@pytest.mark.parametrize("written", ["[[9]8]", "[8[9]]", "[8 [9]]", "[8[9][9]]"])
def test_removing_a_marker_never_joins_its_neighbours_to_another(written: str) -> None:
    assert not re.search(r"\[\d+\]", shown(written))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "It fell [1]. Then it rose [2].", [claim("It fell.", 1), claim("Then it rose.", 2)], id="before-the-stop"
        ),
        pytest.param(
            "It fell. [1] Then it rose [2].", [claim("It fell.", 1), claim("Then it rose.", 2)], id="after-the-stop"
        ),
        pytest.param(
            "It fell.[1] Then it rose.[2]", [claim("It fell.", 1), claim("Then it rose.", 2)], id="close-to-the-stop"
        ),
        pytest.param(
            "It fell.[1]Then it rose.[2]", [claim("It fell.", 1), claim("Then it rose.", 2)], id="no-space-at-all"
        ),
        pytest.param(
            "“It fell.” [1] “It rose,” he said. [2]",
            [claim("“It fell.”", 1), claim("“It rose,” he said.", 2)],
            id="after-a-quotation",
        ),
        pytest.param(
            '"It fell."[1] Then it rose.', [claim('"It fell."', 1), claim("Then it rose.")], id="straight-quotes"
        ),
        pytest.param("[1] It fell. Then it rose.", [claim("It fell.", 1), claim("Then it rose.")], id="at-the-start"),
        pytest.param(
            "It fell [1], then it rose [2][1].", [claim("It fell, then it rose.", 1, 2)], id="in-mid-sentence"
        ),
        pytest.param("It fell [1] .", [claim("It fell.", 1)], id="space-before-the-stop"),
        pytest.param("It fell.\n\n[1]", [claim("It fell.", 1)], id="on-a-line-of-its-own"),
        pytest.param("It fell.\n[1]\nIt rose.", [claim("It fell.", 1), claim("It rose.")], id="on-a-line-between"),
        pytest.param(
            "- It fell. [1]\n- [2] It rose.", [claim("It fell.", 1), claim("It rose.", 2)], id="opening-a-bullet"
        ),
        pytest.param("It fell. — [1]", [claim("It fell.", 1)], id="after-a-dash"),
        pytest.param("Use `x[1]` [2].", [claim("Use `x[1]`.", 2)], id="beside-code"),
        pytest.param("In [2019] it fell [sic].", [claim("In [2019] it fell [sic].")], id="other-brackets"),
        pytest.param("[1]", [], id="marker-alone"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_marker_belongs_to_the_sentence_it_follows(text: str, found: list[Claim]) -> None:
    assert claims(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "## Why it fell\n\nIt was old [1].", [claim("Why it fell"), claim("It was old.", 1)], id="heading"
        ),
        pytest.param(
            "Two things:\n- It fell [1].\n* It rose [2].",
            [claim("Two things:"), claim("It fell.", 1), claim("It rose.", 2)],
            id="bullets",
        ),
        pytest.param(
            "1. It fell [1].\n2) It rose [2].", [claim("It fell.", 1), claim("It rose.", 2)], id="list-numbers"
        ),
        pytest.param("> 1. **It fell** [1].", [claim("It fell.", 1)], id="nested"),
        pytest.param(
            "**Cause:** it was *very* __old__ _indeed_ [1].",
            [claim("Cause: it was very old indeed.", 1)],
            id="emphasis",
        ),
        pytest.param("**It fell. [1]** It rose.", [claim("It fell.", 1), claim("It rose.")], id="marker-in-emphasis"),
        pytest.param(
            "Set `a_b` and snake_case to 2*3 [1].", [claim("Set `a_b` and snake_case to 2*3.", 1)], id="signs-in-words"
        ),
        pytest.param("It fell.\n\n---\n\nIt rose.", [claim("It fell."), claim("It rose.")], id="rule"),
        pytest.param("It fell  by\t2 metres.", [claim("It fell by 2 metres.")], id="runs-of-space"),
    ],
)
def test_markdown_comes_out_as_plain_sentences(text: str, found: list[Claim]) -> None:
    assert claims(text) == found


MARKED_UP = st.lists(
    st.sampled_from(
        """[ ] 【 】 1 2 9 12 2019 , ; - – ^ †source . ! ” " ` `` ``` ( ) * ** # > fell It rose [1] [1,2] [9] 【1】 [^2]
        [1-3] [sic] · ·· ¶ ¶¶ .· -· 1.·""".split()
    ),
    max_size=30,
).map(lambda parts: "".join(parts).replace("·", " ").replace("¶", "\n"))


@given(MARKED_UP)
@example("`a`[9]`b`[9]``c`` It fell [1].")
def test_only_given_numbers_are_cited_and_none_is_lost(text: str) -> None:
    written = shown(text)
    cited = {number for claim in claims(written) for number in claim.numbers}
    assert cited <= {1, 2, 3}
    if "`" not in text and any(map(str.isalpha, re.sub(r"\[\d{1,3}\]", "", written))):
        assert cited == {int(number) for number in re.findall(r"\[(\d{1,3})\]", written)}
