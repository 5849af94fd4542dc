"""The dated events of a subject, in the order in which they happened."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from article_qa.index.annotations import AnnotatedSentence, Annotations, Days
from article_qa.index.records import Article
from article_qa.index.text.days import days as named_days
from article_qa.qa.answers.centrality import centrality
from article_qa.qa.answers.evidence import Excerpt, evidence_of, is_repeat, quote_all
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.moments import moments, names_moment
from article_qa.qa.answers.reply import Reply
from article_qa.qa.answers.subject import Subject, Weighed, weigh

# What fits on a screen.
MAX_EVENTS = 15
# Of a longer story those are shown that weigh most: what names the subject, and the lead of an article about it.
SHARE_WEIGHT, LEAD_WEIGHT = 0.5, 0.5
# Where enough sentences do, one that names nothing of the subject is left out.
NAMING_SHARE = 0.25
# Another event of the same day weighs less.
SAME_DAY_WEIGHT = 0.25
# What somebody says of it is rather a comment than an event, and what is expected did not happen yet.
SAYING_WEIGHT = EXPECTED_WEIGHT = -0.3
EXPECTED = re.compile(
    r"\b(?:could|expected|expects?|forecasts?|likely|may|might|plans?|possib(?:le|ility)|probable|scheduled|will|would)\b",
    re.IGNORECASE,
)
# How many were killed or saved is what a reader looks for.
FIGURE_WEIGHT = 0.25
FIGURE = re.compile(r"\b\d[\d.,]*(?=\W|$)")
# What the sentences of a story say again and again is what it is about.
CENTRAL_WEIGHT = 1.5
# What happened so long before its article is the background of that article.
BACKGROUND = timedelta(days=365)
# Of an older event a sentence must have this share of the subject, for articles recall much.
BACKGROUND_SHARE = 0.5
# Of an article that only mentions the subject, a sentence must itself have this share of it.
MENTION_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence, when it happened, and which share of the subject it names; `weight` says how much it matters."""

    article: Article
    sentence: AnnotatedSentence
    days: Days
    share: float
    weight: float

    @property
    def excerpt(self) -> Excerpt:
        """The sentence to quote, with its day."""
        return Excerpt(self.article, self.sentence.start, self.sentence.end, self.days)

    @property
    def is_background(self) -> bool:
        """Whether it is told of other times than the article's own."""
        published = self.article.published
        return published is not None and self.days.last < published - BACKGROUND


def reply(material: Material) -> Reply | None:
    """The events that the articles tell; None where none has a day.

    Where several articles tell of the subject, or one tells of moments of a day, what is long past must name it.
    """
    catalog, asked = material.library.catalog, material.request.subject or material.request.text
    subject = Subject.of(asked, catalog)
    weighed = weigh(subject, material)
    annotations = catalog.annotations.of([each.article.id for each in weighed])
    found = [event for each in weighed for event in events(each, annotations, subject)]
    of_a_match = any(names_moment(event.excerpt.text) for event in found)
    if of_a_match or len({event.article.id for event in found}) > 1:
        found = [event for event in found if event.share >= BACKGROUND_SHARE or not event.is_background]
    new = [event for event in found if not material.is_told(event.excerpt.text)]
    told = without_repeats(sorted(new, key=_order))
    shown = _weightiest(told)
    warning = f"{len(shown)} of {len(told)} dated events are shown." if len(shown) < len(told) else ""
    return quote_all([event.excerpt for event in shown], warnings=[warning]) if shown else None


def events(weighed: Weighed, annotations: Mapping[str, Annotations], subject: Subject) -> list[Event]:
    """The dated sentences of an article about the subject, or those that mention it.

    The lead of an article about it happened on the article's own day, where it names no other.
    """
    article, found = weighed.article, []
    sayings = annotations[article.id].sayings if article.id in annotations else ()
    direct = {(saying.start, saying.end) for saying in sayings if saying.is_direct}
    sentences = evidence_of(article, annotations)
    dated = moments(article, sentences) if weighed.is_about else {}
    for number, sentence in enumerate(sentences):
        span = (sentence.start, sentence.end)
        text = article.text[slice(*span)]
        share = subject.share(text)
        is_lead = weighed.is_about and number == 0
        days = sentence.days or dated.get(span) or (_own_day(article) if is_lead else None)
        if days and (weighed.is_about or (weighed.score > 0 and _is_mention(share, text, subject))):
            weight = SHARE_WEIGHT * share + LEAD_WEIGHT * is_lead + SAYING_WEIGHT * (span in direct)
            weight += EXPECTED_WEIGHT * bool(EXPECTED.search(text)) + FIGURE_WEIGHT * has_figure(text)
            found.append(Event(article, sentence, days, share, weight))
    return found


def has_figure(text: str) -> bool:
    """Whether the text tells how many or how much: a number that is not of a date."""
    dated = [(day.start, day.end) for day in named_days(text)]
    return any(not any(a <= m.start() < b for a, b in dated) for m in FIGURE.finditer(text))


def _is_mention(share: float, text: str, subject: Subject) -> bool:
    return share >= MENTION_SHARE and subject.is_named(text)


def without_repeats(events: Sequence[Event]) -> list[Event]:
    """Without what another event of the same days says; of such two the weightier stays."""
    kept: list[Event] = []
    for event in events:
        same = next((n for n, other in enumerate(kept) if _is_same(event, other)), None)
        if same is None:
            kept.append(event)
        elif event.weight > kept[same].weight:
            kept[same] = event
    return kept


def _is_same(one: Event, other: Event) -> bool:
    overlap = one.days.first <= other.days.last and other.days.first <= one.days.last
    return overlap and is_repeat(one.excerpt.text, other.excerpt.text)


def _weightiest(events: Sequence[Event]) -> list[Event]:
    """As many as are shown, in the same order; another event of the same day counts less."""
    naming = [event for event in events if event.share >= NAMING_SHARE]
    events = naming if len(naming) >= MAX_EVENTS else events
    kept: list[Event] = []
    central = centrality([event.excerpt.text for event in events])
    left = [replace(e, weight=e.weight + CENTRAL_WEIGHT * c) for e, c in zip(events, central, strict=True)]
    while left and len(kept) < MAX_EVENTS:
        shown = Counter(event.days for event in kept)
        best = max(left, key=lambda event: event.weight - SAME_DAY_WEIGHT * shown[event.days])
        left.remove(best)
        kept.append(best)
    return sorted(kept, key=_order)


def _order(event: Event) -> tuple[object, ...]:
    days, published = event.days, event.article.published
    # What happened some time in a month stands in its middle, and after what happened on that day.
    middle = days.first.toordinal() + days.last.toordinal()
    return middle, days.last, published or days.last, event.article.id, event.sentence.start


def _own_day(article: Article) -> Days | None:
    return Days(article.published, article.published) if article.published else None
