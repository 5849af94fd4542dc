"""A reply in JSON -> the answer in it. Some models and endpoints write nothing else."""

import json
import re
from typing import Any

ANSWER_FIELDS = ("answer", "final_answer", "response", "reply", "text", "output", "content", "result")
NUMBER_FIELDS = ("citations", "sources", "passages", "references", "citation", "source", "passage")
LIST_FIELDS = ("sentences", "answers", "statements", "claims")
OPENING = re.compile(r"\s*(?:`{3}\w*\s*)?\{")
MAY_OPEN = re.compile(r"\s*(?:`{1,3}(?:\w*\s*)?)?")
FENCES = re.compile(r"^\s*`{3}\w*\s*|\s*`{3}\s*$")
FIELD = re.compile(rf'"(?:{"|".join(ANSWER_FIELDS)})"\s*:\s*"(?P<text>(?:[^"\\]|\\.)*)', re.DOTALL)


class JsonUnpacker:
    """Passes on a stream of pieces, but holds back a reply that opens as JSON until it is whole."""

    def __init__(self) -> None:
        self._held = ""
        self._is_text = False

    def feed(self, piece: str) -> str:
        """What can be passed on."""
        self._held += piece
        if not self._is_text and (OPENING.match(self._held) or MAY_OPEN.fullmatch(self._held)):
            return ""
        self._is_text = True
        passed, self._held = self._held, ""
        return passed

    def close(self) -> str:
        """The answer in what was held back; all of it where it has none."""
        held, self._held = self._held, ""
        return unpacked(held) if OPENING.match(held) else held


def unpacked(text: str) -> str:
    """The text of the answer field, with markers for the numbers beside it; `text` where there is no such field."""
    try:
        found = _told(json.loads(FENCES.sub("", text)))
    except ValueError:
        # Cut off, or with something after it.
        field = FIELD.search(text)
        found = _decoded(field["text"]) if field else ""
    return found or text


def _told(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return " ".join(filter(None, map(_told, value)))
    if not isinstance(value, dict):
        return ""
    fields = {str(name).lower(): inner for name, inner in value.items()}
    told = next(filter(None, (_told(fields.get(name)) for name in (*ANSWER_FIELDS, *LIST_FIELDS))), "")
    numbers = next(filter(None, (_numbers(fields.get(name)) for name in NUMBER_FIELDS)), "")
    return f"{told} {numbers}" if told and numbers and "[" not in told else told


def _numbers(value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return "".join(f"[{number}]" for number in values if isinstance(number, int) and not isinstance(number, bool))


def _decoded(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text
