"""Word documents (.docx): every paragraph, with the title and author of the document's properties.

Dates in the properties are those of the file, so the article is undated.
"""

import io
from typing import Any

from index.errors import ArticleRejected
from index.formats.archive import open_document
from index.formats.article import Loaded, Origin, make_article, parsing
from index.formats.decode import other_kind

MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIGNS = {f"{MAIN}tab": "\t", f"{MAIN}br": "\n", f"{MAIN}cr": "\n", f"{MAIN}noBreakHyphen": "-"}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What the library writes where a document says nothing.
NOT_SAID = ("Word Document", "python-docx")


def load_word(content: bytes, origin: Origin) -> Loaded:
    """The one article of a document: its body with lists, tables and boxes, without notes, headers and deletions."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ArticleRejected(f"{origin.named} is an older or a protected Word file; save it as .docx, unprotected")
    if not content.startswith(b"PK") and (kind := other_kind(content)):
        raise ArticleRejected(f"{origin.named} is {kind}")
    open_document(content, origin, "Word document").close()
    with parsing(origin, "Word document", "save it again as .docx"):
        from docx import Document  # slow to load, and few files need it

        document = Document(io.BytesIO(content))
        said = document.core_properties
        facts = {
            name: value for name in ("title", "author", "language") if (value := getattr(said, name)) not in NOT_SAID
        }
        text = "\n\n".join(_text(paragraph) for paragraph in document.element.body.iter(f"{MAIN}p"))
    yield make_article(facts, text, origin)


def _text(paragraph: Any) -> str:
    """The words of a paragraph, inserted ones too, and none twice: not those of a box in it, which has its own."""
    words = []
    for node in paragraph.iter(f"{MAIN}t", *SIGNS):
        above = next(node.iterancestors(f"{MAIN}p"))
        if above is paragraph and next(node.iterancestors(FALLBACK), None) is None:
            words.append(SIGNS.get(node.tag) or node.text or "")
    return "".join(words)
