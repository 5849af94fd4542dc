"""A saved answer -> for each citation, whether its article still has these words.

The newest version is looked at first, then older ones until one has the words:
that tells since when they are not there, and what stands in their place.
"""

from article_qa.index.library import HasCatalog
from article_qa.index.records import Article
from article_qa.qa.receipts.counterpart import counterpart
from article_qa.qa.receipts.receipt import Receipt, VerifiedCitation
from article_qa.qa.receipts.saved import Saved, SavedCitation, question_of, saved_citations

CHANGED = "the article has other words now"
CUT = "the article does not have these words any more"
NEVER = "the version of the article that the citation names never had these words"
UNKNOWN = "the article does not have these words, and no version that had them is kept"


def verify_answer(saved: Saved, library: HasCatalog) -> Receipt:
    """Say of each citation of `saved` whether it stands, has changed or is gone.

    `saved` is an `Answer`, the JSON of one as Python reads it, or a list of
    citations. Raises RequestRejected where that holds no citations.
    """
    citations = saved_citations(saved)
    return Receipt(tuple(_verified(each, library) for each in citations), question_of(saved))


def _verified(saved: SavedCitation, library: HasCatalog) -> VerifiedCitation:
    article = library.catalog.article(saved.article_id)
    if article is None:
        return _gone(saved, library)
    start = _nearest(article.text, saved.quote, saved.start)
    if start is None:
        return _changed(saved, article, library)
    end, has_moved = start + len(saved.quote), start != saved.start
    return VerifiedCitation(
        saved.number, saved.article_id, saved.title or article.title, "stands", saved.quote, saved.quote,
        start=start, end=end, has_moved=has_moved,
        reason=f"the words stand at characters {start}–{end} now" if has_moved else "",
    )  # fmt: skip


def _gone(saved: SavedCitation, library: HasCatalog) -> VerifiedCitation:
    if library.catalog.damaged.listing(saved.article_id):
        since, reason = None, "the article is damaged and was set aside"
    else:
        newest = next(iter(library.catalog.versions.history(saved.article_id)), None)
        since = newest.until if newest else None
        reason = "the article was removed" if newest else "the library has never held an article with this id"
        if newest and newest.is_kept:
            reason = "the article gave way to another with the same words"
    return VerifiedCitation(
        saved.number, saved.article_id, saved.title, "gone", saved.quote, since=since, reason=reason
    )


def _changed(saved: SavedCitation, article: Article, library: HasCatalog) -> VerifiedCitation:
    now, since, reason = _difference(saved, article, library)
    return VerifiedCitation(
        saved.number, saved.article_id, saved.title or article.title, "changed", saved.quote, now,
        since=since, reason=reason,
    )  # fmt: skip


def _difference(saved: SavedCitation, article: Article, library: HasCatalog) -> tuple[str | None, str | None, str]:
    """What stands in the place of the words now, since when, and the reason."""
    since, was_named, was_kept = None, False, False
    for version, text in library.catalog.versions.texts(saved.article_id):
        start = None if text is None else _nearest(text, saved.quote, saved.start)
        if text is not None and start is not None:
            now = counterpart(text, article.text, start, start + len(saved.quote))
            return now, since, CUT if now == "" else CHANGED
        if version.sha256 == saved.sha256:
            was_named, was_kept = True, was_kept or text is not None
        elif text is not None and not was_named:
            since = version.since
    if was_kept:
        return None, None, NEVER
    return None, since if was_named else None, UNKNOWN


def _nearest(text: str, quote: str, start: int) -> int | None:
    """Where the words stand in the text, nearest to `start`; None where they do not."""
    if text.startswith(quote, start):
        return start
    before = text.rfind(quote, 0, min(len(text), start + len(quote)))
    after = text.find(quote, min(len(text), start))
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: abs(place - start), default=None)
