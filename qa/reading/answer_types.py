"""What a plain question asks for, and the words of a sentence that could be it. English only.

"How many ships waited?" asks for a number, "Which ship blocked the canal?" for
a name. What the question itself says is no answer to it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from article_qa.index.annotations import Annotations, NameKind
from article_qa.index.text.days import days
from article_qa.index.text.numbers import figures
from article_qa.index.text.sentences import Span
from article_qa.index.text.stems import stem
from article_qa.index.text.words import STOP_WORDS, WORD
from article_qa.qa.reading.asked_names import asked_of, is_of_another
from article_qa.qa.reading.measures import Measure, given, measured

NameSpan: TypeAlias = tuple[Span, NameKind]
Asked: TypeAlias = Literal["number", "time", "person", "place", "reason", "manner", "name", "other"]

_PERSON_NOUNS = "person|man|woman|politician|player|minister|president|king|queen|leader|author|singer|actor|scientist"
_PLACE_NOUNS = "place|city|town|country|village|street|state|region|county|continent|river|island|district|area"
_TIME_NOUNS = "day|date|year|month|time|century|decade|season|era"
_NUMBER_NOUNS = "number|percentage|percent|share|proportion|amount|sum|price|population|fraction|cost|age"
_WHICH = r"(?:what|which)(?:'s)?(?: (?:is|was|were|are) the)?(?: [\w-]+){0,2}? (?:%s)s?\b"
# The first that stands in the question says what it asks for.
_ASKED: tuple[tuple[Asked, str], ...] = (
    ("reason", r"\bwhy\b|\bhow come\b|\b(?:reasons?|causes?)\b(?! of)|\bwhat (?:caused|led|made)\b"),
    ("number", r"\bhow (?:many|much|long|old|high|tall|deep|far|fast|big|large|wide|heavy|often|hot|cold|expensive)\b"),
    ("number", rf"\b{_WHICH % _NUMBER_NOUNS}"),
    ("time", rf"\bwhen\b|\b{_WHICH % _TIME_NOUNS}|\bhow (?:late|early|recently)\b"),
    ("person", rf"\bwho(?:m|se|'s)?\b|\b{_WHICH % _PERSON_NOUNS}"),
    ("place", rf"\bwhere\b|\b{_WHICH % _PLACE_NOUNS}"),
    ("manner", r"\bhow\b(?! about)|\bin what way\b|\bby what means\b"),
    ("name", r"\bwhich\b|\bwhat (?:is|was|are|were) the names?\b|\b(?:named|called)\b"),
)
ASKED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _ASKED)
# "What happened when the dam broke?" asks for no time: what opens so within a question is a clause.
CLAUSES: frozenset[Asked] = frozenset({"time", "place", "person", "manner"})
# Of a question that asks twice it is open which of its numbers measures what.
ASKING = re.compile(r"\b(?:how|what|who|whom|whose|which|when|where|why)\b", re.IGNORECASE)
WHAT = re.compile(r"\W*what\b", re.IGNORECASE)
CALLED = re.compile(r"\b(?:called|named|known as)\W*$", re.IGNORECASE)
TIME = re.compile(
    r"\b(?:[12]?\d(?:st|nd|rd|th)|(?:\w+teen|\w+ie)th|\w+-(?:first|second|third|\w+th)|first|third|fifth|sixth"
    r"|seventh|eighth|ninth|tenth|eleventh|twelfth) (?:century|centuries|millennium)\b"
    r"|\b(?:1[0-9]|20)\d0s\b|\b\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.)"
    r"|\b(?:early|late|mid)[ -](?:morning|evening|spring|summer|autumn|winter)\b"
    r"|\b(?:yesterday|tomorrow|tonight|noon|midnight|spring|summer|autumn|winter)\b|\b\d{3,4} (?:BC|AD|BCE|CE)\b"
    r"|\b(?:AD|BC) ?\d{1,4}\b",
    re.IGNORECASE,
)
REASON = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a (?:direct )?(?:result|consequence) of|(?:direct )?result of|so that"
    r"|in order to|reasons?|caus(?:e|ed|es|ing)|led to|leads to|therefore|thus|hence|to (?:avoid|prevent|protect|allow"
    r"|make|help|ensure|get|keep|reduce|give|stop|save)|since|prompted|triggered|blamed|so as to|aim(?:ed|s)? (?:to|at)"
    r"|for fear|attributed to|resulted (?:in|from)|that is why|due)\b",
    re.IGNORECASE,
)
# The reason follows these words; what "led to" something stands before it.
GIVEN_REASON = re.compile(
    r"(?:because|due to|owing to|thanks to|as a (?:direct )?(?:result|consequence) of|so that|in order to|since"
    r"|to (?:avoid|prevent|protect|allow|make|help|ensure|get|keep|reduce|give|save)|for fear|attributed to)\b"
    r"[^,;.!?:—]+(?:[.,]\d[^,;.!?:—]*)*",
    re.IGNORECASE,
)
# Quantities that are no figures.
ROUGHLY = re.compile(
    r"\b(?:one|single|several|few|multiple|numerous|countless|no|both|dozens?|couple|hundreds|thousands|millions)"
    r"(?: of)?((?: [\w-]+){1,3})",
    re.IGNORECASE,
)
ROUGHLY_LONG = re.compile(
    r"\b(?:several|few|many|past|couple of) (?:second|minute|hour|day|week|month|year|decade)s\b", re.IGNORECASE
)
OFTEN = re.compile(r"\b(?:each|every|once|twice|daily|weekly|monthly|annually|yearly)\b", re.IGNORECASE)
HOW_OFTEN = re.compile(r"\bhow often\b", re.IGNORECASE)
NEXT_WORD = re.compile(r"[ -]([^\W\d_]+)")
# "St Luke's Hospital" is a place, though Luke was somebody.
NAMED_AFTER = re.compile(
    r"(?:[’']s?)?(?: [A-Z][a-z]+)? (?:Street|Road|Square|Park|Avenue|Bridge|Hospital|Clinic|Airport|Station|School"
    r"|College|University|Church|Cathedral|Chapel|Abbey|Museum|Stadium|Island|Bay|Lake|Palace|Castle|Theatre|Hall)\b"
)
KINDS: Mapping[Asked, frozenset[NameKind]] = {
    "person": frozenset({"person", "organisation", "other"}),
    "place": frozenset({"place", "organisation", "other"}),
    "name": frozenset({"person", "organisation", "place", "other"}),
}

_PEOPLE: frozenset[NameKind] = frozenset({"person"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question asks for, the stems of its own words, and what a number that is asked for must measure.

    `named` is the word for the people whose names are asked for, where they are.
    """

    asked: Asked
    words: frozenset[str]
    measure: Measure = ""
    named: str = ""

    @property
    def is_required(self) -> bool:
        """Whether a sentence without what is asked for holds no answer."""
        return self.asked == "number" or bool(self.named)

    @classmethod
    def of(cls, question: str) -> "Wanted":
        """What `question` asks for; "other" where its words do not tell."""
        found = [(match.start(), kind) for kind, rule in ASKED if (match := rule.search(question))]
        place, asked = min(found, default=(0, "other"), key=lambda each: each[0])
        if place > 0 and asked in CLAUSES and WHAT.match(question):
            asked = "other"
        if CALLED.search(question) and WHAT.match(question):
            asked = "name"
        words = frozenset(stem(word) for word in WORD.findall(question))
        is_one = len(ASKING.findall(question)) == 1
        if named := asked_of(question):
            return cls("name", words, named=named)
        return cls(asked, words, measured(question) if asked == "number" and is_one else "")


