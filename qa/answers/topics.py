"""What the library is about: how many articles of which days and outlets, and what they name most often."""

from collections import Counter
from collections.abc import Sequence

from article_qa.index.records import ArticleRef
from article_qa.index.text.names import names, whole
from article_qa.qa.answers.naming import counted, from_scope, listed, named
from article_qa.qa.answers.reply import Reply, computed
from article_qa.qa.day_words import in_words
from article_qa.qa.questions.request import Request
from article_qa.qa.retrieval.search import LibrarySearch

# Names are counted in so many of the newest articles, and so many of the most frequent are told.
MAX_READ = 300
# What one sentence can name.
MAX_TOLD = 8
# What one sentence can name.
NEWEST = 3


def topics(request: Request, library: LibrarySearch) -> Reply:
    """The library in a few sentences of the program's own."""
    refs = library.catalog.queries.articles(request.scope)
    where = from_scope(request.scope)
    if not refs:
        return Reply("abstained", "extract", reason=f"The library has no article{where}.", count=0)
    sources = library.catalog.queries.outlets(request.scope)
    dated = [ref.published for ref in refs if ref.published]
    span = f", published from {in_words(min(dated))} to {in_words(max(dated))}" if dated else ""
    of = f" of {counted(len(sources), 'outlet')}" if sources else ""
    said = [f"The library has {counted(len(refs), 'article')}{of}{where}{span}."]
    if frequent := _frequent(refs[:MAX_READ], library):
        said.append(f"Named most often: {', '.join(frequent)}.")
    said.append(f"The newest: {listed([*map(named, refs[:NEWEST])], '')}.")
    return Reply("answered", "extract", tuple(map(computed, said)), count=len(refs), articles=tuple(refs))


def _frequent(refs: Sequence[ArticleRef], library: LibrarySearch) -> list[str]:
    """The names in most of these articles; by their titles where the articles were not annotated yet."""
    annotated = library.catalog.annotations.of([ref.article_id for ref in refs])
    counts = Counter(name for each in annotated.values() for name in {name.name for name in each.names})
    if not counts:
        counts = Counter(name for ref in refs for name in _in_title(ref.title))
    return [f"{name} ({counted(count, 'article')})" for name, count in counts.most_common(MAX_TOLD)]


def _in_title(title: str) -> set[str]:
    return {title[start:end] for start, end in whole(title, names(title))}
