"""The whole notebook as a file: Markdown, Word or HTML, each answer with its note and its sources."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import TypeAlias

from article_qa.index.errors import RequestRejected
from article_qa.qa.export.formats import MEDIA_TYPES
from article_qa.qa.export.word import answers_as_word
from article_qa.qa.markdown import plain
from article_qa.qa.notebook.saved_answers import SavedAnswer
from article_qa.qa.web.days import in_words
from article_qa.qa.web.export import LOCALIZED, as_html, as_markdown
from article_qa.qa.web.notebook_told import quotes_told
from article_qa.qa.web.phrases import current, gettext, gettext_noop
from article_qa.qa.web.styles import LIGHT, names
from article_qa.qa.web.templates import render

TITLE = gettext_noop("Notebook")
Write: TypeAlias = Callable[[Sequence[SavedAnswer]], bytes]


@dataclass(frozen=True, slots=True)
class NotebookFormat:
    """A kind of file: its name for readers, its ending, its media type, and how it is written."""

    label: str
    suffix: str
    media_type: str
    write: Write

    @property
    def file(self) -> str:
        """The name under which a browser saves it."""
        return f"notebook{self.suffix}"


def export_notebook(saved: Sequence[SavedAnswer], suffix: str) -> bytes:
    """These answers as a file with this ending.

    Raises RequestRejected for another ending, PartMissing for `.docx` without python-docx.
    """
    found = next((each for each in FORMATS.values() if each.suffix == suffix.lower()), None)
    if found is None:
        endings = ", ".join(each.suffix for each in FORMATS.values())
        raise RequestRejected(f"a notebook cannot be written as {PurePath(suffix).name!r}; choose one of {endings}")
    return found.write(saved)


def _as_markdown(saved: Sequence[SavedAnswer]) -> bytes:
    parts = [f"# {gettext(TITLE)}\n"]
    for each in saved:
        head, _, rest = as_markdown(each.legible).partition("\n")
        parts += [f"{head}\n", f"*{plain(_saved(each))}*\n", *_quoted_note(each.note), rest.lstrip("\n")]
    return "\n".join(parts).encode("utf-8", "replace")


def _quoted_note(note: str) -> list[str]:
    """The note as a block quote that keeps its lines; nothing where there is none."""
    lines = "  \n> ".join(map(plain, note.split("\n")))
    return [f"> **{gettext('Note:')}** {lines}\n"] if note else []


def _as_word(saved: Sequence[SavedAnswer]) -> bytes:
    return answers_as_word(gettext(TITLE), [(each.legible, _saved(each), each.note) for each in saved], LOCALIZED)


def _as_html(saved: Sequence[SavedAnswer]) -> bytes:
    entries = [(as_html(each.legible, prefix=f"{each.id}-"), _saved(each), each.note) for each in saved]
    title, light = gettext(TITLE), names(LIGHT)
    html = render("notebook_export.html", title=title, language=current(), entries=entries, light=light)
    return html.encode("utf-8", "replace")


def _saved(each: SavedAnswer) -> str:
    """When the answer was saved, by whom, and what became of its quotes."""
    day = in_words(date.fromisoformat(each.saved[:10]))
    said = gettext("Saved on %(day)s", day=day)
    if each.saved_by:
        said = gettext("Saved on %(day)s by %(name)s", day=day, name=each.saved_by)
    return " · ".join(filter(None, [said, quotes_told(each)]))


FORMATS: Mapping[str, NotebookFormat] = {
    "markdown": NotebookFormat("Markdown", ".md", "text/markdown", _as_markdown),
    "word": NotebookFormat("Word", ".docx", MEDIA_TYPES["docx"], _as_word),
    "html": NotebookFormat("HTML", ".html", "text/html", _as_html),
}
