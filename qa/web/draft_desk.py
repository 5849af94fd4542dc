"""What happens in the tab "Check a draft": each event -> the parts of the tab that change, by name.

Promises that nothing is kept here: the draft that a reader has checked is
passed in and given back. Knows nothing of Gradio; `check_tab` has the components.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from article_qa.index.library import Library
from article_qa.qa.assistant import Assistant
from article_qa.qa.drafts.draft import Draft
from article_qa.qa.web.draft_checking import uploaded, watched
from article_qa.qa.web.draft_html import DRAFT_HINT, draft_html, progress_html
from article_qa.qa.web.events import Parts
from article_qa.qa.web.messages_html import hint, problem
from article_qa.qa.web.phrases import gettext, gettext_noop
from article_qa.qa.web.source_html import OpenedBy, source_pane


@dataclass(frozen=True, slots=True)
class DraftDesk:
    """The events of the tab over one library."""

    library: Library
    assistant: Assistant

    def check(self, text: str) -> Iterator[Parts]:
        """How far the check has got, then the draft with its first quote open, or why it cannot be checked."""
        yield {"result": progress_html(0, 0), "checked": None, "source": _hint(), "is_checking": True}
        for found in watched(self.assistant, text):
            if isinstance(found, Draft):
                opened = self._source(found, 1, "answer") if found.citations else _hint()
                yield {"result": draft_html(found), "checked": found, "source": opened, "is_checking": False}
            elif isinstance(found, str):
                yield {"result": problem(found), "is_checking": False}
            else:
                yield {"result": progress_html(*found)}

    def upload(self, path: str | None) -> Parts:
        """The text of a file in the box for the draft; the box stays as it is where the file has none."""
        text, wrong = uploaded(Path(path)) if path else ("", "")
        return {"result": problem(wrong)} if wrong else {"draft": text, "result": "", "source": _hint()}

    def open(self, number: int, checked: Draft | None) -> Parts:
        """The article of the quote with this number; nothing changes where the draft has no such quote."""
        if checked is None or not 1 <= number <= len(checked.citations):
            return {}
        return {"source": self._source(checked, number, "reader")}

    def _source(self, checked: Draft, number: int, by: OpenedBy) -> str:
        citation = checked.citations[number - 1]
        back = gettext_noop("Back to the draft")
        return source_pane(self.library, citation, checked.citations, turn=0, opened_by=by, back=back)


def _hint() -> str:
    return hint(gettext(DRAFT_HINT))
