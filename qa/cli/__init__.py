"""The command line. Answers go to standard output, progress and errors to standard error.

A command is imported when it is asked for, because a question to a running
server must not wait for the modules of all others.
"""

import os
import signal
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typer

    app: typer.Typer

# Each command, in the order of the help, and the module that it is in.
COMMANDS = {
    "demo": "demo",
    "add": "articles",
    "sync": "syncing",
    "ask": "asking",
    "search": "searching",
    "check": "checking",
    "verify": "verifying",
    "watch": "watching",
    "watches": "watching",
    "unwatch": "watching",
    "notebook": "notebook",
    "list": "listing",
    "show": "showing",
    "edit": "editing",
    "remove": "articles",
    "collect": "collecting",
    "collections": "collecting",
    "export": "exporting",
    "follow": "feeds",
    "unfollow": "feeds",
    "feeds": "feeds",
    "refresh": "feeds",
    "work": "working",
    "serve": "serving",
    "mcp": "mcp",
    "password": "serving",
    "feedback": "feedback",
    "doctor": "doctoring",
    "reembed": "articles",
    "backup": "backing_up",
    "restore": "backing_up",
    "evaluate": "evaluating",
}
INTERRUPTED = 130


def app_of(names: Iterable[str]) -> "typer.Typer":
    """The application with these commands."""
    from article_qa.qa.cli.application import application

    made = application()
    for name in names:
        module = import_module(f"article_qa.qa.cli.{COMMANDS[name]}")
        # `list` would hide Python's own.
        made.command(name)(getattr(module, f"{name}_", None) or getattr(module, name))
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line on these arguments, by default those of the process."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    # NumPy looks at it when it is loaded. Readings share the processors already, and the products of a question are
    # small: threads of their own only wait for each other (docs/log.md, "One thread for products").
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        # All else is imported here, where an interruption is one word.
        from article_qa.qa.cli.interruption import READERS, stop_at_once

        if given and given[0] in READERS:
            stop_at_once()
        speak_utf8()
        from article_qa.qa.cli.quick import asked_of_a_server

        status = asked_of_a_server(given[1:]) if given[:1] == ["ask"] else None
        if status is None:
            app_of(given[:1] if given and given[0] in COMMANDS else COMMANDS)(given, prog_name="article-qa")
        sys.exit(status)
    except (KeyboardInterrupt, SystemExit) as end:
        if isinstance(end, SystemExit) and end.code != INTERRUPTED:
            raise
        sys.stderr.write("Stopped.\n")
        sys.exit(INTERRUPTED)
    finally:
        # Nothing is left to do, so nobody needs to be told of another Ctrl+C.
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale says, and half of a character as a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def __getattr__(name: str) -> Any:
    """The application with all commands, as `app` (PEP 562)."""
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()["app"] = whole = app_of(COMMANDS)
    return whole
