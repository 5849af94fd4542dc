"""An older text is made of the newer one and of what only it has."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_qa.index.store.patches import MAX_PIECES, apply_patch, make_patch, whole

TEXTS = st.lists(st.sampled_from(["The bridge is shut. ", "It opened in May.\n", "Ä", "🌉 ", "No. ", "\n\n", "a b c"]))


@given(TEXTS.map("".join), TEXTS.map("".join))
def test_any_older_text_comes_back_from_any_newer_one(newer: str, older: str) -> None:
    assert apply_patch(make_patch(newer, older), newer) == older


def test_only_changed_words_are_kept() -> None:
    sentences = [f"Sentence {n} is about the bridge over the river." for n in range(200)]
    older = " ".join(sentences)
    newer = older.replace("Sentence 5 is", "Sentence 5 was").replace("Sentence 190 is", "Sentence 190 will be")
    words = [part for part in json.loads(make_patch(newer, older)) if isinstance(part, str)]
    assert words == ["i", "is"]


def test_of_two_long_texts_with_nothing_in_common_one_is_kept_whole() -> None:
    older, newer = "".join("a." for _ in range(MAX_PIECES + 5)), "".join("b!" for _ in range(MAX_PIECES + 5))
    assert json.loads(make_patch(newer, older)) == [older]


@pytest.mark.parametrize(("patch", "text"), [(whole("Was."), "Was."), ("[[0,1]]", None)])
def test_a_whole_text_needs_no_newer_one(patch: str, text: str | None) -> None:
    assert apply_patch(patch, None) == text
