"""A model's reply as it comes -> its sentences, one after another, each with the passages it cites.

A sentence is complete when the first word of the next one has been read, so
that markers after its full stop are its own. Read after each word, never by
pieces: how the stream is cut changes nothing. Headings, the heads of tables and
a closing list of references state nothing and are left out.
"""

import re
from itertools import pairwise

from article_qa.index.text.sentences import sentences
from article_qa.qa.generation.citation_markers import EXPONENT, Claim, blanked, claims, listed, normalised

MAX_SENTENCES = 20
MAX_CHARACTERS = 6000
MAX_HEADING_WORDS = 8
FENCE = "```"
OPEN_BRACKET = re.compile(r"(?:[\[【［]|<sup)[^\[\]【】［］\n]{0,80}$", re.IGNORECASE)
SQUARE = re.compile(r"[\[【［][^\[\]\n]{0,40}\d[^\[\]\n]{0,40}[\]】］]|<sup>", re.IGNORECASE)
STOP = r"[.!?…。؟][”\"»’)*_]*"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# (1) or ¹ where a sentence ends, before its full stop or after it.
ROUND = re.compile(
    rf"(?P<space>\s*)(?P<numbers>(?:\(\d{{1,3}}(?:\s*[,;]\s*\d{{1,3}})*\)\s*)+|[{RAISED}]+)(?P<end>(?:{STOP})?\s*)$"
)
AFTER_STOP = re.compile(rf"(?<=[.!?…”\"»])(?:[^\S\n]*\(\d{{1,3}}\))+|[{RAISED}]+")
# "Article 5 (1)" and "Section (2)" are text.
NUMBERED = re.compile(
    r"(?:\d|\b(?:art|article|section|rule|law|paragraph|clause|line|group|phase|no)\.?)$", re.IGNORECASE
)
REFERENCES = re.compile(
    r"^[\W_]*(?:sources?|references?|citations?|passages?(?: used| cited)?|bibliography|works cited|notes?"
    r"|références|المصادر|المراجع)\W*(?:$|[:：][\s*_]*(?:$|[\[【［(\d•-]|https?:|passage))",
    re.IGNORECASE | re.MULTILINE,
)
REFERENCE = re.compile(r"^\s*[-*•]?\s*\[\d{1,3}\](?:\s*[:：]|[^.!?…。؟\n]*\n?$)")
BULLET = re.compile(r"^\s*(?:[-*+•>]|\d{1,2}[.)])\s")
SEPARATOR = re.compile(r"^[\s|:–—-]+$")
ENDED = re.compile(rf"(?:{STOP}|[:;,])[\s*_]*$")
FINISHED = re.compile(rf"{STOP}\s*$")


