"""The sentences of an article, and which of them state something."""

from article_qa.index.annotations import AnnotatedSentence
from article_qa.index.records import Article
from article_qa.index.text.sentences import sentences


def annotated_sentences(article: Article) -> list[AnnotatedSentence]:
    """Every sentence of the article with its kind, in order."""
    return [AnnotatedSentence(start, end, "statement") for start, end in sentences(article.text)]
