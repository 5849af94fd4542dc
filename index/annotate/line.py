"""A line of an article, and what it looks like by itself."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from article_qa.index.annotations import SentenceKind

# A longer line is a paragraph, not a heading.
MAX_HEADING_CHARACTERS, MAX_HEADING_WORDS = 130, 18
# Fewer words with a full stop are a heading or a label as often as a sentence.
MIN_SENTENCE_WORDS = 6
# "Read more", "Related articles": a label names something in a few words.
MAX_LABEL_WORDS = 4

_ENDED = re.compile(r"[.!?…:;。！？।؟۔][\"')\]*_»”’]*(?:\[\d+\])*$")
_SPOKEN = re.compile(r"(?:I|I'm|I've|We|We're|You|Yeah|Yes|No|Because|And|But|So|Well)\b[ ,']|\.\.\.|--")
_PULLED = re.compile(r"\"[^\"]{25,}\"")
_INNER_END = re.compile(r"\b[a-z]\w+[.!]\"? [A-Z]")
# Headlines are told in the present, and without articles.
_TOLD = re.compile(r"\b(?:said|was|were|had)\b")
_ARTICLE = re.compile(r"\b(?:the|a|an|it|he|she|they|that)\b")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|had|have|will|would|can|could|said|says|does|did)\b")
_OPENING = re.compile(
    r"(?:The|A|An|He|She|They|It|We|I|You|There|This|That|These|Those|In|On|At|But|And|Because|So|Yes|No)\b"
)


@dataclass(slots=True)
class Line:
    """A line that is not blank, at `start` to `end` of the text; `kind` is None for a paragraph.

    `text` has plain quotes and dashes. `lead` is the line that must be read with it.
    """

    start: int
    end: int
    text: str
    kind: SentenceKind | None = None
    lead: "Line | None" = None
    # Whether the next line goes on in the middle of the sentence.
    is_broken_off: bool = False

    @property
    def words(self) -> int:
        return len(self.text[: 8 * MAX_HEADING_CHARACTERS].split())

    @property
    def is_ended(self) -> bool:
        """Whether it ends as a sentence does, or is wholly a quotation of some length."""
        if _ENDED.search(self.text[-12:]):
            return True
        return self.text[:1] == '"' and self.text[-1:] == '"' and self.words >= MIN_SENTENCE_WORDS

    @property
    def is_short(self) -> bool:
        return len(self.text) <= MAX_HEADING_CHARACTERS and self.words <= MAX_HEADING_WORDS

    @property
    def is_fragment(self) -> bool:
        """Whether it is a short paragraph that no sentence mark ends."""
        return self.kind is None and self.is_short and not self.is_ended

    @property
    def is_lead_in(self) -> bool:
        return self.kind in (None, "heading") and self.text.rstrip("*_ ").endswith((":", "："))

    @property
    def is_label(self) -> bool:
        """Whether it is too short to tell anything: "Other events:"."""
        return self.words <= MAX_LABEL_WORDS and not _FINITE.search(self.text)

    @property
    def is_sentence_like(self) -> bool:
        """Whether a line without a full stop reads as a sentence rather than a headline."""
        text = self.text
        if _SPOKEN.match(text) or _PULLED.match(text) or _INNER_END.search(text) or text.endswith((",", "--")):
            return True
        if self.words < MIN_SENTENCE_WORDS:
            return False
        is_told = _TOLD.search(text) and _ARTICLE.search(text)
        return bool(is_told or (_OPENING.match(text) and _FINITE.search(text)))

    @property
    def has_digit(self) -> bool:
        return any(c.isdigit() for c in self.text)


def groups(found: Sequence[Line], belongs: Callable[[Line], bool]) -> Iterator[list[Line]]:
    """The longest runs of lines that all belong."""
    run: list[Line] = []
    for line in found:
        if belongs(line):
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def run_from(found: Sequence[Line], at: int, belongs: Callable[[Line], bool]) -> list[Line]:
    """The lines from number `at` on up to the first that does not belong."""
    run = []
    while at < len(found) and belongs(found[at]):
        run.append(found[at])
        at += 1
    return run
