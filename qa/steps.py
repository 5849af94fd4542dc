"""The steps of a question, for whoever watches them: a tracing tool, by way of a door.

Without a watcher a step costs nothing. A watcher is set for one question, in
its context, and is a context manager around each step.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Literal, ParamSpec, TypeAlias, TypeVar

StepName: TypeAlias = Literal["retrieve", "rerank", "synthesize", "check"]
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class Step:
    """A step under way: what goes into it, and its `result` once it has ended."""

    name: StepName
    given: Mapping[str, Any] = field(default_factory=dict)
    result: Any = None


Watcher: TypeAlias = Callable[[Step], AbstractContextManager[None]]

_WATCHER: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


def watch(watcher: Watcher | None) -> None:
    """Let `watcher` see the steps that follow in this context; None lets nobody."""
    _WATCHER.set(watcher)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Let `watcher` see the steps until the block ends."""
    before = _WATCHER.get()
    watch(watcher)
    try:
        yield
    finally:
        watch(before)


@contextmanager
def step(name: StepName, **given: Any) -> Iterator[Step]:
    """One step; whoever takes it sets its result."""
    current, watcher = Step(name, given), _WATCHER.get()
    if watcher is None:
        yield current
        return
    with watcher(current):
        yield current


def as_step(name: StepName, *names: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """The function as a step; `names` are those of its first arguments."""

    def around(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            with step(name, **dict(zip(names, args, strict=False)), **kwargs) as current:
                current.result = result = function(*args, **kwargs)
            return result

        return run

    return around
