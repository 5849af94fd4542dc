"""`add`, `remove`, `reembed`: the library."""

from typing import Annotated

import typer

from article_qa.index.errors import UnknownArticle
from article_qa.qa.cli.shared import (
    AllowPrivate,
    AsJson,
    Data,
    IntoCollection,
    KeepOriginals,
    Quiet,
    guarded,
    out,
    progress_bars,
    say_started,
    show_failures,
    show_notes,
    show_result,
)
from article_qa.qa.cli.watching import attend

KINDS = (
    ".txt .md .html .mhtml .pdf .docx .odt .pptx .rtf .epub .eml .mbox .xml .jsonl .json .csv .tsv .xlsx .vtt "
    ".srt .ris .bib .warc .wacz .webarchive .url .webloc .zip .gz"
)


@guarded
def add(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="PATH_OR_URL…", help=f"Files ({KINDS}), folders and web addresses."),
    ],
    data: Data,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=THEIRS",
            help="What a JSON, JSONL or CSV file calls the text, title, published, publisher, author or url; "
            "may be given again: --column text=Inhalt",
        ),
    ] = None,
    collection: IntoCollection = None,
    keep_originals: KeepOriginals = None,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Add articles, or new versions of them, to the library."""
    if not quiet:
        say_started(f"Adding to {str(data)!r}…")
    from article_qa.index.ingest import add as adding
    from article_qa.index.library import open_library
    from article_qa.index.web.fetch import Fetcher

    columns = _columns(column or [])
    with open_library(data, create=True) as library, progress_bars(is_quiet=quiet) as progress:
        attend(library)
        fetcher = Fetcher(allow_private=allow_private)
        report = adding.add(
            library,
            sources,
            progress,
            fetcher=fetcher,
            columns=columns,
            collection=collection,
            keep_originals=keep_originals,
        )
    show_failures(report.failed)
    if not quiet:
        show_notes(report.notes)
    show_result(report.as_json(), as_json, lambda: out.print(report.counts))
    raise typer.Exit(1 if report.failed else 0)


def _columns(given: list[str]) -> tuple[tuple[str, str], ...]:
    """What the file calls each of our names. Raises BadParameter."""
    from article_qa.index.formats.fields import NAMES

    pairs = [(theirs.strip(), name.strip()) for name, _, theirs in (each.partition("=") for each in given)]
    for (theirs, name), each in zip(pairs, given, strict=True):
        if name not in NAMES or not theirs:
            raise typer.BadParameter(
                f"{each!r} names no column; write it as text=THEIRS, with one of {', '.join(NAMES)} in front",
                param_hint="--column",
            )
    return tuple(pairs)


@guarded
def remove(
    articles: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids, or their first characters.")],
    data: Data,
    as_json: AsJson = False,
) -> None:
    """Remove articles from the library. If an id is unknown, nothing is removed."""
    from article_qa.index.ingest import add as adding
    from article_qa.index.library import find_id, open_library

    with open_library(data) as library:
        attend(library)
        found = [(wanted, find_id(library, wanted)) for wanted in articles]
        for wanted, article_id in found:
            if article_id is None:
                # They may be gone already, by a run that was killed before their vectors were.
                adding.remove(library, [])
                raise UnknownArticle(wanted)
        ids = [article_id for _, article_id in found if article_id]
        count = adding.remove(library, ids)
    show_result({"removed": ids}, as_json, lambda: out.print(f"{count} removed"))


@guarded
def reembed(data: Data, as_json: AsJson = False) -> None:
    """Make all vectors again with the embedder of the settings. The old ones stay in use until it is done."""
    from article_qa.index.ingest.reembed import reembed
    from article_qa.index.library import open_library

    with open_library(data) as library:
        with progress_bars() as progress:
            reembed(library, progress)
        facts = {"embedder": library.embedder.name, "passages": library.catalog.overview().passages}
    show_result(facts, as_json, lambda: out.print(f"{facts['passages']} passages, embedded by {facts['embedder']}"))
