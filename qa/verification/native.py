"""A claim that English rules cannot read, held against the sentences of its sources: what can be compared is compared.

Figures, days, places, names and denials are. A claim that is made of whole
pieces of one sentence, word for word and in their order, is supported. Whatever
else it says is not checked, and never called false.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from article_qa.index.text.languages import language_name
from article_qa.index.text.native import NativeWords, native_words
from article_qa.index.text.native_days import days_told, native_days
from article_qa.index.text.native_numbers import NativeFigure, native_figures
from article_qa.index.text.native_places import mentions, places_in
from article_qa.index.text.native_words import are_akin, words
from article_qa.index.text.sentence_language import sentence_language
from article_qa.index.text.sentences import sentences
from article_qa.qa.verification.native_names import wrong_name, wrong_title
from article_qa.qa.verification.native_pieces import denials, is_made_of, pieces
from article_qa.qa.verification.reasons import instead

# A sentence that has so much of what a claim says is the one it may come from.
MIN_SHARE = 0.6
# So much of a claim must stand in a sentence before a denial in one of them only counts.
MIN_DENIED_SHARE = 0.85
# Of fewer words a share says nothing.
MIN_WORDS = 3
# In a claim of so few words the language may be told wrongly.
MAX_SHORT = 12
UNCHECKED = "what is told in {} is compared by its figures, days, names and denials only"


@dataclass(frozen=True, slots=True)
class NativeSource:
    """A passage that a claim cites, and the day of its report. The language is read where it is not given."""

    text: str
    published: date | None = None


@dataclass(frozen=True, slots=True)
class NativeFinding:
    """What was found of a claim, and the language that decided it, by its English name.

    One that is supported stands from `start` to `end` of a source's text.
    """

    verdict: Literal["supported", "unsupported", "unchecked"]
    reason: str
    language: str
    source: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence of a source, the language it is in, and how much of the claim's own words it has, 0 to 1."""

    text: str
    language: str
    source: int
    start: int
    published: date | None
    share: float


@dataclass(frozen=True, slots=True)
class NativeCase:
    """A claim beside all sentences of its sources, the likest first."""

    claim: str
    language: str
    known: NativeWords | None
    stated: Sequence[Stated]

    @property
    def alike(self) -> Sequence[Stated]:
        """The sentences in the claim's own language."""
        return [each for each in self.stated if each.language == self.language]

    @property
    def nearest(self) -> Stated | None:
        """The sentence that the claim may come from, if there is one."""
        return next((each for each in self.alike if each.share >= MIN_SHARE), None)

    @property
    def foreign(self) -> str:
        """The language that keeps English rules from reading: the claim's own, else that of a source."""
        return next((each for each in (self.language, *sorted(self.languages)) if each != "en"), self.language)

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(each.language for each in self.stated)


def verify_native(claim: str, sources: Sequence[NativeSource]) -> NativeFinding:
    """What can be told of `claim` in whatever language it and its sources are; the first reason against it counts."""
    case = native_case(claim, sources)
    name = language_name(case.foreign)
    if reason := next(filter(None, (check(case) for check in CHECKS)), ""):
        return NativeFinding("unsupported", reason, name)
    for each in case.alike if case.language != "en" else ():
        if is_made_of(claim, each.text, case.known):
            return NativeFinding("supported", "", name, each.source, each.start, each.start + len(each.text))
    return NativeFinding("unchecked", UNCHECKED.format(name), name)


def native_case(claim: str, sources: Sequence[NativeSource]) -> NativeCase:
    """The claim beside the sentences; one whose language cannot be told is in that of its sources."""
    languages = [sentence_language(source.text) for source in sources]
    language = sentence_language(claim)
    # A short sentence is easily taken for another language with the same letters.
    if language is None or (
        language not in ("en", *languages) and len(words(claim)) <= MAX_SHORT and claim[:1] < "\u0250"
    ):
        language = next(filter(None, languages), "und")
    known = native_words(language)
    own = _telling(claim, known)
    stated = [
        Stated(source.text[a:b], theirs or language, n, a, source.published, _share(own, source.text[a:b], language))
        for n, (source, theirs) in enumerate(zip(sources, languages, strict=True))
        for a, b in sentences(source.text)
    ]
    return NativeCase(claim, language, known, sorted(stated, key=lambda each: -each.share))


def can_english_read(claim: str, sources: Sequence[str]) -> bool:
    """Whether claim and sources are in English, as far as can be told; a list of names may be in any language."""
    languages = {sentence_language(source) for source in sources} - {None}
    language = sentence_language(claim)
    return language == "en" and languages <= {"en"} if language else languages <= {"en"}


