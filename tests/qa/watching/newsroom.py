"""A library that hears of news one by one and asks its standing questions again."""

from pathlib import Path

from article_qa.index.ingest.add import add
from article_qa.index.library import Library
from article_qa.index.records import EVERYTHING, Scope
from article_qa.qa.watching.ask_again import ask_again, watch_question
from article_qa.qa.watching.watches import Notice, notices

FERRY = "How many passengers were injured on the ferry Aurora?"
FIRST = (
    "The ferry Aurora ran aground off Skerry Point on Sunday morning.\n\nFourteen passengers were injured, police said."
)
SECOND = "Nineteen passengers were injured when the ferry Aurora ran aground, the coastguard said on Tuesday."
BAKERY = "A bakery opened in the town of Bonn. It sells bread and cakes on every day of the week."


class Newsroom:
    """Adds articles to a library, whose standing questions are asked again."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.library, self.folder = library, folder
        self.asked: list[int] = []
        folder.mkdir()
        library.after_embedding = self._ask_again

    def _ask_again(self, library: Library) -> None:
        self.asked.append(ask_again(library))

    def print(self, name: str, text: str, published: str = "2026-03-01", publisher: str = "Town Courier") -> None:
        """Add this article, or a new version of it."""
        facts = f"---\ntitle: {name}\npublished: {published}\npublisher: {publisher}\n---\n"
        (self.folder / f"{name}.md").write_text(facts + text)
        add(self.library, [self.folder / f"{name}.md"])

    def watch(self, question: str = FERRY, scope: Scope = EVERYTHING) -> str:
        """Keep a question; its id."""
        return watch_question(question, scope, self.library).id

    def told(self) -> list[Notice]:
        """What was told, the newest first."""
        return notices(self.library.catalog)

    def changes(self) -> list[str]:
        """The kinds of changes, the newest notice first."""
        return [change.kind for notice in self.told() for change in notice.changes]
