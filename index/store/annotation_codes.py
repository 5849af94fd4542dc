"""Annotations as they are stored: lists of numbers and names as compressed JSON.

`decode` gives back exactly what `encode` was given. Codes are positions in the
tuples below, which only grow at their ends.
"""

import json
import zlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from article_qa.index.annotations import (
    AnnotatedSentence,
    Annotations,
    Days,
    Name,
    NameKind,
    Precision,
    Saying,
    SentenceKind,
    Span,
)

SENTENCE_KINDS: tuple[SentenceKind, ...] = (
    "statement", "question", "heading", "caption", "byline", "dateline", "newsletter", "list_item", "table_row",
)  # fmt: skip
PRECISIONS: tuple[Precision, ...] = ("day", "week", "month", "season", "year")
NAME_KINDS: tuple[NameKind, ...] = ("person", "organisation", "place", "other")


def encode(annotations: Annotations) -> tuple[bytes, bytes, bytes]:
    """The sentences, sayings and names, each on its own; nothing for none."""
    return (
        _packed(_encoded_sentences(annotations.sentences)),
        _packed([_encoded_saying(saying) for saying in annotations.sayings]),
        _packed([_encoded_name(name) for name in annotations.names]),
    )


def decode(sentences: bytes, sayings: bytes, names: bytes) -> Annotations:
    """The annotations that `encode` packed. Raises ValueError for other bytes."""
    return Annotations(
        tuple(_decoded_sentences(_unpacked(sentences))),
        decode_sayings(sayings),
        tuple(_decoded_name(*row) for row in _unpacked(names)),
    )


def decode_sayings(sayings: bytes) -> tuple[Saying, ...]:
    """The sayings only."""
    return tuple(_decoded_saying(row) for row in _unpacked(sayings))


def decode_names(names: bytes) -> list[str]:
    """The names only, without where they stand."""
    return [row[0] for row in _unpacked(names)]


def _packed(rows: Sequence[Any]) -> bytes:
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()) if rows else b""


def _unpacked(content: bytes) -> list[Any]:
    if not content:
        return []
    try:
        rows: list[Any] = json.loads(zlib.decompress(content))
    except zlib.error as exc:
        raise ValueError(str(exc)) from exc
    return rows


def _encoded_sentences(sentences: Sequence[AnnotatedSentence]) -> list[list[Any]]:
    """Each as its distance from the one before, its length and its kind; what it lacks at the end is left out."""
    rows, before = [], 0
    for each in sentences:
        row: list[Any] = [each.start - before, each.end - each.start, SENTENCE_KINDS.index(each.kind)]
        row += [_span(each.lead), _span(each.heading), _days(each.days)]
        while row[-1] == 0 and len(row) > 3:
            row.pop()
        rows.append(row)
        before = each.end
    return rows


def _decoded_sentences(rows: Sequence[Sequence[Any]]) -> list[AnnotatedSentence]:
    sentences, before = [], 0
    for gap, length, kind, *rest in rows:
        lead, heading, days = [*rest, 0, 0, 0][:3]
        start = before + gap
        before = start + length
        sentences.append(
            AnnotatedSentence(
                start, before, SENTENCE_KINDS[kind],
                tuple(lead) if lead else None, tuple(heading) if heading else None, _decoded_days(days),
            )
        )  # fmt: skip
    return sentences


def _span(span: Span | None) -> Span | int:
    return span or 0


def _days(days: Days | None) -> list[int] | int:
    if not days:
        return 0
    first = days.first.toordinal()
    return [first, days.last.toordinal() - first, PRECISIONS.index(days.precision)]


def _decoded_days(row: Any) -> Days | None:
    if not row:
        return None
    first, more, precision = row
    return Days(date.fromordinal(first), date.fromordinal(first + more), PRECISIONS[precision])


def _encoded_saying(saying: Saying) -> list[Any]:
    return [
        saying.start, saying.end, saying.words_start, saying.words_end,
        saying.speaker, saying.role, saying.cue, int(saying.is_direct),
    ]  # fmt: skip


def _decoded_saying(row: Sequence[Any]) -> Saying:
    start, end, words_start, words_end, speaker, role, cue, is_direct = row
    return Saying(start, end, words_start, words_end, speaker, role, cue, bool(is_direct))


def _encoded_name(name: Name) -> list[Any]:
    return [name.name, NAME_KINDS.index(name.kind), [number for mention in name.mentions for number in mention]]


def _decoded_name(name: str, kind: int, numbers: list[int]) -> Name:
    return Name(name, NAME_KINDS[kind], tuple(zip(numbers[::2], numbers[1::2], strict=True)))
