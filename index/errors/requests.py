"""Errors of what a reader or a program asked for, and of what is missing to do it."""

from article_qa.index.errors.base import ArticleQAError


class UnknownFeed(ArticleQAError):
    """No feed with this address is followed."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"no feed is followed at {wanted!r}; see the addresses with: article-qa feeds")


class UnknownWatch(ArticleQAError):
    """No standing question has this id."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"no standing question has the id {wanted!r}; see the ids with: article-qa watches")


class UnknownSavedAnswer(ArticleQAError):
    """No saved answer has this id."""

    def __init__(self, wanted: str) -> None:
        shown = wanted if len(wanted) <= 40 else f"{wanted[:40]}…"
        super().__init__(f"no saved answer has the id {shown!r}; see the ids with: article-qa notebook")


class QuestionRejected(ArticleQAError):
    """The question is empty or too long to be one."""


class DraftRejected(QuestionRejected):
    """The text to check is empty or too long."""


class RequestRejected(ArticleQAError):
    """A program sent a request that cannot be answered."""


class AnsweringFailed(ArticleQAError):
    """The process that was answering ended before it was done, or none is there."""


class PasswordFileRejected(ArticleQAError):
    """The file of names and passwords, or what should go into it, cannot be used."""


class UnsafeAddress(ArticleQAError):
    """The page would be open to strangers."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"at {host!r} everyone who reaches this machine could read and change the library; create accounts "
            "with: article-qa password NAME --auth FILE, and serve with --auth FILE, or leave --host out"
        )


class PartMissing(ArticleQAError, ImportError):
    """An optional part is not installed. It is also an ImportError, so that a program can do without the part."""

    def __init__(self, part: str, extra: str) -> None:
        super().__init__(f"{part} is not installed; install it from the checkout with: pip install '.[{extra}]'")


class GoldenRejected(ArticleQAError):
    """A file of golden questions, or a line of it, cannot be used."""
