"""Train the reader's head (qa/reading/reader_head.py) and write it with what it was trained on.

    python -m benchmarks.train_reader --sets ../shared/data --minutes 4.5 --out qa/reading

Numpy alone, in one thread: backpropagation by hand, Adam (Kingma and Ba, 2015).
The head starts as the match: its output layer is zero. What is learned from:
benchmarks/training_pairs.py. The figures are of the articles kept aside.
"""

import argparse
import hashlib
import io
import json
import pickle
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from article_qa.index.text.sentences import sentences
from article_qa.index.text.words import content_words
from article_qa.qa.reading.late_interaction import QuestionTokens
from article_qa.qa.reading.reader_head import (
    ABOUT,
    NEAR_FEATURES,
    TOKEN_FEATURES,
    WEIGHTS,
    Comparison,
    Places,
    ReaderHead,
    compare,
    same_words,
    stems_of,
)
from benchmarks.training_pairs import FILES, Pair, Pairs, Text, gather

SEED = 16
WIDE, NARROW = 96, 48
# A group is a question with its passage and a passage that does not answer it, or a passage with changed questions.
ANSWERED, CHANGED = 10, 8
RATE, DECAY, DROPPED = 1.5e-3, 0.02, 0.15
TOKEN_LOSS, RANK_LOSS = 0.5, 0.5

Matrix: TypeAlias = NDArray[Any]
# Numbers of unit vectors are small; so they are as large as the features.
SCALE = 20
SCALED = ("asked", "near", "token", "summary")

Gradients = dict[str, Matrix]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=Path("../shared/data"), help="folder of the training sets")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--minutes", type=float, default=4.5, help="of this thread's work")
    parser.add_argument("--kept", type=Path, help="file to keep the pairs in, for another run")
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights and what they were trained on")
    given = parser.parse_args()
    if given.kept and given.kept.exists():
        pairs: Pairs = pickle.loads(given.kept.read_bytes())
    else:
        pairs = gather(given.sets, given.seed)
        if given.kept:
            given.kept.write_bytes(pickle.dumps(pairs))
    trainer = Trainer(pairs, given.seed)
    steps, figures = trainer.train(given.minutes * 60)
    write(given.out, trainer.weights, given.sets, {"seed": given.seed, "steps": steps, "kept_aside": figures})


def write(folder: Path, weights: Mapping[str, Matrix], sets: Path, facts: Mapping[str, object]) -> None:
    """The weights in half precision, and beside them what they were made of."""
    packed = io.BytesIO()
    used = {name: rows for name, rows in scaled(weights).items() if name not in ("spots", "rank_base")}
    shipped = {name: rows.astype(np.float16) for name, rows in used.items()}
    np.savez(packed, allow_pickle=False, **shipped)
    (folder / WEIGHTS).write_bytes(packed.getvalue())
    about = {
        "sha256": hashlib.sha256(packed.getvalue()).hexdigest(),
        "made_by": "python -m benchmarks.train_reader",
        **facts,
        "data": {str(path): hashlib.sha256((sets / path).read_bytes()).hexdigest() for path in FILES},
    }
    (folder / ABOUT).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


def scaled(weights: Mapping[str, Matrix]) -> dict[str, Matrix]:
    """The weights as they are used: made for vectors of length 1."""
    return {name: rows * np.float32(SCALE) if name in SCALED else rows for name, rows in weights.items()}


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


