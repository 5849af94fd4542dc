"""The words that several parts of the page share."""

from datetime import date

EMPTY_LIBRARY = "No articles yet. Add some: article-qa add PATH"


def day(published: date | None) -> str:
    """A publication date in words."""
    return f"{published.day} {published:%B %Y}" if published else "undated"
