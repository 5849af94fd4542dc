"""Who asks, as the gate found out; everything behind the gate reads it from the request."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

_KEY = "article_qa.visitor"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who was let in: the name, empty where nobody signs in, and whether adding and removing is allowed."""

    name: str
    may_write: bool
    has_token: bool = False


def set_visitor(scope: MutableMapping[str, Any], visitor: Visitor) -> None:
    scope[_KEY] = visitor


def visitor_of(scope: MutableMapping[str, Any]) -> Visitor | None:
    """Who was let in; None for a stranger at an address that answers everyone."""
    found = scope.get(_KEY)
    return found if isinstance(found, Visitor) else None
