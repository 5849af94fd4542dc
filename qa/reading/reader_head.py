"""A small trained reader over the token vectors that are computed anyway: which sentence answers, and whether any does.

It compares in two ways, after decomposable attention (Parikh et al., 2016).
Each token of the question is set beside its nearest token of a sentence: so a
word that only resembles what is said can be seen. And each token of the
sentence is set beside the whole question: so can one that could be what is
asked for. What both find is pooled by sentence and added to the sentence's
match. Untrained it says what the match says.

`benchmarks/train_reader.py` trained the weights; `reader_head.json` beside them
says on what, and their sha256, which is checked.
"""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from article_qa.index.embedders.local import FloatMatrix
from article_qa.index.embedders.products import product
from article_qa.index.errors import EmbedderUnavailable
from article_qa.index.text.stems import stem
from article_qa.index.text.words import WORD

WEIGHTS = "reader_head.npz"
ABOUT = "reader_head.json"
# As the network was trained.
NEAR_FEATURES = 11
# As the network was trained.
TOKEN_FEATURES = 8
# Tokens of the question. The memory grows with them, and few questions have more.
MAX_ASKED = 40

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question beside a passage, as the head sees it.

    One row for each token of the question in each sentence (`near`: the nearest
    token there), and one for each token of a sentence. Both are in the order of
    the sentences, of which there are as many as `match` has numbers.
    """

    asked: FloatMatrix
    summary: FloatMatrix
    asked_at: Places
    near: Places
    near_features: FloatMatrix
    near_sentence: Places
    tokens: Places
    token_features: FloatMatrix
    token_sentence: Places
    match: FloatMatrix


@dataclass(frozen=True, slots=True)
class Readings:
    """For each sentence of a passage how much better it answers than its match says, and whether it answers at all.

    Both are log odds; the first compares sentences of one question, the second questions too.
    """

    rank: FloatMatrix
    answers: FloatMatrix


def compare(
    asked: FloatMatrix, weights: FloatMatrix, cosines: FloatMatrix, sentence_of: NDArray[np.int16], words: FloatMatrix
) -> Comparison:
    """What the head looks at; `cosines` is (question tokens, passage tokens), `sentence_of` -1 outside sentences.

    Sentences are numbered in order. `words` is what `same_words` says of those that have tokens.
    """
    asked, weights, cosines, words = asked[:MAX_ASKED], weights[:MAX_ASKED], cosines[:MAX_ASKED], words[:, :MAX_ASKED]
    weights = weights / weights.sum()
    tokens = np.flatnonzero(sentence_of >= 0)
    of_token = sentence_of[tokens].astype(np.intp)
    starts = np.flatnonzero(np.r_[True, of_token[1:] != of_token[:-1]])
    ends = np.r_[starts[1:], len(tokens)]
    inside = cosines[:, tokens]
    near = np.stack([start + inside[:, start:end].argmax(1) for start, end in zip(starts, ends, strict=True)])
    first = np.take_along_axis(inside.T, near, 0)  # (sentences, question tokens)
    match = product(first, weights)
    blotted = inside.copy()
    np.put_along_axis(blotted, near.T, -1.0, 1)
    second = np.stack([blotted[:, start:end].max(1) for start, end in zip(starts, ends, strict=True)])
    count, size = len(starts), len(asked)
    passage = cosines.max(1)
    before = np.concatenate([np.full((1, size), -1.0, np.float32), first[:-1]])
    near_features = np.stack([
        first, np.broadcast_to(passage, first.shape) - first, second, _beside(first, -1), _beside(first, 1), before,
        np.broadcast_to(weights * size, first.shape), np.broadcast_to(match[:, None], first.shape),
        *words.transpose(2, 0, 1),
    ], 2).reshape(count * size, NEAR_FEATURES)  # fmt: skip
    best, mean = inside.max(0), product(np.maximum(inside, 0).T, weights)
    token_features = np.stack(
        [best, mean, *(_shifted(best, by) for by in (-2, -1, 1, 2)), match[of_token], match.max() - match[of_token]], 1
    )
    summary = np.concatenate([product(weights, asked), asked[0], asked[min(1, size - 1)]])
    return Comparison(
        asked, summary, np.tile(np.arange(size), count), tokens[near].reshape(-1), near_features.astype(np.float32),
        np.repeat(np.arange(count), size), tokens, token_features.astype(np.float32), of_token,
        match.astype(np.float32),
    )  # fmt: skip


def same_words(
    stems: Sequence[str], contents: Sequence[bool], said: Sequence[frozenset[str]], around: frozenset[str]
) -> FloatMatrix:
    """For each sentence and token of the question: whether the sentence says its word, whether the passage does,
    and whether it is a content word. `stems` are the tokens' words, `said` those of each sentence.
    """
    rows = np.zeros((len(said), len(stems), 3), np.float32)
    rows[:, :, 0] = [[each in of_sentence for each in stems] for of_sentence in said]
    rows[:, :, 1] = [each in around for each in stems]
    rows[:, :, 2] = contents
    return rows


def stems_of(text: str) -> frozenset[str]:
    """The stems of a text's words."""
    return frozenset(map(stem, WORD.findall(text)))


