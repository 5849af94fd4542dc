"""Sentences as they must be read for quotations: whole ones, with what is quoted blanked out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from article_qa.index.annotate.cast import Cast, Speaker
from article_qa.index.annotate.cues import CUES
from article_qa.index.annotate.noun_phrases import WORD
from article_qa.index.annotations import AnnotatedSentence
from article_qa.index.text.sentences import Span

# Stands for each character that is quoted.
QUOTED = "\x02"
_MARKS = "\"“”„«»`'‘’ "
# "he", and where it stands -> who is meant.
Resolve = Callable[[str, int], Speaker | None]
# These kinds tell of somebody's words without their being news of them.
_PASSED_OVER = frozenset({"heading", "byline", "newsletter", "dateline", "caption"})
# A quotation mark that is never closed would join all sentences to the end.
MAX_SENTENCES = 12


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence, or several that a quotation holds together: its text with the quotations blanked."""

    cast: Cast
    masked: str
    start: int
    end: int
    quotes: Sequence[Span]
    resolve: Resolve


def masked(text: str, quotes: Sequence[Span]) -> str:
    """The text with every character of a quotation replaced, marks included: offsets stay."""
    pieces = []
    at = 0
    for start, end in quotes:
        pieces += [text[at:start], QUOTED * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def scene_spans(text: str, sentences: Sequence[AnnotatedSentence], quotes: Sequence[Span]) -> list[Span]:
    """The (start, end) of sentences; those that one quotation runs through are taken together.

    So are a question or a shout and who utters it: "Why?" asked Ost.
    """
    spans: list[Span] = []
    at = joined = 0
    for sentence in sentences:
        if sentence.kind in _PASSED_OVER:
            continue
        while at < len(quotes) and quotes[at][1] <= sentence.start:
            at += 1
        runs_through = spans and at < len(quotes) and quotes[at][0] < spans[-1][1] and quotes[at][1] > sentence.start
        tells_who = spans and _tells_who(text, spans[-1], sentence)
        if (runs_through or tells_who) and joined < MAX_SENTENCES:
            spans[-1] = (spans[-1][0], sentence.end)
            joined += 1
        else:
            spans.append((sentence.start, sentence.end))
            joined = 0
    return spans


def _tells_who(text: str, before: Span, sentence: AnnotatedSentence) -> bool:
    """Whether a sentence begins with who utters the quotation right before it."""
    if sentence.start - before[1] != 1 or text[before[1] - 1] not in '"”’' or text[before[1] - 2] not in "?!…":
        return False
    first_words = WORD.findall(text, sentence.start, min(sentence.end, sentence.start + 80))[:9]
    return not text.startswith(('"', "“"), sentence.start) and not CUES.isdisjoint(first_words)


def inner(text: str, start: int, end: int) -> Span:
    """A quotation without its marks."""
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS + ",":
        end -= 1
    return start, end


def clipped(text: str, start: int, end: int) -> Span:
    """Words without white space and the punctuation at their end."""
    while start < end and (text[start].isspace() or text[start] in ",:;"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;:!?—–-"):
        end -= 1
    return start, end
