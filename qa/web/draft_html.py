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
from article_qa.qa.web.export import LOCALIZED
from article_qa.qa.web.phrases import gettext, gettext_noop
from article_qa.qa.web.templates import render

DRAFT_HINT = gettext_noop("The article behind a sentence opens here, with the quoted words marked.")


@dataclass(frozen=True, slots=True)
class _File:
    """A checked draft as a file that a button saves; `purpose` says so to who cannot see the button."""

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
        summary=_summary(draft),
        paragraphs=paragraphs(draft),
        words=DRAFT_VERDICT_WORDS,
        files=list(_files(draft)),
    )


def progress_html(done: int, total: int) -> Markup:
    """How far the check has got; before the number of claims is known it is only under way."""
    words = (
        gettext("Checked %(done)s of %(all)s claims", done=done, all=total) if total else gettext("Reading the draft")
    )
    return render("draft_progress.html", done=done, total=total, words=words)


def _summary(draft: Draft) -> str:
    """How many sentences have each verdict: "12 supported, 1 contradicted"."""
    told = [f"{n} {gettext(DRAFT_VERDICT_WORDS[verdict]).lower()}" for verdict, n in draft.counts.items() if n]
    return ", ".join(told)


def _files(draft: Draft) -> Iterator[_File]:
    """The files that a reader may save; without python-docx there is none for Word."""
    with suppress(PartMissing):
        yield _File(
            "Word",
            gettext_noop("Save the checked draft for Word, with comments"),
            "draft.docx",
            MEDIA_TYPES["docx"],
            as_word(draft, LOCALIZED),
        )
    yield _File(
        "Markdown",
        gettext_noop("Save the checked draft as Markdown"),
        "draft.md",
        "text/markdown",
        as_markdown(draft, LOCALIZED).encode("utf-8", "replace"),
    )
    facts = json.dumps(draft.as_dict(), ensure_ascii=False, indent=2)
    yield _File(
        "JSON",
        gettext_noop("Save the checked draft as JSON"),
        "draft.json",
        "application/json",
        facts.encode("utf-8", "replace"),
    )
