"""Citations as they were saved, read from whatever JSON they came in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from article_qa.index.errors import RequestRejected
from article_qa.qa.answer import Answer

# What can be verified: an answer, its JSON, or a list of citations.
Saved: TypeAlias = Answer | Mapping[str, Any] | Sequence[Any]

MAX_BYTES = 20_000_000
MAX_CITATIONS = 1000
REMEDY = "give what ask --json prints, or a list of its citations"


@dataclass(frozen=True, slots=True)
class SavedCitation:
    """What is needed of a citation to check it. `sha256` is empty in answers that were saved without one."""

    number: int
    article_id: str
    title: str
    quote: str
    start: int
    sha256: str


def parse_saved(text: str | bytes) -> Saved:
    """The JSON of an answer or of citations. Raises RequestRejected."""
    if len(text) > MAX_BYTES:
        raise RequestRejected(f"this is longer than {MAX_BYTES // 1_000_000} MB; {REMEDY}")
    try:
        found = json.loads(text)
    except RecursionError as exc:
        raise RequestRejected(f"this JSON is nested too deeply; {REMEDY}") from exc
    except ValueError as exc:
        raise RequestRejected(f"this is not JSON ({_where(exc)}); {REMEDY}") from exc
    if not isinstance(found, dict | list):
        raise RequestRejected(f"this JSON is not an answer; {REMEDY}")
    return found


def _where(exc: ValueError) -> str:
    return f"{exc.msg} in line {exc.lineno}" if isinstance(exc, json.JSONDecodeError) else "it is not UTF-8 text"


def saved_citations(saved: Saved) -> list[SavedCitation]:
    """The citations of what was saved. Raises RequestRejected where there is none, or one cannot be read."""
    facts = saved.as_dict() if isinstance(saved, Answer) else saved
    found = facts.get("citations") if isinstance(facts, Mapping) else facts
    if not isinstance(found, Sequence) or isinstance(found, str | bytes):
        raise RequestRejected(f"this JSON has no list of citations; {REMEDY}")
    if not found:
        raise RequestRejected(f"there is no citation in it to verify; {REMEDY}")
    if len(found) > MAX_CITATIONS:
        raise RequestRejected(f"there are {len(found):,} citations in it; give at most {MAX_CITATIONS:,} at once")
    return [_citation(each, place) for place, each in enumerate(found, 1)]


def question_of(saved: Saved) -> str:
    """The question that was answered; empty for a list of citations."""
    if isinstance(saved, Answer):
        return saved.question
    question = saved.get("question") if isinstance(saved, Mapping) else None
    return question if isinstance(question, str) else ""


def _citation(facts: Any, place: int) -> SavedCitation:
    if not isinstance(facts, Mapping):
        raise RequestRejected(f"citation {place} is not a JSON object; {REMEDY}")
    number, start = facts.get("number", place), facts.get("start", 0)
    texts = [facts.get(name) for name in ("article_id", "quote")]
    for name, value, is_right in (
        ("article_id", texts[0], isinstance(texts[0], str) and texts[0]),
        ("quote", texts[1], isinstance(texts[1], str) and texts[1]),
        ("number", number, _is_count(number)),
        ("start", start, _is_count(start)),
    ):
        if not is_right:
            raise RequestRejected(f"citation {place} has {str(value)[:40]!r} for its {name}; {REMEDY}")
    return SavedCitation(
        number, str(texts[0]), _text(facts.get("title")), str(texts[1]), start, _text(facts.get("sha256"))
    )


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
