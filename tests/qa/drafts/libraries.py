"""A small library, and drafts checked against it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from article_qa.index.embedders.local import local_embedder
from article_qa.index.records import EVERYTHING, Scope
from article_qa.qa.assistant import Assistant
from article_qa.qa.drafts.draft import Draft
from tests.qa.answers.libraries import library_of
from tests.qa.fakes import article

TODAY = date(2025, 6, 1)
MILL = article(
    "The mill in Ostrel employs 140 workers. Per Hald opened the mill in 1998. The mill was never sold.",
    title="The mill of Ostrel", published=date(2025, 5, 1), publisher="Ostrel Post",
)  # fmt: skip
FLOOD = article(
    "Four people died in the flood of Lund, the coroner said.", title="Flood toll", published=date(2025, 4, 9)
)


@contextmanager
def assistant_over(folder: Path) -> Iterator[Assistant]:
    """The assistant over a new library of the articles above."""
    search = library_of(folder, [MILL, FLOOD])
    try:
        yield Assistant(search, local_embedder())
    finally:
        search.catalog.close()


def checked(assistant: Assistant, text: str, scope: Scope = EVERYTHING) -> Draft:
    """The draft `text`, checked on a fixed day."""
    return assistant.check(text, scope=scope, today=TODAY)
