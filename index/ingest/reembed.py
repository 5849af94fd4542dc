"""The vectors of another embedder: made next to those in use, which they replace when complete.

Until then the library is searched by the old ones, by whoever has the old
setting. What a run leaves undone, for whatever reason, the next one finishes.
"""

from article_qa.index.errors import LibraryDamaged
from article_qa.index.ingest.embedding_worker import (
    EMBED_BATCH,
    Progress,
    drop_extra,
    drop_stale_from,
    embed_pending,
    owned,
    quiet,
)
from article_qa.index.library import Library
from article_qa.index.records import embedded_text
from article_qa.index.store.chroma_store import discard, drop


def reembed(library: Library, progress: Progress = quiet) -> None:
    """Give the library the vectors of the embedder that its settings name; makes those that are due otherwise.

    Waits while another process makes vectors. Raises EmbedderUnavailable,
    NotWritable; the library is then as it was, and what was made is kept for
    the next time.
    """
    with owned(library):
        made_by = library.catalog.vector_queue.embedder()
        if made_by not in (None, library.embedder.name):
            try:
                _replace(library, str(made_by), progress)
            except LibraryDamaged:
                # Then there is nothing to search meanwhile.
                discard(library.vectors_place, library.vectors_collection)
                library.catalog.vector_queue.mark_pending()
            library.forget_vectors()
        if library.former_collection:
            # Here, so that a run that was cut off right after the swap leaves nothing behind either.
            drop(library.vectors_place, library.former_collection)
    embed_pending(library, progress)


def _replace(library: Library, made_by: str, progress: Progress) -> None:
    """Make all vectors again, then swap; the caller owns the vectors."""
    catalog, wanted = library.catalog, library.embedder.name
    old = library.vectors_by(made_by, library.vectors_collection)
    if not catalog.vector_queue.begin_renewal(wanted):
        drop(library.vectors_place, library.next_collection)
    new = library.vectors_by(wanted, library.next_collection)
    with old.writing(), new.writing():
        # What passages left behind that went away between two runs.
        drop_extra(library, new)
        drop_stale_from(library, old, new)
        while batch := catalog.vector_queue.to_renew(EMBED_BATCH):
            texts = [embedded_text(article.title, article.published, passage.text)[0] for passage, article in batch]
            new.put(batch, library.embedder.embed_passages(texts))
            catalog.vector_queue.mark_renewed([passage for passage, _ in batch])
            total, left = catalog.overview().passages, catalog.vector_queue.renewal_left()
            progress("passages", total - left, total)
            # A passage that was replaced meanwhile has its old vector's name.
            drop_stale_from(library, old, new)
    # In one transaction of the catalog: whoever asks sees the old vectors or the new ones.
    catalog.vector_queue.finish_renewal()
