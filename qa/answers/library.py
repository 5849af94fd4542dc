"""Questions about the library itself, answered exactly from the catalog.

Each answer says in words what was looked for. Nothing is quoted, so nothing is
cited: the articles are named, and `Reply.articles` has all of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from article_qa.index.records import ArticleRef, Scope
from article_qa.qa.answers.mentions import Mentions, mentions
from article_qa.qa.answers.naming import counted, from_scope, listed, named
from article_qa.qa.answers.outlets import outlets
from article_qa.qa.answers.reply import Reply, computed
from article_qa.qa.answers.topics import topics
from article_qa.qa.questions.request import LibraryQuery, Request
from article_qa.qa.retrieval.search import LibrarySearch

IN_LIST = "in the list of articles"
# What a whole article can be, and its title says: such are looked for among the titles first.
GENRES = frozenset(
    """interview report correction editorial obituary review column feature profile essay analysis commentary
    opinion speech recipe letter""".split()
)


def reply(request: Request, library: LibrarySearch, today: date) -> Reply | None:
    """The count or the list of articles, with the query in words."""
    del today
    if not request.library_query:
        return None
    known = library.known(request.scope)
    scope, unknown = known.scope, known.unknown
    if known.is_empty:
        return nothing(unknown)
    answer = ANSWERS[request.library_query](replace(request, scope=scope), library)
    undated = left_out(scope, library) if request.library_query != "undated" else ""
    return replace(answer, warnings=(*filter(None, [unknown, undated]), *answer.warnings))


def nothing(reason: str) -> Reply:
    """There is no such article."""
    return Reply("abstained", "extract", reason=reason, count=0)


def _articles(request: Request, library: LibrarySearch) -> Reply:
    """How many articles there are, or which: of a subject, or all in the scope."""
    if not request.subject:
        refs = library.catalog.queries.articles(request.scope)
        return _in_scope(refs, request.scope)
    if request.speaker and (written := library.catalog.queries.written_by(request.speaker, request.scope)):
        return _list(f"{counted(len(written), 'article')}{from_scope(request.scope)} by {request.speaker}", written)
    found = mentions(request.subject, library.catalog, request.scope)
    if titled := _by_title(request.subject, found):
        return titled
    return _mentioning(found, request)


def _in_scope(refs: Sequence[ArticleRef], scope: Scope) -> Reply:
    where = from_scope(scope)
    if not refs:
        return nothing(f"The library has no article{where}.")
    return _list(f"The library has {counted(len(refs), 'article')}{where}", refs)


def _mentioning(found: Mentions, request: Request) -> Reply:
    """The articles with the phrase; where it is a loose one, those with its words apart are named after them."""
    where, yes = from_scope(request.scope), "Yes. " if request.is_yes_no else ""
    nowhere = f"No article{where} mentions {found.looked_for}"
    if not found.every:
        return nothing(f"{nowhere}.")
    if not found.articles:
        has = "has" if len(found.apart) == 1 else "have"
        return _list(f"{nowhere}, but {counted(len(found.apart), 'article')} {has} all of these words", found.apart)
    mention = "mentions" if len(found.articles) == 1 else "mention"
    said = f"{yes}{counted(len(found.articles), 'article')}{where} {mention} {found.looked_for}"
    answer = _list(said, found.articles)
    return _and_apart(answer, found.apart) if request.library_query == "list_articles" else answer


def _and_apart(answer: Reply, apart: Sequence[ArticleRef]) -> Reply:
    if not apart:
        return answer
    has = "has" if len(apart) == 1 else "have"
    also = f"{len(apart):,} more {has} these words, but not side by side: {listed([*map(named, apart)], 'of them')}."
    return replace(answer, sentences=(*answer.sentences, computed(also)))


def _by_title(subject: str, found: Mentions) -> Reply | None:
    """The articles that are what the subject says, by their titles: interviews, corrections."""
    kind = next((kind for kind in GENRES if subject.lower().rstrip("s") == kind), None)
    titled = [ref for ref in found.articles if kind and kind in ref.title.lower()]
    if not titled:
        return None
    has = "has" if len(titled) == 1 else "have"
    answer = _list(f"{counted(len(titled), 'article')} {has} “{kind}” in the title", titled)
    others = len(found.articles) - len(titled)
    also = f"{others:,} more {'mentions' if others == 1 else 'mention'} the word in the text only."
    return replace(answer, sentences=(*answer.sentences, computed(also))) if others else answer


def _list(said: str, refs: Sequence[ArticleRef]) -> Reply:
    sentence = computed(f"{said}: {listed([*map(named, refs)], IN_LIST)}.")
    return Reply("answered", "extract", (sentence,), count=len(refs), articles=tuple(refs))


def _newest(request: Request, library: LibrarySearch) -> Reply:
    return _at_the_end(request, library, "newest")


def _oldest(request: Request, library: LibrarySearch) -> Reply:
    return _at_the_end(request, library, "oldest")


def _at_the_end(request: Request, library: LibrarySearch, end: str) -> Reply:
    """The newest or the oldest dated article, and others of its day."""
    where = from_scope(request.scope)
    if request.subject:
        found = mentions(request.subject, library.catalog, request.scope)
        refs = [ref for ref in (found.articles or found.apart) if ref.published]
        where = f"{where} that mentions {found.looked_for}"
    else:
        queries = library.catalog.queries
        first = (queries.newest if end == "newest" else queries.oldest)(request.scope)
        day = first[0].published if first else None
        refs = queries.articles(replace(request.scope, since=day, until=day)) if day else []
    if not refs:
        return nothing(f"The library has no dated article{where}.")
    day = refs[0 if end == "newest" else -1].published
    same = [ref for ref in refs if ref.published == day]
    verb = f"article{where} is" if len(same) == 1 else f"articles{where} are"
    sentence = computed(f"The {end} {verb} {listed([*map(named, same)], IN_LIST)}.")
    return Reply("answered", "extract", (sentence,), articles=tuple(same))


def _undated(request: Request, library: LibrarySearch) -> Reply:
    refs = library.catalog.queries.undated(request.scope)
    where = from_scope(replace(request.scope, since=None, until=None))
    if not refs:
        return Reply("answered", "extract", (computed(f"Every article{where} has a date."),), count=0)
    return _list(f"{counted(len(refs), 'article')}{where} {'has' if len(refs) == 1 else 'have'} no date", refs)


def left_out(scope: Scope, library: LibrarySearch) -> str:
    """How many undated articles the days of the scope leave out; empty for none."""
    undated = len(library.catalog.queries.undated(scope)) if scope.since or scope.until else 0
    return (
        f"{counted(undated, 'article')} without a date {'was' if undated == 1 else 'were'} left out." if undated else ""
    )


ANSWERS: Mapping[LibraryQuery, Callable[[Request, LibrarySearch], Reply]] = {
    "count_articles": _articles,
    "list_articles": _articles,
    "count_outlets": outlets,
    "list_outlets": outlets,
    "newest": _newest,
    "oldest": _oldest,
    "undated": _undated,
    "topics": topics,
}
