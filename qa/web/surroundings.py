"""The words around a quote, for the card that shows where it stands."""

from collections.abc import Sequence

from article_qa.index.records import Article
from article_qa.index.text.sentences import sentences
from article_qa.qa.citation import Citation

# So much of the article on either side is looked at, and so much of a sentence is shown, in characters.
LOOKED_AT = 600
SHOWN = 160


def surroundings(citations: Sequence[Citation], articles: Sequence[Article]) -> dict[int, tuple[str, str]]:
    """The sentence before each quote and the one after it, by the number of the citation; empty where there is none.

    A citation whose article is not among these is left out.
    """
    by_id = {article.id: article for article in articles}
    known = [(each, by_id[each.article_id]) for each in citations if each.article_id in by_id]
    return {each.number: (_before(article, each.start), _after(article, each.end)) for each, article in known}


def _before(article: Article, start: int) -> str:
    text = article.text[max(0, start - LOOKED_AT) : start]
    spans = sentences(text, article.language)
    words = " ".join(text[slice(*spans[-1])].split()) if spans else ""
    return words if len(words) <= SHOWN else f"… {words[-SHOWN:].partition(' ')[2]}"


def _after(article: Article, end: int) -> str:
    text = article.text[end : end + LOOKED_AT]
    spans = sentences(text, article.language)
    words = " ".join(text[slice(*spans[0])].split()) if spans else ""
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rpartition(' ')[0]} …"
