"""Article text -> sentences and passages, with exact offsets.

Promises that every span is a slice of the text it was given and that passages
cover every sentence once, in order. Sentence ends come from sentencex, the
Wikimedia segmenter; it knows the usual abbreviations and keeps a quotation of
several sentences together, and it is told the language of the article.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from article_qa.index.records import Article, Passage
from article_qa.index.text.sentences import Span, sentences, trim

TokenCounter: TypeAlias = Callable[[Sequence[str]], list[int]]

# The default model reads 256 tokens: this leaves room for headline and date.
PASSAGE_TOKENS = 200


def cut(article: Article, count_tokens: TokenCounter, limit: int = PASSAGE_TOKENS) -> list[Passage]:
    """Passages of whole sentences, each of at most `limit` tokens, of nearly even length.

    A sentence longer than `limit` is split at a space near its middle, again
    and again, until its parts fit. Text without a word gives no passage.
    """
    text = article.text
    pieces = _short_enough(text, sentences(text, article.language), count_tokens, limit)
    total = sum(tokens for _, tokens in pieces)
    # Aiming at even passages leaves no short tail, which would rank by its headline alone.
    aim = total / max(1, -(-total // limit))
    passages: list[list[Span]] = []
    size = done = 0.0
    for span, tokens in pieces:
        if not passages or size + tokens > limit or done >= aim * len(passages):
            passages.append([])
            size = 0
        passages[-1].append(span)
        size += tokens
        done += tokens
    return [Passage(article.id, spans[0][0], spans[-1][1], text[spans[0][0] : spans[-1][1]]) for spans in passages]


def _short_enough(text: str, spans: list[Span], count_tokens: TokenCounter, limit: int) -> list[tuple[Span, int]]:
    """The spans with their token counts, those over `limit` split until they are not."""
    pieces: list[tuple[Span, int]] = []
    for span, tokens in zip(spans, count_tokens([text[a:b] for a, b in spans]), strict=True):
        if tokens <= limit or span[1] - span[0] < 2:
            pieces.append((span, tokens))
        else:
            pieces += _short_enough(text, _halves(text, span), count_tokens, limit)
    return pieces


def _halves(text: str, span: Span) -> list[Span]:
    start, end = span
    middle = (start + end) // 2
    at = text.rfind(" ", start + 1, middle + 1)
    at = at if at > 0 else text.find(" ", middle, end - 1)
    at = at if at > 0 else middle
    return [part for part in (trim(text, start, at), trim(text, at, end)) if part[0] < part[1]]
