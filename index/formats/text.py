"""Text and Markdown files, with or without front matter."""

from article_qa.index.formats.article import Loaded, Origin, check_length, make_article
from article_qa.index.formats.encoding import decode
from article_qa.index.formats.front_matter import front_matter
from article_qa.index.formats.markup import markdown_text
from article_qa.index.text.cleaning import LINE_BREAKS


def load_text(content: bytes, origin: Origin) -> Loaded:
    """One article; what front matter says of it is believed, so a date there must be one."""
    raw = LINE_BREAKS.sub("\n", decode(content, origin))
    check_length(len(raw), origin)
    facts, body = front_matter(raw, origin)
    yield make_article(facts, body if origin.suffix == ".txt" else markdown_text(body), origin)
