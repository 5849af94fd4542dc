"""What a number that is asked for must measure: "How old is she?" wants an age, "How tall?" a height. English only.

A sentence with a number of another kind holds no answer: the day of an accident is not the age of who died in it.
"""

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

from article_qa.index.text.sentences import Span

Measure: TypeAlias = Literal["age", "duration", "extent", "speed", "weight", "money", ""]

_TIME = r"seconds?|minutes?|mins?|hours?|hrs?|nights?|days?|weeks?|weekends?|months?|years?|decades?|centur(?:y|ies)"
_LENGTH = (
    r"(?:kilo|centi|milli)?met(?:er|re)s?|km|cm|mm|m|miles?|feet|foot|ft|inch(?:es)?|in|yards?|light[ -]years?|acres?"
    r"|hectares?|blocks?|degrees"
)
_NUMBER = (
    r"(?:\d[\d,.]*|half|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty(?:[ -]\w+)?"
    r"|hundreds?|thousands?|millions?|dozens?|several|few|couple of|many)"
)
_AND = r"(?:[ -](?:and a half|more|full|long|short|hundred|thousand|million|billion|square|cubic))?"
_MONEY = (
    r"dollars?|euros?|pounds?|pence|cents?|crowns?|kron[aeo]r?|yen|yuan|renminbi|rupees?|rupiah|francs?|marks?|lir[ae]"
    r"|pesos?|rand|reais|real|won|r[ou]u?bles?|shekels?|dinars?|dirhams?|riyals?|baht|naira|shillings?|zloty|forints?"
)
_COSTS = r"cost|costs|pay|pays|paid|spend|spent|earn|earns|earned|worth|charge|charges|charged|owe|owed|raise|raised"

# The first that fits says what is asked for.
_ASKED: tuple[tuple[Measure, str], ...] = (
    ("age", r"\bhow old\b|\bwhat (?:is|was|are|were) (?:the age of|\S.{1,60}[’']s? age)\b|\bat what age\b"),
    ("duration", r"\bhow long\b"),
    (
        "extent",
        r"\bhow (?:far|tall|high|deep|wide)\b(?! back| up| along)|\bhow many (?:square |cubic )?"
        r"(?:(?:kilo|centi|milli)?met(?:er|re)s|km|miles|inches|acres|hectares)\b",
    ),
    ("speed", r"\bhow fast\b"),
    (
        "weight",
        r"\bhow heavy\b|\bhow much .{0,60}\bweighs?\b"
        r"|\bhow many (?:kilo(?:gram(?:me)?)?s|kgs?|gram(?:me)?s|tons|tonnes)\b",
    ),
    (
        "money",
        r"\bhow expensive\b|\bhow many (?:[mb]illion )?(?:dollars|euros|crowns)\b"
        rf"|\bhow much (?:money\b|.{{0,80}}\b(?:{_COSTS})\b)|\bwhat .{{1,60}}\bcosts?\?*$",
    ),
)
ASKED = tuple((measure, re.compile(pattern, re.IGNORECASE)) for measure, pattern in _ASKED)
_GIVEN: Mapping[Measure, str] = {
    "age": (
        rf"\b{_NUMBER}[ -](?:years?|months?|weeks?|days?)[ -]olds?\b|\bage[ds]? (?:of )?{_NUMBER}\b"
        rf"|\b{_NUMBER} (?:years?|months?) of age\b|\b(?:was|is) born\b|\bborn (?:in|on)\b"
        r"|\b(?:built|founded|opened|established|made|created) (?:in|on)\b|\bdat(?:es?|ed|ing) (?:back|from)\b"
        r"|\b(?:centur(?:y|ies)|millennium)\b|, \d{1,3}(?=[,.]| and\b)"
        rf"|\b(?:man|woman|boy|girl|child|people|one) of {_NUMBER}\b|\b{_NUMBER} (?:years?|decades?|centuries) ago\b"
        r"|\b(?:in (?:his|her|their)|middle-aged|\w+agers?\b|\w+genarian)"
        rf"|\b(?:turn(?:s|ed)?|I am|I['’]m|am) {_NUMBER}\b|\b{_NUMBER} when\b|\(\d{{1,2}}\)|\bbirthday\b"
    ),
    "duration": (
        rf"\b{_NUMBER}{_AND}[ -](?:{_TIME}|{_LENGTH}|pages?|words?|episodes?|rounds?|terms?|laps?|lines?)\b"
        r"|\b(?:since|until|till|from .{1,40} to|between .{1,40} and|all (?:day|night|year|summer|winter)|overnight"
        r"|for life|forever|indefinitely|permanently|decades|centuries|years|months|weeks|days|hours|minutes)\b"
    ),
    "extent": (
        rf"\b{_NUMBER}{_AND}[ -](?:{_LENGTH}|stor(?:e?y|ies|eys)|floors?|hours?|minutes?|percent|per cent)\b|[%°]"
    ),
    "speed": r"\b(?:km/h|kph|mph|knots?|(?:per|an?) (?:hour|second|minute|day)|times|m/s|km/s)\b|%",
    "weight": (
        rf"\b{_NUMBER}{_AND}[ -]?"
        r"(?:kilo(?:gram(?:me)?)?s?|kgs?|gram(?:me)?s?|g|tons?|tonnes?|pounds?|lbs?|ounces?|oz|stone)\b"
    ),
    "money": (
        rf"[$€£¥₹₽₩]|\b(?:USD|EUR|GBP|US\$|{_MONEY})\b|\bfree\b|%|\bper ?cent\b"
        r"|\b(?:nothing|more than|less than|twice|half|(?:two|three|four) times)\b"
    ),
}
GIVEN = {measure: re.compile(pattern, re.IGNORECASE) for measure, pattern in _GIVEN.items()}


def measured(question: str) -> Measure:
    """What the number that `question` asks for must measure; empty where its words do not tell."""
    return next((measure for measure, pattern in ASKED if pattern.search(question)), "")


def given(measure: Measure, text: str) -> list[Span]:
    """Where `text` gives this measure of something, in order."""
    return [match.span() for match in GIVEN[measure].finditer(text)] if measure else []
