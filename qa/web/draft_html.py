"""A checked draft as HTML: its sentences with verdicts in words and colour, and the quotes beside each.

Every word of the draft and of an article is escaped. Knows nothing of Gradio.
"""

import json
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from markupsafe import Markup

from article_qa.index.errors import PartMissing
from article_qa.qa.drafts.draft import DRAFT_VERDICT_WORDS, Draft
from article_qa.qa.drafts.export import as_markdown, as_word, paragraphs
from article_qa.qa.export.formats import MEDIA_TYPES
from article_qa.qa.web.templates import render

DRAFT_HINT = "The article behind a sentence opens here, with the quoted words marked."


@dataclass(frozen=True, slots=True)
class _File:
    """A checked draft as a file that a button saves; `purpose` ends "Save the checked draft …"."""

    label: str
    purpose: str
    name: str
    media_type: str
    content: bytes

    @property
    def base64(self) -> str:
        """The content as the page carries it, whatever its bytes."""
        return b64encode(self.content).decode("ascii")


def draft_html(draft: Draft) -> Markup:
    """The whole draft, sentence by sentence, under what was found of it in all."""
    return render(
        "draft.html",
        draft=draft,
        summary=draft.summary[:1].upper() + draft.summary[1:],
        paragraphs=paragraphs(draft),
        words=DRAFT_VERDICT_WORDS,
        files=list(_files(draft)),
    )


def progress_html(done: int, total: int) -> Markup:
    """How far the check has got; before the number of claims is known it is only under way."""
    words = f"Checked {done} of {total} claims" if total else "Reading the draft"
    return render("draft_progress.html", done=done, total=total, words=words)


def _files(draft: Draft) -> Iterator[_File]:
    """The files that a reader may save; without python-docx there is none for Word."""
    with suppress(PartMissing):
        yield _File("Word", "for Word, with comments", "draft.docx", MEDIA_TYPES["docx"], as_word(draft))
    yield _File("Markdown", "as Markdown", "draft.md", "text/markdown", as_markdown(draft).encode("utf-8", "replace"))
    facts = json.dumps(draft.as_dict(), ensure_ascii=False, indent=2)
    yield _File("JSON", "as JSON", "draft.json", "application/json", facts.encode("utf-8", "replace"))
