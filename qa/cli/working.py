"""`work`: the vectors and annotations that others left to make."""

import signal
import threading
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
        int | None, typer.Option(metavar="N", min=1, help="Threads of the model on this machine; a core has one.")
    ] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Embed and annotate what waits in the library, and end when nothing does.

    With PostgreSQL and a Chroma server any number of these work at once, on any number of machines. Otherwise one
    process at a time does.
    """
    from article_qa.index.ingest.embedding_worker import embed_pending
    from article_qa.index.library import open_library

    if watch and as_json:
        raise typer.BadParameter("--watch goes on and has no one result; leave --json out")
    if not quiet:
        say_started(f"Working on {str(data)!r}…")
    # Whoever stops it tidily gives back at once what it took.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with open_library(data) as library:
        attend(library)
        if threads:
            library.settings = library.settings.model_copy(update={"embedding_threads": threads})
        if watch:
            _stay(library)
            return
        with progress_bars(is_quiet=quiet) as progress:
            embed_pending(library, progress)
        facts = library.catalog.overview()
    counts = {"articles": facts.articles, "passages": facts.passages, "waiting": facts.pending}
    show_result(
        counts, as_json, lambda: out.print(f"Nothing waits: {facts.articles} articles, {facts.passages} passages")
    )


def _stay(library: "Library") -> None:
    """Until Ctrl+C; what fails, such as a server that is restarted, is said once and tried again."""
    from article_qa.index.ingest.embedding_worker import EmbeddingWorker

    try:
        with EmbeddingWorker(library, rest_seconds=0):
            err.print("Waiting for articles (stop with Ctrl+C)")
            threading.Event().wait()
    except KeyboardInterrupt:
        err.print("Stopped.")
