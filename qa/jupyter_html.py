"""An answer as HTML for a Jupyter notebook. Whatever stands in an article or comes from a model is escaped."""

from collections.abc import Sequence
from pathlib import Path

from article_qa.qa.citation import Citation
from article_qa.qa.templating import Templates

_TEMPLATES = Templates(Path(__file__).with_name("templates"))
WEB = ("https://", "http://")


def answer_html(heading: str, lines: Sequence[str], sources: Sequence[Citation], notes: Sequence[str] = ()) -> str:
    """The heading, a paragraph a line, the sources with their quotes, and the notes for the reader."""
    shown = [_source(citation) for citation in sources]
    return _TEMPLATES.render("notebook_answer.html", heading=heading, lines=lines, sources=shown, notes=notes)


def _source(citation: Citation) -> dict[str, object]:
    """What the template says of a citation; the answering words of its quote are marked."""
    start, end = citation.highlight or (0, 0)
    return {
        "number": citation.number,
        "title": citation.title,
        "link": citation.link if citation.link and citation.link.startswith(WEB) else "",
        "facts": " · ".join(filter(None, (citation.dateline, citation.elsewhere))),
        "before": citation.quote[:start],
        "marked": citation.quote[start:end],
        "after": citation.quote[end:],
    }
