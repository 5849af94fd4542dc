"""The root of all errors."""


class ArticleQAError(Exception):
    """An error that the caller can fix. The message says how."""
