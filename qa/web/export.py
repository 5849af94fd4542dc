"""An answer to take along: as plain text, as Markdown, as JSON, each with its quotes."""

import json

from article_qa.qa.answer import Answer
from article_qa.qa.citation import Citation, dateline
from article_qa.qa.markdown import address, is_link, plain


def as_text(answer: Answer) -> str:
    """The question, the answer with its markers, and the sources with their quotes."""
    lines = [answer.question, "", *filter(None, [answer.judgement]), answer.text]
    lines += [f"- {article.title} · {dateline(article)}" for article in answer.articles]
    lines += ["", "Nearest passages" if answer.nearest else "Sources"] if _shown(answer) else []
    for citation in _shown(answer):
        lines += [f"[{citation.number}] {citation.title} · {citation.dateline}", f"    “{_line(citation.quote)}”"]
        lines += [f"    {citation.url}"] if is_link(citation.url) else []
    return "\n".join(lines) + "\n"


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


def _shown(answer: Answer) -> tuple[Citation, ...]:
    return answer.citations or answer.nearest


def _line(text: str) -> str:
    return " ".join(text.split())
