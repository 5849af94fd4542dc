"""The sentences of an article, and which of them state something."""

import re
from collections.abc import Iterator

from article_qa.index.annotate.captions import is_verbless
from article_qa.index.annotate.days import DayReader, article_day
from article_qa.index.annotate.furniture import sentence_furniture
from article_qa.index.annotate.line import Line
from article_qa.index.annotate.lines import lines
from article_qa.index.annotate.lists import NUMBERED
from article_qa.index.annotations import EVIDENCE, AnnotatedSentence, SentenceKind, Span
from article_qa.index.records import Article
from article_qa.index.text.sentences import sentences
from article_qa.index.text.typography import straight

# Marks that close a sentence after its own.
CLOSING = "\"'”’»)]*_ "
_SENTENCE_END = re.compile(r"[.!…][\"')]*\s+\S")
# "How many?" after these words is told, not asked.
_REPORTED = re.compile(r"[^\":]*\w[^\":]*[,:] ?\"")
# Fewer words before a quoted question introduce it. They state nothing.
MIN_STATEMENT_WORDS = 4
# A longer sentence is one that was not cut.
MAX_QUESTION_CHARACTERS = 2000


def annotated_sentences(article: Article) -> list[AnnotatedSentence]:
    """Every sentence of the article with its kind, in order.

    A question on a line of its own is the heading of what follows, as in an interview.
    """
    text = article.text
    days = DayReader(article_day(article))
    heading: Span | None = None
    found: list[AnnotatedSentence] = []
    for line in lines(article):
        inside = _kinds(article, line, is_answer=bool(found) and found[-1].kind == "question")
        for span, kind in inside:
            is_evidence = kind in EVIDENCE
            when = days.read(text[slice(*span)]) if is_evidence else None
            found.append(AnnotatedSentence(*span, kind, _lead(article, line), heading if is_evidence else None, when))
        if line.kind == "heading" or all(kind == "question" for _, kind in inside):
            heading = _heading(article, line) or heading
    return found


def _kinds(article: Article, line: Line, *, is_answer: bool) -> list[tuple[Span, SentenceKind]]:
    """The sentences of a line with their kinds; what opens it without a verb is a caption, unless it answers."""
    text = article.text
    inside = [(span, _kind(text[slice(*span)], line)) for span in _spans(article, line)]
    for span, kind in inside[:1]:
        if kind == "statement" and not is_answer and is_verbless(text[slice(*span)]):
            inside[0] = span, "caption"
    return inside


def _spans(article: Article, line: Line) -> Iterator[Span]:
    """The sentences of a line; a row of a table is one, and a number stays with its item."""
    if line.kind in ("table_row", "heading", "question"):
        yield line.start, line.end
        return
    text = article.text
    number: int | None = None
    for start, end in sentences(text[line.start : line.end], article.language):
        first = line.start + start if number is None else number
        if number is None and start == 0 and NUMBERED.fullmatch(text, first, line.start + end):
            number = first
            continue
        number = None
        yield first, line.start + end
    if number is not None:
        yield number, line.end


def _kind(sentence: str, line: Line) -> SentenceKind:
    if line.kind not in (None, "list_item"):
        return line.kind if line.kind != "heading" or not is_question(sentence) else "question"
    if is_question(sentence):
        return "question"
    return line.kind or sentence_furniture(sentence) or "statement"


def is_question(sentence: str) -> bool:
    """Whether it asks and tells nothing: a question that somebody is said to ask is told."""
    body = straight(sentence[-MAX_QUESTION_CHARACTERS:]).rstrip(CLOSING)
    if not body.endswith(("?", "？", "؟")):
        return False
    if len(sentence) > MAX_QUESTION_CHARACTERS or _REPORTED.match(body):
        return False
    ends = _SENTENCE_END.search(body)
    return not ends or len(body[: ends.start()].split()) < MIN_STATEMENT_WORDS


def _lead(article: Article, line: Line) -> Span | None:
    """What must be read with a line: the head of its table, or the last sentence of its lead-in."""
    if line.lead is None:
        return None
    if line.kind == "table_row":
        return line.lead.start, line.lead.end
    return list(_spans(article, line.lead))[-1]


def _heading(article: Article, line: Line) -> Span | None:
    """The line as a heading; None for the headline and for a rule."""
    text = article.text[line.start : line.end]
    has_words = any(c.isalnum() for c in text)
    return (line.start, line.end) if has_words and not text.startswith(article.title) else None
