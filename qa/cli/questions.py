"""The questions of `ask`: the one that is given, or one a line from standard input."""

import sys
from collections.abc import Iterator
from contextlib import suppress

from article_qa.qa.cli.console import err, out
from article_qa.qa.cli.interruption import raising

FROM_INPUT = "-"
PROMPT = "? "


def questions(given: str) -> Iterator[str]:
    """`given`, or for "-" each line of standard input that is not blank, as soon as it is there."""
    if given != FROM_INPUT:
        yield given
        return
    lines = _typed() if sys.stdin.isatty() else _piped()
    yield from (line.strip() for line in lines if line.strip())


def is_conversation(given: str) -> bool:
    """Whether somebody types the questions, so that each may lean on the one before."""
    return given == FROM_INPUT and sys.stdin.isatty()


def _piped() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").lstrip("\ufeff")


def _typed() -> Iterator[str]:
    err.print("[dim]Type a question and press Enter; Ctrl+D ends.[/]")
    with suppress(ImportError):  # It edits the line and remembers those before; Windows does so without it.
        import readline  # noqa: F401
    while True:
        try:
            with raising():
                line = input(PROMPT) if out.is_terminal else _typed_beside_a_pipe()
        except EOFError:
            err.print()
            return
        yield line


def _typed_beside_a_pipe() -> str:
    """Where answers go elsewhere, no prompt goes there. Raises EOFError."""
    err.print(PROMPT, end="")
    if not (line := sys.stdin.readline()):
        raise EOFError
    return line
