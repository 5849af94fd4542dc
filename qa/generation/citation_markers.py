"""A model's markers -> the sentences it wrote and the numbers each of them cites.

A stream is cut anywhere, so the parser reads one character after another: how
the pieces were cut cannot change what is shown. It promises that a marker is
shown whole or not at all, always as [1][2], and that no number is shown that
was not given. Code keeps its brackets; so do years and words: [2019], [sic].
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

from article_qa.index.text.sentences import sentences

SPACE = r"[^\S\n]"
NUMBERS = rf"{SPACE}*\^?\d{{1,3}}(?:{SPACE}*[,;–—-]{SPACE}*\^?\d{{1,3}})*{SPACE}*"
NOTE = r"†[^\[\]【】`\n]*"
WHOLE = re.compile(rf"(?P<space>{SPACE}*)[\[【](?P<numbers>{NUMBERS})(?:{NOTE})?[\]】]")
# What a marker may still become of: nothing but space, or a bracket and what may stand in it.
HALF = re.compile(rf"{SPACE}*(?:[\[【]{SPACE}*\^?(?:\d(?:[\d^,;–—-]|{SPACE})*(?:{NOTE})?)?)?")
MAX_MARKER = 40
# A marker taken out after one of these would join what stands around it to a new marker or code.
JOINT = re.compile(r"(?:\[\d*|`)$")
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


class MarkerParser:
    """Turns a stream of pieces into text that may be shown: whole markers only, as [1][2].

    Passages 1 to `given` were given. `removed` counts the numbers left out so
    far because they were not; a marker that has none left goes, and the space
    before it. Whatever turns out to be no marker is shown as it came.
    """

    def __init__(self, given: int) -> None:
        self.removed = 0
        self._given = given
        self._held = ""
        self._tail = ""
        self._code = _Code()

    def feed(self, piece: str) -> str:
        """What may be shown now; holds back what may be the first half of a marker."""
        return "".join(self._show(self._take(character)) for character in piece)

    def close(self) -> str:
        """The rest, when the stream has ended."""
        rest, self._held = self._held, ""
        return self._show(rest)

    def _take(self, character: str) -> str:
        read, self._held = self._held + character, ""
        if self._code.holds(character):
            return read
        if marker := WHOLE.fullmatch(read):
            return self._marker(marker)
        # The character that breaks one marker off may begin another.
        for held in (read, character):
            if HALF.fullmatch(held) and len(held) <= MAX_MARKER:
                self._held = held
                return read.removesuffix(held)
        return read

    def _marker(self, marker: re.Match[str]) -> str:
        numbers = _listed(marker["numbers"])
        known = [number for number in numbers if 1 <= number <= self._given]
        self.removed += len(numbers) - len(known)
        if known:
            return marker["space"] + "".join(f"[{number}]" for number in known)
        return " " if JOINT.search(self._tail) else ""

    def _show(self, text: str) -> str:
        self._tail = (self._tail + text)[-MAX_MARKER:]
        return text


def claims(text: str) -> list[Claim]:
    """The sentences of a parser's whole output, in order, without markers and Markdown.

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
    code = _Code()
    in_code = [code.holds(character) for character in text]
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


def _listed(numbers: str) -> list[int]:
    """ "1, 3-5" -> [1, 3, 4, 5], each once."""
    parts = [[int(n) for n in re.findall(r"\d+", part)] for part in re.split("[,;]", numbers)]
    return list(dict.fromkeys(n for part in parts for n in range(min(part), max(part) + 1)))


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
