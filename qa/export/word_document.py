"""A Word document that is written paragraph by paragraph, as fast at its end as at its beginning.

python-docx looks through the whole document for each paragraph, style and link
that is added. A notebook of a thousand answers has tens of thousands of them.
"""

from io import BytesIO
from typing import Any

from article_qa.index.extras import part
from article_qa.index.text.cleaning import clean
from article_qa.qa.export.text import one_line
from article_qa.qa.markdown import is_link

PROGRAM = "Article QA"
MAX_TITLE_CHARACTERS = 255


class WordDocument:
    """A document with this title. Raises PartMissing without python-docx."""

    def __init__(self, title: str) -> None:
        with part("The export to Word", "word"):
            from docx import Document

        self._document: Any = Document()
        self._document.core_properties.title = legible(title)[:MAX_TITLE_CHARACTERS]
        self._document.core_properties.author = PROGRAM
        self._document.core_properties.comments = ""
        # What says how large the pages are stands at the end of the body.
        self._end = self._document.element.body.sectPr
        self._styles: dict[str, str] = {}
        self._links: dict[str, str] = {}

    def heading(self, text: str, level: int) -> None:
        """A heading; level 0 is the title."""
        self.paragraph(f"Heading {level}" if level else "Title", text)

    def paragraph(self, style: str = "", text: str = "") -> Any:
        """A paragraph of python-docx at the end, in the style of this name."""
        from docx.oxml import OxmlElement
        from docx.text.paragraph import Paragraph

        element: Any = OxmlElement("w:p")
        self._end.addprevious(element)
        if style:
            element.style = self._style(style)
        paragraph = Paragraph(element, self._document._body)
        if text:
            paragraph.add_run(legible(text))
        return paragraph

    def line(self, text: str, *, bold: bool = False, italic: bool = False) -> None:
        """A paragraph of one run."""
        run = self.paragraph().add_run(legible(text))
        run.bold, run.italic = bold or None, italic or None

    def link(self, shown_as: str | None, url: str | None) -> None:
        """A paragraph with a link to a web address; none for any other address."""
        if not url or not is_link(url):
            return
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        paragraph = self.paragraph()
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self._relation(url))
        run = paragraph.add_run(legible(shown_as or url))
        run.font.underline = True
        link.append(run._r)
        paragraph._p.append(link)

    def content(self) -> bytes:
        """The document as a file."""
        content = BytesIO()
        self._document.save(content)
        return content.getvalue()

    def _style(self, name: str) -> str:
        if name not in self._styles:
            self._styles[name] = self._document.styles[name].style_id
        return self._styles[name]

    def _relation(self, url: str) -> str:
        from docx.opc.constants import RELATIONSHIP_TYPE

        if url not in self._links:
            self._links[url] = name = f"rIdLink{len(self._links) + 1}"
            self._document.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, url, name, is_external=True)
        return self._links[url]


def legible(text: str) -> str:
    """On one line, without what a document cannot hold."""
    return clean(one_line(text))
