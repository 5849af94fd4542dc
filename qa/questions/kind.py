"""Which kind of answer a question wants, by plain rules: the first kind whose rules fit it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from article_qa.index.records import Scope
from article_qa.index.text.typography import straight
from article_qa.qa.questions.claims import claim_request
from article_qa.qa.questions.comparison import comparison_request
from article_qa.qa.questions.day_words import DaySpan, day_span, without
from article_qa.qa.questions.library_questions import library_request
from article_qa.qa.questions.listing import listing_request
from article_qa.qa.questions.news import news_request
from article_qa.qa.questions.outlet_words import OutletWords, has_cue, known_outlet, take_outlets
from article_qa.qa.questions.phrases import GENRES, TEXTS, rules, trimmed
from article_qa.qa.questions.request import AnswerType, Request
from article_qa.qa.questions.sayings import sayings_request
from article_qa.qa.questions.summary import summary_request
from article_qa.qa.questions.timeline import timeline_request

_ANSWERS: tuple[tuple[AnswerType, str], ...] = (
    (
        "number",
        r"how (?:many|much|long|old|high|tall|deep|far|fast|big|large|wide|heavy"
        r"|often|late|early|hot|cold)\b",
    ),
    ("number", r"(?:how expensive|what (?:number|percentage|share|proportion|amount|sum|price))\b"),
    ("time", r"when\b|(?:(?:on|in) )?(?:what|which) (?:day|date|year|month|time|century)\b"),
    ("person", r"who(?:m|se|'s)?\b|(?:what|which) (?:person|man|woman|politician|player|minister)\b"),
    ("place", r"where\b|(?:in )?(?:what|which) (?:place|city|town|country|village|street|state|region)\b"),
    (
        "reason",
        r"why\b|how come\b|what (?:is|was|were|are) the (?:reasons?|causes?)\b"
        r"|for what reason\b|what caused\b",
    ),
    ("manner", r"how\b(?! about)|in what way\b|by what means\b"),
)
ANSWER_TYPES = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _ANSWERS)
# "What did the Herald report about the dam?"
OUTLET_SAYS = rules(
    (
        r"what (?:did|does|do|has|have|is|was) (?P<outlet>.{2,60}?) (?:say|write"
        r"|report|publish|print|cover|written|reported|said|published|run|post)s?"
        r"(?: in the articles)?(?: (?:about|on|of) (?P<subject>.+))?"
    ),
    (
        r"how (?:did|does|do|has|have) (?P<outlet>.{2,60}?) (?:cover|report(?: on)?"
        r"|describe|treat|covered|reported(?: on)?) (?P<subject>.+)"
    ),
)
# Where articles are asked for, "from", "by" and "in" may name an outlet.
OF_ARTICLES = re.compile(
    (
        rf"\b(?:{TEXTS}|{GENRES}|news|headlines?|coverage|published|reported|written"
        rf"|wrote|printed|covered|new|updates?)\b"
    ),
    re.IGNORECASE,
)
RELATIVE = re.compile(
    (
        r"\b(?:today|yesterday|tonight|(?:this|last|past|current) (?:\w+ )?(?:week"
        r"|month|year|days|weeks|months|weekend)|since)\b"
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """What a question is read against: the reader's scope, the day, and the outlets that the library has."""

    scope: Scope
    today: date
    # Asked for only where the question may name one: most do not.
    publishers: Callable[[], Sequence[str]] = tuple


def classify(text: str, place: Place) -> Request:
    """What `text` asks for. Its request words are off already, and it stands alone."""
    span = day_span(straight(text), place.today)
    bare = without(text, span) if span else text
    request = _of_articles(bare, span, place) or _of_outlet(bare, span, place) or _of_subject(text, bare, span, place)
    return replace(request, text=request.text or text, answer_type=answer_type(text))


def answer_type(text: str) -> AnswerType | None:
    """What a plain question asks for: a person, a place …; None where its first words do not say."""
    return next((kind for kind, pattern in ANSWER_TYPES if pattern.match(straight(text))), None)


def _of_articles(bare: str, span: DaySpan | None, place: Place) -> Request | None:
    """Questions for articles: their days and outlets are a scope."""
    taken = _outlets(bare, place, loosely=bool(OF_ARTICLES.search(bare)))
    for words in dict.fromkeys((taken, OutletWords((), bare))):
        request = library_request(words.text)
        if not request and span:
            request = news_request(words.text, has_days=True)
        if not request and not summary_request(bare) and not sayings_request(bare):
            request = news_request(words.text)
        if request:
            return _within(_published_by(request, place), span, words.publishers, place)
    return None


def _published_by(request: Request, place: Place) -> Request:
    """Of "articles by X" X is an outlet, and a scope, or else an author or somebody whose name they hold."""
    if request.kind != "library" or not request.speaker:
        return request
    outlet = known_outlet(request.speaker, place.publishers())
    if outlet:
        return replace(request, text="", speaker="", scope=Scope(publishers=(outlet,)))
    return replace(request, subject=request.speaker)


def _of_outlet(bare: str, span: DaySpan | None, place: Place) -> Request | None:
    """What one outlet has, about something or at all."""
    match = next((m for rule in OUTLET_SAYS if (m := rule.fullmatch(trimmed(bare)))), None)
    outlet = known_outlet(match["outlet"], place.publishers()) if match else None
    if not match or not outlet:
        return None
    subject = trimmed(match["subject"])
    kind = "summary" if subject else "news"
    return _within(Request(kind, subject, subject), span, (outlet,), place)  # type: ignore[arg-type]


def _of_subject(text: str, bare: str, span: DaySpan | None, place: Place) -> Request:
    """Questions about the world: their days are the events', and stay, unless they look back from today."""
    taken = _outlets(text, place)
    text = taken.text
    request = timeline_request(text) or comparison_request(text)
    if not request:
        looks_back = span is not None and bool(RELATIVE.search(text[span.start : span.end]))
        told = bare if looks_back else text
        request = sayings_request(told) or summary_request(told)
        if request:
            return _within(request, span if looks_back else None, taken.publishers, place)
    request = request or listing_request(text) or claim_request(text) or Request("fact", text)
    return _within(request, None, taken.publishers, place)


def _outlets(text: str, place: Place, *, loosely: bool = False) -> OutletWords:
    """The outlets that `text` names as its source, and `text` without them."""
    if not has_cue(text, loosely=loosely):
        return OutletWords((), text)
    return take_outlets(text, place.publishers(), loosely=loosely)


def _within(request: Request, span: DaySpan | None, publishers: Sequence[str], place: Place) -> Request:
    """`request` in the reader's scope, narrowed by days and outlets, never widened."""
    scope = place.scope
    if span:
        since = max(filter(None, (scope.since, span.since)), default=None)
        until = min(filter(None, (scope.until, span.until)), default=None)
        scope = replace(scope, since=since, until=until)
    wanted = publishers or request.scope.publishers
    allowed = [name for name in wanted if not scope.publishers or name in scope.publishers]
    if allowed:
        scope = replace(scope, publishers=tuple(allowed))
    return replace(request, scope=scope)
