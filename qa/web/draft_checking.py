"""A draft that a reader gives on the page -> its check, with what is done of it meanwhile. Knows nothing of Gradio."""

import logging
from collections.abc import Iterator
from contextvars import copy_context
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TypeAlias

from article_qa.index.errors import ArticleQAError
from article_qa.qa.assistant import Assistant
from article_qa.qa.drafts.draft import Draft
from article_qa.qa.drafts.files import draft_of_bytes

# How many claims are checked, and how many there are.
Progress: TypeAlias = tuple[int, int]
# The suffixes of the files that a reader may give.
SUFFIXES = (".txt", ".md", ".docx", ".html", ".htm")


def watched(assistant: Assistant, text: str) -> Iterator[Progress | Draft | str]:
    """How far the check of `text` has got, again and again, then the draft; a sentence where it cannot be checked."""
    told: SimpleQueue[Progress | Draft | str] = SimpleQueue()

    def check() -> None:
        def step(what: str, done: int, total: int | None) -> None:
            if what == "checked":
                told.put((done, total or done))

        try:
            told.put(assistant.check(text, step=step))
        except ArticleQAError as error:
            told.put(str(error))
        except Exception as error:  # The reader gets a sentence and keeps the page; the log gets the trace.
            logging.getLogger(__name__).exception("checking a draft failed")
            told.put(f"this went wrong ({type(error).__name__}); the terminal says more")

    Thread(target=copy_context().run, args=[check], daemon=True, name="check").start()
    while isinstance(found := told.get(), tuple):
        yield found
    yield found


def uploaded(path: Path) -> tuple[str, str]:
    """The text of an uploaded file, or else why it has none; the copy that was uploaded is deleted."""
    try:
        return draft_of_bytes(path.read_bytes(), suffix=path.suffix, named=repr(path.name)), ""
    except ArticleQAError as error:
        return "", str(error)
    finally:
        path.unlink(missing_ok=True)
