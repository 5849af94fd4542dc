"""Everybody who says something about a subject, each with their words."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from article_qa.index.annotations import Annotations
from article_qa.index.records import Article
from article_qa.index.text.people import is_same_person
from article_qa.qa.answers.evidence import Excerpt, excerpt_of, quote_all
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.reply import Reply
from article_qa.qa.answers.subject import Subject, articles_about

# A longer list is not read. The answer says how many there are.
MAX_SHOWN = 20
ASKED = re.compile(
    r"\b(?:who|whom|every(?:one|body)|any(?:one|body)|people|persons|speakers?)\b.{0,40}"
    r"\b(?:sa(?:y|ys|id|ying)|sp(?:eak|eaks|oke)|talk(?:s|ed)?|comment(?:s|ed)?|quoted|interviewed|react(?:s|ed)?)\b",
    re.IGNORECASE,
)


def is_asked_about(question: str) -> bool:
    """Whether a question asks who says something."""
    return ASKED.search(question) is not None


def who_says_something(material: Material) -> Reply | None:
    """The speakers in the articles about the subject, each with their first words; None where nobody speaks."""
    said = one_each(_said(material))
    warning = f"{MAX_SHOWN} of {len(said)} speakers are shown." if len(said) > MAX_SHOWN else ""
    return quote_all(said[:MAX_SHOWN], warnings=[warning]) if said else None


def what_they_say(material: Material) -> Reply | None:
    """All that is said in the articles about the subject, oldest article first.

    None where nobody speaks, and where the passages found are on other matters.
    """
    said = [] if material.refusal else _said(material)
    warning = f"{MAX_SHOWN} of {len(said)} sayings are shown." if len(said) > MAX_SHOWN else ""
    return quote_all(said[:MAX_SHOWN], warnings=[warning]) if said else None


def one_each(said: Sequence[Excerpt]) -> list[Excerpt]:
    """The first words of each speaker."""
    kept: list[Excerpt] = []
    for each in said:
        if not any(_is_same(each.speaker, other.speaker) for other in kept):
            kept.append(each)
    return kept


def _is_same(one: str, other: str) -> bool:
    return is_same_person(one, other) or is_same_person(other, one)


def _said(material: Material) -> list[Excerpt]:
    catalog = material.library.catalog
    asked = material.request.subject or material.request.text
    who = ASKED.search(asked)
    # "Who spoke of the fire?": the fire is the subject, and who spoke is not.
    subject = Subject.of(asked[who.end() :] if who and asked[who.end() :].strip(" ?") else asked, catalog)
    articles = sorted(articles_about(subject, material), key=lambda a: (a.published or date.max, a.id))
    annotations = catalog.annotations.of([article.id for article in articles])
    return [each for article in articles for each in _of(article, annotations)]


def _of(article: Article, annotations: Mapping[str, Annotations]) -> list[Excerpt]:
    known = annotations.get(article.id)
    return [excerpt_of(article, saying) for saying in known.sayings if saying.speaker] if known else []
