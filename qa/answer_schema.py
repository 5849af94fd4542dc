"""The JSON schemas of an answer and of a search, made from their records. In the 2020-12 draft."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from article_qa.index.records import ArticleRef, Scope
from article_qa.qa.answer import VERSION, Answer, Correction, Sentence
from article_qa.qa.citation import Citation, Hit
from article_qa.qa.disagreement import Disagreement, ReportedValue
from article_qa.qa.drafts.draft import Draft, DraftSentence, Instead
from article_qa.qa.receipts.receipt import VERSION as RECEIPT_VERSION
from article_qa.qa.receipts.receipt import Receipt, VerifiedCitation
from article_qa.qa.usage import Usage

DRAFT = "https://json-schema.org/draft/2020-12/schema"
LINK: dict[str, Any] = {"link": {"type": ["string", "null"]}}
# What the JSON says beside the fields of the records.
COMPUTED: dict[type, dict[str, Any]] = {
    Answer: {
        "version": {"const": VERSION},
        "text": {"type": "string"},
        "reports": {"type": "integer", "minimum": 0},
    },
    Citation: LINK,
    Hit: LINK,
}
RECORDS: tuple[type, ...] = (
    ArticleRef, Citation, Correction, Disagreement, DraftSentence, Hit, Instead, ReportedValue, Scope, Sentence, Usage,
    VerifiedCitation,
)  # fmt: skip


@cache
def answer_schema() -> dict[str, Any]:
    """The schema of `Answer.as_dict`."""
    made = TypeAdapter(Answer).json_schema()
    return {"$schema": DRAFT, "title": "Answer"} | _completed(made, Answer)


@cache
def search_schema() -> dict[str, Any]:
    """The schema of `SearchResult.as_dict`."""
    hits = TypeAdapter(tuple[Hit, ...]).json_schema()
    definitions = hits.pop("$defs")
    made = {
        "title": "SearchResult",
        "type": "object",
        "properties": {"passages": hits, "warnings": {"type": "array", "items": {"type": "string"}}},
        "$defs": definitions,
    }
    return {"$schema": DRAFT} | _completed(made)


@cache
def draft_schema() -> dict[str, Any]:
    """The schema of `Draft.as_dict`."""
    made = TypeAdapter(Draft).json_schema()
    return {"$schema": DRAFT, "title": "Draft"} | _completed(made, Draft)


@cache
def receipt_schema() -> dict[str, Any]:
    """The schema of `Receipt.as_dict`."""
    made = TypeAdapter(Receipt).json_schema()
    count = {"type": "integer", "minimum": 0}
    states = ("stands", "changed", "gone")
    made["properties"] |= {
        "version": {"const": RECEIPT_VERSION},
        "counts": {"type": "object", "properties": dict.fromkeys(states, count), "required": list(states)},
    }
    made["required"] = list(made["properties"])
    return {"$schema": DRAFT, "title": "Receipt"} | _completed(made, Receipt)


def _completed(made: dict[str, Any], whole: type | None = None) -> dict[str, Any]:
    """The schema with what is computed, without what only readers of the code need."""
    definitions = made.pop("$defs")
    parts: dict[type, Any] = {
        record: definitions[record.__name__] for record in RECORDS if record.__name__ in definitions
    }
    if whole:
        parts[whole] = made
    for record, part in parts.items():
        part["properties"] |= COMPUTED.get(record, {})
        _trim(part)
    made["required"] = list(made["properties"])
    return made | {"$defs": definitions}


def _trim(part: dict[str, Any]) -> None:
    """Every field is always there, and the docstrings are for readers of the code."""
    part.pop("description", None)
    part["properties"].pop("publisher", None) if part.get("title") == "Scope" else None
    part["required"] = list(part["properties"])
    for value in part["properties"].values():
        value.pop("default", None)
