"""The weights of the reader's head, the loss of a batch and its gradient: backpropagation by hand."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from article_qa.qa.reading.reader_head import NEAR_FEATURES, TOKEN_FEATURES, Places
from benchmarks.reader_batches import Batch, Matrix

WIDE, NARROW = 96, 48
TOKEN_LOSS, RANK_LOSS = 0.5, 0.5
# Numbers of unit vectors are small; so they are as large as the features.
SCALE = 20
SCALED = ("asked", "near", "token", "summary")

Weights: TypeAlias = Mapping[str, Matrix]
Gradients: TypeAlias = dict[str, Matrix]


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


def scaled(weights: Mapping[str, Matrix]) -> dict[str, Matrix]:
    """The weights as they are used: made for vectors of length 1."""
    return {name: rows * np.float32(SCALE) if name in SCALED else rows for name, rows in weights.items()}


def gradients(w: Weights, b: Batch, kept: Callable[[tuple[int, ...]], Matrix]) -> tuple[float, Gradients]:
    """The loss of a batch and its gradient by each weight; `kept` makes dropout's mask of a shape."""
    g: Gradients = {}
    near1 = relu(
        SCALE * (b.asked @ w["asked"] + b.near @ w["near"]) + b.near_features @ w["near_features"] + w["near_bias"]
    )
    near_kept = kept(near1.shape)
    near2 = relu((near1 * near_kept) @ w["near_second"] + w["near_second_bias"])
    told = SCALE * (b.summary @ w["summary"])
    token1 = relu(
        SCALE * (b.tokens @ w["token"])
        + told[b.token_comparison]
        + b.token_features @ w["token_features"]
        + w["token_bias"]
    )
    token_kept = kept(token1.shape)
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


def relu(rows: Matrix) -> Matrix:
    kept: Matrix = np.maximum(rows, 0)
    return kept


def sigmoid(values: Matrix) -> Matrix:
    shares: Matrix = 1 / (1 + np.exp(-np.clip(values, -30, 30)))
    return shares
