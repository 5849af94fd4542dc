"""What an empty conversation offers: questions, the newest articles, and what standing questions found.

Knows nothing of Gradio.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from article_qa.index.annotations import Annotations
from article_qa.index.library import Library
from article_qa.index.records import Article
from article_qa.index.store.catalog import Catalog
from article_qa.qa.watching.watches import Notice, notices
from article_qa.qa.web.article_guide import leads
from article_qa.qa.web.days import dateline, in_words
from article_qa.qa.web.library_html import plain
from article_qa.qa.web.templates import render

STARTERS = 4
NEWEST = 4
NOTICES, CHANGES = 3, 2
MAX_WORDS = 16
# So many of the newest articles are looked at; there are fewer starter articles.
LOOKED_AT = 24
# What `demo` adds. Its questions are of use until there are other articles.
STARTER_SOURCE = "starter: "


@dataclass(frozen=True, slots=True)
class News:
    """An article on the start page."""

    id: str
    title: str
    dateline: str
    lead: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a standing question found, and when."""

    question: str
    day: str
    changes: tuple[str, ...]


def start_html(library: Library) -> Markup:
    """What stands over the box of an empty conversation."""
    catalog = library.catalog
    articles = newest(catalog)
    known = catalog.annotations.of([article.id for article in articles])
    return render(
        "start.html",
        is_empty=not articles,
        questions=starters(articles, known),
        newest=[_news(article, known.get(article.id)) for article in articles[:NEWEST]],
        notices=[_finding(notice) for notice in notices(catalog, NOTICES)],
    )


def newest(catalog: Catalog) -> list[Article]:
    """The newest articles, the newest first; undated ones last."""
    found = (catalog.article(each.article_id) for each in catalog.queries.articles(limit=LOOKED_AT))
    return [article for article in found if article]


def starters(articles: Sequence[Article], known: dict[str, Annotations]) -> list[str]:
    """Questions to begin with, one an article: its own where it brings some, else of whom and what it tells.

    `articles` are the newest first. Those of the starter articles are left out where there are others.
    """
    added = [article for article in articles if not article.source.startswith(STARTER_SOURCE)]
    asked: list[str] = []
    for article in added or articles:
        own = next(iter(article.questions), "") or question_of(article, known.get(article.id, Annotations()), asked)
        if own and own not in asked:
            asked.append(own)
    return asked[:STARTERS]


def question_of(article: Article, known: Annotations, asked: Sequence[str] = ()) -> str:
    """A question that the article answers: about somebody quoted, about what its headline names, or about itself.

    None that was `asked` already; empty where the headline has no words.
    """
    last = next(iter(asked[-1:]), "")
    candidates = [each for each in _candidates(article, known) if each not in asked]
    # The same question of one person after the other reads like a form.
    return min(candidates, key=lambda each: _form(each) == _form(last), default="") or about(article.title)


def about(title: str) -> str:
    """A question that the article under this headline answers; empty where the headline has no words."""
    words = re.sub(r"[\s.:;,…–—-]+$", "", " ".join(plain(title).split()[:MAX_WORDS]))
    words = words.translate(str.maketrans("“”„«»", "‘’‘‘’")).replace('"', "’")
    return f"What is the article “{words}” about?" if any(map(str.isalnum, words)) else ""


def _form(question: str) -> str:
    return question.partition(" ")[0] + question.partition(" ")[2].partition(" ")[0]


def _candidates(article: Article, known: Annotations) -> Iterator[str]:
    people = {name.name for name in known.names if name.kind == "person" and " " in name.name}
    speakers = [saying.speaker for saying in known.sayings if saying.is_direct and saying.speaker in people]
    yield from (f"What did {plain(speaker)} say?" for speaker in dict.fromkeys(speakers))
    said = [name for name in known.names if name.name in article.title and " " in name.name]
    yield from (f"What is known about {plain(name.name)}?" for name in said)


def _news(article: Article, known: Annotations | None) -> News:
    return News(article.id, plain(article.title), dateline(article), next(iter(leads(article, known, 1)), ""))


def _finding(notice: Notice) -> Finding:
    # "Okafor resigned. [1]" names a citation of an answer that is not on the page.
    changes = tuple(re.sub(r"\s*\[\d+\]", "", plain(change.text)) for change in notice.changes[:CHANGES])
    return Finding(notice.question, in_words(date.fromisoformat(notice.told[:10])), changes)
