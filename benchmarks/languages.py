"""What answers are worth in other languages: questions over a few paragraphs of XQuAD in each.

    python -m benchmarks.languages [--sets ../shared/data] [--embedder local] [--paragraphs 48] [ar de …]

Every language has the same paragraphs, drawn with a fixed seed. A fifth of the
questions is asked as if the paragraph that answers them were not there. Half of
the paragraphs may be tuned on, the other half is held out; a paragraph and its
translations share a half. Any folder `xquad_CODE` of the sets can be named.
"""

import argparse
import random
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from article_qa.index.embedders.local import FloatMatrix
from article_qa.index.ingest.add import add
from article_qa.index.library import Library, open_library
from article_qa.index.settings import IndexSettings
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import Assistant
from article_qa.qa.reading.late_interaction import CachingReader
from article_qa.qa.reading.sentence_reader import SentenceReader
from benchmarks.calibrate import without
from benchmarks.sets import half, records

LANGUAGES = ("en", "ar", "de", "es", "zh")
SEED = 7
# One question in this many is asked without its paragraph.
EVERY = 5
TODAY = date(2026, 1, 1)
TUNED_ON, HELD_OUT, ALL = "tuned on", "held out", "all"


@dataclass(frozen=True)
class Asked:
    """A question, what it must be answered with, its paragraph, and whether that was there."""

    question: str
    answers: Sequence[str]
    paragraph: str
    can_be_answered: bool
    half: str


@dataclass(frozen=True)
class Outcome:
    asked: Asked
    answer: Answer

    @property
    def is_refused(self) -> bool:
        return self.answer.status == "abstained"

    def has_gold(self, quotes: int) -> bool:
        """Whether one of the first quotes holds the answer; never so for a refusal."""
        quoted = [folded(citation.quote) for citation in self.answer.citations[:quotes]]
        return any(folded(gold) in quote for quote in quoted for gold in self.asked.answers)


class CachingSentenceReader:
    """A reader of whole sentences that reads each text once."""

    def __init__(self, reader: SentenceReader) -> None:
        self._reader = reader
        self._known: dict[str, FloatMatrix] = {}

    def queries(self, texts: Sequence[str]) -> FloatMatrix:
        return self._reader.queries(texts)

    def passages(self, texts: Sequence[str]) -> FloatMatrix:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known |= zip(new, self._reader.passages(new), strict=True)
        return np.array([self._known[text] for text in texts], np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", help=f"codes of languages; by default {' '.join(LANGUAGES)}")
    parser.add_argument("--sets", type=Path, default=Path("../shared/data"), help="folder of the evaluation sets")
    parser.add_argument("--embedder", choices=("local", "multilingual"), default="local")
    parser.add_argument("--paragraphs", type=int, default=48, help="number of paragraphs in each language")
    given = parser.parse_args()
    table = Table("language", "half", "questions", "first quote", "one of three", "refused", "due refusals", "warned")
    for language in given.languages or LANGUAGES:
        folder = given.sets / f"xquad_{language}"
        if not folder.is_dir():
            raise SystemExit(f"there is no {str(folder)!r}; name the folder of the sets with --sets")
        outcomes = list(ask_all(folder, given.paragraphs, given.embedder))
        for name in (ALL, HELD_OUT):
            table.add_row(language, name, *figures([o for o in outcomes if name in (ALL, o.asked.half)]))
    Console().print(table)


def ask_all(folder: Path, paragraphs: int, embedder: str) -> Iterator[Outcome]:
    """Every question on the chosen paragraphs of one language, answered without a model."""
    with tempfile.TemporaryDirectory() as work:
        chosen = choose(folder, paragraphs)
        file = Path(work) / "corpus.jsonl"
        lines = (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join(line for line, of in zip(lines, names(folder), strict=True) if of in chosen))
        with open_library(Path(work) / "library", create=True) as library:
            library.settings = IndexSettings(embedder="multilingual" if embedder == "multilingual" else "local")
            add(library, [file])
            assistant = reading(library)
            ids = {each.source.rsplit("#", 1)[-1]: each.id for each in library.catalog.listings()}
            for asked in track(questions(folder, chosen), f"{folder.name}, {embedder}"):
                gone = None if asked.can_be_answered else ids[asked.paragraph]
                yield Outcome(asked, without_article(assistant, gone).ask(asked.question, today=TODAY, mode="extract"))


def names(folder: Path) -> list[str]:
    return [str(record["doc_id"]) for record in records(folder / "corpus.jsonl")]


def choose(folder: Path, paragraphs: int) -> frozenset[str]:
    """The names of the paragraphs, the same in every language."""
    return frozenset(random.Random(SEED).sample(sorted(names(folder)), paragraphs))


def questions(folder: Path, chosen: frozenset[str]) -> list[Asked]:
    found = [record for record in records(folder / "questions.jsonl") if record["gold_doc"] in chosen]
    return [
        Asked(
            r["question"], r["answers"], r["gold_doc"], bool(n % EVERY), HELD_OUT if half(r["gold_doc"]) else TUNED_ON
        )
        for n, r in enumerate(found)
    ]


def reading(library: Library) -> Assistant:
    """The assistant over `library`, which reads each passage and each sentence once."""
    assistant = Assistant.over(library)
    sentences = CachingSentenceReader(assistant.multilingual) if assistant.multilingual else None
    return replace(assistant, reader=CachingReader(assistant.reader), multilingual=sentences)


def without_article(assistant: Assistant, gone: str | None) -> Assistant:
    """The assistant as if this article were not there."""
    rankers = {name: without(rank, gone) for name, rank in assistant.library.rankers.items()}
    return replace(assistant, library=replace(assistant.library, rankers=rankers)) if gone else assistant


def figures(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """How many questions, and the shares of the table's columns."""
    can = [each for each in outcomes if each.asked.can_be_answered]
    cannot = [each for each in outcomes if not each.asked.can_be_answered]
    return (
        str(len(outcomes)),
        share([each.has_gold(1) for each in can]),
        share([each.has_gold(3) for each in can]),
        share([each.is_refused for each in can]),
        share([each.is_refused for each in cannot]),
        share([bool(each.answer.warnings) for each in outcomes]),
    )


def folded(text: str) -> str:
    """Words are not told apart, for Chinese has no spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def share(claims: Sequence[bool]) -> str:
    return f"{sum(claims) / len(claims):.3f}" if claims else ""


if __name__ == "__main__":
    main()
