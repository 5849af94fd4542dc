"""A model's draft on a terminal, until the checked answer takes its place."""

from collections.abc import Iterator

from rich.live import Live
from rich.text import Text

from article_qa.qa.answer import Answer
from article_qa.qa.cli.console import out


def show_draft(draft: str, pieces: Iterator[str | Answer]) -> Answer:
    """The answer at the end of `pieces`; those before it are shown after `draft`, and taken off again."""
    with Live(console=out, transient=True, auto_refresh=False, vertical_overflow="visible") as live:
        live.update(Text(draft.strip(), style="dim"), refresh=True)
        for piece in pieces:
            if isinstance(piece, Answer):
                return piece
            draft += piece
            live.update(Text(draft.strip(), style="dim"), refresh=True)
    raise AssertionError("a stream ends with its answer")
