"""Sentences that go on with what another one begins to list, or that it goes on with itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from article_qa.index.annotations import AnnotatedSentence, Annotations
from article_qa.index.records import Article
from article_qa.qa.answers.enumerations import items
from article_qa.qa.reading.late_interaction import Candidate

# So many sentences beside the best belong to what it lists, each a little less than the one between them.
MAX_BESIDE = 4
# Of two that answer alike, the one that stands before comes first.
NEXT_PART = 0.95
# A paragraph lists what its sentence says where another sentence of it comes so near.
NEAR_MARGIN = 0.2
# A sentence that begins so names what is left after those before it.
GOES_ON = re.compile(r"(?:additional|also|another|finally|further|others?)\b", re.IGNORECASE)


def with_continuations(
    weighed: Sequence[Candidate], articles: Mapping[str, Article], annotations: Mapping[str, Annotations]
) -> list[Candidate]:
    """The candidates, the best first, where those that go on with the best one's list have nearly its score."""
    best = weighed[0]
    article = articles[best.passage.article_id]
    known = annotations[article.id].sentences if article.id in annotations else ()
    at = next((n for n, each in enumerate(known) if (each.start, each.end) == (best.start, best.end)), None)
    if at is None:
        return list(weighed)
    score, raised = best.score, {(best.passage.article_id, c.start): c for c in weighed if c.start == best.start}
    scores = {(c.start, c.end): c for c in weighed if c.passage.article_id == article.id}
    for each in _beside(article, known, at, scores):
        score *= NEXT_PART
        own = scores.get((each.start, each.end)) or _unread(best, article, each)
        raised[article.id, each.start] = replace(own, score=max(score, own.score))
    rest = [c for c in weighed if (c.passage.article_id, c.start) not in raised]
    return sorted([*raised.values(), *rest], key=lambda candidate: -candidate.score)


def _beside(
    article: Article,
    known: Sequence[AnnotatedSentence],
    at: int,
    scores: Mapping[tuple[int, int], Candidate],
) -> list[AnnotatedSentence]:
    """The sentences that belong to the list of the one with this index, the nearest first."""
    best, text = known[at], article.text
    if GOES_ON.match(text[best.start : best.end]):
        return _before(known, at)
    if items(text[best.start : best.end]):
        return []
    after: list[AnnotatedSentence] = []
    for each in known[at + 1 : at + 1 + MAX_BESIDE]:
        if not each.is_evidence or "\n" in text[best.end : each.start]:
            break
        after.append(each)
    limit = scores[best.start, best.end].score - NEAR_MARGIN
    own = [scores[each.start, each.end].score for each in after if (each.start, each.end) in scores]
    return after if any(score >= limit for score in own) else []


def _before(known: Sequence[AnnotatedSentence], at: int) -> list[AnnotatedSentence]:
    """Those under the same heading before it."""
    found: list[AnnotatedSentence] = []
    for each in reversed(known[max(0, at - MAX_BESIDE) : at]):
        if not each.is_evidence or each.heading is None or each.heading != known[at].heading:
            break
        found.append(each)
    return found


def _unread(best: Candidate, article: Article, each: AnnotatedSentence) -> Candidate:
    text = article.text[each.start : each.end]
    return replace(best, start=each.start, end=each.end, text=text, score=0.0, opening=None, closing=None)
