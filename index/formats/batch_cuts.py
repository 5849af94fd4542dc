"""The ways in which databases part the articles of an export: each reads all that it can."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from article_qa.index.formats.batch_articles import MAX_LOOKED_AHEAD, exported_article, plain_article
from article_qa.index.formats.batch_heads import END_OF_DOCUMENT, FIELDS, RULE, Part, label_of

NUMBERED = re.compile(
    r"\s*(?:(?:document|dokument|documento|record)\s*:?\s*(\d{1,5})\s+(?:of|von|de|di|sur|van)\s+(\d{1,5})"
    r"|(\d{1,5})\s+(?:of|von|de|di|sur|van)\s+(\d{1,5})\s+(?:documents?|dokumenten?|documentos?|documenti))\s*",
    re.IGNORECASE,
)
ACCESSION = re.compile(r"\s*(?:document|dokument|documento)\s+(?=\w*\d)[A-Z][A-Z0-9]{5,}\w{4,}\s*", re.IGNORECASE)
CODE = re.compile(
    r"[\s|]{0,12}(SE|HD|CR|BY|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CT|CX|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|CLM|VOL|ART|DLN)"
    r"(?:\s*\||\s{2,}|\t|\s*$)(.*)"
)
CODED = {"HD": "title", "BY": "author", "PD": "published", "SN": "publisher", "LA": "language", "LP": "text",
         "TD": "text", "CX": "text"}  # fmt: skip


def _coded(lines: Sequence[str]) -> Iterator[Part]:
    """Factiva with field codes: each line begins with a code, or goes on with the field before."""
    if sum(bool(CODE.match(line)) for line in lines) < 5 or not any(
        line.lstrip(" |").startswith("LP") for line in lines
    ):
        return
    fields: dict[str, list[str]] = {}
    fact: str | None = None
    for line in lines:
        code = CODE.match(line)
        if code and code[1] in ("SE", "HD") and "title" in fields:
            yield _from_codes(fields)
            fields = {}
        if code:
            fact = CODED.get(code[1])
        if fact:
            fields.setdefault(fact, []).append((code[2] if code else line).strip().rstrip("|").strip())
            if code and fact == "text":
                fields[fact].insert(-1, "")
    yield _from_codes(fields)


def _from_codes(fields: Mapping[str, Sequence[str]]) -> Part:
    facts = {name: "\n".join(said).strip() for name, said in fields.items()}
    return facts | {name: " ".join(said.split()) for name, said in facts.items() if name != "text"}


def _numbered(lines: Sequence[str]) -> Iterator[Part]:
    """Articles that begin with "Document 1 of 3" or "1 of 3 DOCUMENTS"."""
    starts = [number for number, line in enumerate(lines) if NUMBERED.fullmatch(line)]
    for start, end in pairwise([*starts, len(lines)]):
        part = lines[start + 1 : end]
        yield exported_article(part, outlet_first=lines[start].strip()[0].isdigit()) or plain_article(part)


def _ended(lines: Sequence[str]) -> Iterator[Part]:
    """Articles that end with "End of Document"; without that line there may be one."""
    return _each(lines, END_OF_DOCUMENT)


def _by_accession(lines: Sequence[str]) -> Iterator[Part]:
    """Factiva without field codes: each article ends with its accession number."""
    return _each(lines, ACCESSION)


def _ruled(lines: Sequence[str]) -> Iterator[Part]:
    """ProQuest: rules between articles, each with a field "Full text"."""
    return _each(lines, RULE)


def _titled(lines: Sequence[str]) -> Iterator[Part]:
    """Articles that begin with a field "Title" and another fact, and go on with their text."""
    starts = [number for number in range(len(lines)) if _begins_with_title(lines[number : number + MAX_LOOKED_AHEAD])]
    if not starts or any(line.strip() and not RULE.fullmatch(line) for line in lines[: starts[0]]):
        return
    for start, end in pairwise([*starts, len(lines)]):
        facts: dict[str, str] = {}
        number = start
        while number < end and (not lines[number].strip() or label_of(lines[number])):
            label, said = label_of(lines[number]) or ("", "")
            if label and said and FIELDS[label] in ("title", "author", "published", "publisher", "language", "url"):
                facts.setdefault(FIELDS[label], said)
            number += 1
        text = [line for line in lines[number:end] if not (RULE.fullmatch(line) or END_OF_DOCUMENT.fullmatch(line))]
        yield {**facts, "text": "\n".join(text).strip()}


def _begins_with_title(lines: Sequence[str]) -> bool:
    labels = [label_of(line) for line in lines if line.strip()][:4]
    facts = [FIELDS[label[0]] if label else "" for label in labels]
    return facts[:1] == ["title"] and any(fact in ("published", "publisher", "author") for fact in facts[1:])


def _each(lines: Sequence[str], border: re.Pattern[str]) -> Iterator[Part]:
    start = 0
    for number, line in enumerate([*lines, ""]):
        if number == len(lines) or border.fullmatch(line):
            yield exported_article(lines[start:number])
            start = number + 1


READERS: Sequence[Callable[[Sequence[str]], Iterator[Part]]] = (
    _coded,
    _numbered,
    _ended,
    _ruled,
    _by_accession,
    _titled,
)