class Trainer:
    """Holds the weights and improves them."""

    def __init__(self, pairs: Pairs, seed: int) -> None:
        self.random, self.noise = Random(seed), np.random.default_rng(seed)
        self.pairs = pairs
        self.weights = initial(self.noise)
        self._moments = {name: (np.zeros_like(w), np.zeros_like(w)) for name, w in self.weights.items()}
        self.asked: dict[str, QuestionTokens] = {}
        self._said: dict[int, tuple[list[frozenset[str]], frozenset[str]]] = {}

    def train(self, seconds: float) -> tuple[int, dict[str, float]]:
        learned = [pair for pair in self.pairs.pairs if not pair.is_aside]
        answered = [pair for pair in learned if pair.answers]
        changed = [pair for pair in learned if not pair.answers]
        started, step, losses = time.process_time(), 0, [0.0]
        while (share := (time.process_time() - started) / seconds) < 1:
            batch = self.batch(self.random.sample(answered, ANSWERED), self.random.sample(changed, CHANGED))
            loss, gradients = self.gradients(batch)
            step += 1
            self.improve(gradients, step, RATE * min(1, step / 100) * max(0.02, 1 - share))
            losses.append(loss)
            if step % 400 == 0:
                print(step, f"{share:.2f} loss {np.mean(losses[-400:]):.4f}", self.aside(250), flush=True)
        figures = self.aside(1000)
        print(step, figures, flush=True)
        return step, figures

    def batch(self, answered: Sequence[Pair], changed: Sequence[Pair]) -> Batch:
        examples: list[Example] = []
        for group, pair in enumerate([*answered, *changed]):
            examples.append(self.example(pair, pair.text, group))
            if pair.answers and pair.others:
                examples.append(self.example(pair, self.random.choice(pair.others), group))
        return joined(examples)

    def example(self, pair: Pair, text: int, group: int) -> Example:
        read = self.pairs.texts[text]
        asked = self.question(pair.question)
        passage = read.vectors.astype(np.float32)
        said, around = self.said(text)
        words = same_words(asked.stems, asked.contents, said, around)
        compared = compare(asked.vectors, asked.weights, asked.vectors @ passage.T, read.sentence_of, words)
        answers = pair.answers if text == pair.text else []
        return Example(compared, passage, group, held(read, answers), spots(read, answers, compared, pair))

    def said(self, number: int) -> tuple[list[frozenset[str]], frozenset[str]]:
        """The stems of each sentence of a text that has tokens, and of all with the title."""
        if number not in self._said:
            text = self.pairs.texts[number]
            within = sentences(text.body)
            said = [stems_of(text.body[slice(*within[n])]) for n in sentence_numbers(text)]
            self._said[number] = said, stems_of(text.title).union(*said)
        return self._said[number]

    def question(self, text: str) -> QuestionTokens:
        """As the program reads it, its words all as rare."""
        if text not in self.asked:
            vectors, spans = self.pairs.questions[text]
            known = Known(vectors.astype(np.float32), spans)
            self.asked[text] = QuestionTokens.read(text, known, dict.fromkeys(content_words(text) or ["_"], 1.0))
        return self.asked[text]

    def gradients(self, b: Batch) -> tuple[float, Gradients]:
        """The loss of a batch and its gradient by each weight."""
        w = self.weights
        g: Gradients = {}
        near1 = relu(
            SCALE * (b.asked @ w["asked"] + b.near @ w["near"]) + b.near_features @ w["near_features"] + w["near_bias"]
        )
        near_kept = self.kept(near1.shape)
        near2 = relu((near1 * near_kept) @ w["near_second"] + w["near_second_bias"])
        told = SCALE * (b.summary @ w["summary"])
        token1 = relu(
            SCALE * (b.tokens @ w["token"])
            + told[b.token_comparison]
            + b.token_features @ w["token_features"]
            + w["token_bias"]
        )
        token_kept = self.kept(token1.shape)
        token2 = relu((token1 * token_kept) @ w["token_second"] + w["token_second_bias"])
        near_pool, token_pool = Pool(near2, b.near_sentence), Pool(token2, b.token_sentence)
        pooled = np.concatenate([near_pool.mean, near_pool.most, token_pool.mean, token_pool.most], 1)
        hidden = relu(pooled @ w["pooled"] + w["pooled_bias"])
        both = hidden @ w["out"]
        answers = both[:, 1] + w["base"][0] * b.match + w["base"][1]
        rank = both[:, 0] + w["rank_base"][0] * b.match
        spot = token2 @ w["spots"][:-1] + w["spots"][-1]

        count = len(b.match)
        weight = np.where(b.holds > 0, 2.0, 1.0).astype(np.float32)
        loss = float((weight * np.logaddexp(0, -(2 * b.holds - 1) * answers)).sum() / count)
        d_answers = weight * (sigmoid(answers) - b.holds) / count
        rank_loss, d_rank = listwise(rank, b.holds, b.group)
        known = max(1.0, float(b.has_spots.sum()))
        d_spot = b.has_spots * (sigmoid(spot) - b.spots) / known * TOKEN_LOSS * 4
        spotted = b.has_spots * np.logaddexp(0, -(2 * b.spots - 1) * spot)
        loss += RANK_LOSS * rank_loss + float(spotted.sum()) / known * TOKEN_LOSS * 4
        d_rank *= RANK_LOSS

        d_both = np.stack([d_rank, d_answers], 1)
        g["base"] = np.array([d_answers @ b.match, d_answers.sum()], np.float32)
        g["rank_base"] = np.array([d_rank @ b.match], np.float32)
        g["out"] = hidden.T @ d_both
        d_hidden = (d_both @ w["out"].T) * (hidden > 0)
        g["pooled"], g["pooled_bias"] = pooled.T @ d_hidden, d_hidden.sum(0)
        d_pooled = d_hidden @ w["pooled"].T
        n = NARROW
        d_near2 = near_pool.back(d_pooled[:, :n], d_pooled[:, n : 2 * n]) * (near2 > 0)
        d_token2 = token_pool.back(d_pooled[:, 2 * n : 3 * n], d_pooled[:, 3 * n :])
        g["spots"] = np.append(token2.T @ d_spot, d_spot.sum()).astype(np.float32)
        d_token2 = (d_token2 + d_spot[:, None] * w["spots"][:-1]) * (token2 > 0)
        g["near_second"], g["near_second_bias"] = (near1 * near_kept).T @ d_near2, d_near2.sum(0)
        d_near1 = (d_near2 @ w["near_second"].T) * near_kept * (near1 > 0)
        g["asked"], g["near"] = SCALE * (b.asked.T @ d_near1), SCALE * (b.near.T @ d_near1)
        g["near_features"], g["near_bias"] = b.near_features.T @ d_near1, d_near1.sum(0)
        g["token_second"], g["token_second_bias"] = (token1 * token_kept).T @ d_token2, d_token2.sum(0)
        d_token1 = (d_token2 @ w["token_second"].T) * token_kept * (token1 > 0)
        g["token"] = SCALE * (b.tokens.T @ d_token1)
        g["token_features"], g["token_bias"] = b.token_features.T @ d_token1, d_token1.sum(0)
        starts = np.flatnonzero(np.r_[True, b.token_comparison[1:] != b.token_comparison[:-1]])
        g["summary"] = SCALE * (b.summary.T @ np.add.reduceat(d_token1, starts))
        return loss, g

    def kept(self, shape: tuple[int, ...]) -> Matrix:
        """Dropout's mask."""
        return (self.noise.random(shape, np.float32) >= DROPPED).astype(np.float32) / (1 - DROPPED)

    def improve(self, gradients: Gradients, step: int, rate: float) -> None:
        """A step of AdamW, along gradients of length 1 at most."""
        length = float(np.sqrt(sum(float((g * g).sum()) for g in gradients.values())))
        for name, gradient in gradients.items():
            mean, square = self._moments[name]
            gradient = gradient * min(1.0, 1 / (length + 1e-9))
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient * gradient - square)
            moved = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
            decay = DECAY * self.weights[name] if self.weights[name].ndim == 2 else 0.0
            self.weights[name] -= (rate * (moved + decay)).astype(np.float32)

    def aside(self, most: int) -> dict[str, float]:
        """Figures of the articles kept aside, by the match and by the head."""
        head, random = ReaderHead(scaled(self.weights)), Random(1)
        pairs = [pair for pair in self.pairs.pairs if pair.is_aside]
        first = [pair for pair in pairs if pair.kind == "original" and pair.answers]
        first = random.sample(first, min(most, len(first)))
        found: dict[str, list[list[float]]] = {}
        best = []
        for pair in first:
            example = self.example(pair, pair.text, 0)
            if not example.holds.any():
                continue
            read = head.read(example.compared, example.passage)
            ranked = read.rank + self.weights["rank_base"][0] * example.compared.match
            best.append([example.holds[example.compared.match.argmax()], example.holds[ranked.argmax()]])
            found.setdefault("gold", []).append([example.compared.match.max(), read.answers.max()])
            if pair.others:
                found.setdefault("near", []).append(self.most(head, pair, pair.others[0]))
        for name in ("changed", "paraphrase"):
            kin = [pair for pair in pairs if pair.kind.startswith(name)]
            found[name] = [self.most(head, pair, pair.text) for pair in random.sample(kin, min(most, len(kin)))]
        figures = {"best sentence": np.mean(best, 0)}
        for one, other in (("gold", "near"), ("gold", "changed"), ("paraphrase", "changed")):
            values = [auroc([row[n] for row in found[one]], [row[n] for row in found[other]]) for n in (0, 1)]
            figures[f"AUROC {one}/{other}"] = np.array(values)
        return {
            f"{name} by {by}": round(float(value), 4)
            for name, values in figures.items()
            for by, value in zip(("match", "head"), values, strict=True)
        }

    def most(self, head: ReaderHead, pair: Pair, text: int) -> list[float]:
        example = self.example(pair, text, 0)
        return [float(example.compared.match.max()), float(head.read(example.compared, example.passage).answers.max())]


