"""Fitted numbers put into their two places: benchmarks/fitted.toml, their home, and the module that uses them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np

ROOT = Path(__file__).parents[1]
HOME = ROOT / "benchmarks" / "fitted.toml"
# The signals of a question, whether it can be answered, and its half: 1 is held out.
Row: TypeAlias = tuple[list[float], bool, int]
Value: TypeAlias = float | Sequence[float]


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: a weight for each signal, and the bias."""

    weights: tuple[float, ...]
    bias: float

    def likelihoods(self, rows: Sequence[Row]) -> np.ndarray:
        """How likely each question can be answered; shape (len(rows),), from 0 to 1."""
        signals = np.array([values for values, *_ in rows])
        likely: np.ndarray = 1 / (1 + np.exp(-(signals @ np.array(self.weights) + self.bias)))
        return likely


def auroc(rows: Sequence[Row], model: Model) -> float:
    """How often an answerable question is above an unanswerable one; nan where one of the two is missing."""
    likely = model.likelihoods(rows)
    can = np.array([row[1] for row in rows])
    return float(np.mean([(a > b) + 0.5 * (a == b) for a in likely[can] for b in likely[~can]] or [np.nan]))


def held_out_auroc(sets: Mapping[str, Sequence[Row]], model: Model) -> float:
    """The mean over the sets of the AUROC of their held-out halves; sets of one kind of question are left out."""
    held = [[row for row in rows if row[2] == 1] for rows in sets.values()]
    return float(np.mean([auroc(rows, model) for rows in held if len({row[1] for row in rows}) == 2]))


def write(numbers: Mapping[str, Value], module: Path, home: Path = HOME) -> None:
    """Put `numbers` into `home` and into `module`. Raises ValueError where one of them has no single place there."""
    texts = {file: file.read_text(encoding="utf-8") for file in (home, module)}
    for name, value in numbers.items():
        texts[home] = _with(texts[home], home, name, "[{}]", value)
        texts[module] = _with(texts[module], module, name, "({})", value)
    for file, text in texts.items():
        file.write_text(text, encoding="utf-8")


def _with(text: str, file: Path, name: str, brackets: str, value: Value) -> str:
    shown = str(value) if isinstance(value, float) else brackets.format(", ".join(map(str, value)))
    changed, count = re.subn(rf"^{name} = .*$", f"{name} = {shown}", text, flags=re.MULTILINE)
    if count != 1:
        raise ValueError(f"{file} has {count} lines that begin with '{name} = '; give it one")
    return changed
