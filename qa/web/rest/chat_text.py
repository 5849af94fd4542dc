"""An answer as a chat message: Markdown with numbered sources under it, and where each marker stands.

What articles, models and readers wrote shows as it is and is never markup, so
reading a message loads nothing from an address that an article chose.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from article_qa.qa.answer import Answer
from article_qa.qa.citation import Citation, dateline

AddressOf: TypeAlias = Callable[[Citation], str]

SOURCES = "**Sources**"
NEAREST = "**Nearest passages, which do not answer**"
# A marker stands between spaces or at an end; every other bracket is the text's own.
_MARKER = r"(?<= )\[\d+\](?=[ \n]|$)"
_SIGN = re.compile(rf"({_MARKER})|([\\`*_\[\]<>|~]|&(?=#?\w+;))", re.MULTILINE)
_LINE_START = re.compile(r"^(\s*)(#|[-+](?=\s)|\d+(?=[.)]))", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|~&#.)+-])")
_CITED = re.compile(r"(?<= )\[(\d+)\](?=[ \n]|$)", re.MULTILINE)


def body_of(answer: Answer) -> str:
    """What the answer says, the verdict of a claim first."""
    return "\n\n".join(filter(None, [answer.judgement, escaped(answer.text)]))


def tail_of(answer: Answer, address_of: AddressOf) -> str:
    """What stands under it: articles, notes, and the sources as numbered links with their quotes."""
    parts = [_line(f"- {escaped(each.title)} · {escaped(dateline(each))}") for each in answer.articles]
    sections = ["\n".join(parts)] if parts else []
    sections += [f"*{_line(escaped(note))}*" for note in filter(None, [answer.basis, *answer.warnings])]
    shown = answer.citations or answer.nearest
    if shown:
        sections.append(SOURCES if answer.citations else NEAREST)
        sections += [_source(citation, address_of(citation)) for citation in shown]
    return "".join(f"\n\n{section}" for section in sections)


def spoken(message: str) -> str:
    """What was said in a message of ours: its sentences as plain text, without what stood under them."""
    for heading in (SOURCES, NEAREST):
        message = message.partition(f"\n\n{heading}\n")[0]
    return _ESCAPED.sub(r"\1", message).strip()


def annotations(body: str, answer: Answer, address_of: AddressOf) -> list[dict[str, Any]]:
    """Each marker in `body` as an annotation; `start_index` and `end_index` count code points of the message."""
    cited = {citation.number: citation for citation in answer.citations}

    def found() -> Iterator[dict[str, Any]]:
        for marker in _CITED.finditer(body):
            if citation := cited.get(int(marker[1])):
                yield {
                    "type": "url_citation",
                    "url_citation": {
                        "start_index": marker.start(),
                        "end_index": marker.end(),
                        "title": citation.title,
                        "url": address_of(citation),
                    },
                }

    return list(found())


def web_link(citation: Citation) -> str | None:
    """The article's address on the web, at the words that are quoted; None where it has none."""
    link = citation.link or ""
    return re.sub(r"[<>\s\\]", lambda sign: f"%{ord(sign.group()):02X}", link) if link.startswith("http") else None


def escaped(text: str) -> str:
    """The text with its signs of Markdown taken for themselves, markers aside, and each line on its own."""
    plain = _SIGN.sub(lambda sign: sign[1] or f"\\{sign[2]}", text)
    plain = _LINE_START.sub(lambda start: _at_line_start(start[1], start[2]), plain)
    return plain.replace("\n", "\n\n")


def _at_line_start(space: str, sign: str) -> str:
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def _source(citation: Citation, address: str) -> str:
    head = f"[{_line(escaped(citation.title))}](<{address}>) · {_line(escaped(citation.dateline))}"
    return f"[{citation.number}] {head}\n\n> “{_line(escaped(citation.quote))}”"


def _line(text: str) -> str:
    return " ".join(text.split())
