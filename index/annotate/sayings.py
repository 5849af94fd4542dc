"""Who says what in an article."""

from collections.abc import Sequence

from article_qa.index.annotations import AnnotatedSentence, Name, Saying
from article_qa.index.records import Article


def sayings(article: Article, sentences: Sequence[AnnotatedSentence], names: Sequence[Name]) -> list[Saying]:
    """The direct and indirect quotes of the article, in order."""
    del article, sentences, names
    return []