@dataclass(frozen=True)
class Known:
    """A reader that knows one question."""

    vectors: Matrix
    spans: list[tuple[int, int]]

    def token_vectors(self, texts: Sequence[str]) -> list[tuple[Matrix, list[tuple[int, int]]]]:
        return [(self.vectors, self.spans) for _ in texts]


class Pool:
    """The mean and the greatest of the rows of each sentence, and the way back."""

    def __init__(self, rows: Matrix, sentence: Places) -> None:
        starts = np.flatnonzero(np.r_[True, sentence[1:] != sentence[:-1]])
        self.counts = np.diff(np.r_[starts, len(rows)])
        self.mean = np.add.reduceat(rows, starts) / self.counts[:, None].astype(np.float32)
        self.most = np.maximum.reduceat(rows, starts)
        self._is_most = rows == np.repeat(self.most, self.counts, 0)

    def back(self, d_mean: Matrix, d_most: Matrix) -> Matrix:
        spread = np.repeat(d_mean / self.counts[:, None].astype(np.float32), self.counts, 0)
        back: Matrix = spread + self._is_most * np.repeat(d_most, self.counts, 0)
        return back


def initial(noise: np.random.Generator) -> dict[str, Matrix]:
    """Small random layers (He et al., 2015), a silent output, and the match as it is."""
    shapes = {
        "asked": (384, WIDE), "near": (384, WIDE), "near_features": (NEAR_FEATURES, WIDE), "token": (384, WIDE),
        "summary": (3 * 384, WIDE), "token_features": (TOKEN_FEATURES, WIDE), "near_second": (WIDE, NARROW),
        "token_second": (WIDE, NARROW), "pooled": (4 * NARROW, NARROW),
    }  # fmt: skip
    weights = {name: noise.normal(0, (2 / rows) ** 0.5, (rows, columns)) for name, (rows, columns) in shapes.items()}
    for name in ("asked", "near", "token", "summary"):
        weights[name] *= 0.6
    for name, size in {
        "near": WIDE,
        "token": WIDE,
        "near_second": NARROW,
        "token_second": NARROW,
        "pooled": NARROW,
    }.items():
        weights[f"{name}_bias"] = np.zeros(size)
    weights |= {"out": np.zeros((NARROW, 2)), "base": np.array([10.0, -6.0]), "rank_base": np.array([10.0])}
    weights["spots"] = np.zeros(NARROW + 1)
    return {name: rows.astype(np.float32) for name, rows in weights.items()}


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


def listwise(rank: Matrix, holds: Matrix, group: Places) -> tuple[float, Matrix]:
    """Softmax loss over the sentences of each group in which one answers, and its gradient."""
    loss, gradient = 0.0, np.zeros_like(rank)
    groups = [np.flatnonzero(group == n) for n in np.unique(group)]
    groups = [places for places in groups if holds[places].any()]
    for places in groups:
        e = np.exp(rank[places] - rank[places].max())
        share, right = e / e.sum(), holds[places] * e
        loss -= float(np.log(right.sum() / e.sum())) / len(groups)
        gradient[places] = (share - right / right.sum()) / len(groups)
    return loss, gradient


def auroc(yes: Sequence[float], no: Sequence[float]) -> float:
    a, b = np.array(yes)[:, None], np.array(no)
    return float(((a > b) + 0.5 * (a == b)).mean())


def relu(rows: Matrix) -> Matrix:
    kept: Matrix = np.maximum(rows, 0)
    return kept


def sigmoid(values: Matrix) -> Matrix:
    shares: Matrix = 1 / (1 + np.exp(-np.clip(values, -30, 30)))
    return shares


if __name__ == "__main__":
    main()
