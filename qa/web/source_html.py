"""The source pane as HTML: the whole article with the answer's quotes marked, the current one most.

Every word of the article is escaped; only http(s) addresses become links.
Knows nothing of Gradio.
"""

import time
from collections.abc import Sequence
from typing import Literal, TypeAlias

from markupsafe import Markup

from article_qa.index.annotations import Span
from article_qa.index.library import Library
from article_qa.index.records import Article
from article_qa.qa.citation import Citation
from article_qa.qa.receipts.receipt import VerifiedCitation
from article_qa.qa.receipts.verify import verify_answer
from article_qa.qa.web.article_guide import guide_html, guide_to
from article_qa.qa.web.article_html import host_of
from article_qa.qa.web.article_text import Marks, text_html
from article_qa.qa.web.phrases import gettext_noop
from article_qa.qa.web.templates import render

OpenedBy: TypeAlias = Literal["answer", "reader"]

BACK = gettext_noop("Back to the answer")

SOURCE_HINT = gettext_noop("The article behind an answer opens here, with the quoted words marked.")
NEAREST_HINT = gettext_noop("Choose one of the nearest passages to read it in its article here.")


def source_pane(
    library: Library,
    citation: Citation,
    citations: Sequence[Citation],
    *,
    turn: int,
    opened_by: OpenedBy,
    back: str = BACK,
) -> Markup:
    """The article of a citation as it is in the library now, with its guide.

    The other quotes of `citations` in the same article are marked too. `turn`
    is the index of the answer's turn.
    """
    article = library.catalog.article(citation.article_id)
    same = [each for each in citations if each.article_id == citation.article_id and each.number != citation.number]
    verified, *rest = verify_answer([each.as_dict() for each in (citation, *same)], library).citations
    return source_html(
        citation, article, verified, turn=turn, count=len(citations), opened_by=opened_by, back=back,
        quotes=[span for each in rest if (span := _span(each))],
        guide=guide_html(guide_to(library, article), is_folded=True) if article else "",
    )  # fmt: skip


def source_html(
    citation: Citation,
    article: Article | None,
    verified: VerifiedCitation,
    *,
    turn: int,
    count: int,
    opened_by: OpenedBy,
    back: str = BACK,
    quotes: Sequence[Span] = (),
    guide: str = "",
) -> Markup:
    """The cited article, whole, with its quote marked as the current one; None for an article that is gone.

    The citation is one of `count` that the answer of the turn at index `turn`
    has; `verified` says what became of it since. `quotes` are where the answer
    quotes the article, too.
    """
    is_gone = article is None or verified.state == "gone"
    current, text = _span(verified), article.text if article else ""
    return render(
        "source.html",
        citation=citation,
        turn=turn,
        count=count,
        opened_by=opened_by,
        opened_at=time.monotonic_ns(),
        back=back,
        author=article.author if article else None,
        language=article.language if article else None,
        host=host_of(citation.url),
        state="gone" if is_gone else "stands" if current else "changed",
        is_gone=is_gone,
        since=verified.day or "",
        was=verified.was,
        now=verified.now,
        text=text_html(text, Marks(tuple(quotes), current)),
        guide=Markup(guide),
    )


def _span(verified: VerifiedCitation) -> Span | None:
    """Where the quote stands now; None where it does not."""
    start, end = verified.start, verified.end
    return None if start is None or end is None else (start, end)
