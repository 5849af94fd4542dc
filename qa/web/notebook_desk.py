"""What happens in the Notebook tab: each press -> the parts of the tab that change, by name.

Promises that nothing is kept here: which page a reader sees, and whose note is
edited, is passed in and given back. Knows nothing of Gradio.
"""

import base64
import json
import time
from dataclasses import dataclass, replace
from typing import Any

from article_qa.index.errors import ArticleQAError, UnknownSavedAnswer
from article_qa.index.library import Library
from article_qa.qa.export.text import shown
from article_qa.qa.notebook.saved_answers import SavedAnswer, saved_answer, saved_answers
from article_qa.qa.web.events import Parts, Press
from article_qa.qa.web.notebook_export import FORMATS, export_notebook
from article_qa.qa.web.notebook_html import ROWS, NotebookView, notebook_html
from article_qa.qa.web.phrases import gettext, gettext_noop
from article_qa.qa.web.source_html import OpenedBy, source_pane


@dataclass(frozen=True, slots=True)
class NotebookDesk:
    """The events of the tab over one library."""

    library: Library
    has_sign_in: bool = False

    def listed(self, view: NotebookView) -> Parts:
        """A page of the notebook as it is now; the last one where `view` is beyond it."""
        total = self.library.catalog.notebook.count()
        first = max(0, min(view.first, (total - 1) // ROWS * ROWS))
        view = replace(view, first=first)
        saved = saved_answers(self.library, ROWS, first) if total else []
        html = notebook_html(saved, view, total=total, catalog=self.library.catalog, has_sign_in=self.has_sign_in)
        return {"view": view, "listing": html}

    def entered(self, view: NotebookView) -> Parts:
        """What a reader finds in the tab; a note that is being written stays."""
        return {} if view.editing else self.listed(replace(view, asked_about="", problem=""))

    def pressed(self, press: Press, view: NotebookView, opened: str = "") -> Parts:
        """After a button, or the form of a note; `opened` is the answer whose quote is read."""
        fresh = NotebookView(view.first)
        try:
            match press.what:
                case "open":
                    return self.opened(press.value, press.fields.get("number"))
                case "export":
                    return self.exported(press.value)
                case "page":
                    return self.listed(NotebookView(int(press.value)))
                case "edit":
                    return self.listed(replace(fresh, editing=press.value))
                case "note":
                    return self._noted(press.value, str(press.fields.get("note", "")), fresh)
                case "remove":
                    return self.listed(replace(fresh, asked_about=press.value))
                case "confirm":
                    self.library.catalog.notebook.remove(press.value)
                    closed = {"source": "", "opened": ""} if press.value == opened else {}
                    return {**self.listed(fresh), **closed}
                case _:
                    return self.listed(fresh)
        except UnknownSavedAnswer:
            return self.listed(replace(fresh, problem=gettext("This answer is not in the notebook any more.")))
        except ArticleQAError as error:
            return self.listed(replace(fresh, problem=str(error)))

    def opened(self, saved_id: str, number: Any, by: OpenedBy = "reader") -> Parts:
        """The article of a quote, and whose quote it is. Raises UnknownSavedAnswer."""
        saved = saved_answer(saved_id, self.library)
        quotes = shown(saved.answer)
        at = next((index for index, each in enumerate(quotes) if each.number == number), None)
        return {} if at is None else {"source": self._source(saved, at, by), "opened": saved_id}

    def exported(self, name: str) -> Parts:
        """The whole notebook as a file for the browser to save."""
        if (chosen := FORMATS.get(name)) is None:
            return {}
        content = base64.b64encode(export_notebook(saved_answers(self.library), chosen.suffix)).decode()
        # The same file may be saved twice, and only what changes reaches the browser.
        at = time.monotonic_ns()
        return {"file": json.dumps({"name": chosen.file, "type": chosen.media_type, "content": content, "at": at})}

    def _noted(self, saved_id: str, note: str, view: NotebookView) -> Parts:
        try:
            self.library.catalog.notebook.annotate(saved_id, note)
        except UnknownSavedAnswer:
            raise
        except ArticleQAError as error:
            return self.listed(replace(view, editing=saved_id, draft=note, problem=str(error)))
        return self.listed(view)

    def _source(self, saved: SavedAnswer, at: int, by: OpenedBy) -> str:
        """The article of the quote at this place; one that lost its words is shown as gone."""
        quotes = shown(saved.legible)
        return source_pane(self.library, quotes[at], quotes, turn=0, opened_by=by, back=gettext_noop("Back"))
