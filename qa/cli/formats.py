"""What a command prints its result as."""

from enum import Enum


class Format(str, Enum):
    """How a result is written."""

    text = "text"
    md = "md"
    json = "json"
