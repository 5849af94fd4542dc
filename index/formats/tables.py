"""Exports with an article a line (JSONL), an entry (JSON) or a row (CSV, TSV), all with the same field names."""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TextIO

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Loaded, Origin, make_article, rejected
from article_qa.index.formats.encoding import decode, open_text
from article_qa.index.limits import MAX_LINE_CHARACTERS, MAX_PARTS, MAX_TEXT_CHARACTERS
from article_qa.index.text.cleaning import clean, one_line
from article_qa.index.text.values import reason

FIELDS = "title, text, published, publisher, author, url, id, language"

# The module's own limit of 128 KB is for the whole process, and too short for an article.
csv.field_size_limit(max(MAX_TEXT_CHARACTERS, csv.field_size_limit()))


def load_lines(content: bytes, origin: Origin) -> Loaded:
    """The articles of a JSONL file. A broken line costs only itself."""
    stream = open_text(content, origin, newline="\n")
    yield from _articles(_json_lines(_lines(stream), origin), origin)


def load_json(content: bytes, origin: Origin) -> Loaded:
    """The articles of a JSON file: a list of objects, an object that holds one such list, or one article."""
    text = decode(content, origin)
    value = _json(text, origin.named, "save it as .jsonl", "correct it, or name it .jsonl when each line is an article")
    entries = _entries(value)
    if not entries:
        raise ArticleRejected(f'{origin.named} holds no list of articles; give a list of objects, each with a "text"')
    yield from _articles(((f"entry {number} of {origin.named}", e) for number, e in enumerate(entries, 1)), origin)


def load_table(content: bytes, origin: Origin) -> Loaded:
    """The articles of a CSV or TSV file; its first row names the columns, in any letter case."""
    lines = _lines(open_text(content, origin, newline=""))
    head = next(lines, "")
    delimiter = max(",;\t|", key=head.count)
    rows = _readable(_RowLines(chain([head], lines), delimiter), delimiter, origin)
    _, first = next(rows, ("", []))
    if isinstance(first, ArticleRejected):
        raise first
    names = [name.strip().lower() for name in first]
    if "text" not in names:
        raise ArticleRejected(
            f'{origin.named} has no column "text" in its first row; name the columns there, out of: {FIELDS}'
        )
    yield from _articles(
        ((named, row if isinstance(row, ArticleRejected) else dict(zip(names, row, strict=False)))
         for named, row in rows if row),
        origin,
    )  # fmt: skip


def _lines(stream: TextIO) -> Iterator[str]:
    while line := stream.readline(MAX_LINE_CHARACTERS):
        rest = line
        while len(rest) == MAX_LINE_CHARACTERS:
            rest = stream.readline(MAX_LINE_CHARACTERS)
        yield line


def _json_lines(lines: Iterable[str], origin: Origin) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(lines, 1):
        named = f"line {number} of {origin.named}"
        if line.strip():
            try:
                yield named, _json(line, named, "give it the article alone", "correct the line and add the file again")
            except ArticleRejected as rejection:
                yield named, rejection


def _json(text: str, named: str, if_large: str, if_broken: str) -> Any:
    """The value that `text` is. Raises ArticleRejected, with one of these remedies."""
    if sum(map(text.count, ",[{")) > MAX_PARTS:
        raise ArticleRejected(f"{named} has too many parts to be read at once; {if_large}")
    try:
        return json.loads(text)
    # Also for a number of thousands of digits, and for brackets in brackets without end.
    except Exception as exc:
        raise ArticleRejected(f"{named} is not valid JSON ({reason(exc)}); {if_broken}") from exc


class _RowLines:
    """The lines of a table, of which no row takes so many that its cells fill the memory."""

    def __init__(self, lines: Iterator[str], delimiter: str) -> None:
        self._lines, self._delimiter = lines, delimiter
        self.cells = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.cells += line.count(self._delimiter)
        if self.cells > MAX_PARTS:
            raise csv.Error(f"more than {MAX_PARTS:,} cells")
        return line


def _entries(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and "text" in value:
        return [value]
    lists = [v for v in value.values() if isinstance(v, list) and v] if isinstance(value, dict) else []
    return lists[0] if len(lists) == 1 else []


def _readable(lines: _RowLines, delimiter: str, origin: Origin) -> Iterator[tuple[str, Any]]:
    """The rows with their names; one that cannot be read comes as its rejection, and the next are read."""
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.cells = 0
        named = f"the row on line {rows.line_num + 1} of {origin.named}"
        try:
            yield named, next(rows)
        except StopIteration:
            return
        except csv.Error as exc:
            yield named, ArticleRejected(f"{named} cannot be read ({reason(exc)}); check its quotation marks")


def _articles(entries: Iterable[tuple[str, Any]], origin: Origin) -> Loaded:
    seen: dict[str, str] = {}
    for named, facts in entries:
        try:
            if isinstance(facts, ArticleRejected):
                raise facts
            if not isinstance(facts, dict) or not isinstance(facts.get("text"), str):
                raise ArticleRejected(f'{named} is no article; it needs a "text"')
            article = make_article(facts, facts["text"], Origin(origin.suffix, _source(origin, facts), named))
            if seen.get(article.id, article.sha256) != article.sha256 and not _has_name(facts):
                article = make_article(facts, facts["text"], Origin(origin.suffix, _source(origin, facts, True), named))
            if article.id in seen:
                raise ArticleRejected(f'{named} repeats an earlier article; give each its own "url" or "id"')
            seen[article.id] = article.sha256
            yield article
        except Exception as exc:
            yield rejected(exc, named)


def _has_name(facts: Mapping[str, Any]) -> bool:
    return any(one_line(facts.get(name)) for name in ("url", "id", "doc_id"))


def _source(origin: Origin, facts: Mapping[str, Any], by_text: bool = False) -> str:
    """The file and what names the entry in it, so that an edited entry replaces its article."""
    name = facts.get("id") or facts.get("doc_id") or facts.get("title")
    # Without a name of its own only the text itself can tell one entry from another.
    digest = hashlib.sha256(clean(facts["text"]).encode()).hexdigest()[:16]
    return f"{origin.source}#{(not by_text and one_line(name)) or digest}"
