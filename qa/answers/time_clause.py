"""A statement that begins with when it happened: "After the bridge fell, three people were in hospital". English only.

What happened and when are looked for one by one: an article that tells both
seldom tells them in one sentence.
"""

import re
from dataclasses import dataclass

from article_qa.index.annotations import Days
from article_qa.index.text.numbers import figures
from article_qa.qa.verification.verbs import first_verb

_LEADING = re.compile(
    r"(?:(?P<distance>[\w-]+ (?P<unit>day|week)s?) )?(?P<relation>after|before|when|as) (?P<event>[^,]+), (?P<main>.+)",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class TimeClause:
    """What happened, beside what, and how many days after that; negative before it, None where that is not said."""

    main: str
    event: str
    relation: str
    days: int | None

    @property
    def uncounted(self) -> str:
        """The statement without how many days lie between."""
        return f"{self.relation.capitalize()} {self.event}, {self.main[:1].lower()}{self.main[1:]}"

    def fits(self, main: Days | None, event: Days | None) -> bool:
        """Whether the days of both are as the statement says; unknown days fit where it counts none."""
        if not main or not event or {main.precision, event.precision} != {"day"}:
            return self.days is None
        apart = (main.first - event.first).days
        if self.days is not None:
            return apart == self.days
        return {"after": apart >= 0, "before": apart <= 0}.get(self.relation, apart == 0)


def time_clause(statement: str) -> TimeClause | None:
    """The parts of a statement that begins with a clause of time; None where it does not."""
    found = _LEADING.fullmatch(statement)
    if not found or not first_verb(found["event"]) or not first_verb(found["main"]):
        return None
    main, relation = found["main"][:1].upper() + found["main"][1:], found["relation"].lower()
    if not found["distance"]:
        return TimeClause(main, found["event"], relation, None)
    count = next(
        (figure.value for figure in figures(found["distance"])), 1 if found["distance"][:2] in ("a ", "A ") else None
    )
    if count is None or relation not in ("after", "before"):
        return None
    days = round(count) * _DAYS[found["unit"].lower()]
    return TimeClause(main, found["event"], relation, days if relation == "after" else -days)
