"""An answer as HTML for a Jupyter notebook. Whatever stands in an article or comes from a model is escaped."""

from collections.abc import Sequence
from html import escape

from article_qa.qa.citation import Citation


def answer_html(heading: str, lines: Sequence[str], sources: Sequence[Citation], notes: Sequence[str] = ()) -> str:
    """The heading, a paragraph a line, the sources with their quotes, and the notes for the reader."""
    parts = [f"<p><b>{escape(heading)}</b></p>"] if heading else []
    parts += [f"<p>{escape(line)}</p>" for line in lines]
    if sources:
        parts.append(f"<ol>{''.join(map(_source, sources))}</ol>")
    parts += [f"<p><small>{escape(note)}</small></p>" for note in notes]
    return f"<div>{''.join(parts)}</div>"


def _source(citation: Citation) -> str:
    title = escape(citation.title)
    if citation.link and citation.link.startswith(("https://", "http://")):
        title = f'<a href="{escape(citation.link)}" rel="noreferrer noopener">{title}</a>'
    facts = " · ".join(filter(None, (citation.dateline, citation.elsewhere)))
    quote = f"<blockquote>{_marked(citation)}</blockquote>"
    return f'<li value="{citation.number}">{title} <small>{escape(facts)}</small>{quote}</li>'


def _marked(citation: Citation) -> str:
    """The quote with the answering words marked."""
    if not citation.highlight:
        return escape(citation.quote)
    start, end = citation.highlight
    before, words, after = citation.quote[:start], citation.quote[start:end], citation.quote[end:]
    return f"{escape(before)}<mark>{escape(words)}</mark>{escape(after)}"
