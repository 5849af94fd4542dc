"""Exports with an article a line (JSONL), an entry (JSON) or a row (CSV, TSV), all with the same field names."""

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TextIO

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Loaded, Origin, left_out, make_article, odd_date, rejected
from article_qa.index.formats.encoding import decode, open_text
from article_qa.index.formats.fields import facts_of, has_summary, has_text, renamed
from article_qa.index.limits import MAX_LINE_CHARACTERS, MAX_PARTS, MAX_TEXT_CHARACTERS
from article_qa.index.text.cleaning import clean, one_line
from article_qa.index.text.values import reason

# How many columns a message names.
MAX_SHOWN = 12
# How deep in a file's objects its articles are looked for.
MAX_DEPTH = 4
SEPARATOR = re.compile(r"sep=(.)\s*", re.IGNORECASE)

# The module's own limit of 128 KB is for the whole process, and too short for an article.
csv.field_size_limit(max(MAX_TEXT_CHARACTERS, csv.field_size_limit()))


def load_lines(content: bytes, origin: Origin) -> Loaded:
    """The articles of a JSONL file. A broken line costs only itself."""
    if content[:200].split(b"\n", 1)[0].strip() in (b"[", b"{"):
        yield from load_json(content, origin)
        return
    stream = open_text(content, origin, newline="\n")
    yield from articles_of(_json_lines(_lines(stream), origin), origin)


def load_json(content: bytes, origin: Origin) -> Loaded:
    """The articles of a JSON file: a list of objects, wherever it stands in the file, objects by their ids, or one."""
    text = decode(content, origin)
    value = _json(text, origin.named, "save it as .jsonl", "correct it, or name it .jsonl when each line is an article")
    entries = _entries(value)
    if not entries:
        raise ArticleRejected(
            f'{origin.named} holds no list of articles{_keys(value)}; give a list of objects, each with a "text"'
        )
    yield from articles_of(((f"entry {number} of {origin.named}", e) for number, e in enumerate(entries, 1)), origin)


def load_table(content: bytes, origin: Origin) -> Loaded:
    """The articles of a CSV or TSV file; its first row names the columns, in any letter case."""
    lines = _lines(open_text(content, origin, newline=""))
    before, head = next(((n, line) for n, line in enumerate(lines) if line.strip()), (0, ""))
    separator = SEPARATOR.fullmatch(head)
    if separator:
        before, head = before + 1, next(lines, "")
    delimiter = separator[1] if separator else max(",;\t|", key=head.count)
    rows = _readable(_RowLines(chain([head], lines), delimiter), delimiter, before, origin)
    yield from rows_to_articles(rows, origin)


def rows_to_articles(rows: Iterator[tuple[str, Any]], origin: Origin) -> Loaded:
    """The articles of a table's rows, of which the first names the columns; a row is its cells or a rejection.

    Raises ArticleRejected for a table without a column of texts.
    """
    _, first = next(rows, ("", []))
    if isinstance(first, ArticleRejected):
        raise first
    names = [str(name or "").strip().lower() for name in first]
    if not has_text(renamed(dict.fromkeys(names), origin.columns)):
        shown = ", ".join(map(repr, filter(None, map(one_line, names[:MAX_SHOWN])))) or "without names"
        raise ArticleRejected(
            f'{origin.named} has no column of texts; its columns are {shown}; name the one with the texts "text", '
            "or say --column text=NAME"
        )
    yield from articles_of(
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
        self.cells = self.quotes = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.quotes += line.count('"')
        self.cells += line.count(self._delimiter)
        if self.cells > MAX_PARTS:
            raise csv.Error(f"more than {MAX_PARTS:,} cells")
        return line


def _entries(value: Any, depth: int = MAX_DEPTH) -> list[Any]:
    """The articles in a value: the list, or the object of objects, that has most; a single one; else nothing."""
    if isinstance(value, list):
        return value if any(isinstance(each, dict) for each in value) else []
    if not isinstance(value, dict):
        return []
    if has_text(value):
        return [value]
    if len(value) > 1 and all(map(has_text, value.values())):
        return list(value.values())
    within = [_entries(each, depth - 1) for each in value.values() if isinstance(each, (dict, list))] if depth else []
    most = max(within, key=lambda entries: sum(map(_is_article, entries)), default=[])
    if any(map(_is_article, most)) or len([entries for entries in within if entries]) == 1:
        return most
    return [value] if has_summary(value) else []


def _is_article(entry: Any) -> bool:
    return has_text(entry) or has_summary(entry)


def _keys(value: Any) -> str:
    """What an object holds, for a message."""
    names = ", ".join(repr(one_line(name)) for name in list(value)[:MAX_SHOWN]) if isinstance(value, dict) else ""
    return f"; it holds {names}" if names else ""


def _readable(lines: _RowLines, delimiter: str, before: int, origin: Origin) -> Iterator[tuple[str, Any]]:
    """The rows, each named by its line in the file; `before` is how many lines stand above the first.

    One that cannot be read comes as its rejection, and the next are read.
    """
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.cells = lines.quotes = 0
        named = f"the row on line {before + rows.line_num + 1} of {origin.named}"
        try:
            row = next(rows)
            if lines.quotes % 2 and any("\n" in cell for cell in row):
                raise csv.Error("a quotation mark is not closed")
            yield named, row
        except StopIteration:
            return
        except csv.Error as exc:
            yield named, ArticleRejected(f"{named} cannot be read ({reason(exc)}); check its quotation marks")


def articles_of(entries: Iterable[tuple[str, Any]], origin: Origin) -> Loaded:
    """The articles that these entries are, each with what a message calls it; what is none comes as its rejection."""
    seen: dict[str, str] = {}
    odd: list[str] = []
    for named, entry in entries:
        try:
            if isinstance(entry, ArticleRejected):
                raise entry
            facts = facts_of(renamed(entry, origin.columns)) if isinstance(entry, dict) else {}
            if not facts.get("text"):
                raise ArticleRejected(f'{named} is not an article; it needs a "text"')
            article = make_article(facts, facts["text"], Origin(origin.suffix, _source(origin, facts), named))
            if seen.get(article.id, article.sha256) != article.sha256 and not _has_name(facts):
                article = make_article(facts, facts["text"], Origin(origin.suffix, _source(origin, facts, True), named))
            if article.id in seen:
                raise ArticleRejected(f'{named} repeats an earlier article; give each its own "url" or "id"')
            seen[article.id] = article.sha256
            if article.published is None:
                odd += filter(None, [odd_date(facts)])
            yield article
        except Exception as exc:
            yield rejected(exc, named)
    if odd:
        yield left_out(odd, origin)


def _has_name(facts: Mapping[str, Any]) -> bool:
    return bool(facts["url"] or one_line(facts.get("id")))


def _source(origin: Origin, facts: Mapping[str, Any], by_text: bool = False) -> str:
    """The file and what names the entry in it, so that an edited entry replaces its article."""
    name = facts.get("id") or facts.get("title")
    # Without a name of its own only the text itself can tell one entry from another.
    digest = hashlib.sha256(clean(facts["text"]).encode()).hexdigest()[:16]
    return f"{origin.source}#{(not by_text and one_line(name)) or digest}"
