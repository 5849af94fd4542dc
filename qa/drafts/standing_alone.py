"""The sentences of a draft made to stand alone: "he" and "the minister" by name. English only.

Who is meant stands in the sentences before. Where they leave a doubt, the
sentence stays as it is. Nothing is sought beyond a heading, and quotations keep
their words.
"""

import re
from collections.abc import Iterator, Sequence

from article_qa.index.annotate.cast import Cast
from article_qa.index.annotate.quotations import quotations
from article_qa.index.annotate.roles import MEN, SPEAKING_PEOPLE, TITLES, WOMEN
from article_qa.index.annotations import Name, Span
from article_qa.index.text.people import is_same_person
from article_qa.index.text.words import WORD
from article_qa.qa.drafts.splitting import Piece, Split
from article_qa.qa.drafts.subjects import begins_with_subject, subject_phrase

# How many sentences back a pronoun may reach.
MAX_REACH = 3
# Whom a sentence is about is named within its first characters.
MAX_LEAD = 60
_PERSONAL = re.compile(r"\b(?:he|she|him|his|her)\b", re.IGNORECASE)
_OFFICE = re.compile(r"\b[Tt]he (?P<nouns>[A-Za-z-]+(?: [A-Za-z-]+){0,2})")
_NEUTRAL = re.compile(r"(?:(?:In|On|By|Since) [^,]{2,30}, )?(?P<word>[Ii]ts?|[Tt]hey|[Tt]heir)\b")
# "It rained", "it is clear that" and "it takes an hour" speak of nothing.
_EMPTY_IT = re.compile(
    r"it (?:rained|snowed|seems|seemed|appears|appeared|turned out|took|takes|follows)\b"
    r"|it(?:'s|’s| is| was| has been| remains| remained| became| had been) (?:not )?(?:\w+ly )?(?:clear|unclear|likely"
    r"|unlikely|possible|impossible|true|known|unknown|said|reported|thought|believed|expected|hoped|feared|time"
    r"|not|the (?:first|second|third|last)|important|hard|easy|difficult|necessary)\b",
    re.IGNORECASE,
)
_MALE = frozenset({"he", "him", "his"})
_SOMEBODY = SPEAKING_PEOPLE | MEN | WOMEN
_POSSESSIVE = frozenset({"his", "its", "their"})


def standing_alone(draft: Split) -> list[str]:
    """Each sentence of the draft as a claim by itself, in order."""
    story = Story(draft)
    return [story.alone(number) for number in range(len(draft.pieces))]


