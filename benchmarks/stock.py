"""Beside a stock LlamaIndex: the same articles, the same embedding model, one run.

    python -m benchmarks.stock [--sets ../shared/data] [--names xquad_en,realtimeqa_2025,clapnq]

Stock is `VectorStoreIndex` over an embedded Chroma with its default splitter
(chunks of 1,024 tokens, 200 of them shared with the one before) and its default
retriever, the headline, outlet and date in each document's metadata. Both take
the articles in turns, slice by slice, and answer every question in turn.

- `adding`: our tokens embedded a second over stock's, slice by slice. The
  model reads 256 tokens of a text, and only what it reads is counted.
- `read`: the share of the articles' characters that the model ever sees.
- `searching`: the time of a search for five passages over stock's for five
  chunks, the question's embedding in both.
- `recall at 5`: a gold article among those of the five, and by how much ours is
  higher, with the 95 % interval of a paired bootstrap over questions.
- `disk`: bytes of the data folder over those of stock's.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import chromadb
from chromadb.config import Settings
from llama_index.core import Document, StorageContext, VectorStoreIndex
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import MetadataMode, TextNode
from llama_index.vector_stores.chroma import ChromaVectorStore
from rich.console import Console
from rich.progress import track

from index import build
from index.library import Library, open_library
from index.load import load
from index.local import MAX_TOKENS, LocalEmbedder, local_embedder
from index.records import EVERYTHING, Article, embedded_text
from index.search import dense, keyword
from qa.measures import difference, mean
from qa.retrieve import retrieve

SLICES = 6
PROGRESS = Console(stderr=True)
AT = 5


@dataclass(frozen=True)
class Embedded:
    """A text that was embedded: after `head` characters it is its article's text from `start` on."""

    article: str
    start: int
    head: int
    text: str


class Stock:
    """The stock index, filled by and by."""

    def __init__(self, folder: Path, embedder: LocalEmbedder) -> None:
        client = chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))
        store = ChromaVectorStore(chroma_collection=client.create_collection("stock"))
        self.folder = folder
        self.splitter = SentenceSplitter()
        self.index = VectorStoreIndex(
            [], storage_context=StorageContext.from_defaults(vector_store=store), embed_model=embedder
        )
        self.retriever = self.index.as_retriever(similarity_top_k=AT)
        self.embedded: list[Embedded] = []

    def add(self, articles: Sequence[Article]) -> None:
        nodes = self.splitter.get_nodes_from_documents([document(article) for article in articles])
        self.index.insert_nodes(nodes)
        for node in nodes:
            text, own = node.get_content(MetadataMode.EMBED), node.get_content()
            start = node.start_char_idx if isinstance(node, TextNode) else None
            self.embedded.append(Embedded(node.ref_doc_id or "", start or 0, len(text) - len(own), text))

    def search(self, question: str) -> list[str]:
        return [found.node.ref_doc_id or "" for found in self.retriever.retrieve(question)]


class Ours:
    """Our library, filled by and by."""

    def __init__(self, folder: Path) -> None:
        self.library: Library = open_library(folder, create=True)
        self.folder = folder
        self.embedded: list[Embedded] = []

    def add(self, articles: Sequence[Article]) -> None:
        for article in articles:
            build.store(self.library, article)
        for passage, heading in self.library.catalog.pending(1_000_000):
            text, head = embedded_text(heading.title, heading.published, passage.text)
            self.embedded.append(Embedded(passage.article_id, passage.start, head, text))
        build.embed_pending(self.library)

    def search(self, question: str) -> list[str]:
        library = self.library
        searches = (dense(library.catalog, library.vectors, library.embedder), keyword(library.catalog))
        return [hit.passage.article_id for hit in retrieve([question], searches, EVERYTHING, AT).hits]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=Path("../shared/data"), help="folder of the evaluation sets")
    parser.add_argument("--names", default="xquad_en,realtimeqa_2025,clapnq", help="which of them")
    parser.add_argument("--questions", type=int, default=200, help="questions asked of each set at most")
    arguments = parser.parse_args()
    print(f"{'set':16} {'adding':>20} {'read':>12} {'searching':>19} {'recall at 5':>13} {'higher by':>22} {'disk':>5}")
    for name in arguments.names.split(","):
        with tempfile.TemporaryDirectory() as work:
            print(f"{name:16} {compared(arguments.sets / name, Path(work), arguments.questions)}", flush=True)


