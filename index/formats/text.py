"""Text and Markdown files, with or without front matter."""

from article_qa.index.formats.article import Loaded, Origin, check_length, left_out, make_article, odd_date
from article_qa.index.formats.batch import text_articles
from article_qa.index.formats.encoding import decode
from article_qa.index.formats.fields import facts_of
from article_qa.index.formats.front_matter import front_matter
from article_qa.index.formats.markup import markdown_text
from article_qa.index.text.cleaning import LINE_BREAKS


def load_text(content: bytes, origin: Origin) -> Loaded:
    """One article, with what front matter says of it; the articles of an export of a news database (`.txt`)."""
    raw = LINE_BREAKS.sub("\n", decode(content, origin))
    check_length(len(raw), origin)
    facts, body = front_matter(raw, origin)
    # The text is the body: none is looked for in an object of the front matter.
    facts = facts_of({**facts, "text": ""})
    if origin.suffix == ".txt":
        yield from text_articles(facts, body, origin)
    else:
        yield make_article(facts, markdown_text(body), origin)
        if odd := odd_date(facts):
            yield left_out([odd], origin)
