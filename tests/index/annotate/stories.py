"""An article made of a text, and what is said in it, in short."""

from article_qa.index.annotate.annotate import annotate
from article_qa.index.annotations import Name, Saying
from article_qa.index.formats.article import Origin, make_article
from article_qa.index.records import Article


def story(text: str, *, title: str = "Harbour news", publisher: str = "Sundby Post") -> Article:
    return make_article({"title": title, "publisher": publisher}, text, Origin(".txt", "a.txt", "a.txt"))


def sayings_of(text: str, *, title: str = "Harbour news", publisher: str = "Sundby Post") -> list[Saying]:
    return list(annotate(story(text, title=title, publisher=publisher)).sayings)


def said(text: str, *, title: str = "Harbour news", publisher: str = "Sundby Post") -> list[tuple[str, str]]:
    """Who says which words, in order."""
    article = story(text, title=title, publisher=publisher)
    return [(each.speaker, article.text[each.words_start : each.words_end]) for each in annotate(article).sayings]


def names_of(text: str) -> dict[str, Name]:
    return {name.name: name for name in annotate(story(text)).names}