def compared(folder: Path, work: Path, most: int) -> str:
    articles = [article for article in load(folder / "corpus.jsonl") if isinstance(article, Article)]
    ids = {article.source.rsplit("#", 1)[1]: article.id for article in articles}
    ours, stock = Ours(work / "ours"), Stock(work / "stock", local_embedder())
    local_embedder().vectors(["Warm, before the clock runs."])

    adding = []
    for n in track(range(SLICES), f"{folder.name}: adding", console=PROGRESS):
        slice_ = articles[n::SLICES]
        ours_rate, stock_rate = (rate(side, slice_) for side in (ours, stock))
        adding.append(ours_rate / stock_rate)

    asked = [record for record in records(folder / "questions.jsonl") if record.get("answerable", True)]
    asked = asked[:: -(-len(asked) // most)]
    hits: dict[str, list[float]] = {"ours": [], "stock": []}
    searching = []
    for record in track(asked, f"{folder.name}: searching", console=PROGRESS):
        gold = {ids[name] for name in record.get("gold_docs") or [record["gold_doc"]]}
        taken = {}
        for name, side in (("ours", ours), ("stock", stock)):
            started = time.perf_counter()
            found = side.search(record["question"])
            taken[name] = time.perf_counter() - started
            hits[name].append(float(bool(gold.intersection(found))))
        searching.append(taken["ours"] / taken["stock"])

    read = [seen(side.embedded, articles) for side in (ours, stock)]
    one, other = (mean(hits[name]) for name in ("stock", "ours"))
    gain, interval = difference(one, other)
    low, high = interval or (0.0, 0.0)
    recall = [sum(hits[name]) / len(asked) for name in ("ours", "stock")]
    ours.library.catalog.close()
    return (
        f"{spread(adding):>20} {read[0]:5.2f} / {read[1]:4.2f} {spread(searching):>19} "
        f"{recall[0]:6.3f} / {recall[1]:.3f} {gain:+7.3f} ({low:+.3f} to {high:+.3f}) "
        f"{size(ours.folder) / size(stock.folder):5.2f}"
    )


def document(article: Article) -> Document:
    facts = {
        "title": article.title,
        "publisher": article.publisher or "",
        "published": article.published.isoformat() if article.published else "",
    }
    return Document(text=article.text, id_=article.id, metadata=facts)


def rate(side: Ours | Stock, articles: Sequence[Article]) -> float:
    """Tokens embedded a second while these articles are added."""
    before = len(side.embedded)
    started = time.perf_counter()
    side.add(articles)
    took = time.perf_counter() - started
    counts = local_embedder().count_tokens([each.text for each in side.embedded[before:]])
    return sum(min(MAX_TOKENS, count + 2) for count in counts) / took


def seen(embedded: Sequence[Embedded], articles: Sequence[Article]) -> float:
    """The share of the articles' characters that the model read, an overlap counted once."""
    read: dict[str, set[int]] = {article.id: set() for article in articles}
    for each in embedded:
        offsets = local_embedder()._counter.encode(each.text, add_special_tokens=False).offsets
        end = offsets[: MAX_TOKENS - 2][-1][1] - each.head
        read[each.article].update(range(each.start, each.start + end))
    return sum(map(len, read.values())) / sum(len(article.text) for article in articles)


def spread(ratios: Sequence[float]) -> str:
    low, _, high = quantiles(ratios, n=4)
    return f"{median(ratios):.2f} ({low:.2f} to {high:.2f})"


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
