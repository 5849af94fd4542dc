"""The root of all errors."""

from typing import Any


class ArticleQAError(Exception):
    """An error that the caller can fix. The message says how."""

    def __reduce__(self) -> tuple[Any, ...]:
        # Pickle would call the class with the message, which most of them do not take.
        return _rebuilt, (type(self), self.args, self.__dict__)


def _rebuilt(kind: type[ArticleQAError], args: tuple[Any, ...], facts: dict[str, Any]) -> ArticleQAError:
    """The error as another process raised it."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(facts)
    return error
