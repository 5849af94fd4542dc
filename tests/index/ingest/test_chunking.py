"""Passages are slices of their article, in order, whole, and small enough."""

import time
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_qa.index.embedders.local import LocalEmbedder
from article_qa.index.ingest.chunking import cut
from article_qa.index.records import Passage
from article_qa.index.text.cleaning import clean
from article_qa.index.text.sentences import sentences
from tests.index.fakes import article, words

PROSE = st.text(
    st.sampled_from("aB1 . . .\n\n!?…\"'“”‘’«»„()[]-—:;e\u0301\u200b\u200dשع漢字😀🇯🇴\u00a0\u3000\u2003Dr."),
    max_size=400,
)


def assert_exact(
    text: str, passages: list[Passage], count_tokens: Callable[[Sequence[str]], list[int]], limit: int
) -> None:
    end = 0
    for passage in passages:
        assert text[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip() != ""
        assert not text[end : passage.start].strip(), "a word was left out"
        assert passage.start >= end, "passages overlap"
        end = passage.end
    assert not text[end:].strip(), "the end was left out"
    assert all(tokens <= limit for tokens in count_tokens([p.text for p in passages]))


@given(PROSE, st.integers(1, 12))
def test_passages_are_exact_ordered_and_whole(text: str, limit: int) -> None:
    text = clean(text)
    assert_exact(text, cut(article(text), words, limit), words, limit)


@settings(max_examples=25)
@given(PROSE)
def test_passages_are_exact_by_the_tokens_of_the_embedder_too(embedder: LocalEmbedder, text: str) -> None:
    text = clean(text)
    # One character may be four tokens here; a smaller limit could not be kept.
    assert_exact(text, cut(article(text), embedder.count_tokens, 8), embedder.count_tokens, 8)


@given(PROSE)
def test_sentences_are_trimmed_slices_in_order(text: str) -> None:
    text = clean(text)
    end = 0
    for start, stop in sentences(text):
        assert end <= start < stop
        assert text[start:stop] == text[start:stop].strip()
        assert "\n" not in text[start:stop]
        end = stop


def test_sentences_end_where_a_reader_would_end_them() -> None:
    text = "Dr. Lee met the U.S. envoy 😀 at 5 p.m. on Monday. “It’s shut. For good,” he said. Why?\nA line"
    assert [text[a:b] for a, b in sentences(text)] == [
        "Dr. Lee met the U.S. envoy 😀 at 5 p.m. on Monday.",
        "“It’s shut. For good,” he said.",
        "Why?",
        "A line",
    ]


def test_a_passage_is_made_of_whole_sentences() -> None:
    text = "One two three. Four five six. Seven eight nine. Ten eleven twelve."
    assert [p.text for p in cut(article(text), words, 7)] == [
        "One two three. Four five six.",
        "Seven eight nine. Ten eleven twelve.",
    ]


def test_passages_are_of_nearly_even_length() -> None:
    text = " ".join(["One two three four five."] * 11)
    sizes = words([p.text for p in cut(article(text), words, 50)])
    assert sizes == [30, 25]


def test_the_same_cut_has_the_same_ids() -> None:
    text = "One two three. Four five six. Seven eight nine."
    first, second = cut(article(text), words, 4), cut(article(text), words, 4)
    assert [p.id for p in first] == [p.id for p in second]
    assert first[1].id == f"{first[1].article_id}:15-29"


def test_a_very_long_sentence_is_split_at_spaces() -> None:
    text = " ".join(f"word{n}" for n in range(1000)) + "."
    passages = cut(article(text), words, 50)
    assert_exact(text, passages, words, 50)
    assert " ".join(p.text for p in passages) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * 100_000, id="one-word"),
        pytest.param("漢" * 20_000, id="no-spaces"),
        pytest.param("word " * 20_000 + "end", id="one-sentence"),
        pytest.param("“" * 10_000, id="open-quotes"),
    ],
)
def test_a_monstrous_text_is_cut_in_a_moment(embedder: LocalEmbedder, text: str) -> None:
    started = time.perf_counter()
    assert_exact(text, cut(article(text), embedder.count_tokens), embedder.count_tokens, 200)
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_text_without_a_word_gives_no_passage(text: str) -> None:
    assert cut(article(text), words) == []


def test_signs_alone_are_cut_like_words() -> None:
    assert [p.text for p in cut(article("… — !"), words)] == ["… — !"]
