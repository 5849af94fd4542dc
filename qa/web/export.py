"""An answer to take along: as plain text, as Markdown, as JSON, each with its quotes."""

import json
import re

from article_qa.qa.answer import Answer
from article_qa.qa.citation import Citation, dateline

SIGNS = re.compile(r"([\\`*_\[\]<>#|!&~])")


def as_text(answer: Answer) -> str:
    """The question, the answer with its markers, and the sources with their quotes."""
    lines = [answer.question, "", *filter(None, [answer.judgement]), answer.text]
    lines += [f"- {article.title} · {dateline(article)}" for article in answer.articles]
    lines += ["", "Nearest passages" if answer.nearest else "Sources"] if _shown(answer) else []
    for citation in _shown(answer):
        lines += [f"[{citation.number}] {citation.title} · {citation.dateline}", f"    “{_line(citation.quote)}”"]
        lines += [f"    {citation.url}"] if _is_link(citation.url) else []
    return "\n".join(lines) + "\n"


def as_markdown(answer: Answer) -> str:
    """The same as Markdown. What articles, models and readers wrote shows as it is and is never markup."""
    parts = [f"## {_plain(answer.question)}", *([f"**{answer.judgement}**"] if answer.judgement else [])]
    parts += [_plain(line) for line in answer.text.split("\n")]
    if answer.articles:
        parts.append("\n".join(f"- {_plain(each.title)} · {_plain(dateline(each))}" for each in answer.articles))
    parts += [f"*{_plain(warning)}*" for warning in answer.warnings]
    if _shown(answer):
        parts.append("### Nearest passages" if answer.nearest else "### Sources")
    for citation in _shown(answer):
        title = _plain(citation.title)
        if _is_link(citation.url):
            title = f"[{title}](<{_address(citation.url or '')}>)"
        parts.append(f"**{citation.number}** · {title} · {_plain(citation.dateline)}\n\n> “{_plain(citation.quote)}”")
    return "\n\n".join(parts) + "\n"


def as_json(answer: Answer) -> str:
    """The answer as `ask --json` prints it, indented."""
    return json.dumps(answer.as_dict(), ensure_ascii=False, indent=2) + "\n"


def _shown(answer: Answer) -> tuple[Citation, ...]:
    return answer.citations or answer.nearest


def _plain(text: str) -> str:
    """`text` on one line, every sign of Markdown taken for itself."""
    return SIGNS.sub(r"\\\1", _line(text))


def _line(text: str) -> str:
    return " ".join(text.split())


def _is_link(url: str | None) -> bool:
    return bool(url) and url.startswith(("http://", "https://"))  # type: ignore[union-attr]


def _address(url: str) -> str:
    """A URL that cannot end the link early."""
    return re.sub(r"[<>\s\\]", lambda sign: f"%{ord(sign.group()):02X}", url)
