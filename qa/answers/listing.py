"""All that is asked for, not the best few."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from article_qa.index.annotations import AnnotatedSentence, Annotations
from article_qa.index.records import Article
from article_qa.qa.answers import everybody
from article_qa.qa.answers.enumerations import LISTED, items, number_asked, whole_list
from article_qa.qa.answers.evidence import Excerpt, evidence_of, quote_all
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.reply import Reply
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.reading.quote_selection import choose

# What is told in many sentences, in one that names several things, and in one that names as many as were asked for.
MANY, SEVERAL, ALL = (8, 220), (3, 120), (2, 80)
MAX_LIST_WORDS = 120
# Of the best sentences so many are looked at for a list that they stand in.
LIST_DEPTH = 3
# What it adds to a sentence's score that it names several things, and as many as were asked for.
ENUMERATION_BONUS = 0.08
NUMBER_BONUS = 0.08
# Other articles must come so near to the best sentence.
OTHER_ARTICLE_MARGIN = 0.1


def reply(material: Material) -> Reply | None:
    """Every sentence that names one of what was asked for; None where plain quotes do."""
    if everybody.is_asked_about(material.request.text):
        return everybody.who_says_something(material)
    if material.refusal:
        return None
    catalog = material.library.catalog
    annotations = catalog.annotations.of(list(material.context.articles))
    candidates = _evidence(material, annotations)
    if not candidates:
        return None
    return _list(candidates, material, annotations) or _sentences(candidates, material)


def _evidence(material: Material, annotations: Mapping[str, Annotations]) -> list[Candidate]:
    """The sentences that were read and can bear an answer out, what names several things before its like."""
    articles = material.context.articles
    spans = {i: {(s.start, s.end) for s in evidence_of(a, annotations)} for i, a in articles.items()}
    kept = [c for c in material.context.candidates if (c.start, c.end) in spans[c.passage.article_id]]
    number = number_asked(material.request.text)
    weighed = [replace(c, score=c.score + _bonus(c.text, number)) for c in kept]
    return sorted(weighed, key=lambda candidate: -candidate.score)


def _bonus(text: str, number: int) -> float:
    named = items(text)
    return (ENUMERATION_BONUS if named else 0) + (NUMBER_BONUS if named and named == number else 0)


def _list(candidates: Sequence[Candidate], material: Material, annotations: Mapping[str, Annotations]) -> Reply | None:
    """The whole list that one of the best sentences belongs to; None where none does."""
    for candidate in candidates[:LIST_DEPTH]:
        article = material.context.articles[candidate.passage.article_id]
        sentences = annotations[article.id].sentences if article.id in annotations else ()
        at = next((n for n, s in enumerate(sentences) if (s.start, s.end) == (candidate.start, candidate.end)), None)
        if at is not None and (found := whole_list(sentences, at)):
            return _whole(article, found)
    return None


def _whole(article: Article, found: Sequence[AnnotatedSentence]) -> Reply:
    """A list as one quote, or item by item where it is long."""
    count = sum(each.kind in LISTED for each in found)
    closing = f"{count} items are listed." if count > 1 else ""
    whole = Excerpt(article, found[0].start, found[-1].end)
    if len(whole.text.split()) <= MAX_LIST_WORDS:
        return quote_all([whole], closing=closing)
    return quote_all([Excerpt(article, each.start, each.end) for each in found], closing=closing)


def _sentences(candidates: Sequence[Candidate], material: Material) -> Reply:
    """The sentences near the best, more of them than a plain question gets where none names several things."""
    articles, best = material.context.articles, candidates[0]
    near = [candidate for candidate in candidates if _is_near(candidate, best)]
    named, number = items(best.text), number_asked(material.request.text)
    max_quotes, max_words = ALL if named and named == number else SEVERAL if named else MANY
    quotes = choose(near, articles, max_quotes=max_quotes, max_words=max_words)
    return quote_all([Excerpt(articles[q.article_id], q.start, q.end) for q in quotes])


def _is_near(candidate: Candidate, best: Candidate) -> bool:
    same = candidate.passage.article_id == best.passage.article_id
    return same or candidate.score >= best.score - OTHER_ARTICLE_MARGIN
