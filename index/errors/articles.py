"""Errors of one article: it could not be taken, or is not there as it was."""

from collections.abc import Sequence

from article_qa.index.errors.base import ArticleQAError


class ArticleRejected(ArticleQAError):
    """One file, line or address could not be taken into the library."""


class FetchRefused(ArticleRejected):
    """The address may not be read, or holds no page. A second try will not help."""


class FetchFailed(ArticleRejected):
    """The address cannot be read at the moment.

    `at_once` says whether a second try within seconds makes sense, `retry_after`
    for how many seconds the server asks to be left alone.
    """

    def __init__(self, address: str, reason: str, *, at_once: bool = False, retry_after: float | None = None) -> None:
        super().__init__(f"cannot get {address!r} ({reason}); try again later")
        self.reason = reason
        self.at_once = at_once
        self.retry_after = retry_after


class OnlyAddresses(ArticleRejected):
    """The file holds these addresses and no text of an article."""

    def __init__(self, named: str, addresses: Sequence[str]) -> None:
        count = "only an address" if len(addresses) == 1 else f"only a list of {len(addresses):,} addresses"
        super().__init__(f"{named} holds {count}; let article-qa add read the file, or give the addresses themselves")
        self.addresses = tuple(addresses)


class ParserUnavailable(ArticleQAError):
    """The process that reads pages and documents does not start. The files may be in order."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"the process that reads pages and documents does not start ({reason}), so none of them was read; "
            "try again, and reinstall the program if that does not help"
        )


class UnknownArticle(ArticleQAError):
    """No article of the library has this id, or several have ids that begin so."""

    def __init__(self, wanted: str, nearest: Sequence[str] = (), *, is_ambiguous: bool = False) -> None:
        problem = "several articles have ids that begin with" if is_ambiguous else "no article has the id"
        near = f"; nearest: {', '.join(nearest)}" if nearest else ""
        super().__init__(f"{problem} {wanted!r}{near}; see all ids with: article-qa list")


class EditRejected(ArticleQAError):
    """This correction of an article is not possible: no title, no day, or the facts of another article."""


class UnknownVersion(ArticleQAError):
    """The article never had a text with this checksum, or several begin so."""

    def __init__(self, article_id: str, wanted: str) -> None:
        super().__init__(
            f"no version of the article {article_id!r}, or more than one, has a checksum that begins with {wanted!r}; "
            f"see the versions with: article-qa show {article_id} --json"
        )


class VersionGone(ArticleQAError):
    """The words of this version were deleted with the article, or lost."""

    def __init__(self, article_id: str, sha256: str, until: str | None) -> None:
        when = f" on {until[:10]}" if until else ""
        super().__init__(
            f"the words of version {sha256[:12]!r} of the article {article_id!r} were deleted{when}; "
            "add the same text again to see them"
        )


class ArticleDamaged(ArticleQAError):
    """The article differs from what was stored. It is neither read nor quoted."""

    def __init__(self, article_id: str, title: str, source: str) -> None:
        super().__init__(
            f"the article {article_id!r} ({title!r}) is damaged: it differs from what was stored; "
            f"add it again from {source!r}"
        )
