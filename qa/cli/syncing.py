"""`sync`: a folder and the library kept the same."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from article_qa.qa.cli.shared import (
    AsJson,
    Data,
    IntoCollection,
    KeepOriginals,
    Quiet,
    err,
    guarded,
    out,
    progress_bars,
    say_started,
    show_notes,
    show_result,
)
from article_qa.qa.cli.watching import attend

if TYPE_CHECKING:
    from article_qa.index.library import Library


@guarded
def sync(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of articles.")],
    data: Data,
    prune: Annotated[bool, typer.Option("--prune", help="Also remove articles whose file is gone.")] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Keep running and follow each change. Ctrl+C stops it.")
    ] = False,
    collection: IntoCollection = None,
    keep_originals: KeepOriginals = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Keep the library in step with a folder: add new articles, and replace those that changed.

    A missing or empty folder never removes an article.
    """
    from article_qa.index.ingest import sync as folders
    from article_qa.index.library import open_library

    if watch and as_json:
        raise typer.BadParameter("--watch goes on and has no one result; leave --json out")
    if not quiet:
        say_started(f"Comparing {str(folder)!r} with {str(data)!r}…")
    with open_library(data, create=True) as library:
        attend(library)
        if watch:
            _follow(library, folder, prune=prune, collection=collection, keep_originals=keep_originals)
            return
        with progress_bars(is_quiet=quiet) as progress:
            report = folders.sync(
                library, folder, prune=prune, progress=progress, collection=collection, keep_originals=keep_originals
            )
    _print_failures(report.failed)
    if not quiet:
        show_notes(report.notes)
    show_result(report.as_json(), as_json, lambda: out.print(report.counts))
    raise typer.Exit(1 if report.failed else 0)


def _follow(
    library: "Library", folder: Path, *, prune: bool, collection: str | None, keep_originals: bool | None
) -> None:
    from article_qa.index.ingest import sync as folders

    def tell(change: str, title: str) -> None:
        if change != "unchanged":
            out.print(f"{change} {escape(title)}", soft_wrap=True)

    failed, notes = list[str](), list[str]()
    try:
        err.print(f"Watching {escape(str(folder))} (stop with Ctrl+C)", soft_wrap=True)
        for report in folders.watch(
            library, folder, prune=prune, tell=tell, collection=collection, keep_originals=keep_originals
        ):
            _print_failures(failure for failure in report.failed if failure not in failed)
            show_notes(note for note in report.notes if note not in notes)
            failed, notes = report.failed, report.notes
    except KeyboardInterrupt:
        err.print("Stopped.")


def _print_failures(failures: Iterable[str]) -> None:
    for failure in failures:
        err.print(f"[red]Not taken:[/] {escape(failure)}", soft_wrap=True)
