"""What happens in the tab "Standing questions": each event -> the parts of the tab that change, by name.

Knows nothing of Gradio. `watches_tab` has the components, and `watches_html` makes the list.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from article_qa.index.errors import ArticleQAError, UnknownWatch
from article_qa.index.library import Library
from article_qa.index.records import EVERYTHING
from article_qa.qa.watching.ask_again import watch_question
from article_qa.qa.watching.watches import notices, watches
from article_qa.qa.web.events import Parts, Press
from article_qa.qa.web.messages_html import working
from article_qa.qa.web.phrases import gettext
from article_qa.qa.web.watches_html import watches_html


@dataclass(frozen=True, slots=True)
class WatchesDesk:
    """The events of the tab over one library. `feed` is the address of the feed of what changed."""

    library: Library
    feed: str

    def listed(self, asked_about: str = "", problem: str = "") -> Parts:
        """The list; the tab is busy while passages wait for their vectors, or questions to be asked again.

        `asked_about` is the id of the question that a reader is about to remove.
        """
        catalog = self.library.catalog
        kept, told = watches(catalog), notices(catalog)
        is_busy = bool(kept) and (catalog.overview().pending > 0 or catalog.watches.is_waiting())
        html = watches_html(kept, told, feed=self.feed, asked_about=asked_about, problem=problem)
        return {"listing": html, "is_busy": is_busy}

    def keep(self, question: str) -> Iterator[Parts]:
        """Keep a question; it stays in its box where it cannot be kept."""
        yield {"working": working(gettext("Reading the articles") + "…")}
        try:
            watch_question(question, EVERYTHING, self.library)
            yield {"working": "", "question": "", **self.listed()}
        except ArticleQAError as error:
            yield {"working": "", **self.listed(problem=str(error))}

    def press(self, press: Press) -> Parts:
        """After a button of a question: it is removed once that is confirmed."""
        if press.what == "remove":
            return self.listed(asked_about=press.value)
        if press.what == "confirm":
            with suppress(UnknownWatch):  # Somebody else was faster.
                self.library.catalog.watches.remove(press.value)
        return self.listed()
