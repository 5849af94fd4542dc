"""The sentences that were read, weighed for a question that asks for all of something."""

from collections.abc import Mapping
from dataclasses import replace

from article_qa.index.annotations import AnnotatedSentence, Annotations
from article_qa.index.records import Article
from article_qa.qa.answers.enumerations import items, noun_asked, number_asked
from article_qa.qa.answers.evidence import evidence_of
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.subject import Subject
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import Candidate, TokenReading

# What it adds to a sentence's score that it names several things: so much, or as far as it is near the noun that is
# asked for. Enumerations of crops matched "crops" by 0.6, those of other things by less than 0.35.
ENUMERATION_BONUS = 0.1
NOUN_WEIGHT, FAR_FROM_NOUN, MAX_NOUN_BONUS = 0.35, 0.2, 0.15
# And that it names as many as were asked for.
NUMBER_BONUS = 0.08
# And that the heading above it says this share of what is asked.
HEADING_BONUS, HEADING_SHARE = 0.1, 0.6


def weighed_for_listing(material: Material, annotations: Mapping[str, Annotations]) -> list[Candidate]:
    """Those that can bear an answer out, what names several of the things asked for before its like."""
    context, asked = material.context, material.request.text
    known = {i: {(s.start, s.end): s for s in evidence_of(a, annotations)} for i, a in context.articles.items()}
    subject, number = Subject.of(asked, material.library.catalog), number_asked(asked)
    near_noun = _nearness(noun_asked(asked), context)
    weighed = []
    for each in context.candidates:
        article = context.articles[each.passage.article_id]
        if not material.is_told(each.text):
            bonus = _bonus(each, number, near_noun)
            bonus += _heading_bonus(article, known[article.id].get((each.start, each.end)), subject)
            weighed.append(replace(each, score=each.score + bonus))
    return sorted(weighed, key=lambda candidate: -candidate.score)


def _nearness(noun: str, context: Context) -> dict[tuple[str, int], float]:
    """How near each sentence is to the noun, by its passage and start; nothing without a noun."""
    reading = context.reading
    if not noun or not isinstance(reading, TokenReading):
        return {}
    return {(c.passage.id, c.start): c.match for c in reading.rank(noun, rarity={noun: 1.0})}


def _bonus(candidate: Candidate, number: int, near_noun: Mapping[tuple[str, int], float]) -> float:
    named = items(candidate.text)
    if not named:
        return 0.0
    nearness = near_noun.get((candidate.passage.id, candidate.start))
    near = min(MAX_NOUN_BONUS, NOUN_WEIGHT * max(0.0, nearness - FAR_FROM_NOUN)) if nearness else ENUMERATION_BONUS
    return near + (NUMBER_BONUS if named == number else 0)


def _heading_bonus(article: Article, sentence: AnnotatedSentence | None, subject: Subject) -> float:
    start, end = (sentence.heading if sentence else None) or (0, 0)
    return HEADING_BONUS if subject.share(article.text[start:end]) >= HEADING_SHARE else 0.0
