"""A text or a fact as it came -> as it is stored: clean, printable, in its own lines."""

import re
import unicodedata
from typing import Any

from article_qa.index.limits import MAX_FACT_CHARACTERS
from article_qa.index.records import OVERRIDES
from article_qa.index.text.values import plain_text

LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
# Where a line may be broken; not the joiners, which are part of words in Persian and in Indian scripts.
BREAKS = re.compile("\u00ad\n(?=[^\\W\\d_])|[\u00ad\u200b\u2060]")
# What some fonts have one sign for, and readers type as letters.
LIGATURES = str.maketrans(dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)))
# The items of a list and the rows of a table are as long as wrapped lines, and are none.
ITEM = re.compile(r"\s*(?:[-*•|]|\d{1,3}[.)])\s")
SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` as it is stored: NFC, `\\n` newlines, printable, hard-wrapped lines joined.

    Soft hyphens and zero-width spaces are dropped, and ligatures are letters again.
    A blank line stands between paragraphs at most, and cleaning twice changes nothing.
    """
    text = SURROGATES.sub("\ufffd", CONTROLS.sub("", LINE_BREAKS.sub("\n", text)))
    text = BREAKS.sub("", text).translate(LIGATURES)
    text = unicodedata.normalize("NFC", text.replace("\t", " "))
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return "\n\n".join(map(unwrapped, re.split(r"\n{2,}", lines.strip())))


def one_line(value: Any) -> str | None:
    """A fact as one clean line without signs that turn words round, or None; a very long one is cut."""
    text = plain_text(value) if isinstance(value, (str, int, float)) else None
    line = " ".join(clean(OVERRIDES.sub("", (text or "")[: 2 * MAX_FACT_CHARACTERS])).split())
    return shortened(line, MAX_FACT_CHARACTERS) or None


def shortened(line: str, characters: int) -> str:
    """The line, or as many of its first words as fit."""
    if len(line) <= characters:
        return line
    return line[:characters].rsplit(" ", 1)[0].rstrip(" ,;:.-–—") + "…"


def unwrapped(block: str) -> str:
    """The lines of a paragraph that was wrapped at a fixed width, joined; else the block as it is.

    No character is added or lost.
    """
    lines = block.split("\n")
    if 2 * sum(bool(ITEM.match(line)) for line in lines) >= len(lines):
        return block
    wrapped = len(lines) > 1 and all(50 <= len(line) <= 100 for line in lines[:-1])
    ends = sum(line.endswith((".", "!", "?", ":", '"', "”", ")")) for line in lines[:-1])
    return " ".join(lines) if wrapped and len(lines[-1]) <= 100 and ends * 2 < len(lines) - 1 else block