def answers(wanted: Wanted, text: str, names: Sequence[NameSpan]) -> list[Span]:
    """Where `text` has words that could be what is wanted and that the question does not say.

    `names` are the names in `text`. For what no kind of words tells, nothing.
    """
    find = FINDERS.get(wanted.asked)
    found = list(find(wanted, text, names)) if find else []
    if wanted.measure:
        found = _fitting(found, given(wanted.measure, text))
    # "Because" is said of what follows it.
    return [span for span in found if wanted.asked == "reason" or _is_new(text[slice(*span)], wanted)]


def _fitting(found: Sequence[Span], measures: Sequence[Span]) -> list[Span]:
    """The numbers that stand in a measure; all of them where its unit stands apart, none where no measure is given.

    A measure without a number is what is asked for, too: "from 1870 to 1939", "overnight".
    """
    inside = [span for span in found if any(span[0] < end and start < span[1] for start, end in measures)]
    return inside or (list(found) or list(measures) if measures else [])


def answering_words(wanted: Wanted, text: str, spans: Sequence[Span]) -> Span | None:
    """The one of the `spans` of `text` that answers; None where there is none, or several that could.

    Of several figures that one answers which counts what the question counts. A
    reason goes on to the end of its clause; what only points to one is none.
    """
    if wanted.asked == "reason":
        found = [match.span() for start, _ in spans if (match := GIVEN_REASON.match(text, start))]
        return found[0] if found else None
    if len(spans) > 1 and wanted.asked == "number":
        spans = [span for span in spans if counts(wanted, text, span)]
    return spans[0] if len(spans) == 1 else None


