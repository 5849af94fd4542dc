"""The source pane as HTML: the whole article with one mark, which is exactly the quote.

Every word of the article is escaped; only http(s) addresses become links.
Knows nothing of Gradio.
"""

import time
from html import escape
from typing import Literal
from urllib.parse import urlsplit

from article_qa.index.records import Article
from article_qa.qa.citation import Citation
from article_qa.qa.receipts.receipt import VerifiedCitation

SOURCE_HINT = '<p class="hint">The article behind an answer opens here, with the quoted words marked.</p>'
NEAREST_HINT = '<p class="hint">Choose one of the nearest passages to read it in its article here.</p>'


def source_html(
    citation: Citation,
    article: Article | None,
    verified: VerifiedCitation,
    *,
    turn: int,
    count: int,
    opened_by: Literal["answer", "reader"],
    back: str = "Back to the answer",
) -> str:
    """The cited article, whole, with one mark around the quote; None for an article that is gone.

    The citation is one of `count` that the answer of the turn at index `turn`
    has; `verified` says what became of it since.
    """
    # The pane must change, and scroll, also when the same citation is chosen again.
    opening = (
        f'<article class="pane" tabindex="0" aria-label="Source" data-opened-by="{opened_by}" data-turn="{turn}"'
        f' data-number="{citation.number}" data-opened-at="{time.monotonic_ns()}">'
    )
    heading = f'<h2>{escape(citation.title)}</h2><p class="dateline">{_facts(citation, article)}</p>'
    return f"{opening}{_bar(citation.number, count, back)}{heading}{_marked(article, verified)}</article>"


def _bar(number: int, count: int, back: str) -> str:
    """The way back, and the way to the citation before and after."""
    steps = (
        f'<span class="steps-between"><button type="button" class="step" data-step="-1" aria-label="Previous citation"'
        f"{' disabled' if number <= 1 else ''}>‹</button><span>{number} of {count}</span>"
        f'<button type="button" class="step" data-step="1" aria-label="Next citation"'
        f"{' disabled' if number >= count else ''}>›</button></span>"
    )
    return f'<div class="bar"><button type="button" class="back">{back}</button>{steps}</div>'


def _facts(citation: Citation, article: Article | None) -> str:
    facts = [escape(citation.dateline)]
    if article and article.author:
        facts.append(escape(article.author))
    url = citation.url or ""
    if url.startswith(("http://", "https://")):
        host = urlsplit(url).hostname or url
        facts.append(f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(host)}</a>')
    return " · ".join(facts)


def _marked(article: Article | None, verified: VerifiedCitation) -> str:
    since = f" since {verified.day}" if verified.day else ""
    if article is None or verified.state == "gone":
        return f'<p class="warning">This article is not in the library any more{since}.</p>'
    if verified.start is None or verified.end is None:
        return f'<p class="warning">This article has other words{since}.</p>{_difference(verified)}'
    before, quote, after = article.text[: verified.start], verified.was, article.text[verified.end :]
    return f'<div class="article-text">{escape(before)}<mark>{escape(quote)}</mark>{escape(after)}</div>'


def _difference(verified: VerifiedCitation) -> str:
    """The quote and what stands in its place now."""
    now = f"<dt>It is now</dt><dd><ins>{escape(verified.now)}</ins></dd>" if verified.now else ""
    return f'<dl class="difference"><dt>It was</dt><dd><del>{escape(verified.was)}</del></dd>{now}</dl>'
