"""What a reader presses, and what a tab shows of it: the language between the page's scripts, desks and components."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

# The new value of each part of a tab that changes, by name; a part that is not named stays as it is.
Parts: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Press:
    """What a reader pressed: what it does, on what, and what else the browser sent with it."""

    what: str
    value: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, event: Any, *names: str) -> "Press":
        """An event of the page with the fields of these names that it has."""
        fields = {name: getattr(event, name) for name in names if hasattr(event, name)}
        return cls(str(event.what), str(event.value), fields)
