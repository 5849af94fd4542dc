"""Texts as the keyword index cuts them into words, in every script.

SQLite's tokenizer ends a word at each combining mark, and takes a run without
spaces for one word. So marks are written as letters of their own, runs of
Chinese, Japanese and Korean become pairs of characters, and those of Thai, Lao,
Khmer and Burmese become threes. Texts that are indexed and texts that are asked
go through the same; Latin, Cyrillic and Greek stay as they are.
"""

import re
import unicodedata
from collections.abc import Iterator

# Marks of the scripts from Devanagari to Khmer and beyond, as private letters; SQLite takes those for letters.
MARKED, MARKED_END, PRIVATE = 0x0900, 0x1D00, 0xE000
# Hebrew and Arabic are mostly written without their marks, and some letters in several ways.
UNMARKED, UNMARKED_END = 0x0591, 0x0900
SAME_LETTER = dict(zip("أإآٱىئؤةکیـ", ["ا", "ا", "ا", "ا", "ي", "ي", "و", "ه", "ك", "ي", ""], strict=True))
FULL_WIDTH, FULL_WIDTH_END, TO_ASCII = 0xFF01, 0xFF5F, 0xFEE0


def _replacements() -> Iterator[tuple[int, str]]:
    for code in range(UNMARKED, MARKED_END):
        kind = unicodedata.category(chr(code))
        if kind == "Nd":
            yield code, str(unicodedata.decimal(chr(code)))
        elif kind in ("Mn", "Mc"):
            yield code, chr(code - MARKED + PRIVATE) if code >= MARKED else ""
    for letter, same in SAME_LETTER.items():
        yield ord(letter), same
    for code in range(FULL_WIDTH, FULL_WIDTH_END):
        yield code, chr(code - TO_ASCII)


_TABLE = dict(_replacements())
_REPLACED = re.compile(f"[{''.join(map(re.escape, map(chr, _TABLE)))}]")


def _with_marks(first: str, last: str) -> str:
    """A class of the letters of a script and of its marks as private letters."""
    shift = PRIVATE - MARKED
    return f"{first}-{last}{chr(ord(first) + shift)}-{chr(ord(last) + shift)}"


_CHINESE_JAPANESE_KOREAN = (
    "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_THAI_LAO_BURMESE_KHMER = "".join(
    _with_marks(*block) for block in ("\u0e01\u0e4f", "\u0e81\u0eff", "\u1000\u109f", "\u1780\u17d3")
)
_UNSPACED = re.compile(f"([{_CHINESE_JAPANESE_KOREAN}]+)|[{_THAI_LAO_BURMESE_KHMER}]+")
_KEYWORD = re.compile(f"(?:[^\\W_]|[{chr(PRIVATE)}-{chr(MARKED_END - MARKED + PRIVATE)}])+")
_NOT_SHOWN = re.compile(f"[{_CHINESE_JAPANESE_KOREAN}{_THAI_LAO_BURMESE_KHMER}{chr(PRIVATE)}-\uf8ff]")


def indexed_text(text: str) -> str:
    """`text` as the keyword index is given it; once more through it, the words stay the same."""
    if text.isascii():
        return text
    if _REPLACED.search(text):
        text = text.translate(_TABLE)
    return _UNSPACED.sub(_as_grams, text) if _UNSPACED.search(text) else text


def keywords(text: str) -> list[str]:
    """The words of `text` as they are in the keyword index, in lower case, each once, in order."""
    return list(dict.fromkeys(word.lower() for word in _KEYWORD.findall(indexed_text(text))))


def is_written_so(keyword: str) -> bool:
    """Whether the word stands so in the text that it is from: a reader can be shown it."""
    return not _NOT_SHOWN.search(keyword)


def _as_grams(run: re.Match[str]) -> str:
    letters, size = run[0], 2 if run[1] else 3
    return " ".join(["", *(letters[at : at + size] for at in range(max(1, len(letters) - size + 1))), ""])
