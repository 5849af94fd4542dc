"""Of the copies of one report only one is cited: which."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from article_qa.index.records import Copy, Passage, Scored
from article_qa.index.store.near_duplicates import share_held
from article_qa.qa.retrieval.fusion import fuse

# Of articles, by id: the copies of each that has any among them, the oldest first.
CopiesOf: TypeAlias = Callable[[Collection[str]], Mapping[str, tuple[Copy, ...]]]
# Of passages, by id: those that are still there.
Texts: TypeAlias = Callable[[Collection[str]], Mapping[str, Passage]]

# A copy that holds this share of the best passage's words fits the question as well as the best copy.
FITS_ALIKE = 0.85


def without_copies(_: Collection[str]) -> Mapping[str, tuple[Copy, ...]]:
    """No article has a copy."""
    return {}


def dropped_copies(
    rankings: Sequence[Sequence[Scored]], floors: Sequence[float | None], texts: Texts, copies_of: CopiesOf
) -> set[str]:
    """The articles that are not cited because a copy of theirs is."""
    articles = {each.article_id for ranking in rankings for each in ranking}
    groups = _groups(articles, copies_of)
    copied = {copy.article_id for group in groups for copy in group}
    if not copied:
        return set()
    fused = [each.passage_id for each in fuse(rankings, floors) if each.article_id in copied]
    passages = texts(fused)
    read: dict[str, list[str]] = {}
    for passage in (passages[passage_id] for passage_id in fused if passage_id in passages):
        read.setdefault(passage.article_id, []).append(passage.text)
    places = {article_id: place for place, article_id in enumerate(read)}
    dropped: set[str] = set()
    for group in groups:
        found = [copy for copy in group if copy.article_id in read]
        if len(found) > 1:
            best = read[min((copy.article_id for copy in found), key=places.__getitem__)][0]
            cited = _original(found, best, read)
            dropped.update(copy.article_id for copy in found if copy != cited)
    return dropped


def _groups(articles: Collection[str], copies_of: CopiesOf) -> list[list[Copy]]:
    """The copies of one report each that are among `articles`, where there are several."""
    # A group of thousands is one value for thousands of articles, so it is told by its first.
    groups = {copies[0].article_id: copies for copies in copies_of(articles).values()}
    found = [[copy for copy in copies if copy.article_id in articles] for copies in groups.values()]
    return [copies for copies in found if len(copies) > 1]


def _fits(best: str, texts: Sequence[str]) -> bool:
    """Whether a copy, of which these passages were found, fits as well as the one that the best passage is from."""
    # Mostly a copy is cut into the same passages, and their words need not be compared.
    return best in texts or share_held(best, "\n".join(texts)) >= FITS_ALIKE


def _original(copies: Sequence[Copy], best: str, read: Mapping[str, Sequence[str]]) -> Copy:
    """The copy to cite of those that fit the question as well as the one that the passage `best` is from.

    Readers want the outlet that had the report first, and of that outlet's
    versions the newest, which it stands by. A copy that lacks what was asked,
    because it was cut, does not fit alike and is passed over; the scores would
    not tell, for a cut copy's short passages often rank before the original's.
    """
    # Of thousands only those are compared that come to it.
    first = next(copy for copy in copies if _fits(best, read[copy.article_id]))
    versions = [copy for copy in copies if copy.publisher == first.publisher] if first.publisher else [first]
    newest_first = sorted(versions, key=lambda copy: copy.published or date.min, reverse=True)
    return next(copy for copy in newest_first if _fits(best, read[copy.article_id]))
