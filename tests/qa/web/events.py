"""The page's events and routes, as lists that are made at run time, and a reader that uses them in raw HTTP."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import httpx


@dataclass(frozen=True)
class Route:
    """A route that may take a body; `path` has its parameters in braces."""

    method: str
    path: str


def body_routes(routes: Iterable[Any]) -> Iterator[Route]:
    """All routes below `routes` of a method that may bring a body, mounted and included ones too."""
    for route in routes:
        methods = getattr(route, "methods", None)
        for method in sorted(set(methods or ()) - {"GET", "HEAD", "OPTIONS"}):
            yield Route(method, route.path)
        # FastAPI keeps included routers whole.
        below = getattr(route, "original_router", None) or getattr(route, "app", None)
        if methods is None and below is not None:
            yield from body_routes(getattr(below, "routes", ()))


def fillings(path: str, names: Sequence[str]) -> Iterator[str]:
    """The path with each of the names in the place of each of its parameters."""
    if "{" not in path:
        yield path
        return
    head, _, rest = path.partition("{")
    for name in names:
        yield from fillings(head + name + rest.partition("}")[2], names)


def dependencies(address: str) -> list[dict[str, Any]]:
    """The events of the page."""
    return list(httpx.get(f"{address}/config").json()["dependencies"])


def component_ids(address: str) -> dict[str, int]:
    """The number of each component that has a name."""
    components = httpx.get(f"{address}/config").json()["components"]
    return {c["props"]["elem_id"]: c["id"] for c in components if c["props"].get("elem_id")}


def outcome(http: httpx.Client, session: str) -> dict[str, Any]:
    """The last message of the one event that this session waits for."""
    with http.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as reply:
        for line in reply.iter_lines():
            message: dict[str, Any] = json.loads(line.removeprefix("data:") or "{}")
            if message.get("msg") == "process_completed":
                return message
    raise AssertionError("the page said nothing")
