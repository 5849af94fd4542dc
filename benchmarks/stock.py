"""Beside a stock LlamaIndex: the same articles, the same embedding model, one run.

    python -m benchmarks.stock [--sets ../shared/data] [--names xquad_en,realtimeqa_2025,clapnq]

Stock is `VectorStoreIndex` over an embedded Chroma with its default splitter
(chunks of 1,024 tokens, 200 of them shared with the one before) and its default
retriever, the headline, outlet and date in each document's metadata. Both take
the articles in turns, slice by slice, and answer every answerable question in
turn, each from the question's words to five passages with their words,
headlines, outlets and dates: ours by both rankings, copies and freshness
included, as an answer is read. Where a set has the day of a question, ours is
asked on it; stock knows no days.

- a gold article, or one of its copies, among the five, and first;
- a passage that bears the answer: it is from a gold article and an accepted
  answer stands in its words (in `clapnq` a sentence that people chose for
  theirs). A chunk of stock's is five times as long, which helps it here: the
  words handed over are those that a reader or a model gets to read. What the
  embedding model read of a text is its first 256 tokens;
- MRR: one over the place of the first such, nothing where it is not among the
  five;
- "higher by", with the 95 % interval of a paired bootstrap over questions;
- adding: our tokens embedded a second over stock's, slice by slice, of each
  text only what the model reads;
- searching: our time over stock's, the question's embedding in both;
- disk: bytes of the data folder over those of stock's.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import chromadb
from chromadb.config import Settings
from llama_index.core import Document, StorageContext, VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import MetadataMode, TextNode
from llama_index.vector_stores.chroma import ChromaVectorStore
from rich.console import Console
from rich.progress import track

from article_qa.index.embedders.local import MAX_TOKENS, local_embedder
from article_qa.index.formats.load import load
from article_qa.index.ingest import add as adding
from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.library import Library, open_library
from article_qa.index.records import EVERYTHING, Article, embedded_text
from article_qa.index.store.near_duplicates import fingerprint, signature
from article_qa.qa.assistant import Assistant
from article_qa.qa.evaluation.golden import Wanted, find_wanted
from article_qa.qa.evaluation.measures import difference, mean, stands_in
from article_qa.qa.llama_index import ArticleEmbedding
from benchmarks.budgets import told
from benchmarks.sets import read_set, records, spread

NAMES = "xquad_en,realtimeqa_2025,clapnq"
SLICES = 6
PROGRESS = Console(stderr=True)
AT = 5
FIGURES = ("article among five", "article first", "article MRR", "passage among five", "passage first", "passage MRR")


@dataclass(frozen=True)
class Embedded:
    """A text that was embedded: after `head` characters it is its article's text from `start` on."""

    article: str
    start: int
    head: int
    text: str


@dataclass(frozen=True)
class Found:
    """A passage as it is handed over."""

    article: str
    text: str


@dataclass(frozen=True)
class QuestionTokens:
    """A question, the day it is asked on where it is known, what it wants and its accepted answers."""

    question: str
    today: date | None
    wanted: Wanted
    answers: Sequence[str]


class Stock:
    """The stock index, filled by and by."""

    def __init__(self, folder: Path, embedder: BaseEmbedding) -> None:
        self.client = chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))
        store = ChromaVectorStore(chroma_collection=self.client.create_collection("stock"))
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

    def search(self, asked: QuestionTokens) -> list[Found]:
        hits = self.retriever.retrieve(asked.question)
        return [Found(hit.node.ref_doc_id or "", hit.node.get_content()) for hit in hits]

    def close(self) -> None:
        self.client.close()  # type: ignore[attr-defined]


class Ours:
    """Our library, filled by and by."""

    def __init__(self, folder: Path) -> None:
        self.library: Library = open_library(folder, create=True)
        self.assistant = Assistant.over(self.library)
        self.folder = folder
        self.embedded: list[Embedded] = []

    def add(self, articles: Sequence[Article]) -> None:
        for article in articles:
            adding.store(self.library, article)
        for passage, heading in self.library.catalog.vector_queue.pending(1_000_000):
            text, head = embedded_text(heading.title, heading.published, passage.text)
            self.embedded.append(Embedded(passage.article_id, passage.start, head, text))
        embed_pending(self.library)

    def search(self, asked: QuestionTokens) -> list[Found]:
        passages = self.assistant.library.find([asked.question], EVERYTHING, AT, today=asked.today).retrieved.passages
        return [Found(passage.article_id, passage.text) for passage in passages]

    def close(self) -> None:
        self.library.forget_vectors()
        self.library.catalog.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=Path("../shared/data"), help="folder of the evaluation sets")
    parser.add_argument("--names", default=NAMES, help="which of them; those that are not there are left out")
    parser.add_argument("--questions", type=int, help="questions asked of each set at most; all by default")
    parser.add_argument("--articles", type=int, help="trial: so many of the set's articles alone")
    arguments = parser.parse_args()
    for name in arguments.names.split(","):
        if not (arguments.sets / name).is_dir():
            print(f"{name}: not in {arguments.sets}, left out")
            continue
        with tempfile.TemporaryDirectory() as work:
            compared(name, arguments.sets, Path(work), arguments.questions, arguments.articles)


