"""Which markers are shown while a model writes, and what its sentences cite."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies._internal.core import DataObject

from article_qa.qa.generation.citation_markers import Claim, MarkerParser, claims


def shown(*pieces: str, given: int = 3) -> str:
    parser = MarkerParser(given)
    return "".join([*map(parser.feed, pieces), parser.close()])


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
        pytest.param("[9" + "9" * 60 + "]", id="too-long"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_marker_stays_as_it_came(text: str) -> None:
    parser = MarkerParser(3)
    assert parser.feed(text) + parser.close() == text
    assert parser.removed == 0


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
    parser = MarkerParser(3)
    assert parser.feed(written) + parser.close() == seen
    assert parser.removed == removed


@pytest.mark.parametrize("written", ["[[9]8]", "[8[9]]", "[8 [9]]", "[8[9][9]]"])
def test_removing_a_marker_never_joins_its_neighbours_to_another(written: str) -> None:
    assert not re.search(r"\[\d+\]", shown(written))


def test_a_marker_cut_by_the_stream_waits_until_it_is_whole() -> None:
    parser = MarkerParser(3)
    seen = [parser.feed(piece) for piece in ("It fell", " ", "[", "1", ", 2", "]", ".")]
    assert seen == ["It fell", "", "", "", "", " [1][2]", "."]


@pytest.mark.parametrize(
    ("piece", "seen"),
    [
        pytest.param("It fell [s", "It fell [s", id="a-letter"),
        pytest.param("It fell [1 of", "It fell [1 of", id="a-letter-after-a-number"),
        pytest.param("It fell [1\n", "It fell [1\n", id="a-newline"),
        pytest.param("It fell [1, [", "It fell [1, ", id="another-bracket"),
        pytest.param("It fell [1, `", "It fell [1, `", id="code"),
        pytest.param("[1" + "," * 39, "[1" + "," * 39, id="too-long"),
    ],
)
def test_a_bracket_that_cannot_be_a_marker_is_shown_at_once(piece: str, seen: str) -> None:
    assert MarkerParser(3).feed(piece) == seen


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


@given(st.data(), MARKED_UP | st.text(max_size=40))
def test_any_cut_of_the_stream_shows_the_same(data: DataObject, text: str) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert shown(*pieces) == shown(text)
    assert claims(shown(*pieces)) == claims(shown(text))


@given(MARKED_UP.map(lambda text: text.replace("`", "")))
def test_no_text_shown_so_far_ends_inside_a_marker(text: str) -> None:
    parser = MarkerParser(3)
    pieces = [*map(parser.feed, text), parser.close()]
    inside = {n for m in re.finditer(r"\[\d{1,3}\]", "".join(pieces)) for n in range(m.start() + 1, m.end())}
    ends = {len("".join(pieces[:n])) for n in range(len(pieces) + 1)}
    assert not inside & ends


@given(MARKED_UP)
@example("`a`[9]`b`[9]``c`` It fell [1].")
def test_only_given_numbers_are_cited_and_none_is_lost(text: str) -> None:
    written = shown(text)
    cited = {number for claim in claims(written) for number in claim.numbers}
    assert cited <= {1, 2, 3}
    if "`" not in text and any(map(str.isalpha, re.sub(r"\[\d{1,3}\]", "", written))):
        assert cited == {int(number) for number in re.findall(r"\[(\d{1,3})\]", written)}
