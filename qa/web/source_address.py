"""The place of a quote as the fragment of the page's address, which opens the article at the mark."""

from dataclasses import replace
from urllib.parse import parse_qs, urlencode

from article_qa.index.store.catalog import Catalog
from article_qa.qa.citation import Citation, cite


def address_of(citation: Citation) -> str:
    """The fragment that opens the article at this quote: "article=…&start=5&end=15&sha256=…"."""
    return urlencode(
        {
            "article": citation.article_id,
            "start": citation.start,
            "end": citation.end,
            "sha256": citation.sha256,
        }
    )


def citation_at(catalog: Catalog, address: str) -> Citation | None:
    """The citation that the fragment names, cut from the version it names; None where there is none such."""
    given = {name: values[0] for name, values in parse_qs(address.lstrip("#")).items()}
    article = catalog.article(given.get("article", ""))
    if article is None or not all(given.get(name, "").isdecimal() for name in ("start", "end")):
        return None
    start, end, sha256 = int(given["start"][:12]), int(given["end"][:12]), given.get("sha256", article.sha256)
    text = article.text if sha256 == article.sha256 else _older(catalog, article.id, sha256)
    if text is None or not 0 <= start < end <= len(text):
        return None
    return replace(cite(1, article, start, end), quote=text[start:end], sha256=sha256)


def _older(catalog: Catalog, article_id: str, sha256: str) -> str | None:
    """The text of the article whose checksum this is; None where it is not kept."""
    texts = catalog.versions.texts(article_id)
    return next((text for version, text in texts if version.sha256 == sha256), None)
