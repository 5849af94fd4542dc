"""What ten versions of every article cost on the disk, beside one.

    python -m benchmarks.versions --articles ../shared/data/realtimeqa_2025/corpus.jsonl [--limit 200]

Each article is added again and again, each time with another sentence changed.
Its vectors are made up, since their size does not depend on the words. The
budget is 1.5 times the folder with one version. Chroma keeps the vectors of
passages that went in its index, so the two parts are told apart.
"""

import argparse
import hashlib
import re
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Note
from article_qa.index.formats.load import load
from article_qa.index.ingest.add import take
from article_qa.index.library import open_library
from article_qa.index.records import Article
from benchmarks.budgets import told
from benchmarks.growth import MadeUp

VERSIONS = 10
BUDGET = 1.5
SENTENCE_END = re.compile(r"(?<=[.!?])\s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True, help="a file of articles")
    parser.add_argument("--limit", type=int, default=200, help="how many of them")
    options = parser.parse_args()
    found = [each for each in load(options.articles) if not isinstance(each, ArticleRejected | Note)]
    articles = found[: options.limit]
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "data"
        sizes = [grown(folder, articles, number) for number in range(VERSIONS)]
        with open_library(folder) as library:
            patches = library.catalog.database.value("SELECT sum(length(CAST(patch AS BLOB))) FROM versions")
    for number, parts in enumerate(sizes, 1):
        said = ", ".join(f"{name} {size / 1e6:.2f} MB" for name, size in parts.items())
        print(f"{number:2} versions of {len(articles)} articles: {said}")
    print(f"patches {patches / 1e6:.2f} MB, {patches / len(articles) / (VERSIONS - 1):.0f} bytes each")
    first, last = (sum(parts.values()) for parts in (sizes[0], sizes[-1]))
    ratios = ", ".join(f"{name} {sizes[-1][name] / size:.2f}" for name, size in sizes[0].items())
    told("ten versions of each article beside one", f"at most {BUDGET}", f"{last / first:.2f} ({ratios})")


def grown(folder: Path, articles: Sequence[Article], number: int) -> dict[str, int]:
    """The bytes of each part of the library once it has this version of the articles, too, and was closed."""
    with open_library(folder, create=True) as library:
        library.embedder = MadeUp()
        take(library, [changed(article, number) for article in articles])
    files = [file for file in folder.rglob("*") if file.is_file()]
    vectors = sum(file.stat().st_size for file in files if "vectors" in file.relative_to(folder).parts)
    return {"catalog": sum(file.stat().st_size for file in files) - vectors, "vectors": vectors}


def changed(article: Article, number: int) -> Article:
    """The article with a word of another sentence changed in each version after the first."""
    sentences = SENTENCE_END.split(article.text)
    for each in range(1, number + 1):
        at = each * len(sentences) // (VERSIONS + 1)
        first, *rest = sentences[at].split(" ")
        sentences[at] = " ".join([first, "reportedly", *rest])
    text = " ".join(sentences)
    return replace(article, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())


if __name__ == "__main__":
    main()
