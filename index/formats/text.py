"""Text and Markdown files, with or without front matter."""

import re
from typing import Any

import yaml

from index.errors import ArticleRejected
from index.formats.article import LINE_BREAKS, Loaded, Origin, check_length, make_article
from index.formats.decode import decode
from index.formats.markup import markdown_text

FRONT_MATTER = re.compile(r"\s*^---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
FRONT_MATTER_LIMIT = 20_000  # characters; reading YAML is slow


def load_text(content: bytes, origin: Origin) -> Loaded:
    """One article; what front matter says of it is believed, so a date there must be one."""
    raw = LINE_BREAKS.sub("\n", decode(content, origin))
    check_length(len(raw), origin)
    try:
        facts, body = _front_matter(raw)
    # A value that is not what its YAML tag says comes out as any of these.
    except (yaml.YAMLError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as exc:
        problem = " ".join(str(exc).split())
        raise ArticleRejected(
            f"the front matter of {origin.named} is not valid YAML ({problem}); correct the lines between its ---"
        ) from exc
    yield make_article(facts, body if origin.suffix == ".txt" else markdown_text(body), origin)


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The facts between two lines of --- at the head of `text`, and the rest; all is rest without them."""
    head = FRONT_MATTER.match(text)
    if head and len(head[1]) > FRONT_MATTER_LIMIT:
        raise ValueError(f"it is longer than {FRONT_MATTER_LIMIT:,} characters")
    # Not the C loader: deep nesting ends the whole process there.
    facts = yaml.load(head[1], yaml.SafeLoader) or {} if head else None
    return (facts, text[head.end() :]) if head and isinstance(facts, dict) else ({}, text)
