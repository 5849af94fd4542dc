"""Whether a library over PostgreSQL and a Chroma server answers as one in a folder does.

    python -m benchmarks.servers [--set golden] [--questions 2000] [--workers 3]

The articles of all sets that are named are in one library, so a question of one
set is asked among those of the others. The library is moved to the servers by
`backup` and `restore`, so both have the same vectors. Each question is asked of
both. Answers are equal if all but their times is. Those that differ are listed.

The servers run on this machine. With `--workers N` they are asked by N processes.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path

from article_qa.index.backup.make import backup
from article_qa.index.backup.restore import restore
from article_qa.index.ingest.add import add
from article_qa.index.library import Library, open_library
from article_qa.qa.answer import Answer
from article_qa.qa.answering.pool import Pool
from article_qa.qa.answering.pooled import PooledAssistant
from article_qa.qa.ask import Ask
from article_qa.qa.assistant import Assistant
from article_qa.qa.reading.late_interaction import CachingReader
from benchmarks.budgets import told
from benchmarks.sets import GOLDEN, SETS, read_set, spread
from benchmarks.workers import SERVERS
from tests.chroma import running_chroma
from tests.postgres import running_postgres

DATA = Path(__file__).parents[2] / "shared" / "data"
# How many of 500 answers may differ.
ASKED = 0.002
EVERY = 20


@dataclass(frozen=True)
class Asked:
    """A question with its options, and the set that it is of."""

    of: str
    question: str
    options: Ask


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", choices=sorted(SETS), dest="sets", help="may be repeated")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the evaluation sets")
    parser.add_argument("--questions", type=int, default=2000, help="the most that are asked, evenly from all")
    parser.add_argument("--workers", type=int, default=0, help="how many processes answer over the servers")
    options = parser.parse_args()
    articles, questions = gathered(options.sets or ["golden"], options.data)
    with tempfile.TemporaryDirectory() as work, running_postgres() as postgres, running_chroma(Path(work) / "c") as url:
        folder = Path(work)
        with open_library(folder / "folder", create=True) as embedded:
            add(embedded, articles)
            backup(embedded, folder / "library.aqa")
            os.environ |= dict(zip(SERVERS, (postgres.library(), url), strict=True))
            restore(folder / "library.aqa", folder / "servers")
            with open_library(folder / "servers") as moved, asking(moved, options.workers) as over_servers:
                asked = spread(questions, options.questions)
                differing = compared(asked, read_once(Assistant.over(embedded)), over_servers)
            shown(embedded, asked, differing)


def gathered(names: Sequence[str], data: Path) -> tuple[list[Path], list[Asked]]:
    """The articles of these sets, and their questions; those of every kind with the project's own."""
    articles: dict[Path, None] = {}
    questions: list[Asked] = []
    for name in names:
        if not (of := read_set(name, data)):
            raise SystemExit(f"there is no set {name!r} in {str(data)!r}; name their folder with --data")
        articles |= dict.fromkeys(of.articles)
        questions += [
            Asked(name, each.question, Ask(tuple(each.turns), each.scope, each.today)) for each in of.questions
        ]
    if "golden" in names:
        lines = (GOLDEN / "kinds.jsonl").read_text(encoding="utf-8").splitlines()
        questions += [Asked("kinds", json.loads(line)["question"], Ask()) for line in lines]
    return list(articles), questions


def read_once(assistant: Assistant) -> Assistant:
    """The same assistant, which reads a passage that several questions find once."""
    return replace(assistant, reader=CachingReader(assistant.reader))


@contextmanager
def asking(library: Library, workers: int) -> Iterator[Assistant]:
    """What answers over the servers."""
    if not workers:
        yield read_once(Assistant.over(library))
        return
    with Pool(library.folder, workers) as pool:
        yield PooledAssistant.behind(library, pool)


def compared(asked: Sequence[Asked], one: Assistant, other: Assistant) -> dict[Asked, list[str]]:
    """The questions whose answers differ, with what differs."""
    differing = {}
    for number, each in enumerate(asked, 1):
        if names := unlike(one.answer(each.question, each.options), other.answer(each.question, each.options)):
            differing[each] = names
        if number % EVERY == 0:
            print(f"{number} of {len(asked)} asked, {len(differing)} differ", file=sys.stderr, flush=True)
    return differing


def unlike(one: Answer, other: Answer) -> list[str]:
    """The fields in which two answers differ but their times."""
    names = [each.name for each in fields(Answer) if each.compare and each.name != "timings_ms"]
    return [name for name in names if getattr(one, name) != getattr(other, name)]


def shown(library: Library, asked: Sequence[Asked], differing: dict[Asked, list[str]]) -> None:
    found = library.catalog.overview()
    print(f"{found.articles:,} articles, {found.passages:,} passages, {len(asked):,} questions")
    for each, names in differing.items():
        print(f"{each.of}: {each.question!r} differs in {', '.join(names)}")
    share = len(differing) / len(asked)
    told("answers over servers that differ", f"at most {ASKED}", f"{share:.4f} ({len(differing)} of {len(asked)})")


if __name__ == "__main__":
    main()