class ReplySentences:
    """Assembles the sentences of a stream. Passages 1 to `given` were given; `removed` counts other numbers cited.

    `is_full` once the reply is longer than anybody asked for; what comes after that is not read.
    """

    def __init__(self, given: int) -> None:
        self.removed = 0
        self.is_full = False
        self._given = given
        self._text = ""
        self._read = 0
        self._count = 0
        self._at_line_start = True
        self._has_claims = False
        self._style = ""
        self._undecided: list[str] = []
        self._row = ""
        self._heading = ""
        self._ended = False

    def feed(self, piece: str) -> list[Claim]:
        """The sentences that are complete now."""
        found: list[Claim] = []
        for character in piece:
            self._read += 1
            self.is_full = self.is_full or self._read > MAX_CHARACTERS
            if self.is_full:
                break
            self._text += character
            if character.isspace():
                found += self._complete()
        return self._counted(found)

    def close(self, *, is_cut: bool = False) -> list[Claim]:
        """The rest, when the stream has ended; without its last sentence where the stream was cut in it."""
        found = self._complete()
        rest, self._text = self._text, ""
        is_whole = FINISHED.search(blanked(rest).rstrip()) or not (is_cut or self.is_full)
        found += self._chunk(rest) if is_whole else []
        found += self._decided("round")
        for held in (self._heading, self._row):
            found += self._claims(held) if held and not self._ended else []
        return self._counted(found)

    def _complete(self) -> list[Claim]:
        """The claims of all sentences and rows that are complete."""
        found: list[Claim] = []
        while cut := self._cut():
            chunk, self._text = self._text[:cut], self._text[cut:]
            found += self._chunk(chunk)
        return found

    def _counted(self, found: list[Claim]) -> list[Claim]:
        kept = found[: MAX_SENTENCES - self._count]
        self._count += len(kept)
        self.is_full = self.is_full or len(found) > len(kept)
        return kept

    def _cut(self) -> int:
        """Where the text's first sentence or row of a table ends; 0 while it is not complete."""
        text = self._text
        if self._at_line_start and text.lstrip().startswith("|"):
            return text.find("\n", len(text) - len(text.lstrip())) + 1
        if text.count(FENCE) % 2 or OPEN_BRACKET.search(text):
            return 0
        blank = blanked(text)
        if self._style != "square":
            blank = AFTER_STOP.sub(lambda marks: " " * len(marks.group()), blank)
        spans = [span for span in sentences(blank) if any(map(str.isalnum, blank[slice(*span)]))]
        for (_, end), (begin, _) in pairwise(spans):
            line = text.rfind("\n", end, begin) + 1
            if line:
                return line
            if not _is_quoting(text[:end]):
                return end + len(text[end:begin].rstrip("*_"))
        return 0

    def _chunk(self, chunk: str) -> list[Claim]:
        """The claims of one sentence or row, with what stands around it."""
        at_line_start, self._at_line_start = self._at_line_start, chunk.endswith("\n")
        if self._ended or not chunk.strip():
            return []
        if at_line_start and (REFERENCES.match(chunk) or (self._has_claims and REFERENCE.match(chunk))):
            self._ended = bool(REFERENCES.match(chunk))
            return []
        self._heading = ""
        if at_line_start and chunk.lstrip().startswith("|"):
            return self._row_after(chunk)
        before, self._row = self._row, ""
        found = self._claims(before) if before else []
        if at_line_start and _is_heading(chunk):
            self._heading = "" if chunk.lstrip().startswith("#") else chunk
            return found
        return [*found, *self._in_style(chunk)]

    def _row_after(self, line: str) -> list[Claim]:
        """The claims of the row before, unless this line makes it the head of the table."""
        before, self._row = self._row, ""
        if SEPARATOR.match(line):
            return []
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        self._row = ", ".join(filter(None, cells)).replace(", ", ": ", 1)
        return self._claims(before) if before else []

    def _in_style(self, chunk: str) -> list[Claim]:
        """Its claims, as soon as it is known whether (1) is a marker in this reply: not beside [1]."""
        if SQUARE.search(chunk) and not self._style:
            self._style = "square"
        looks_round = self._style != "square" and _with_round(chunk, self._given) != chunk
        if looks_round and self._undecided:
            self._style = "round"
        if self._style:
            return [*self._decided(self._style), *self._styled(chunk)]
        if looks_round or self._undecided:
            self._undecided.append(chunk)
            return []
        return self._claims(chunk)

    def _decided(self, style: str) -> list[Claim]:
        """The claims that waited for the style of the reply's markers."""
        waiting, self._undecided = self._undecided, []
        self._style = self._style or (style if waiting else "")
        return [claim for chunk in waiting for claim in self._styled(chunk)]

    def _styled(self, chunk: str) -> list[Claim]:
        return self._claims(_with_round(chunk, self._given) if self._style == "round" else chunk)

    def _claims(self, chunk: str) -> list[Claim]:
        text, removed = normalised(chunk, self._given)
        self.removed += removed
        found = claims(text)
        self._has_claims = self._has_claims or bool(found)
        return found


def _is_quoting(text: str) -> bool:
    """Whether a quotation that opens in `text` is still open."""
    return text.count("“") > text.count("”") or text.count("«") > text.count("»") or text.count('"') % 2 == 1


def _is_heading(line: str) -> bool:
    """Whether a whole line is a heading, or nothing that could be told from one."""
    if line.lstrip().startswith("#"):
        return True
    plain = blanked(line)
    is_short = len(plain.split()) <= MAX_HEADING_WORDS
    return line.endswith("\n") and is_short and not (ENDED.search(plain) or SQUARE.search(line) or BULLET.match(line))


def _with_round(chunk: str, given: int) -> str:
    """`chunk` with (1) or ¹ at its end as [1], where that is the number of a passage."""
    marks = ROUND.search(chunk)
    before = chunk[: marks.start()] if marks else ""
    if not marks or NUMBERED.search(before) or (not marks["space"] and EXPONENT.search(before)):
        return chunk
    raised = "".join(str(RAISED.index(sign)) for sign in marks["numbers"] if sign in RAISED)
    numbers = [int(raised)] if raised else listed(marks["numbers"].replace(")", ",").replace("(", ""))
    if not all(1 <= number <= given for number in numbers):
        return chunk
    return f"{before} {''.join(f'[{number}]' for number in numbers)}{marks['end']}"
