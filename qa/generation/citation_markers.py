"""A model's markers -> the sentences it wrote and the numbers each of them cites.

Models write [1], [1, 2], [1-3], [^1], 【1†source】, ［1］, [[1]], [Passage 1],
[1 and 2] and <sup>1</sup>; all become [1][2]. Promises that no number is left
that was not given. Code keeps its brackets; so do years and words: [2019], [sic].
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

from article_qa.index.text.sentences import sentences

SPACE = r"[^\S\n]"
# What models put before a number, and between two.
LABELS = r"(?:passages?|sources?|articles?|documents?|docs?|references?|refs?|citations?|extraits?|المقطع|المصدر)"
NUMBER = rf"(?:{LABELS}\.?{SPACE}*[:#]?{SPACE}*)?\^?\d{{1,3}}"
JOINER = rf"{SPACE}*(?:[,;،&–—-]|\b(?:and|et|und|y|e|و)\b){SPACE}*"
NUMBERS = rf"{SPACE}*{NUMBER}(?:{JOINER}{NUMBER})*{SPACE}*"
NOTE = r"†[^\[\]【】`\n]*"
MARKER = re.compile(
    rf"(?P<space>{SPACE}*)(?:\[\[(?P<doubled>{NUMBERS})\]\]|[\[【［](?P<plain>{NUMBERS})(?:{NOTE})?[\]】］]"
    rf"|(?P<raised><sup>\[?{NUMBERS}\]?</sup>))",
    re.IGNORECASE,
)
PART = re.compile(r"[,;،&]|\b(?:and|et|und|y|e|و)\b", re.IGNORECASE)
# A number after one of these is an exponent: km², 10³, CO₂.
EXPONENT = re.compile(r"(?:\b(?:[kcm]?m|ft|CO)|\d)$")
# A marker taken out after one of these would join what stands around it to a new marker or code.
OPEN_END = re.compile(r"(?:\[\d*|`)$")
FENCE_TICKS = 3

SIGN = re.compile(
    rf"{SPACE}*\[(?P<number>\d{{1,3}})\](?:{SPACE}+(?=[.,;:!?]))?"
    rf"|^{SPACE}*(?:(?:>|\#{{1,6}}|[-*+•]|\d{{1,2}}[.)]){SPACE}+)+"  # quotation, heading, bullet, list number
    r"|(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)",  # emphasis
    re.MULTILINE,
)
OPENING = re.compile(r"[\w“‘(]")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that a model wrote: its words without markers, and the numbers it cites."""

    text: str
    numbers: tuple[int, ...]


def normalised(text: str, given: int) -> tuple[str, int]:
    """`text` with all its markers as [1][2], and how many numbers were left out.

    Passages 1 to `given` were given; a marker that has none of them goes, and
    the space before it.
    """
    in_code = _in_code(text)
    kept, done, removed = "", 0, 0
    for marker in MARKER.finditer(text):
        kept += text[done : marker.start()]
        done = marker.end()
        is_exponent = marker["raised"] and not marker["space"] and EXPONENT.search(kept)
        if is_exponent or any(in_code[marker.start("space") : done]):
            kept += marker.group()
            continue
        numbers = listed(marker["doubled"] or marker["plain"] or marker["raised"])
        known = [number for number in numbers if 1 <= number <= given]
        removed += len(numbers) - len(known)
        shown = "".join(f"[{number}]" for number in known)
        kept += marker["space"] + shown if shown else " " if OPEN_END.search(kept) else ""
    return kept + text[done:], removed


def blanked(text: str) -> str:
    """`text`, as long as it is, with spaces for all markers and signs of Markdown."""
    for pattern in (MARKER, SIGN):
        text = pattern.sub(lambda sign: re.sub(r"[^\n]", " ", sign.group()), text)
    return text


def claims(text: str) -> list[Claim]:
    """The sentences of a normalised text, in order, without markers and Markdown.

    A marker belongs to the sentence it follows, before or after the full stop;
    one that opens a line or the text belongs to the sentence after it.
    """
    plain, marks = _plain(text)
    spans = [(start, end) for start, end in sentences(plain) if any(map(str.isalnum, plain[start:end]))]
    if not spans:
        return []
    cited: list[dict[int, None]] = [{} for _ in spans]
    for place, number in marks:
        before = bisect_left(spans, (place, 0)) - 1
        follows = before >= 0 and ("\n" not in plain[spans[before][1] : place] or before + 1 == len(spans))
        opens = not follows and "\n" not in plain[place : spans[before + 1][0]]
        cited[max(0, before + opens)][number] = None
    return [
        Claim(" ".join(plain[start:end].split()), tuple(numbers))
        for (start, end), numbers in zip(spans, cited, strict=True)
    ]


def _plain(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The words of `text`, and each marker as (place in them, number)."""
    in_code = _in_code(text)
    plain = ""
    marks = []
    done = 0
    for sign in SIGN.finditer(text):
        if any(in_code[sign.start() : sign.end()]):
            continue
        plain += text[done : sign.start()]
        done = sign.end()
        if sign["number"]:
            marks.append((len(plain), int(sign["number"])))
            # "It fell.[1]Then it rose." are two sentences.
            plain += " " if OPENING.match(text, done) else ""
    return plain + text[done:], marks


def listed(numbers: str) -> list[int]:
    """ "1, 3-5" -> [1, 3, 4, 5], each once."""
    parts = [[int(n) for n in re.findall(r"\d+", part)] for part in PART.split(numbers)]
    return list(dict.fromkeys(n for part in parts if part for n in range(min(part), max(part) + 1)))


def _in_code(text: str) -> list[bool]:
    """Of each character, whether it is a backtick or stands in code."""
    code = _Code()
    return [code.holds(character) for character in text]


class _Code:
    """Follows Markdown code: spans end at the same run of backticks or the line's end, fences at a fence."""

    def __init__(self) -> None:
        self._run = 0
        self._opened = 0

    def holds(self, character: str) -> bool:
        """Whether the next character of the text is a backtick or stands in code."""
        if character == "`":
            self._run += 1
            return True
        if self._run:
            is_end = self._run == self._opened or self._run >= self._opened >= FENCE_TICKS
            self._opened = 0 if is_end else self._opened or self._run
            self._run = 0
        if character == "\n" and self._opened < FENCE_TICKS:
            self._opened = 0
        return self._opened > 0
