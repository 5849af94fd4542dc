"""What the calls of a language model cost, as far as its endpoint tells."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Usage:
    """The tokens that a model read and wrote, None where its endpoint does not count them, and the seconds it took."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    seconds: float = 0.0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            _sum(self.prompt_tokens, other.prompt_tokens),
            _sum(self.completion_tokens, other.completion_tokens),
            round(self.seconds + other.seconds, 3),
        )

    def as_dict(self) -> dict[str, Any]:
        """The usage as JSON has it."""
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "seconds": self.seconds,
        }

    @property
    def told(self) -> str:
        """The same in words: "412 tokens read, 31 written, 1.2 s"."""
        counts = [(self.prompt_tokens, "tokens read"), (self.completion_tokens, "written")]
        parts = [f"{count:,} {words}" for count, words in counts if count is not None]
        return ", ".join([*parts, f"{self.seconds:.1f} s"])


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None and other is None else (one or 0) + (other or 0)
