"""An answer to take along, with its quotes: as text, a file for another program, or a whole conversation.

The renderers of files are those of `qa/export`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from article_qa.qa.answer import DOUBTFUL, NOT_FOUND, Answer
from article_qa.qa.citation import Citation
from article_qa.qa.export import markdown, text
from article_qa.qa.export.formats import MEDIA_TYPES, SUFFIXES, ExportFormat, export_answer
from article_qa.qa.export.text import as_json
from article_qa.qa.markdown import is_link
from article_qa.qa.web.conversation import Exchange
from article_qa.qa.web.core_messages import localized
from article_qa.qa.web.days import dated, dateline
from article_qa.qa.web.templates import render
from article_qa.qa.wording import Wording

__all__ = ["FORMATS", "as_html", "as_json", "as_markdown", "as_text"]

# The words of exports in the language of who reads the page.
LOCALIZED = Wording(localized, dateline)
# All turns of the conversation and the answer that is saved -> the content of the file.
Write: TypeAlias = Callable[[Sequence[Exchange], Answer], str | bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name for readers, what goes into it, the file's name and media type, and its content."""

    label: str
    what: str
    file: str
    media_type: str
    write: Write


def as_text(answer: Answer) -> str:
    """The question, the answer and the sources as plain text, with the program's words in the reader's language."""
    return text.as_text(answer, LOCALIZED)


def as_markdown(answer: Answer) -> str:
    """The same as Markdown."""
    return markdown.as_markdown(answer, LOCALIZED)


def as_html(answer: Answer, prefix: str = "") -> str:
    """The same as rich text: the numbers are footnotes, whose addresses are links. All of it is escaped.

    `prefix` tells the footnotes of several answers in one document apart.
    """
    return render(
        "copied.html",
        answer=answer,
        prefix=prefix,
        heading=localized(DOUBTFUL if answer.status == "doubtful" else answer.judgement),
        refusal=localized(f"{NOT_FOUND} {answer.reason}".strip()) if answer.status == "abstained" else "",
        labels=[localized(answer.label(sentence)) for sentence in answer.sentences],
        shown=_shown(answer),
        is_link=is_link,
        dateline=dateline,
        dated=dated,
    )


def conversation_as_markdown(turns: Sequence[Exchange]) -> str:
    """Every answered question of a conversation as Markdown, the oldest first."""
    return "\n".join(as_markdown(turn.answer) for turn in turns if turn.answer)


def _reference(label: str, format: ExportFormat) -> Format:
    return Format(
        label,
        "answer",
        f"answer{SUFFIXES[format]}",
        MEDIA_TYPES[format],
        lambda _, answer: export_answer(answer, format, wording=LOCALIZED),
    )


FORMATS: Mapping[str, Format] = {
    "markdown": Format(
        "Markdown", "answer", "answer.md", "text/markdown", lambda _, answer: as_markdown(answer)
    ),
    "json": Format("JSON", "answer", "answer.json", "application/json", lambda _, answer: as_json(answer)),
    "word": _reference("Word", "docx"),
    "ris": _reference("RIS", "ris"),
    "bibtex": _reference("BibTeX", "bibtex"),
    "csl": _reference("CSL-JSON", "csl"),
    "conversation": Format(
        "Markdown", "whole conversation", "conversation.md", "text/markdown",
        lambda turns, _: conversation_as_markdown(turns),
    ),
}  # fmt: skip


def _shown(answer: Answer) -> tuple[Citation, ...]:
    return answer.citations or answer.nearest