@dataclass(frozen=True)
class ReaderHead:
    """The trained head; `weights` are its matrices by name."""

    weights: Mapping[str, FloatMatrix]

    def fits(self, vectors: FloatMatrix) -> bool:
        """Whether it was trained over vectors of this length, and so by this reader."""
        return bool(vectors.shape[1] == self.weights["asked"].shape[0])

    def read(self, compared: Comparison, passage: FloatMatrix) -> Readings:
        """What each sentence is worth; `passage` are the vectors of the passage's tokens."""
        w = self.weights
        near = _relu(
            product(compared.asked, w["asked"])[compared.asked_at]
            + product(passage[compared.near], w["near"])
            + product(compared.near_features, w["near_features"])
            + w["near_bias"]
        )
        near = _relu(product(near, w["near_second"]) + w["near_second_bias"])
        token = _relu(
            product(passage[compared.tokens], w["token"])
            + product(compared.summary, w["summary"])
            + product(compared.token_features, w["token_features"])
            + w["token_bias"]
        )
        token = _relu(product(token, w["token_second"]) + w["token_second_bias"])
        pooled = np.concatenate(
            [*_pooled(near, compared.near_sentence), *_pooled(token, compared.token_sentence)], axis=1
        )
        hidden = _relu(product(pooled, w["pooled"]) + w["pooled_bias"])
        both = product(hidden, w["out"])
        base = w["base"][0] * compared.match + w["base"][1]
        return Readings(both[:, 0], both[:, 1] + base)


@cache
def reader_head() -> ReaderHead:
    """The head that comes with the program, once its checksum is right."""
    folder = files("article_qa.qa.reading")
    content = (folder / WEIGHTS).read_bytes()
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    if hashlib.sha256(content).hexdigest() != about["sha256"]:
        raise EmbedderUnavailable(f"the reader's file {WEIGHTS!r} is not the tested one; install the project again")
    with np.load(io.BytesIO(content)) as arrays:
        return ReaderHead({name: arrays[name].astype(np.float32) for name in arrays.files})


def _pooled(rows: FloatMatrix, sentence: Places) -> tuple[FloatMatrix, FloatMatrix]:
    """The mean and the greatest of the rows of each sentence."""
    starts = np.flatnonzero(np.r_[True, sentence[1:] != sentence[:-1]])
    counts = np.diff(np.r_[starts, len(rows)]).astype(np.float32)
    return np.add.reduceat(rows, starts) / counts[:, None], np.maximum.reduceat(rows, starts)


def _beside(rows: FloatMatrix, by: int) -> FloatMatrix:
    return np.stack([_shifted(row, by) for row in rows])


def _shifted(row: FloatMatrix, by: int) -> FloatMatrix:
    """The row moved on by so many places, with zeros where nothing stands."""
    moved = np.zeros_like(row)
    if by < 0:
        moved[-by:] = row[:by]
    else:
        moved[: len(row) - by] = row[by:]
    return moved


def _relu(rows: FloatMatrix) -> FloatMatrix:
    return np.maximum(rows, 0)
