"""What golden questions are asked of: the library, what answers, and what finds the passages."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from article_qa.index.errors import GoldenRejected
from article_qa.qa.ask import AskMode
from article_qa.qa.assistant import PASSAGES_READ
from article_qa.qa.retrieval.retrieve import DEPTH

Rankings: TypeAlias = Literal["both", "dense", "keyword"]

SETTINGS = ("mode", "data", "passages", "rankings")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the questions are asked of: the library, what answers, how many passages it reads, what finds them."""

    data: Path
    mode: AskMode = "auto"
    passages: int = PASSAGES_READ
    rankings: Rankings = "both"

    def changed(self, text: str) -> "Setting":
        """The same with one NAME=VALUE changed. Raises GoldenRejected for any other text."""
        name, _, value = text.partition("=")
        if name == "data" and value:
            return replace(self, data=Path(value))
        if name == "mode" and value in get_args(AskMode):
            return replace(self, mode=value)  # type: ignore[arg-type]
        if name == "rankings" and value in get_args(Rankings):
            return replace(self, rankings=value)  # type: ignore[arg-type]
        if name == "passages" and value.isdecimal() and 1 <= int(value) <= DEPTH:
            return replace(self, passages=int(value))
        raise GoldenRejected(
            f"{text!r} is not a setting to compare with; give one of mode=auto|extract|llm, "
            f"rankings=both|dense|keyword, passages=1 to {DEPTH}, data=FOLDER"
        )
