"""`work`: the vectors and annotations that others left to make."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from article_qa.qa.cli.shared import AsJson, Data, Quiet, err, guarded, out, progress_bars, say_started, show_result
from article_qa.qa.cli.watching import attend

if TYPE_CHECKING:
    from article_qa.index.library import Library


@guarded
def work(
    data: Data,
    watch: Annotated[
        bool, typer.Option("--watch", help="Keep running and do what others add. Ctrl+C stops it.")
    ] = False,
    threads: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Threads of the model on this machine; one a core by default."),
    ] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Embed and annotate what waits in the library, ask its standing questions, and end when nothing waits.

    With PostgreSQL and a Chroma server any number of these work at once, on any number of machines. Otherwise one
    process at a time does.
    """
    from article_qa.index.ingest.embedding_worker import embed_pending
    from article_qa.index.library import open_library

    if watch and as_json:
        raise typer.BadParameter("--watch goes on and has no one result; leave --json out")
    if not quiet:
        say_started(f"Working on {str(data)!r}…")
    with _ended_as_by_hand(), open_library(data, create=watch) as library:
        attend(library, to_the_end=not watch)
        if threads:
            library.settings = library.settings.model_copy(update={"embedding_threads": threads})
        if watch:
            _stay(library)
            return
        with progress_bars(is_quiet=quiet) as progress:
            embed_pending(library, progress)
        found = library.catalog.overview()
    facts = {"articles": found.articles, "passages": found.passages, "waiting": found.pending}
    show_result(facts, as_json, lambda: out.print("Nothing waits."))


@contextmanager
def _ended_as_by_hand() -> Iterator[None]:
    """SIGTERM ends the block as Ctrl+C does, so that what was taken is given back at once."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stay(library: "Library") -> None:
    """Until Ctrl+C; what fails, such as a server that is restarted, is said once and tried again."""
    from article_qa.index.ingest.embedding_worker import EmbeddingWorker

    try:
        with EmbeddingWorker(library, rest_seconds=0):
            err.print("Waiting for articles (stop with Ctrl+C)")
            threading.Event().wait()
    except KeyboardInterrupt:
        err.print("Stopped.")
