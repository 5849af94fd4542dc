"""The options of `ask`, as every question of one call shares them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

Mode: TypeAlias = Literal["auto", "extract", "llm"]
# A question and the answer to it, as text.
Exchange: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class AnswerOptions:
    """Which articles count, on which day, and what answers. `articles` are ids or their first characters."""

    today: date
    since: date | None = None
    until: date | None = None
    publisher: str | None = None
    articles: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    mode: Mode = "auto"
    is_literal: bool = False

    def as_body(self, question: str, history: Sequence[Exchange], articles: Sequence[str]) -> dict[str, Any]:
        """What `POST /api/ask` takes, with the whole ids of the articles."""
        return {
            "question": question,
            "history": [{"question": asked, "answer": told} for asked, told in history],
            "scope": {
                "since": self.since.isoformat() if self.since else None,
                "until": self.until.isoformat() if self.until else None,
                "publisher": self.publisher,
                "articles": list(articles),
                "collections": list(self.collections),
                "languages": list(self.languages),
            },
            "today": self.today.isoformat(),
            "mode": self.mode,
            "is_literal": self.is_literal,
        }
