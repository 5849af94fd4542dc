"""Shares of a whole, in words or per cent: "half of them" is not "a quarter of them", and is 50 per cent."""

import re
from dataclasses import dataclass

from article_qa.index.text.numbers import NUMBERS, figures

_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
# "The third of May" is a day, "the first half" a part of a match.
_SHARE = re.compile(
    r"(?<![\w-])(?<!first )(?<!second )(?<!other )"
    r"(?:(?P<count>an?|one|two|three|four)[ -](?P<part>half|halves|third|quarter|fifth|tenth)s?(?= of\b)"
    r"|(?P<half>half) (?:of|the)\b)",
    re.IGNORECASE,
)
# "Nearly half" is given as 48 per cent.
NEARLY = 0.05


@dataclass(frozen=True, slots=True)
class Share:
    """A share of something, between 0 and 1 as a rule, and the words that give it."""

    value: float
    text: str

    def fits(self, other: "Share") -> bool:
        return abs(self.value - other.value) <= NEARLY


def shares(text: str) -> list[Share]:
    """The shares that `text` gives, those in words first."""
    found = [Share(_value(match), match["half"] or match[0]) for match in _SHARE.finditer(text)]
    return found + [Share(each.value / 100, each.text) for each in figures(text) if each.measure == "%"]


def _value(match: re.Match[str]) -> float:
    if match["half"]:
        return 0.5
    return NUMBERS.get(match["count"].lower(), 1.0) / _PARTS[match["part"].lower()]
