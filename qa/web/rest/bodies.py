"""A JSON body -> the fields that a request may have; whatever else it holds is named in one sentence."""

import json
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect, Request

from article_qa.qa.web.requests import whole_body
from article_qa.qa.web.rest.problems import Problem

Fields = TypeVar("Fields", bound=BaseModel)

MAX_BODY_BYTES = 2**20
MAX_NAMED = 3
MAX_SHOWN = 60
JSON_TYPE = re.compile(r"application/(?:[\w.+-]+\+)?json\b", re.IGNORECASE)


async def json_body(request: Request, max_bytes: int = MAX_BODY_BYTES) -> Any:
    """The JSON that a request carries. Raises Problem."""
    kind = request.headers.get("content-type", "")
    if not JSON_TYPE.match(kind):
        raise Problem(415, "the body is not declared as JSON", "send the header Content-Type: application/json")
    try:
        body = await whole_body(request, max_bytes)
    except ClientDisconnect as exc:
        raise Problem(400, "the body broke off", "send it again") from exc
    if body is None:
        raise Problem(413, f"the body is longer than {max_bytes // 1024:,} KB", "send less at once")
    try:
        value = json.loads(body)
        # A lone half of a surrogate pair is no text, and nothing could store it.
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as exc:
        raise Problem(400, "the body is not valid JSON", "send one JSON object in UTF-8") from exc
    return value


def fields_of(kind: type[Fields], value: Any) -> Fields:
    """The fields in `value`. Raises Problem, which names what is wrong."""
    if not isinstance(value, dict):
        raise Problem(400, f"the body is {_kind_of(value)}", 'send a JSON object, like {"question": "…"}')
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        raise _problem(kind, error) from error


def query_fields(kind: type[Fields], query: QueryParams) -> Fields:
    """The same of an address's query, where a name that takes a list may come again and again. Raises Problem."""
    lists = {name for name, field in kind.model_fields.items() if "list" in str(field.annotation)}
    values: dict[str, Any] = {}
    for name in dict.fromkeys(query.keys()):
        given = query.getlist(name)
        if name not in lists and len(given) > 1:
            raise Problem(400, f"{name} is given more than once", "give it once")
        values[name] = given if name in lists else given[0]
    return fields_of(kind, values)


def _problem(kind: type[BaseModel], error: ValidationError) -> Problem:
    found = error.errors(include_url=False, include_input=True)[:MAX_NAMED]
    unknown = [each for each in found if each["type"] == "extra_forbidden"]
    if unknown:
        return _unknown(kind, unknown[0]["loc"])
    missing = [_place(each["loc"]) for each in found if each["type"] == "missing"]
    if missing:
        name = missing[0]
        return Problem(400, f"{name} is missing", f"send it: {_example(name)}")
    complaints = "; ".join(f"{_place(each['loc'])}: {_said(each)}" for each in found)
    return Problem(400, complaints, "correct it; /api/openapi.json says what each field takes")


def _said(error: Mapping[str, Any]) -> str:
    """What is wrong with one field, in lower case: "input should be a valid string, not 7"."""
    message = str(error["msg"]).removeprefix("Value error, ")
    shown = json.dumps(error["input"], ensure_ascii=False, default=str)
    shown = shown if len(shown) <= MAX_SHOWN else f"{shown[:MAX_SHOWN]}…"
    return f"{message[:1].lower()}{message[1:]}, not {shown}"


def _unknown(kind: type[BaseModel], place: tuple[int | str, ...]) -> Problem:
    *above, name = place
    error = f"there is no field {_shortened(str(name))!r}{f' in {_place(above)}' if above else ''}"
    if not above and (home := _within(kind, str(name))):
        return Problem(400, error, f"it stands within another: {_example(f'{home}.{name}')}")
    known = _names(kind, above)
    near = get_close_matches(str(name)[:MAX_SHOWN], known, 1)
    return Problem(400, error, f"did you mean {near[0]!r}?" if near else f"the fields are {', '.join(known)}")


def _within(kind: type[BaseModel], name: str) -> str | None:
    """The field whose own fields have this name."""
    for outer, field in kind.model_fields.items():
        if name in _fields_below(field.annotation):
            return outer
    return None


def _names(kind: type[BaseModel], place: Iterable[int | str]) -> list[str]:
    """The names of the fields at `place`."""
    names: Mapping[str, Any] = kind.model_fields
    for step in place:
        if isinstance(step, str) and step in names:
            names = _fields_below(names[step].annotation)
    return list(names)


def _fields_below(annotation: Any) -> Mapping[str, Any]:
    """The fields of the record that a type is, or holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation.model_fields
    for part in getattr(annotation, "__args__", ()):
        if fields := _fields_below(part):
            return fields
    return {}


def _place(place: Iterable[int | str]) -> str:
    """ "history.0.question"; a name may be as long as a request."""
    return _shortened(".".join(map(str, place)))


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def _example(place: str) -> str:
    """ "scope.since" as the JSON that has it."""
    outer, *inner = place.split(".")
    return f'{{"{outer}": {_example(".".join(inner))}}}' if outer else '"…"'


def _kind_of(value: Any) -> str:
    kinds = {list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")