def is_told_roughly(wanted: Wanted, question: str, text: str) -> bool:
    """Whether `text` tells a number that `question` asks for without a figure: "one boat", "several years"."""
    if wanted.asked != "number":
        return False
    if HOW_OFTEN.search(question):
        return bool(OFTEN.search(text))
    if wanted.measure:
        return wanted.measure == "duration" and bool(ROUGHLY_LONG.search(text))
    counted = (word for found in ROUGHLY.finditer(text) for word in WORD.findall(found[1]))
    return any(word.lower() not in STOP_WORDS and stem(word) in wanted.words for word in counted)


def counts(wanted: Wanted, text: str, span: Span) -> bool:
    """Whether a number is asked for, and the word after that at `span` is one of the question's."""
    following = NEXT_WORD.match(text, span[1]) if wanted.asked == "number" else None
    return bool(following and stem(following[1]) in wanted.words)


def _is_new(text: str, wanted: Wanted) -> bool:
    """Whether `text` has a word that the question does not."""
    words = [word for word in WORD.findall(text) if word.lower() not in STOP_WORDS]
    return any(stem(word) not in wanted.words for word in words)


def _numbers(wanted: Wanted, text: str, _: object) -> Iterator[Span]:
    years = {(day.start, day.end) for day in days(text) if day.is_year}
    for figure in figures(text):
        span = figure.start, figure.end
        # "2000 guests" are no year where guests are counted.
        if span not in years or counts(wanted, text, span):
            yield span


def _times(_: Wanted, text: str, __: object) -> Iterator[Span]:
    yield from dict.fromkeys((day.start, day.end) for day in days(text))
    for match in TIME.finditer(text):
        yield match.span()


def _names(wanted: Wanted, text: str, names: Sequence[NameSpan]) -> Iterator[Span]:
    kinds = _PEOPLE if wanted.named else KINDS[wanted.asked]
    for span, kind in names:
        is_place = kind == "person" and bool(NAMED_AFTER.match(text, span[1]))
        if wanted.named:
            if kind in kinds and not is_place and not is_of_another(span, text, wanted.named):
                yield span
        elif kind in kinds or (is_place and wanted.asked == "place"):
            yield span


def _reasons(_: Wanted, text: str, __: object) -> Iterator[Span]:
    yield from (match.span() for match in REASON.finditer(text))


FINDERS: Mapping[Asked, Callable[[Wanted, str, Sequence[NameSpan]], Iterator[Span]]] = {
    "number": _numbers,
    "time": _times,
    "person": _names,
    "place": _names,
    "name": _names,
    "reason": _reasons,
}


def names_in(annotations: Annotations | None, start: int, end: int) -> list[NameSpan]:
    """The names that are mentioned between `start` and `end` of an article, counted from `start`, in order."""
    if annotations is None:
        return []
    found = [
        ((first - start, last - start), name.kind)
        for name in annotations.names
        for first, last in name.mentions
        if start <= first and last <= end
    ]
    return sorted(found)
