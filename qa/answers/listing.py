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
from article_qa.qa.answers.subject import Subject
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.reading.quote_selection import choose

# What is told in many sentences, in one that names several things, and in one that names as many as were asked for.
MANY, SEVERAL, ALL = (8, 220), (3, 120), (2, 80)
MAX_LIST_WORDS = 120
# Of the best sentences so many are looked at for a list that they stand in, as long as they are near the best.
LIST_DEPTH, LIST_MARGIN = 6, 0.25
# What it adds to a sentence's score that it names several things, and as many as were asked for.
ENUMERATION_BONUS = 0.08
NUMBER_BONUS = 0.08
# What it adds that the heading above it says this share of what is asked.
HEADING_BONUS, HEADING_SHARE = 0.1, 0.6
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
    articles, asked = material.context.articles, material.request.text
    known = {i: {(s.start, s.end): s for s in evidence_of(a, annotations)} for i, a in articles.items()}
    subject, number = Subject.of(asked, material.library.catalog), number_asked(asked)
    weighed = []
    for each in material.context.candidates:
        article = articles[each.passage.article_id]
        if sentence := known[article.id].get((each.start, each.end)):
            bonus = _bonus(each.text, number) + _heading_bonus(article, sentence, subject)
            weighed.append(replace(each, score=each.score + bonus))
    return sorted(weighed, key=lambda candidate: -candidate.score)


def _bonus(text: str, number: int) -> float:
    named = items(text)
    return (ENUMERATION_BONUS if named else 0) + (NUMBER_BONUS if named and named == number else 0)


def _heading_bonus(article: Article, sentence: AnnotatedSentence, subject: Subject) -> float:
    start, end = sentence.heading or (0, 0)
    return HEADING_BONUS if subject.share(article.text[start:end]) >= HEADING_SHARE else 0.0


def _list(candidates: Sequence[Candidate], material: Material, annotations: Mapping[str, Annotations]) -> Reply | None:
    """The whole list that one of the best sentences belongs to; None where none does."""
    near = [each for each in candidates[:LIST_DEPTH] if each.score >= candidates[0].score - LIST_MARGIN]
    for candidate in near:
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
