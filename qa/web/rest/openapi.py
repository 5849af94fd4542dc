"""The OpenAPI document of the plain API, made from its records and the fields of its requests."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from article_qa import __version__
from article_qa.qa.answer_schema import answer_schema, draft_schema, receipt_schema, search_schema
from article_qa.qa.export.formats import MEDIA_TYPES
from article_qa.qa.web.rest import fields

COMPONENTS = "#/components/schemas/"
JSON = "application/json"
PROBLEMS = {
    "400": "The request is wrong; the error says where.",
    "401": "Nobody is signed in.",
    "403": "This token may not do it, or another site's page asks.",
    "404": "Nothing has this id.",
    "413": "The body is too large.",
    "415": "The body is of another content type.",
    "422": "Nothing of it could be taken.",
    "429": "Too many requests wait; Retry-After says for how long.",
    "501": "A part of the program is not installed.",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """What a program may do at an address, and the names of the schemas that it takes and gives."""

    method: str
    path: str
    summary: str
    gives: str | None
    takes: type[BaseModel] | None = None
    query: type[BaseModel] | None = None
    problems: tuple[str, ...] = ("401", "429")
    files: bool = False
    streams: bool = False
    # The content types of what it gives, where that is a file.
    media: tuple[str, ...] = ()


OPERATIONS = (
    Operation("post", "/api/ask", "Answer a question with the words of the articles.", "Answer",
              fields.AskFields, problems=("400", "401", "413", "415", "429"), streams=True),
    Operation("post", "/api/search", "Find the passages that come nearest to a query.", "SearchResult",
              fields.SearchFields, problems=("400", "401", "413", "415", "429")),
    Operation("post", "/api/check", "Hold each sentence of a draft against the articles.", "Draft",
              fields.CheckFields, problems=("400", "401", "413", "415", "429")),
    Operation("post", "/api/verify", "Say of each citation of a saved answer what became of it.", "Receipt",
              problems=("400", "401", "413", "415")),
    Operation("post", "/api/export", "Give a saved answer as a file for other programs.", None, fields.ExportFields,
              problems=("400", "401", "413", "415", "501"), media=tuple(MEDIA_TYPES.values())),
    Operation("get", "/api/articles", "List the articles, the newest first.", "ArticleList",
              query=fields.ListFields, problems=("400", "401", "429")),
    Operation("post", "/api/articles", "Add a text, what is at addresses, or files.", "Added",
              fields.AddFields, problems=("400", "401", "403", "413", "415", "422", "429"), files=True),
    Operation("delete", "/api/articles/{id}", "Remove an article.", "Removed", problems=("401", "403", "404")),
    Operation("get", "/api/articles/{id}", "Show one article, whole.", "Article", problems=("401", "404", "429")),
    Operation("get", "/api/collections", "List the collections.", "CollectionList"),
    Operation("post", "/api/collections", "Put articles into a collection, or take them out.", "Collected",
              fields.CollectFields, problems=("400", "401", "403", "404", "413", "415")),
    Operation("get", "/api/watches", "List the standing questions, and what changed in their answers.", "WatchList",
              query=fields.NoticeFields, problems=("400", "401", "429")),
    Operation("post", "/api/watches", "Keep a standing question; one that is kept already is asked anew.", "Watch",
              fields.WatchFields, problems=("400", "401", "403", "413", "415", "429")),
    Operation("delete", "/api/watches/{id}", "Forget a standing question.", "Removed", problems=("401", "403", "404")),
    Operation("get", "/api/watches.atom", "Give what changed in the answers as an Atom feed.", None,
              media=("application/atom+xml",)),
    Operation("get", "/api/notebook", "List the saved answers with their notes, and whether their citations stand.",
              "SavedAnswerList", query=fields.NotebookFields, problems=("400", "401", "429")),
    Operation("post", "/api/notebook", "Save an answer, with a note; one that is saved already stays as it is.",
              "SavedAnswer", fields.SaveFields, problems=("400", "401", "403", "413", "415", "429")),
    Operation("post", "/api/notebook/{id}", "Replace the note of a saved answer.", "SavedAnswer", fields.NoteFields,
              problems=("400", "401", "403", "404", "413", "415", "429")),
    Operation("delete", "/api/notebook/{id}", "Delete a saved answer and its note.", "Removed",
              problems=("401", "403", "404")),
    Operation("get", "/health", "Say whether the server is ready; to who is signed in, what waits too.", "Health",
              problems=()),
    Operation("get", "/api/openapi.json", "Give this document.", None, problems=("401",)),
)  # fmt: skip

TEXT, COUNT, FLAG = {"type": "string"}, {"type": "integer", "minimum": 0}, {"type": "boolean"}
NO_TEXT = {"type": ["string", "null"]}
COUNTED = ("articles", "passages", "pending", "damaged")
DAY = {"type": ["string", "null"], "format": "date"}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(of: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": dict(of)}


HEADING = {"title": TEXT, "publisher": NO_TEXT, "published": DAY, "url": NO_TEXT}
VERSION = _object(sha256=TEXT, since=NO_TEXT, until=NO_TEXT, is_kept=FLAG)
TIME = {"type": "string", "format": "date-time"}
ANSWER = {"$ref": f"{COMPONENTS}Answer"}
CHANGE = _object(
    kind={"enum": ["new", "changed", "correction", "withdrawn"]}, was=NO_TEXT, now=NO_TEXT, citations=_list(COUNT)
)
STATE = {"enum": ["ready", "pending", "damaged"]}
GIVEN: dict[str, dict[str, Any]] = {
    "Error": _object(error=TEXT, hint=TEXT),
    "Listing": _object(id=TEXT, **HEADING, passages=COUNT, state=STATE),
    "ArticleList": _object(articles=_list({"$ref": f"{COMPONENTS}Listing"}), total=COUNT, offset=COUNT),
    "Article": _object(
        id=TEXT, **HEADING, author=NO_TEXT, language=NO_TEXT, source=TEXT, sha256=TEXT,
        corrected=_list(TEXT), also_in=_list({"$ref": f"{COMPONENTS}ArticleRef"}), versions=_list(VERSION), text=TEXT,
    ),
    "Added": _object(
        added=COUNT, changed=COUNT, unchanged=COUNT, failed=_list(TEXT), notes=_list(TEXT), articles=_list(TEXT)
    ),
    "Removed": _object(removed=_list(TEXT)),
    "CollectionList": _object(collections=_list(_object(name=TEXT, articles=COUNT))),
    "Collected": _object(collection=TEXT, changed=COUNT),
    "Watch": _object(
        id=TEXT, question=TEXT, scope={"$ref": f"{COMPONENTS}Scope"}, made=TIME, asked=TIME, answer=ANSWER
    ),
    "Notice": _object(id=TEXT, watch=TEXT, question=TEXT, told=TIME, changes=_list(CHANGE), answer=ANSWER),
    "WatchList": _object(
        watches=_list({"$ref": f"{COMPONENTS}Watch"}), notices=_list({"$ref": f"{COMPONENTS}Notice"})
    ),
    "SavedAnswer": _object(
        id=TEXT, saved=TIME, saved_by=TEXT, note=TEXT, answer=ANSWER, receipt={"$ref": f"{COMPONENTS}Receipt"}
    ),
    "SavedAnswerList": _object(answers=_list({"$ref": f"{COMPONENTS}SavedAnswer"}), total=COUNT, offset=COUNT),
    "Health": {
        "type": "object",
        "properties": {"ready": FLAG, "version": TEXT, **dict.fromkeys(COUNTED, COUNT)},
        "required": ["ready"],
    },
}  # fmt: skip


@cache
def document() -> dict[str, Any]:
    """The document, in OpenAPI 3.1."""
    paths: dict[str, dict[str, Any]] = {}
    for each in OPERATIONS:
        paths.setdefault(each.path, {})[each.method] = _described(each)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Article QA", "version": __version__},
        "security": [{"bearer": []}, {"basic": []}, {}],
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "basic": {"type": "http", "scheme": "basic"},
            },
        },
    }


def _schemas() -> dict[str, Any]:
    """Every schema by its name, in one place."""
    schemas = dict(GIVEN)
    for whole in (answer_schema(), search_schema(), draft_schema(), receipt_schema()):
        made = _referring({name: part for name, part in whole.items() if name not in ("$schema", "$defs")})
        schemas |= {str(whole["title"]): made, **_referring(whole["$defs"])}
    for kind in filter(None, (each.takes for each in OPERATIONS)):
        made = kind.model_json_schema(ref_template=COMPONENTS + "{model}")
        schemas |= {**made.pop("$defs", {}), kind.__name__: made}
    return schemas


def _referring(schema: Any) -> Any:
    """The schema with its references where the document has their schemas."""
    return json.loads(json.dumps(schema).replace('"#/$defs/', f'"{COMPONENTS}'))


def _described(each: Operation) -> dict[str, Any]:
    body = _body(each)
    parameters = [_path_parameter(name) for name in ("id",) if f"{{{name}}}" in each.path]
    parameters += _query_parameters(each.query) if each.query else []
    return {
        "summary": each.summary,
        "operationId": "_".join([each.method, *re.findall(r"\w+", each.path)]),
        **({"parameters": parameters} if parameters else {}),
        **({"requestBody": {"required": True, "content": body}} if body else {}),
        "responses": {
            "200": {"description": each.summary, "content": _answers(each)},
            **{status: _refused(status) for status in each.problems},
        },
    }


def _body(each: Operation) -> dict[str, Any]:
    body: dict[str, Any] = {}
    if each.takes:
        body[JSON] = {"schema": {"$ref": f"{COMPONENTS}{each.takes.__name__}"}}
    if each.files:
        files = _list({"type": "string", "contentMediaType": "application/octet-stream"})
        body["multipart/form-data"] = {"schema": _object(files=files)}
    return body


def _answers(each: Operation) -> dict[str, Any]:
    if each.media:
        return {kind: {"schema": {"type": "string", "contentMediaType": kind}} for kind in each.media}
    schema = {"$ref": f"{COMPONENTS}{each.gives}"} if each.gives else {"type": "object"}
    events = {"text/event-stream": {"schema": TEXT}} if each.streams else {}
    return {JSON: {"schema": schema}, **events}


def _refused(status: str) -> dict[str, Any]:
    schema = {"$ref": f"{COMPONENTS}Error"}
    return {"description": PROBLEMS[status], "content": {JSON: {"schema": schema}}}


def _path_parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": TEXT}


def _query_parameters(kind: type[BaseModel]) -> list[dict[str, Any]]:
    properties = kind.model_json_schema()["properties"]
    return [{"name": name, "in": "query", "schema": schema} for name, schema in properties.items()]
