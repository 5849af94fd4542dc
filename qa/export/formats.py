"""The formats of an export, and an answer or articles as a file of one of them."""

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias, get_args

from article_qa.index.errors import RequestRejected
from article_qa.index.records import Article
from article_qa.qa.answer import Answer
from article_qa.qa.export import markdown, references, word
from article_qa.qa.export.source import Source, source_of_article, sources_of_answer
from article_qa.qa.wording import ENGLISH, Wording

ExportFormat: TypeAlias = Literal["ris", "bibtex", "csl", "docx", "md"]

FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)
SUFFIXES: Mapping[ExportFormat, str] = {
    "ris": ".ris",
    "bibtex": ".bib",
    "csl": ".json",
    "docx": ".docx",
    "md": ".md",
}
MEDIA_TYPES: Mapping[ExportFormat, str] = {
    "ris": "application/x-research-info-systems",
    "bibtex": "application/x-bibtex",
    "csl": "application/vnd.citationstyles.csl+json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
}


def export_answer(
    answer: Answer,
    format: ExportFormat,
    *,
    authors: Mapping[str, str | None] | None = None,
    wording: Wording = ENGLISH,
) -> bytes:
    """An answer as a file.

    `ris`, `bibtex` and `csl` hold the articles that it cites, each once, with
    the quotes as notes. `docx` and `md` hold the answer with its numbered
    sources. `authors` are the articles' bylines by id, which an answer does not
    know. `wording` puts the words of the program into a reader's language in `docx`.
    Raises RequestRejected for another format and where a list of
    references would be empty, PartMissing for `docx` without python-docx.
    """
    check_format(format)
    if format == "docx":
        return word.as_word(answer, wording)
    if format == "md":
        return _encoded(markdown.as_note(answer))
    sources = sources_of_answer(answer, authors or {})
    if not sources:
        raise RequestRejected("the answer cites no article, so there is no reference to export; choose md or docx")
    return _references(sources, format)


def export_articles(articles: Iterable[Article], format: ExportFormat) -> bytes:
    """Articles as a file: as a list of references, or whole with `docx` and `md`. Raises as `export_answer`."""
    check_format(format)
    if format == "docx":
        return word.articles_as_word(articles)
    if format == "md":
        return _encoded(markdown.articles_as_markdown(articles))
    return _references(tuple(map(source_of_article, articles)), format)


def check_format(format: str) -> None:
    """Raises RequestRejected for what is not a format."""
    if format not in FORMATS:
        raise RequestRejected(f"there is no format {format!r}; choose one of {', '.join(FORMATS)}")


def _references(sources: tuple[Source, ...], format: ExportFormat) -> bytes:
    if format == "ris":
        return _encoded(references.as_ris(sources))
    return _encoded(references.as_bibtex(sources) if format == "bibtex" else references.as_csl(sources))


def _encoded(text: str) -> bytes:
    # What came as JSON may hold half of a pair of surrogates.
    return text.encode("utf-8", "replace")
