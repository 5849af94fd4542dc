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

SOURCE_HINT = '<p class="hint">The article behind an answer opens here, with the quoted words marked.</p>'
NEAREST_HINT = '<p class="hint">Choose one of the nearest passages to read it in its article here.</p>'


def source_html(
    citation: Citation,
    article: Article | None,
    *,
    turn: int,
    count: int,
    opened_by: Literal["answer", "reader"],
    back: str = "Back to the answer",
) -> str:
    """The cited article, whole, with one mark around the quote; None for an article that is gone.

    The citation is one of `count` that the answer of the turn at index `turn` has.
    """
    # The pane must change, and scroll, also when the same citation is chosen again.
    opening = (
        f'<article class="pane" tabindex="0" aria-label="Source" data-opened-by="{opened_by}" data-turn="{turn}"'
        f' data-number="{citation.number}" data-opened-at="{time.monotonic_ns()}">'
    )
    heading = f'<h2>{escape(citation.title)}</h2><p class="dateline">{_facts(citation, article)}</p>'
    return f"{opening}{_bar(citation.number, count, back)}{heading}{_marked(citation, article)}</article>"


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


def _marked(citation: Citation, article: Article | None) -> str:
    if article is None:
        return '<p class="warning">This article has been removed from the library since.</p>'
    before, after = article.text[: citation.start], article.text[citation.end :]
    quote = article.text[citation.start : citation.end]
    if quote != citation.quote:
        return '<p class="warning">This article has changed since. Ask again to quote it as it is now.</p>'
    return f'<div class="article-text">{escape(before)}<mark>{escape(quote)}</mark>{escape(after)}</div>'