def wrong_figure(case: NativeCase) -> str:
    """A figure that no source has; one in words only where the nearest sentence has another one."""
    claimed = _figures(case.claim, case.language)
    stated = [figure for each in case.stated for figure in _figures(each.text, each.language)]
    near = _figures(case.nearest.text, case.nearest.language) if case.nearest else []
    rivals = [rival for rival in near if not any(rival.fits(own) or own.fits(rival) for own in claimed)]
    for figure in claimed:
        if any(figure.fits(other) for other in stated) or (figure.in_words and not rivals):
            continue
        return instead(figure.text, rivals[0].text if rivals else "")
    return ""


def wrong_day(case: NativeCase) -> str:
    """A day that no source has, neither as a date nor counted from the day of its report."""
    stated = [day for each in case.stated for day in days_told(each.text, each.language, each.published)]
    near = native_days(case.nearest.text, case.nearest.language) if case.nearest else []
    reports = {each.published for each in case.stated if each.published}
    for day in native_days(case.claim, case.language):
        is_report = any(
            (day.month, day.day) == (report.month, report.day) or day.weekday == report.weekday() for report in reports
        )
        rivals = [other for other in near if day.clashes(other)]
        if not any(day.fits(other) for other in stated) and (rivals or not is_report):
            return instead(day.text, rivals[0].text if rivals else "")
    return ""


def wrong_place(case: NativeCase) -> str:
    """A country or city that no source speaks of, in whatever language."""
    everything = "\n".join(each.text for each in case.stated)
    named = [place for each in case.stated for place in places_in(each.text, each.language)]
    claimed = places_in(case.claim, case.language)
    codes = {place.code for place in claimed}
    rivals = [place for place in named if place.code not in codes]
    for place in claimed:
        if any(place.code == other.code for other in named) or not rivals:
            continue
        if not mentions(everything, place, case.language, case.languages):
            return instead(place.name, rivals[0].name)
    return ""


def other_name(case: NativeCase) -> str:
    """A name that no source in the claim's language has."""
    if not case.known or any(each.language != case.language for each in case.stated):
        return ""
    everything = "\n".join(each.text for each in case.stated)
    near = case.nearest.text if case.nearest else ""
    return wrong_name(case.claim, everything, near, case.known) or wrong_title(case.claim, everything, case.known)


def wrong_denial(case: NativeCase) -> str:
    """A denial that the nearest sentence does not have, or one that it has and the claim has not."""
    if not case.known or case.nearest is None:
        return ""
    ours = denials(case.claim, case.known)
    near = [each for each in case.alike if each.share >= MIN_DENIED_SHARE]
    if not near:
        return ""
    if ours:
        is_denied = any(denials(each.text, case.known) for each in case.alike if each.share >= MIN_SHARE)
        return "" if is_denied else f"the passage does not say “{ours[0]}”"
    # In another piece of the sentence something else may be denied.
    own = _telling(case.claim, case.known)
    for each in near:
        held = [piece for piece in pieces(each.text) if _share(own, piece, case.language) >= MIN_DENIED_SHARE]
        denied = [denials(piece, case.known) for piece in held]
        if not denied or not all(denied):
            return ""
    return f"the passage says “{denials(near[0].text, case.known)[0]}”"


CHECKS = (wrong_figure, wrong_day, wrong_place, other_name, wrong_denial)


def _figures(text: str, language: str) -> list[NativeFigure]:
    """The figures outside the dates; a bare year is one."""
    for day in native_days(text, language):
        text = text[: day.start] + " " * (day.end - day.start) + text[day.end :]
    return native_figures(text, language)


def _telling(text: str, known: NativeWords | None) -> list[str]:
    """The words that tell something, as they are compared: neither small ones nor denials."""
    idle = known.small_words | known.negations if known else frozenset()
    return list(dict.fromkeys(word.key for word in words(text) if word.key not in idle))


def _share(own: Sequence[str], text: str, language: str) -> float:
    """How many of these words, or forms of them, the text has; 0 where they are too few to tell."""
    if len(own) < MIN_WORDS:
        return 0.0
    theirs = {word.key for word in words(text)}
    return sum(key in theirs or _has_form(key, theirs, language) for key in own) / len(own)


def _has_form(key: str, theirs: set[str], language: str) -> bool:
    return any(are_akin(key, other, language) for other in _candidates(key, theirs))


def _candidates(key: str, theirs: set[str]) -> Iterator[str]:
    """Those that begin alike; Arabic words may have "and" or "the" in front."""
    return (other for other in theirs if other[:2] == key[:2] or other.lstrip("وفبلك")[:2] == key.lstrip("وفبلك")[:2])
