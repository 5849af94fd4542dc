"""Lists of references in the forms that reference managers read: RIS, BibTeX, CSL-JSON."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from article_qa.qa.export.source import Author, Source, citation_keys
from article_qa.qa.markdown import is_link

# Signs of BibTeX and LaTeX; a brace that is only escaped would still be counted.
_LATEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_"}
    | {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def as_ris(sources: Iterable[Source]) -> str:
    """The sources as RIS, one newspaper article each, with a note for each quote."""
    return "".join("".join(f"{tag}  - {value}\r\n" for tag, value in _ris(each)) + "\r\n" for each in sources)


def as_bibtex(sources: Sequence[Source]) -> str:
    """The sources as BibTeX, in UTF-8."""
    return "\n".join(
        f"@article{{{key},\n{''.join(f'  {name} = {{{value}}},{chr(10)}' for name, value in _bibtex(each))}}}\n"
        for key, each in zip(citation_keys(sources), sources, strict=True)
    )


def as_csl(sources: Sequence[Source]) -> str:
    """The sources as CSL-JSON, indented."""
    items = [_csl(key, each) for key, each in zip(citation_keys(sources), sources, strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _ris(source: Source) -> list[tuple[str, str]]:
    day = source.published
    found = [
        ("TY", "NEWS"),
        ("ID", source.article_id),
        *(("AU", author.inverted) for author in source.authors),
        ("TI", source.title),
        ("T2", source.publisher),
        ("PY", str(day.year) if day else None),
        ("DA", f"{day:%Y/%m/%d}/" if day else None),
        ("UR", source.url),
        ("LA", source.language),
        *(("N1", _quoted(quote)) for quote in source.quotes),
    ]
    return [*((tag, " ".join(value.split())) for tag, value in found if value), ("ER", "")]


def _bibtex(source: Source) -> list[tuple[str, str]]:
    day = source.published
    found = [
        ("title", f"{{{_latex(source.title)}}}"),
        ("author", " and ".join(map(_bibtex_name, source.authors))),
        ("journal", _latex(source.publisher or "")),
        ("date", day.isoformat() if day else ""),
        ("year", str(day.year) if day else ""),
        ("month", str(day.month) if day else ""),
        ("url", _verbatim(source.url or "")),
        ("language", source.language or ""),
        ("note", _latex(" ".join(map(_quoted, source.quotes)))),
    ]
    return [(name, value) for name, value in found if value]


def _csl(key: str, source: Source) -> dict[str, Any]:
    day = source.published
    found: dict[str, Any] = {
        "id": key,
        "type": "article-newspaper",
        "title": source.title,
        "container-title": source.publisher,
        "author": [_csl_name(author) for author in source.authors],
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "URL": source.url if is_link(source.url) else None,
        "language": source.language,
        "note": "\n".join(map(_quoted, source.quotes)),
    }
    return {name: value for name, value in found.items() if value}


def _quoted(quote: str) -> str:
    return f"“{' '.join(quote.split())}”"


def _csl_name(author: Author) -> dict[str, str]:
    return {"family": author.family, "given": author.given} if author.given else {"literal": author.family}


def _bibtex_name(author: Author) -> str:
    """A desk stands in braces, so that its last word is not taken for a family name."""
    return _latex(author.inverted) if author.given else f"{{{_latex(author.family)}}}"


def _latex(text: str) -> str:
    return " ".join(text.split()).translate(_LATEX)


def _verbatim(url: str) -> str:
    """An address that cannot end its field early."""
    return re.sub(r"[{}\\\s]", lambda sign: f"%{ord(sign.group()):02X}", url)
