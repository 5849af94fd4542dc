"""Which outlets the articles are from, or those that mention a subject."""

from collections import Counter
from collections.abc import Sequence

from article_qa.index.records import ArticleRef, Outlet, Scope
from article_qa.qa.answers.mentions import Mentions, mentions
from article_qa.qa.answers.naming import counted, from_scope, listed
from article_qa.qa.answers.reply import Reply, computed
from article_qa.qa.questions.request import Request
from article_qa.qa.retrieval.search import LibrarySearch

IN_LIBRARY = "in the library"


def outlets(request: Request, library: LibrarySearch) -> Reply:
    """The outlets in the scope, the one with most articles first."""
    if request.subject:
        return _reporting(mentions(request.subject, library.catalog, request.scope), request.scope)
    found = library.catalog.queries.outlets(request.scope)
    where = from_scope(request.scope)
    if not found:
        return Reply("abstained", "extract", reason=f"No article{where} names its outlet.", count=0)
    said = f"The articles{where} are from {counted(len(found), 'outlet')}: {_listed(found)}."
    return Reply("answered", "extract", (computed(said),), count=len(found))


def _reporting(found: Mentions, scope: Scope) -> Reply:
    """The outlets of the articles with the phrase, then of those with its words apart."""
    where = from_scope(scope)
    if not found.every:
        return Reply("abstained", "extract", reason=f"No article{where} mentions {found.looked_for}.", count=0)
    by_phrase, every = _counted(found.articles), _counted(found.every)
    said = []
    if by_phrase:
        said.append(f"{_subject(by_phrase)} articles{where} that mention {found.looked_for}: {_listed(by_phrase)}.")
    if found.apart:
        apart = _counted(found.apart)
        said.append(
            f"{_subject(apart)} articles{where} that have all of these words, not side by side: {_listed(apart)}."
        )
    sentences = tuple(map(computed, said))
    return Reply("answered", "extract", sentences, count=len(every), articles=tuple(found.every))


def _subject(found: Sequence[Outlet]) -> str:
    return f"{counted(len(found), 'outlet')} {'has' if len(found) == 1 else 'have'}"


def _counted(refs: Sequence[ArticleRef]) -> list[Outlet]:
    counts = Counter(ref.publisher or "no outlet named" for ref in refs)
    return [Outlet(name, count) for name, count in counts.most_common()]


def _listed(found: Sequence[Outlet]) -> str:
    return listed([f"{outlet.name} ({counted(outlet.articles, 'article')})" for outlet in found], IN_LIBRARY)
