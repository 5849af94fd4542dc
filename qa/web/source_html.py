"""The source pane as HTML: the whole article with one mark, which is exactly the quote.

Every word of the article is escaped; only http(s) addresses become links.
Knows nothing of Gradio.
"""

import time
from typing import Literal
from urllib.parse import urlsplit

from article_qa.index.records import Article
from article_qa.qa.citation import Citation
from article_qa.qa.receipts.receipt import VerifiedCitation
from article_qa.qa.web.templates import render

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
    is_gone = article is None or verified.state == "gone"
    start, end, text = verified.start, verified.end, article.text if article else ""
    return render(
        "source.html",
        citation=citation,
        turn=turn,
        count=count,
        opened_by=opened_by,
        opened_at=time.monotonic_ns(),
        back=back,
        author=article.author if article else None,
        host=_host(citation.url or ""),
        state="gone" if is_gone else "changed" if start is None or end is None else "stands",
        since=f" since {verified.day}" if verified.day else "",
        was=verified.was,
        now=verified.now,
        before=text[:start],
        after=text[end:] if end is not None else "",
    )


def _host(url: str) -> str:
    """The host of an http(s) address; empty for any other."""
    return (urlsplit(url).hostname or url) if url.startswith(("http://", "https://")) else ""
