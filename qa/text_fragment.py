"""Text fragments: the end of a link that makes a browser scroll to the quoted words and mark them.

The syntax is that of the WICG's URL Fragment Text Directives:
`:~:text=[prefix-,]textStart[,textEnd][,-suffix]`. A browser takes the first
match of whole words, letter case aside, and each part stands in one paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote as percent_encoded

# A longer quote is named by its first and its last words.
MAX_WHOLE_WORDS = 10
END_WORDS = 5
# Words before and after a quote that are named, until the quote is the first match.
CONTEXTS = ((0, 0), (3, 0), (3, 3), (6, 6), (12, 12), (24, 24))
# A script without spaces is cut where its clauses end.
WORD = re.compile(r"[^\s。、，！？；：]+[。、，！？；：]*|[。、，！？；：]+")
DIRECTIVE = ":~:"


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a directive names; empty where it does not."""

    prefix: str
    start: str
    end: str
    suffix: str

    def encoded(self) -> str:
        """The directive's value, "prefix-,start,end,-suffix"."""
        prefix, start, end, suffix = map(_encoded, (self.prefix, self.start, self.end, self.suffix))
        return ",".join(filter(None, [prefix and f"{prefix}-", start, end, suffix and f"-{suffix}"]))

    def leads_to(self, text: str, start: int, end: int) -> bool:
        """Whether a browser's first match in `text` is `text[start:end]`."""
        found = _pattern(self).search(text)
        return found is not None and found.span("match") == (start, end)


def text_fragment(text: str, start: int, end: int) -> str:
    """The value of a text directive that leads to `text[start:end]`; empty where it names no word.

    Words around the quote are named only where it would not be the first match.
    Where even 24 on each side do not tell two places apart, it leads to the first.
    """
    words = list(WORD.finditer(text, start, end))
    if not words:
        return ""
    start, end = words[0].start(), words[-1].end()
    candidates = list(_candidates(text, words))
    return next((each for each in candidates if each.leads_to(text, start, end)), candidates[-1]).encoded()


def with_fragment(url: str, fragment: str) -> str:
    """The address with a text directive, which takes the place of one that it has."""
    address = url.partition(DIRECTIVE)[0]
    if not fragment:
        return address
    return f"{address}{'' if '#' in address else '#'}{DIRECTIVE}text={fragment}"


def _candidates(text: str, words: Sequence[re.Match[str]]) -> Iterator[_Parts]:
    start, end = words[0].start(), words[-1].end()
    whole = text[start:end]
    is_short = len(words) <= MAX_WHOLE_WORDS and "\n" not in whole
    first, last = (whole, "") if is_short else _ends(text, words)
    before = list(WORD.finditer(text, text.rfind("\n", 0, len(text[:start].rstrip())) + 1, start))
    after = list(WORD.finditer(text, end, _line_end(text, end + len(text[end:]) - len(text[end:].lstrip()))))
    for words_before, words_after in CONTEXTS:
        prefix = text[before[-words_before:][0].start() : before[-1].end()] if before and words_before else ""
        suffix = text[after[0].start() : after[:words_after][-1].end()] if after and words_after else ""
        yield _Parts(prefix, first, last, suffix)


def _ends(text: str, words: Sequence[re.Match[str]]) -> tuple[str, str]:
    """The first words of the quote's first paragraph, and the last ones of its last."""
    first_line = _line_end(text, words[0].start())
    last_line = text.rfind("\n", 0, words[-1].start()) + 1
    first = [each for each in words if each.end() <= first_line][:END_WORDS]
    last = [each for each in words if each.start() >= last_line][-END_WORDS:]
    return text[first[0].start() : first[-1].end()], text[last[0].start() : last[-1].end()]


def _line_end(text: str, start: int) -> int:
    found = text.find("\n", start)
    return len(text) if found < 0 else found


def _pattern(parts: _Parts) -> re.Pattern[str]:
    """The browser's way of looking, as an expression whose group `match` is what it marks."""
    prefix = rf"{_bounded_left(parts.prefix)}{_spaced(parts.prefix)}\s*" if parts.prefix else ""
    start = _spaced(parts.start) if parts.prefix else _bounded_left(parts.start) + _spaced(parts.start)
    end = rf".*?{_bounded_left(parts.end)}{_spaced(parts.end)}" if parts.end else ""
    suffix = rf"\s*{_spaced(parts.suffix)}{_bounded_right(parts.suffix)}" if parts.suffix else ""
    last = "" if suffix else _bounded_right(parts.end or parts.start)
    return re.compile(f"{prefix}(?P<match>{start}{end}){last}{suffix}", re.IGNORECASE | re.DOTALL)


def _spaced(words: str) -> str:
    """An expression for these words in one paragraph, with any space between them."""
    return r"[^\S\n]+".join(map(re.escape, words.split()))


def _bounded_left(words: str) -> str:
    return r"(?<!\w)" if words[:1].isalnum() else ""


def _bounded_right(words: str) -> str:
    return r"(?!\w)" if words[-1:].isalnum() else ""


def _encoded(words: str) -> str:
    """Percent-encoded, with the hyphen too: it would be read as the mark of a prefix or a suffix."""
    return percent_encoded(" ".join(words.split()), safe="", errors="replace").replace("-", "%2D")
