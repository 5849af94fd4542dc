"""The source pane as HTML: the whole article with one mark, which is exactly the quote.

Every word of the article is escaped; only http(s) addresses become links.
Knows nothing of Gradio.
"""

import time
from html import escape
from typing import Literal
from urllib.parse import urlsplit

from index.records import Article
from qa.records import Citation

SOURCE_HINT = '<p class="hint">The article behind an answer opens here, with the quoted words marked.</p>'


def source(citation: Citation, article: Article | None, *, opened_by: Literal["answer", "reader"]) -> str:
    """The cited article, whole, with one mark around the quote; None for an article that is gone."""
    # The pane must change, and scroll, also when the same citation is chosen again.
    opening = (
        f'<article class="pane" tabindex="0" aria-label="Source" data-opened-by="{opened_by}"'
        f' data-opened-at="{time.monotonic_ns()}">'
    )
    heading = f'<h2>{escape(citation.title)}</h2><p class="dateline">{_facts(citation, article)}</p>'
    back = '<button type="button" class="back">Back to the answer</button>'
    return f"{opening}{back}{heading}{_marked(citation, article)}</article>"


def _facts(citation: Citation, article: Article | None) -> str:
    facts = [escape(citation.dateline)]
    if article and article.author:
        facts.append(escape(article.author))
    url = citation.url or ""
    if url.startswith(("http://", "https://")):
        host = urlsplit(url).hostname or url
        link = f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(host)}</a>'
        facts.append(link)
    return " · ".join(facts)


def _marked(citation: Citation, article: Article | None) -> str:
    if article is None:
        return '<p class="warning">This article has been removed from the library since.</p>'
    before, after = article.text[: citation.start], article.text[citation.end :]
    quote = article.text[citation.start : citation.end]
    if quote != citation.quote:
        return '<p class="warning">This article has changed since. Ask again to quote it as it is now.</p>'
    return f'<div class="article-text">{escape(before)}<mark>{escape(quote)}</mark>{escape(after)}</div>'
