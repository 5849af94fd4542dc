"""The original of an article, where it was kept: a PDF for the browser's own viewer, a page without scripts.

Behind the same gate as the page. A saved page is opened as one of nowhere: it
runs no script, loads nothing and sends nothing.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from article_qa.index.ingest.originals import find_original
from article_qa.index.library import Library

Kind: TypeAlias = Literal["pdf", "page", "text", "file"]

KINDS: dict[str, Kind] = {
    ".pdf": "pdf", ".html": "page", ".htm": "page", ".xhtml": "page",
    ".txt": "text", ".md": "text", ".markdown": "text",
}  # fmt: skip
TYPES: dict[Kind, str] = {
    "pdf": "application/pdf",
    "page": "text/html",
    "text": "text/plain; charset=utf-8",
    "file": "application/octet-stream",
}
# Chromium shows no PDF within a sandbox; its viewer runs nothing of the page's own.
PDF_POLICY = "default-src 'self'; object-src 'self'; frame-ancestors 'self'"
POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)


@dataclass(frozen=True, slots=True)
class Original:
    """What an article was read from: its kind, and its address from the page's own."""

    kind: Kind
    address: str
    suffix: str


def original_of(library: Library, article_id: str) -> Original | None:
    """The original of this article; None where none was kept."""
    path = find_original(library, article_id)
    return Original(_kind(path), f"original/{article_id}", path.suffix.removeprefix(".")) if path else None


def original_route(library: Library) -> Route:
    """Where the page reads originals."""

    def show(request: Request) -> Response:
        article_id = request.path_params["id"]
        # Only an id of the library is looked for among the files.
        path = find_original(library, article_id) if library.catalog.article(article_id) else None
        if path is None:
            raise HTTPException(404, "no original of this article was kept")
        kind = _kind(path)
        headers = {
            "content-security-policy": PDF_POLICY if kind == "pdf" else POLICY,
            "x-frame-options": "SAMEORIGIN",
            "referrer-policy": "no-referrer",
            "cache-control": "private, no-store",
        }
        named = path.name if kind == "file" else None
        return FileResponse(path, media_type=TYPES[kind], headers=headers, filename=named)

    return Route("/original/{id}", show)


def _kind(path: Path) -> Kind:
    return KINDS.get(path.suffix.lower(), "file")
