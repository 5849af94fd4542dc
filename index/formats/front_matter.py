"""Front matter: the facts between two lines of --- at the head of a text, read without trusting them.

A few characters of YAML can stand for any amount: an alias repeats what its
anchor names, and ten lines of ten aliases stand for ten thousand million
values. So neither is read, and what is read is bounded in length and depth.
"""

import re
from typing import Any

import yaml

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Origin
from article_qa.index.limits import MAX_FRONT_MATTER_CHARACTERS, MAX_FRONT_MATTER_DEPTH
from article_qa.index.text.values import reason

FRONT_MATTER = re.compile(r"\s*^---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)


def front_matter(text: str, origin: Origin) -> tuple[dict[str, Any], str]:
    """The facts at the head of `text`, and the rest; all is rest without them.

    Raises ArticleRejected for what is not YAML and for what no reader needs of it.
    """
    head = FRONT_MATTER.match(text)
    if not head:
        return {}, text
    try:
        facts = _facts(head[1])
    except _Alias as exc:
        raise ArticleRejected(
            f"the front matter of {origin.named} has a YAML anchor or alias (& or *); write each value out"
        ) from exc
    # A value that is not what its YAML tag says is an error of any kind.
    except Exception as exc:
        raise ArticleRejected(
            f"the front matter of {origin.named} is not valid YAML ({reason(exc)}); correct the lines between its ---"
        ) from exc
    return (facts, text[head.end() :]) if isinstance(facts, dict) else ({}, text)


class _Alias(yaml.YAMLError):
    """An anchor or an alias stands in the front matter."""


class _Loader(yaml.SafeLoader):
    """YAML without anchors and aliases, and no deeper than a person writes.

    Not the C loader: deep nesting ends the whole process there.
    """

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if getattr(self.peek_event(), "anchor", None) is not None:  # type: ignore[no-untyped-call]
            raise _Alias
        self.depth += 1
        if self.depth > MAX_FRONT_MATTER_DEPTH:
            raise yaml.YAMLError(f"it is nested more than {MAX_FRONT_MATTER_DEPTH} deep")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _facts(head: str) -> Any:
    if len(head) > MAX_FRONT_MATTER_CHARACTERS:
        raise ValueError(f"it is longer than {MAX_FRONT_MATTER_CHARACTERS:,} characters")
    return yaml.load(head, _Loader) or {}