def compared(name: str, sets: Path, work: Path, most: int | None, sample: int | None) -> None:
    """Prints one set's table."""
    loaded = [article for article in load(sets / name / "corpus.jsonl") if isinstance(article, Article)]
    # The same text of the same outlet is stored once by us; stock is not to hold it against itself.
    articles = list({(each.sha256, each.publisher): each for each in reversed(loaded)}.values())[::-1][:sample]
    ours, stock = Ours(work / "ours"), Stock(work / "stock", ArticleEmbedding(local_embedder()))
    # Warm, before the clock runs: the model, and what compares copies, which loads when the first article comes.
    local_embedder().vectors(["Warm."])
    signature(fingerprint("Warm.", None).shingles)
    adding = []
    for n in track(range(SLICES), f"{name}: adding", console=PROGRESS):
        ours_rate, stock_rate = (rate(side, articles[n::SLICES]) for side in (ours, stock))
        adding.append(ours_rate / stock_rate)

    asked = list(spread(list(questions(name, sets, ours.library, is_sample=bool(sample))), most))
    figures: dict[Ours | Stock, list[list[float]]] = {ours: [], stock: []}
    words: dict[Ours | Stock, list[int]] = {ours: [], stock: []}
    searching = []
    for each in track(asked, f"{name}: searching", console=PROGRESS):
        taken = {}
        for side in (ours, stock):
            started = time.perf_counter()
            found = side.search(each)
            taken[side] = time.perf_counter() - started
            figures[side].append(ranked(each, found))
            words[side].append(sum(len(one.text.split()) for one in found))
        searching.append(taken[ours] / taken[stock])

    print(f"\n{name}: {len(articles)} articles, {len(asked)} questions")
    print(f"{'':26}{'ours':>8}{'stock':>8}{'higher by':>12}")
    for n, label in enumerate(FIGURES):
        one, other = (mean([values[n] for values in figures[side]]) for side in (stock, ours))
        gain, interval = difference(one, other)
        low, high = interval or (0.0, 0.0)
        values = [sum(row[n] for row in figures[side]) / len(asked) for side in (ours, stock)]
        print(f"{label:26}{values[0]:8.3f}{values[1]:8.3f}{gain:+12.3f} ({low:+.3f} to {high:+.3f})")
        if label == "article among five":
            both = f"{values[0]:.3f} / {values[1]:.3f}, {gain:+.3f} ({low:+.3f} to {high:+.3f})"
            told(f"{name}: a gold article among five", "more than stock", both)
    print(f"{'words handed over, median':26}{median(words[ours]):8.0f}{median(words[stock]):8.0f}")
    read = [seen(side.embedded, articles) for side in (ours, stock)]
    print(f"{'read by the model':26}{read[0]:8.2f}{read[1]:8.2f}")
    # As they lie once their processes are gone.
    ours.close()
    stock.close()
    disk = size(ours.folder) / size(stock.folder)
    print(f"ours over stock: adding {quartiles(adding)}, searching {quartiles(searching)}, disk {disk:.2f}")
    told(f"{name}: adding, beside stock, for each token embedded", "at least 1.00", quartiles(adding))
    told(f"{name}: searching, beside stock", "at most 1.00", quartiles(searching))
    told(f"{name}: disk, beside stock", "at most 0.70", f"{disk:.2f}")


def questions(name: str, sets: Path, library: Library, *, is_sample: bool) -> Iterator[QuestionTokens]:
    """The set's answerable questions; of a sample of its articles, those that are about one of them."""
    read = read_set(name, sets)
    assert read
    chosen = {r["question"]: chosen_sentences(r) for r in records(sets / name / "questions.jsonl")}
    golden = [each for each in read.questions if each.can_be_answered]
    if is_sample:
        held = {listing.source.rsplit("#", 1)[1] for listing in library.catalog.listings()}
        golden = [each for each in golden if all(held.issuperset(members) for members in each.article)]
    for each, wanted in zip(golden, find_wanted(golden, library), strict=True):
        yield QuestionTokens(each.question, each.today, wanted, each.answers or chosen[each.question])


def chosen_sentences(record: dict[str, Any]) -> list[str]:
    return [sentence for output in record.get("outputs", ()) for sentence in output["selected_sentences"]]


def ranked(asked: QuestionTokens, found: Sequence[Found]) -> list[float]:
    """The figures of one ranking, in the order of `FIGURES`."""
    is_gold = [asked.wanted.is_gold(each.article) for each in found]
    bears = [
        gold and any(stands_in(answer, each.text) for answer in asked.answers)
        for gold, each in zip(is_gold, found, strict=True)
    ]
    figures: list[float] = []
    for met in (is_gold, bears):
        place = met.index(True) + 1 if any(met) else 0
        figures += [float(place > 0), float(place == 1), 1 / place if place else 0.0]
    return figures


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
        # Cut off where the model's reading ends; the last but one, for a mark stands behind it.
        end = local_embedder()._tokenizer.encode(each.text).offsets[-2][1] - each.head
        read[each.article].update(range(each.start, each.start + end))
    return sum(map(len, read.values())) / sum(len(article.text) for article in articles)


def quartiles(ratios: Sequence[float]) -> str:
    low, _, high = quantiles(ratios, n=4)
    return f"{median(ratios):.2f} ({low:.2f} to {high:.2f})"


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


if __name__ == "__main__":
    main()