class Story:
    """What has been read of a draft so far."""

    def __init__(self, draft: Split) -> None:
        self._draft = draft
        self._cast = Cast(draft.text, draft.annotations.names)
        self._quotes = quotations(draft.text)
        self._people: dict[int, Name] = {}
        self._things: dict[int, str] = {}

    def alone(self, number: int) -> str:
        """The sentence with this number as a claim by itself; those before must have been asked for."""
        piece = self._draft.pieces[number]
        if piece.kind == "heading":
            return piece.text
        span, word = next(self._replaced(number, piece), ((0, 0), ""))
        text = self._draft.text
        claim = f"{text[piece.start : span[0]]}{word}{text[span[1] : piece.end]}" if word else piece.text
        self._remember(number, piece, claim)
        return " ".join(claim.split())

    def _replaced(self, number: int, piece: Piece) -> Iterator[tuple[Span, str]]:
        """What can be put in the place of a word that points back; the first is taken."""
        before = self._before(number)
        for match in self._outside_quotes(_PERSONAL, piece):
            pronoun = match.group().lower()
            if not self._persons(piece.start, match.start()) and (person := self._person(before, number, pronoun)):
                yield match.span(), self._named(person.name, pronoun, match)
        for match in self._outside_quotes(_OFFICE, piece):
            span, office = _office(match)
            is_named = self._persons(piece.start, min(piece.end, span[1] + 30))
            if office and not is_named and (person := self._holder(before, span[0], office)):
                yield span, person.name
        yield from self._thing(before, piece)

    def _thing(self, before: Sequence[int], piece: Piece) -> Iterator[tuple[Span, str]]:
        """What "it" or "they" at the beginning of a sentence are, if that is what the sentence before is about."""
        match = _NEUTRAL.match(self._draft.text, piece.start, piece.end)
        thing = self._things.get(before[0], "") if before else ""
        if not match or not thing or _EMPTY_IT.match(self._draft.text, match.start("word")):
            return
        word = match["word"].lower()
        if _is_many(thing) == word.startswith("the"):
            within = thing if match.start("word") == piece.start else re.sub(r"^The ", "the ", thing)
            yield match.span("word"), _owned(within) if word in _POSSESSIVE else within

    def _before(self, number: int) -> list[int]:
        """The sentences that a word may point back to, the nearest first."""
        found = []
        for at in range(number - 1, max(-1, number - 1 - MAX_REACH), -1):
            if self._draft.pieces[at].kind == "heading":
                break
            found.append(at)
        return found

    def _outside_quotes(self, pattern: re.Pattern[str], piece: Piece) -> Iterator[re.Match[str]]:
        for match in pattern.finditer(self._draft.text, piece.start, piece.end):
            if not any(start <= match.start() < end for start, end in self._quotes):
                yield match

    def _persons(self, start: int, end: int) -> list[Name]:
        """The people who are named between two places, each once."""
        named = (self._cast.named[at] for at in self._cast.within(start, end))
        return list({each.name: each for each in named if each.kind == "person"}.values())

    def _person(self, before: Sequence[int], number: int, pronoun: str) -> Name | None:
        """Whom a pronoun means: the speaker that the annotator found, or whom the sentences before are about."""
        gender = "he" if pronoun in _MALE else "she"
        for at in before:
            if (person := self._people.get(at)) and self._cast.fits(person.name, gender):
                (self._cast.men if gender == "he" else self._cast.women).add(person.name)
                return person
            piece = self._draft.pieces[at]
            fitting = [each for each in self._persons(piece.start, piece.end) if self._cast.fits(each.name, gender)]
            if fitting:
                # Somebody else may be meant whom the sentence begins with.
                is_sure = len(fitting) == 1 and not self._things.get(at, "a").istitle()
                return fitting[0] if is_sure else None
            if not _SOMEBODY.isdisjoint(WORD.findall(self._draft.text[piece.start : piece.end].lower())):
                return None
        return self._speaker(number)

    def _speaker(self, number: int) -> Name | None:
        """Who speaks in the sentence, where the annotator knows it from further back."""
        piece = self._draft.pieces[number]
        spoken = (each.speaker for each in self._draft.annotations.sayings if piece.start <= each.start < piece.end)
        speaker = next(spoken, "")
        return next((each for each in self._cast.names if each.name == speaker and each.kind == "person"), None)

    def _holder(self, before: Sequence[int], start: int, office: str) -> Name | None:
        """Who holds the office that is named: by what the draft calls them, or the only one whom it is about."""
        known = [each for each in self._cast.names if each.kind == "person" and each.mentions[0][0] < start]
        fitting = [each for each in known if is_same_person(office, each.name, self._role(each))]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
        subject = self._people.get(before[0]) if before else None
        if subject is None or self._role(subject) or not begins_with_subject(self._draft.text, start):
            return None
        piece = self._draft.pieces[before[0]]
        noun = office.split()[-1]
        is_told = noun in WORD.findall(self._draft.text[piece.start : piece.end].lower())
        return None if is_told or noun in MEN | WOMEN else subject

    def _role(self, name: Name) -> str:
        return self._cast.speaker(self._cast.starts.index(name.mentions[0][0])).role

    def _named(self, name: str, pronoun: str, match: re.Match[str]) -> str:
        """The name in the pronoun's place; "her" before a noun is a possessive."""
        following = WORD.match(match.string, match.end() + 1)
        is_owner = pronoun == "his" or (pronoun == "her" and following is not None and following.group().islower())
        return _owned(name) if is_owner else name

    def _remember(self, number: int, piece: Piece, claim: str) -> None:
        """Note whom and what the sentence is about."""
        phrase = subject_phrase(claim)
        people = self._persons(piece.start, min(piece.end, piece.start + MAX_LEAD))
        replaced = next(
            (each for each in self._cast.names if each.kind == "person" and claim.startswith(each.name)), None
        )
        if replaced or (people and phrase and people[0].name.split()[-1] in phrase):
            self._people[number] = replaced or people[0]
        elif phrase:
            self._things[number] = phrase


def _office(match: re.Match[str]) -> tuple[Span, str]:
    """The longest office that the words after "the" are, and where it stands with its article; empty without one."""
    words = list(WORD.finditer(match["nouns"]))
    for word in reversed(words):
        if word.group().lower() in SPEAKING_PEOPLE | TITLES:
            return (match.start(), match.start("nouns") + word.end()), match["nouns"][: word.end()].lower()
    return match.span(), ""


def _owned(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _is_many(phrase: str) -> bool:
    """Whether a noun phrase tells of several: "three ships", "Six Afghan girls"."""
    noun = phrase.split(" of ")[0].split(" in ")[0].split()[-1]
    return " and " in phrase or (noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and noun[:1].islower())
