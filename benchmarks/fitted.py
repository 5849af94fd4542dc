"""Fitted numbers put into their two places: benchmarks/fitted.toml, their home, and the module that uses them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np

ROOT = Path(__file__).parents[1]
HOME = ROOT / "benchmarks" / "fitted.toml"
ENTRY = "[[fitted]]\n"
# The signals of a question, whether it can be answered, and its half: 1 is held out.
Row: TypeAlias = tuple[list[float], bool, int]
Value: TypeAlias = float | Sequence[float]


class NothingGained(Exception):
    """New numbers are worth no more than those in use on data that was kept aside."""


@dataclass(frozen=True, slots=True)
class Place:
    """The two places of a module's numbers: `named` is the module as the entries of `home` name it."""

    named: str
    home: Path = HOME
    root: Path = ROOT

    @property
    def module(self) -> Path:
        return self.root / self.named


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


def write_gain(numbers: Mapping[str, Value], before: float, after: float, place: Place) -> None:
    """Write `numbers` if they are worth more on held-out data than those in use: `after` above `before`.

    Raises NothingGained, and then neither file has changed. A figure that is no number gains nothing.
    """
    if not after > before:
        raise NothingGained(
            f"nothing is written, because {after:.4f} on the held-out halves is no gain on {before:.4f}"
        )
    write(numbers, place)


def write(numbers: Mapping[str, Value], place: Place) -> None:
    """Put `numbers` into both files. Raises ValueError where one of them has no single place there."""
    home, module = place.home.read_text(encoding="utf-8"), place.module.read_text(encoding="utf-8")
    entries = home.split(ENTRY)
    own = [n for n, entry in enumerate(entries) if f'module = "{place.named}"\n' in entry]
    for name, value in numbers.items():
        # The first piece is what stands before all entries, where no number is found.
        number = next((n for n in own if _line(name).search(entries[n])), 0)
        entries[number] = _with(entries[number], place.home, name, "[{}]", value)
        module = _with(module, place.module, name, "({})", value)
    place.home.write_text(ENTRY.join(entries), encoding="utf-8")
    place.module.write_text(module, encoding="utf-8")


def _line(name: str) -> re.Pattern[str]:
    return re.compile(rf"^{name} = .*$", re.MULTILINE)


def _with(text: str, file: Path, name: str, brackets: str, value: Value) -> str:
    shown = str(value) if isinstance(value, float) else brackets.format(", ".join(map(str, value)))
    changed, count = _line(name).subn(f"{name} = {shown}", text)
    if count != 1:
        raise ValueError(f"{file} has {count} lines for the module that begin with '{name} = '; give it one")
    return changed
