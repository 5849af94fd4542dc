"""Processes of their own that start at once: what they need is imported beforehand, then they are forked."""

import multiprocessing
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings

from article_qa.index.ingest import add as adding
from article_qa.index.library import open_library
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


def contents(data: Path) -> tuple[Any, ...]:
    """All that a healthy library holds but its ids of rows: articles, passages, keyword scores, vectors."""
    with open_library(data) as library:
        diagnosis = adding.examine(library)
        assert diagnosis.healthy, diagnosis
        listings = library.catalog.listings()
        articles = [library.catalog.article(listing.id) for listing in listings]
        ranking = library.catalog.keywords.ranking(["bridge", "town"], 10_000)
        texts = read(library.catalog, ranking)
        assert library.catalog.vector_queue.waiting() == (0, 0)
    client = chromadb.PersistentClient(data / "vectors", Settings(anonymized_telemetry=False))
    (collection,) = client.list_collections()
    stored = collection.get(include=["embeddings", "documents", "metadatas"])
    client.close()  # type: ignore[attr-defined]
    order = np.argsort(stored["ids"])
    facts = [(stored["ids"][i], present(stored["documents"])[i], present(stored["metadatas"])[i]) for i in order]
    by_id = sorted((each.passage_id, text, round(each.score, 9)) for each, text in zip(ranking, texts, strict=True))
    return listings, articles, by_id, facts, np.asarray(stored["embeddings"])[order].tolist()
