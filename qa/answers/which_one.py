"""A question for "it" or "him" with nothing before it: which of several things is meant is asked back.

The best sentence of each is quoted as doubtful, and the headlines that they
stand under are offered. Where the articles have it of one thing only, that is meant.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from article_qa.index.records import Article
from article_qa.index.text.stems import stem
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.quotes import quoted
from article_qa.qa.answers.reply import Reply
from article_qa.qa.questions.follow_ups import lacks_antecedent
from article_qa.qa.questions.mentions import content, names
from article_qa.qa.reading.answer_ranking import Answering

# How far behind the best another thing may be.
MARGIN = 0.15
# More would not help to choose.
MAX_OFFERED = 3


def reply(material: Material) -> Reply | None:
    """What is said of each thing that may be meant; None where the question says which, or only one may be."""
    request, context = material.request, material.context
    if request.kind != "fact" or material.told or names(request.text) or not lacks_antecedent(request.text):
        return None
    meant = _of_each(context.answers, context.articles)
    if len(meant) < 2:
        return None
    each = [quoted([best], context) for best in meant]
    citations = tuple(replace(one.citations[0], number=n) for n, one in enumerate(each, 1))
    sentences = tuple(replace(one.sentences[0], citations=(n,)) for n, one in enumerate(each, 1))
    return Reply("doubtful", "extract", sentences, citations, warnings=(_warning([c.title for c in citations]),))


def named(question: str, title: str) -> str:
    """The question asked anew of what an article with this headline is about."""
    return f"{question.rstrip()} ({title})"


def _warning(titles: Sequence[str]) -> str:
    *others, last = (f"“{title}”" for title in titles)
    return f"Which one is meant: {', '.join(others)} or {last}? Ask again and name it."


def _of_each(ranked: Sequence[Answering], articles: Mapping[str, Article]) -> list[Answering]:
    """The best of each thing that comes near the best of all; headlines that share a word are of one thing."""
    found: list[Answering] = []
    known: set[str] = set()
    for each in ranked:
        words = {stem(word.lower()) for word in content(articles[each.article_id].title)}
        if each.weight < ranked[0].weight - MARGIN or not words.isdisjoint(known):
            continue
        found.append(each)
        known |= words
    return found[:MAX_OFFERED]
