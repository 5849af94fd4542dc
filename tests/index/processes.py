"""Processes of their own that start at once: what they need is imported beforehand, then they are forked."""

import multiprocessing
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings

from article_qa.index.ingest import add as adding
from article_qa.index.library import open_library
from article_qa.index.store.catalog import Catalog
from tests.index.fakes import read
from tests.present import present

FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(
    [
        "article_qa.index.ingest.add",
        "article_qa.index.embedders.local",
        "article_qa.index.store.chroma",
        "article_qa.index.ingest.sync",
        "article_qa.index.web.refresh",
        "article_qa.qa.assistant",
        "article_qa.qa.cli",
    ]
)


def add(data: Path, articles: Path) -> None:
    with open_library(data, create=True) as library:
        adding.add(library, [articles])


def annotations_of(catalog: Catalog) -> list[Any]:
    """All that is kept of annotations."""
    learned = catalog.annotations.of([listing.id for listing in catalog.listings()])
    names = catalog.database.rows(
        "SELECT n.name, n.articles, w.word FROM names n LEFT JOIN name_words w ON w.name = n.number ORDER BY 1, 3"
    )
    return [learned, catalog.annotations.speakers(), names]


def contents(data: Path) -> tuple[Any, ...]:
    """All that a healthy library holds but ids of rows: articles, passages, keyword scores, annotations, vectors."""
    with open_library(data) as library:
        diagnosis = adding.examine(library)
        assert diagnosis.healthy, diagnosis
        listings = library.catalog.listings()
        articles = [library.catalog.article(listing.id) for listing in listings]
        ranking = library.catalog.keywords.ranking(["bridge", "town"], 10_000)
        texts = read(library.catalog, ranking)
        assert (library.catalog.vector_queue.waiting(), diagnosis.unannotated) == ((0, 0), 0)
        learned = annotations_of(library.catalog)
    client = chromadb.PersistentClient(data / "vectors", Settings(anonymized_telemetry=False))
    (collection,) = client.list_collections()
    stored = collection.get(include=["embeddings", "documents", "metadatas"])
    client.close()  # type: ignore[attr-defined]
    order = np.argsort(stored["ids"])
    facts = [(stored["ids"][i], present(stored["documents"])[i], present(stored["metadatas"])[i]) for i in order]
    by_id = sorted((each.passage_id, text, round(each.score, 9)) for each, text in zip(ranking, texts, strict=True))
    return listings, articles, by_id, facts, learned, np.asarray(stored["embeddings"])[order].tolist()
