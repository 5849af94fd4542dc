"""Moments of a match or race: a sentence that names one happened on the day that the article tells of."""

import re
from collections.abc import Sequence

from article_qa.index.annotations import AnnotatedSentence, Days
from article_qa.index.records import Article

_ORDINAL = r"\b\d{1,3}(?:st|nd|rd|th)"
MOMENT = re.compile(rf"{_ORDINAL}[ -](?:minute|lap|inning|round)\b")
# Once one is told in full, the next may be "in the 36th".
SHORTENED = re.compile(rf"\bin the {_ORDINAL}(?=[.,;)]|$)")


def moments(article: Article, sentences: Sequence[AnnotatedSentence]) -> dict[tuple[int, int], Days]:
    """The day of each sentence that names a moment; nothing where the article's day is not known."""
    day = _day(article, sentences)
    if day is None or not MOMENT.search(article.text):
        return {}
    spans = [(each.start, each.end) for each in sentences if each.days is None]
    return {span: day for span in spans if names_moment(article.text[slice(*span)])}


def names_moment(text: str) -> bool:
    """Whether the text names one, in full or shortened."""
    return bool(MOMENT.search(text) or SHORTENED.search(text))


def _day(article: Article, sentences: Sequence[AnnotatedSentence]) -> Days | None:
    """That of the lead, where it is a very day, else the article's own."""
    lead = sentences[0].days if sentences else None
    if lead and lead.first == lead.last:
        return lead
    return Days(article.published, article.published) if article.published else None
