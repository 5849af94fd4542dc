"""What is read from real web pages, beside what raw trafilatura and newspaper4k read.

    pip install newspaper4k
    python -m benchmarks.pages --benchmark FOLDER --readability FOLDER

newspaper4k is no part of the project: without it, its column is left out.

`--benchmark` is a checkout of scrapinghub/article-extraction-benchmark: its
pages come with the text of their articles. Compared are runs of four words, as
that project does: precision, recall and F1, means over the pages. `--readability`
is one of mozilla/readability: its test pages come with title, byline, outlet
and day. Its titles are often those of the browser's window, with the outlet
behind, so title counts where either one begins with the other. A page for which
nothing is stated is not counted. Nothing of either is stored.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from article_qa.index.formats.article import Origin
from article_qa.index.formats.encoding import decode
from article_qa.index.formats.html import load_page
from article_qa.index.records import Article

WORDS = 4
NOWHERE = "https://example.org/"
FACTS = ("title", "publisher", "author", "day")


@dataclass(frozen=True, slots=True)
class Read:
    """What one reader says of a page."""

    text: str = ""
    title: str = ""
    publisher: str = ""
    author: str = ""
    day: str = ""


@dataclass
class Score:
    """Sums over the pages, and how many stated each fact."""

    precision: float = 0.0
    recall: float = 0.0
    pages: int = 0
    refused: int = 0
    right: Counter[str] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)
    wrong_days: int = 0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both / self.pages if both else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--benchmark", type=Path, help="checkout of scrapinghub/article-extraction-benchmark")
    parser.add_argument("--readability", type=Path, help="checkout of mozilla/readability")
    options = parser.parse_args()
    readers: dict[str, Callable[[bytes, str | None], Read | None]] = {"article-qa": ours, "trafilatura": raw}
    if find_spec("newspaper"):
        readers["newspaper4k"] = newspaper
    scores = {name: Score() for name in readers}
    pages = [*texts(options.benchmark), *facts(options.readability)]
    for content, url, stated in track(pages, "Reading", console=Console(stderr=True)):
        for name, read in readers.items():
            count(scores[name], read(content, url), stated)
    Console().print(table(scores))


def texts(folder: Path | None) -> Iterator[tuple[bytes, str | None, dict[str, str]]]:
    """The pages whose text is stated, with their addresses."""
    stated = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8")) if folder else {}
    for name, facts in stated.items():
        with gzip.open(folder / "html" / f"{name}.html.gz") as file:  # type: ignore[operator]
            yield file.read(), facts.get("url"), {"text": facts["articleBody"]}


def facts(folder: Path | None) -> Iterator[tuple[bytes, str | None, dict[str, str]]]:
    """The pages whose facts are stated."""
    for page in sorted((folder / "test" / "test-pages").iterdir()) if folder else ():
        stated = json.loads((page / "expected-metadata.json").read_text(encoding="utf-8"))
        named = {"title": "title", "publisher": "siteName", "author": "byline", "day": "publishedTime"}
        yield (
            (page / "source.html").read_bytes(),
            None,
            {ours: stated.get(theirs) or "" for ours, theirs in named.items()},
        )


def ours(content: bytes, url: str | None) -> Read | None:
    """What this program reads; None where it refuses the page."""
    try:
        article = next(a for a in load_page(content, Origin(".html", "page", "'page'", url)) if isinstance(a, Article))
    except Exception:
        return None
    day = article.published.isoformat() if article.published else ""
    return Read(article.text, article.title, article.publisher or "", article.author or "", day)


def raw(content: bytes, _: str | None) -> Read | None:
    """What trafilatura reads by itself."""
    from trafilatura import bare_extraction

    found = bare_extraction(content, with_metadata=True, include_comments=False)
    page: dict[str, Any] = found.as_dict() if found else {}
    if not page.get("text"):
        return None
    return Read(*(page.get(name) or "" for name in ("text", "title", "sitename", "author", "date")))


def newspaper(content: bytes, url: str | None) -> Read | None:
    """What newspaper4k reads; it is given an address where the page has none."""
    newspaper4k = import_module("newspaper")
    markup = decode(content, Origin(".html", "page", "'page'"))
    try:
        found = newspaper4k.article(url or NOWHERE, input_html=markup, fetch_images=False)
    except Exception:
        return None
    day = found.publish_date.date().isoformat() if found.publish_date else ""
    return Read(found.text, found.title, found.meta_site_name, ", ".join(found.authors), day) if found.text else None


def count(score: Score, read: Read | None, stated: dict[str, str]) -> None:
    """Add one page to a reader's score."""
    score.refused += read is None
    read = read or Read()
    if text := stated.get("text"):
        ours, theirs = runs(read.text), runs(text)
        shared = sum((ours & theirs).values())
        score.pages += 1
        score.precision += shared / max(1, ours.total())
        score.recall += shared / max(1, theirs.total())
    for name in FACTS:
        if value := stated.get(name):
            said = getattr(read, name)
            score.stated[name] += 1
            score.right[name] += value[:10] == said if name == "day" else is_alike(value, said)
            score.wrong_days += name == "day" and bool(said) and value[:10] != said


def runs(text: str) -> Counter[tuple[str, ...]]:
    """All runs of `WORDS` words, and how often each stands there."""
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[n : n + WORDS]) for n in range(max(1, len(words) - WORDS + 1)))


def is_alike(stated: str, said: str) -> bool:
    """Whether one begins with the other, signs, letter case and a "By" in front aside."""
    one, other = (re.sub(r"^\s*by\s+|\W+", "", text, flags=re.IGNORECASE).lower() for text in (stated, said))
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def table(scores: dict[str, Score]) -> Table:
    """A column for each reader."""
    grid = Table("", *scores, box=None)
    rows: dict[str, list[str]] = {
        "precision": [f"{each.precision / max(1, each.pages):.3f}" for each in scores.values()],
        "recall": [f"{each.recall / max(1, each.pages):.3f}" for each in scores.values()],
        "F1": [f"{each.f1:.3f} of {each.pages}" for each in scores.values()],
        **{name: [f"{each.right[name]} of {each.stated[name]}" for each in scores.values()] for name in FACTS},
        "wrong days": [str(each.wrong_days) for each in scores.values()],
        "refused": [str(each.refused) for each in scores.values()],
    }
    for name, cells in rows.items():
        grid.add_row(name, *cells)
    return grid


if __name__ == "__main__":
    main()
