"""What to ask after an answer: only what the articles that it cites have an answer to.

Promises that each question has its evidence among the annotations and the
articles' own questions, which costs a few rows; nothing is asked to find out.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, zip_longest

from article_qa.index.annotations import Annotations
from article_qa.index.records import Article
from article_qa.index.store.catalog import Catalog
from article_qa.qa.answer import Answer
from article_qa.qa.answers.which_one import named
from article_qa.qa.questions.follow_ups import lacks_antecedent

MAX_FOLLOW_UPS = 3
ARTICLES_READ = 4


def cited_articles(answer: Answer, catalog: Catalog) -> list[Article]:
    """The articles that the answer cites, the first few, in the order in which it does."""
    ids = list(dict.fromkeys(citation.article_id for citation in answer.citations))
    return [article for each in ids[:ARTICLES_READ] if (article := catalog.article(each))]


def follow_ups(
    answer: Answer, articles: Sequence[Article], catalog: Catalog, asked: Collection[str]
) -> tuple[str, ...]:
    """Up to three questions: the cited articles' own, and what their speakers said; none that was `asked`.

    Where the question named nothing, the same question of each thing that may be meant.
    """
    if answer.status == "doubtful" and lacks_antecedent(answer.searched):
        return tuple(named(answer.question, each.title) for each in answer.citations)[:MAX_FOLLOW_UPS]
    if answer.status not in ("answered", "partial"):
        return ()
    annotations = catalog.annotations.of([article.id for article in articles])
    own = (question for article in articles for question in article.questions)
    known = {_folded(question) for question in asked}
    mixed = chain.from_iterable(zip_longest(own, _sayings(answer, articles, annotations)))
    fresh = {_folded(each): each for each in mixed if each and _folded(each) not in known}
    return tuple(fresh.values())[:MAX_FOLLOW_UPS]


def _sayings(answer: Answer, articles: Sequence[Article], annotations: dict[str, Annotations]) -> Iterator[str]:
    """Who is quoted in the cited articles by a whole name, and is not whom this answer quotes already."""
    told = {citation.speaker for citation in answer.citations} if answer.kind == "sayings" else set()
    for article in articles:
        found = annotations.get(article.id, Annotations())
        persons = {name.name for name in found.names if name.kind == "person"}
        for speaker in dict.fromkeys(saying.speaker for saying in found.sayings):
            if speaker in persons and len(speaker.split()) > 1 and speaker not in told:
                yield f"What did {speaker} say?"


def _folded(question: str) -> str:
    return " ".join(question.casefold().split()).rstrip("?")
