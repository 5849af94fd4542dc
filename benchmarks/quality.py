"""How good the answers without a model are, on sets of questions with known answers.

    python -m benchmarks.quality --sets ../shared/data [--every 4] [xquad_en realtimeqa_2025 clapnq]

`first` and `any` are the shares of answerable questions whose gold answer
stands in the first quote and in any quote; a refusal counts as a miss.
`article` is the share whose first quote comes from a gold article. `refused`
are the shares of answerable and unanswerable questions that were refused.
`exact` is the share of quotes that equal their slice of the article.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import fmean, median
from typing import Any

from rich.progress import track

from index import build
from index.library import Library, open_library
from qa.answer import Assistant
from qa.records import Answer

SETS = ("xquad_en", "realtimeqa_2025", "clapnq")


@dataclass(frozen=True)
class Result:
    asked: dict[str, Any]
    answer: Answer
    exact: bool
    documents: list[str]

    @property
    def answerable(self) -> bool:
        return bool(self.asked["answerable"])

    @property
    def refused(self) -> bool:
        return self.answer.status == "abstained"

    def gold_in(self, quotes: int) -> bool:
        """Whether a gold answer stands in the first `quotes` quotes."""
        names = self.asked.get("answers") or self.asked.get("aliases") or []
        shown = [citation.quote.lower() for citation in self.answer.citations[:quotes]]
        return any(name.lower() in quote for name in names for quote in shown)

    @property
    def gold_article_first(self) -> bool:
        gold = self.asked.get("gold_docs") or [self.asked.get("gold_doc")]
        return self.documents[:1] != [] and self.documents[0] in gold

    @property
    def words(self) -> int:
        return sum(len(citation.quote.split()) for citation in self.answer.citations)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=SETS, help="the sets to run")
    parser.add_argument("--sets", type=Path, default=Path("../shared/data"), help="folder of the evaluation sets")
    parser.add_argument("--every", type=int, default=1, help="ask every n-th question only")
    options = parser.parse_args()
    print(f"{'set':16} asked  first    any  article  refused: answerable  unanswerable  exact  words  ms")
    for name in options.names:
        print(f"{name:16} {row(list(ask_all(options.sets / name, options.every)))}", flush=True)


def ask_all(folder: Path, every: int) -> Iterator[Result]:
    """Each question of the set, answered over the set's whole corpus."""
    lines = (folder / "questions.jsonl").read_text().splitlines()[::every]
    with tempfile.TemporaryDirectory() as data, open_library(Path(data) / "library", create=True) as library:
        build.add(library, [folder / "corpus.jsonl"])
        assistant = Assistant.over(library)
        names = documents(folder / "corpus.jsonl", library)
        for line in track(lines, folder.name):
            asked = json.loads(line)
            today = date.fromisoformat(asked["question_date"]) if "question_date" in asked else None
            answer = assistant.ask(asked["question"], today=today)
            yield Result(asked, answer, exact(answer, library), [names[c.article_id] for c in answer.citations])


def documents(corpus: Path, library: Library) -> dict[str, str]:
    """The set's own name of each article of the library."""
    lines = (json.loads(line) for line in corpus.read_text().splitlines())
    of_url = {document["url"]: document["doc_id"] for document in lines if document.get("url")}
    return {
        listing.id: of_url.get(listing.url or "", listing.source.rsplit("#", 1)[1])
        for listing in library.catalog.listings()
    }


def exact(answer: Answer, library: Library) -> bool:
    found = [(library.catalog.article(c.article_id), c) for c in (*answer.citations, *answer.nearest)]
    return all(article is not None and article.text[c.start : c.end] == c.quote for article, c in found)


def row(results: list[Result]) -> str:
    can = [r for r in results if r.answerable]
    cannot = [r for r in results if not r.answerable]
    has_answers = any(r.asked.get("answers") or r.asked.get("aliases") for r in can)
    first, anywhere = ((fmean(r.gold_in(n) for r in can) if has_answers else float("nan")) for n in (1, 3))
    answered = [r for r in results if not r.refused]
    return (
        f"{len(results):5}  {first:5.3f}  {anywhere:5.3f}  {fmean(r.gold_article_first for r in can):7.3f}  "
        f"{fmean(r.refused for r in can):19.3f}  "
        f"{fmean(r.refused for r in cannot) if cannot else float('nan'):12.3f}  "
        f"{fmean(r.exact for r in results):5.3f}  {fmean(r.words for r in answered):5.1f}  "
        f"{median(r.answer.timings_ms['total'] for r in results):3.0f}"
    )


if __name__ == "__main__":
    main()
