"""An answer as plain text and as JSON, with its quotes."""

import json

from article_qa.qa.answer import Answer
from article_qa.qa.citation import Citation
from article_qa.qa.markdown import is_link
from article_qa.qa.wording import ENGLISH, Wording


def as_text(answer: Answer, wording: Wording = ENGLISH) -> str:
    """The question, the answer with its markers, and the sources with their quotes, in the words of `wording`."""
    say, dateline = wording.say, wording.dateline
    lines = [answer.question, "", *filter(None, [say(answer.judgement)]), answer.text_in(say)]
    lines += [f"- {article.title} · {dateline(article)}" for article in answer.articles]
    lines += ["", say("Nearest passages" if answer.nearest else "Sources")] if shown(answer) else []
    for citation in shown(answer):
        lines += [f"[{citation.number}] {citation.title} · {dateline(citation)}", f"    “{one_line(citation.quote)}”"]
        lines += [f"    {citation.url}"] if is_link(citation.url) else []
    return "\n".join(lines) + "\n"


def as_json(answer: Answer) -> str:
    """The answer as `ask --json` prints it, indented."""
    return json.dumps(answer.as_dict(), ensure_ascii=False, indent=2) + "\n"


def shown(answer: Answer) -> tuple[Citation, ...]:
    """What is listed below an answer: its citations, or what came nearest."""
    return answer.citations or answer.nearest


def one_line(text: str) -> str:
    """The text with one space for each run of spaces and line breaks."""
    return " ".join(text.split())
