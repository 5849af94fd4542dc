"""What the reader's head is trained on, as arrays: a comparison is an example, and several in a row are a batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from article_qa.index.text.sentences import sentences
from article_qa.qa.reading.reader_head import Comparison, Places
from benchmarks.training_pairs import Pair, Text

Matrix: TypeAlias = NDArray[Any]


@dataclass
class Batch:
    """Several comparisons in a row, and what is wanted of each sentence, token and group."""

    asked: Matrix
    near: Matrix
    near_features: Matrix
    near_sentence: Places
    tokens: Matrix
    token_features: Matrix
    token_sentence: Places
    token_comparison: Places
    summary: Matrix
    match: Matrix
    group: Places
    holds: Matrix
    spots: Matrix
    has_spots: Matrix


@dataclass(frozen=True)
class Example:
    """A comparison, the passage's vectors, which sentences answer and which tokens are the answer, if that is known."""

    compared: Comparison
    passage: Matrix
    group: int
    holds: Matrix
    spots: Matrix | None


@dataclass(frozen=True)
class Known:
    """A reader that knows one question."""

    vectors: Matrix
    spans: list[tuple[int, int]]

    def token_vectors(self, texts: Sequence[str]) -> list[tuple[Matrix, list[tuple[int, int]]]]:
        return [(self.vectors, self.spans) for _ in texts]


def joined(examples: Sequence[Example]) -> Batch:
    sentence = 0
    parts: list[tuple[NDArray[np.generic], ...]] = []
    for number, example in enumerate(examples):
        c = example.compared
        tokens = np.full(len(c.tokens), number)
        has_spots = np.full(len(c.tokens), example.spots is not None, np.float32)
        spot = np.zeros(len(c.tokens), np.float32) if example.spots is None else example.spots
        parts.append((
            c.asked[c.asked_at], example.passage[c.near], c.near_features, c.near_sentence + sentence,
            example.passage[c.tokens], c.token_features, c.token_sentence + sentence, tokens, c.summary[None],
            c.match, np.full(len(c.match), example.group), example.holds, spot, has_spots,
        ))  # fmt: skip
        sentence += len(c.match)
    return Batch(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def held(read: Text, answers: Sequence[tuple[int, int]]) -> Matrix:
    """For each sentence of the text that has tokens whether an answer begins in it."""
    spans = sentences(read.body)
    held = [any(spans[n][0] <= a < spans[n][1] for a, _ in answers) for n in sentence_numbers(read)]
    return np.array(held, np.float32)


def sentence_numbers(text: Text) -> list[int]:
    """Which of a text's sentences have tokens: those that the model reads."""
    return list(dict.fromkeys(n for n in text.sentence_of.tolist() if n >= 0))


def spots(read: Text, answers: Sequence[tuple[int, int]], compared: Comparison, pair: Pair) -> Matrix | None:
    """For each token of a sentence whether it is part of an answer; None where only its sentence is known."""
    if pair.kind == "section" or (answers and pair.kind != "original" and pair.origin < 0):
        return None
    spans = [read.spans[n] for n in compared.tokens]
    return np.array([any(a < end and start < b for start, end in answers) for a, b in spans], np.float32)
