"""Citations of an article as an answer saves them."""

from typing import Any

from article_qa.index.records import Article
from article_qa.qa.citation import cite


def cited(article: Article, quote: str, number: int = 1) -> dict[str, Any]:
    """The citation of these words of the article, as JSON has it."""
    start = article.text.index(quote)
    return cite(number, article, start, start + len(quote)).as_dict()
