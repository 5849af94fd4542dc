"""The JSON schemas of what the tools take, and of what they give but for answers and passages."""

from typing import Any

from pydantic import BaseModel

TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
TEXT_OR_NULL = {"type": ["string", "null"]}
COUNT_OR_NULL = {"type": ["integer", "null"], "minimum": 0}
TEXTS = {"type": "array", "items": TEXT}
FACTS = {"title": TEXT, "publisher": TEXT_OR_NULL, "published": TEXT_OR_NULL, "url": TEXT_OR_NULL}


def arguments(kind: type[BaseModel]) -> dict[str, Any]:
    """Of a tool's arguments, what must be given first."""
    made = kind.model_json_schema()
    needed = made.setdefault("required", [])
    made["properties"] = {name: made["properties"][name] for name in [*needed, *made["properties"]]}
    parts = (made, *made.get("$defs", {}).values())
    for part in parts:
        # They name and describe our classes.
        del part["title"], part["description"]
        for value in part["properties"].values():
            value.pop("title", None)
    return made


def article() -> dict[str, Any]:
    """Of `get_article`."""
    return _record(
        {
            "id": TEXT,
            **FACTS,
            "author": TEXT_OR_NULL,
            "language": TEXT_OR_NULL,
            "sha256": TEXT,
            "also_in": {"type": "array", "items": _record({"article_id": TEXT, **FACTS})},
            "more_copies": COUNT,
            "characters": COUNT,
            "start": COUNT,
            "end": COUNT,
            "next_start": COUNT_OR_NULL,
            "text": TEXT,
        }
    )


def article_list() -> dict[str, Any]:
    """Of `list_articles`."""
    state = {"enum": ["ready", "pending", "damaged"]}
    return _record(
        {
            "articles": {
                "type": "array",
                "items": _record({"id": TEXT, **FACTS, "passages": COUNT, "state": state}),
            },
            "total": COUNT,
            "next_offset": COUNT_OR_NULL,
            "warnings": TEXTS,
        }
    )


def _record(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}
