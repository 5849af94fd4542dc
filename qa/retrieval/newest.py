"""The newest passages that speak of a state of affairs, which need not be among the nearest ones."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from article_qa.index.records import Article, Hit, Passage, Scope
from article_qa.index.search import keyword
from article_qa.index.store.catalog import Catalog
from article_qa.index.text.sentences import sentences
from article_qa.qa.retrieval.retrieve import Retrieved

Speaks: TypeAlias = Callable[[str, str], bool]

# Of so many passages that have the question's words, the newest are read as well.
DEPTH = 100
# At most so many: each costs a reading.
MAX_NEWEST = 2


def with_newest(speaks: Speaks, question: str, retrieved: Retrieved, catalog: Catalog, scope: Scope) -> Retrieved:
    """The same, followed by the newest passages that speak of the state, where those are newer than all before.

    `speaks` tells of a sentence and its headline whether it does. A passage of
    an article that was found already is left out. By words only, for each of them is wanted.
    """
    days = [article.published for article in retrieved.articles.values() if article.published]
    newest = max(days, default=None)
    ranked = [each for each in keyword(catalog)(question, DEPTH, scope) if each.published]
    newer = [each for each in ranked if newest is None or (each.published and each.published > newest)]
    passages = catalog.passages([each.passage_id for each in newer])
    found: dict[str, Passage] = {}
    articles: dict[str, Article] = {}
    for each in sorted(newer, key=lambda each: (each.published, each.score), reverse=True):
        passage = passages.get(each.passage_id)
        article = catalog.article(each.article_id) if passage and each.article_id not in found else None
        if passage and article and _stands(passage, article) and _has_it(speaks, passage, article):
            found[each.article_id] = passage
            articles[article.id] = article
        if len(found) == MAX_NEWEST:
            break
    least = min((hit.score for hit in retrieved.hits), default=0.0)
    hits = [Hit(passage, least) for passage in found.values()]
    return replace(retrieved, hits=[*retrieved.hits, *hits], articles={**retrieved.articles, **articles})


def _has_it(speaks: Speaks, passage: Passage, article: Article) -> bool:
    told = (passage.text[start:end] for start, end in sentences(passage.text))
    return any(speaks(each, article.title) for each in told)


def _stands(passage: Passage, article: Article) -> bool:
    return article.text[passage.start : passage.end] == passage.text
