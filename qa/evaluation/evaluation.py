"""All outcomes under one setting, and every figure over them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from article_qa.qa.evaluation.figures import measures_of
from article_qa.qa.evaluation.measures import Chosen, Interval, Measure, difference, every, interval
from article_qa.qa.evaluation.outcome import Outcome
from article_qa.qa.evaluation.setting import SETTINGS, Setting


@dataclass(frozen=True)
class Evaluation:
    """All outcomes under one setting, and every figure over them."""

    setting: Setting
    outcomes: tuple[Outcome, ...]

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Every figure by its name, in the order they are shown."""
        return measures_of(self.outcomes)

    @cached_property
    def groups(self) -> dict[str, Chosen]:
        """The places of each group's questions, in the file's order; none when no group is given."""
        names = dict.fromkeys(outcome.golden.group or "" for outcome in self.outcomes)
        if set(names) == {""}:
            return {}
        return {
            name or "(none)": np.array([n for n, o in enumerate(self.outcomes) if (o.golden.group or "") == name])
            for name in names
        }

    def figure(self, name: str, questions: Chosen | None = None) -> float:
        """One figure over these questions, or all; nan where none is concerned."""
        measure = self.measures[name]
        return measure.over(every(measure) if questions is None else questions)

    def as_json(self) -> dict[str, Any]:
        """Every figure with its interval, over all questions and by group."""
        everything = np.arange(len(self.outcomes))
        return {
            "setting": {name: str(getattr(self.setting, name)) for name in SETTINGS},
            "questions": len(self.outcomes),
            "figures": self._figures(everything, with_interval=True),
            "groups": {name: self._figures(chosen) for name, chosen in self.groups.items()},
        }

    def _figures(self, questions: Chosen, *, with_interval: bool = False) -> dict[str, Any]:
        return {
            name: {"value": _number(measure.over(questions))}
            | ({"interval": interval(measure, questions), "of": measure.count} if with_interval else {})
            for name, measure in self.measures.items()
        }


def compare(one: Evaluation, other: Evaluation) -> dict[str, tuple[float, Interval | None]]:
    """For each figure, `other` less `one`, with the interval of a paired bootstrap over the questions."""
    return {name: difference(measure, other.measures[name]) for name, measure in one.measures.items()}


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(value, 4)
