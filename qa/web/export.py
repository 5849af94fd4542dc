"""An answer to take along, with its quotes: as plain or rich text, Markdown or JSON. Also whole conversations."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from article_qa.qa.answer import DOUBTFUL, NOT_FOUND, Answer
from article_qa.qa.citation import Citation, dateline
from article_qa.qa.day_words import dated
from article_qa.qa.markdown import address, is_link, plain
from article_qa.qa.web.conversation import Exchange
from article_qa.qa.web.templates import render

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
    """The question, the answer with its markers, and the sources with their quotes."""
    lines = [answer.question, "", *filter(None, [answer.judgement]), answer.text]
    lines += [f"- {article.title} · {dateline(article)}" for article in answer.articles]
    lines += ["", "Nearest passages" if answer.nearest else "Sources"] if _shown(answer) else []
    for citation in _shown(answer):
        lines += [f"[{citation.number}] {citation.title} · {citation.dateline}", f"    “{_line(citation.quote)}”"]
        lines += [f"    {citation.url}"] if is_link(citation.url) else []
    return "\n".join(lines) + "\n"


def as_html(answer: Answer) -> str:
    """The same as rich text: the numbers are footnotes, whose addresses are links. All of it is escaped."""
    return render(
        "copied.html",
        answer=answer,
        heading=DOUBTFUL if answer.status == "doubtful" else answer.judgement,
        refusal=f"{NOT_FOUND} {answer.reason}".strip() if answer.status == "abstained" else "",
        labels=[answer.label(sentence) for sentence in answer.sentences],
        shown=_shown(answer),
        is_link=is_link,
        dateline=dateline,
        dated=dated,
    )


def conversation_as_markdown(turns: Sequence[Exchange]) -> str:
    """Every answered question of a conversation as Markdown, the oldest first."""
    return "\n".join(as_markdown(turn.answer) for turn in turns if turn.answer)


def as_markdown(answer: Answer) -> str:
    """The same as Markdown. What articles, models and readers wrote shows as it is and is never markup."""
    parts = [f"## {plain(answer.question)}", *([f"**{answer.judgement}**"] if answer.judgement else [])]
    parts += [plain(line) for line in answer.text.split("\n")]
    if answer.articles:
        parts.append("\n".join(f"- {plain(each.title)} · {plain(dateline(each))}" for each in answer.articles))
    parts += [f"*{plain(warning)}*" for warning in answer.warnings]
    if _shown(answer):
        parts.append("### Nearest passages" if answer.nearest else "### Sources")
    for citation in _shown(answer):
        title = plain(citation.title)
        if is_link(citation.url):
            title = f"[{title}](<{address(citation.url or '')}>)"
        parts.append(f"**{citation.number}** · {title} · {plain(citation.dateline)}\n\n> “{plain(citation.quote)}”")
    return "\n\n".join(parts) + "\n"


def as_json(answer: Answer) -> str:
    """The answer as `ask --json` prints it, indented."""
    return json.dumps(answer.as_dict(), ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Format] = {
    "markdown": Format(
        "Markdown", "answer", "answer.md", "text/markdown", lambda _, answer: as_markdown(answer)
    ),
    "json": Format("JSON", "answer", "answer.json", "application/json", lambda _, answer: as_json(answer)),
    "conversation": Format(
        "Markdown", "whole conversation", "conversation.md", "text/markdown",
        lambda turns, _: conversation_as_markdown(turns),
    ),
}  # fmt: skip


def _shown(answer: Answer) -> tuple[Citation, ...]:
    return answer.citations or answer.nearest


def _line(text: str) -> str:
    return " ".join(text.split())
