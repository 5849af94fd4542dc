"""Read one article once: all that the answers need to know of it."""

from article_qa.index.annotate.names import names
from article_qa.index.annotate.sayings import sayings
from article_qa.index.annotate.sentences import annotated_sentences
from article_qa.index.annotate.version import VERSION as VERSION
from article_qa.index.annotations import Annotations
from article_qa.index.records import Article


def annotate(article: Article) -> Annotations:
    """The annotations of `article`; never raises, whatever the text."""
    sentences = annotated_sentences(article)
    found = names(article, sentences)
    return Annotations(tuple(sentences), tuple(sayings(article, sentences, found)), tuple(found))
