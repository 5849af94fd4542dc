"""Standing questions over news that comes day by day: what is told, what is told in vain, and what it costs.

    python -m benchmarks.watching --set ../shared/data/realtimeqa_2025 [--questions 20] [--others 60] [--show]

The questions are those of the set that are answered by an article, drawn by a
hash. They stand from the day before the first of their articles on. Each day's
articles are added at once. A change is real on the first day on which an
article that answers is added. It is told when a notice quotes an accepted
answer. A notice is false when what it tells as new or changed holds none and
is from no article that answers. Then a hundred questions stand, and one
article is added with and without them (`--standing 0` leaves that out).
"""

import argparse
import hashlib
import math
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from article_qa.index.formats.load import load
from article_qa.index.ingest.add import take
from article_qa.index.library import Library, open_library
from article_qa.index.records import EVERYTHING, Article
from article_qa.qa.evaluation.measures import stands_in
from article_qa.qa.watching.ask_again import ask_again, watch_question
from article_qa.qa.watching.watches import Notice, notices
from benchmarks.budgets import told
from benchmarks.sets import records, spread

ASKED_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Standing:
    """A question, the answers that are accepted, and the day of the first article that holds one."""

    question: str
    answers: tuple[str, ...]
    golden: frozenset[str]
    first: date


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, required=True, help="folder of the set")
    parser.add_argument("--questions", type=int, default=20, help="how many stand")
    parser.add_argument("--others", type=int, default=60, help="how many articles that answer none are added too")
    parser.add_argument("--standing", type=int, default=100, help="how many stand when an article is added")
    parser.add_argument("--show", action="store_true", help="print what is told")
    options = parser.parse_args()
    articles = {each.url: each for each in load(options.set / "corpus.jsonl") if isinstance(each, Article)}
    dated = {
        facts["doc_id"]: article
        for facts in records(options.set / "corpus.jsonl")
        if (article := articles.get(facts["url"])) and article.published
    }
    asked = [
        r for r in records(options.set / "questions.jsonl") if r["answerable"] and set(r["gold_docs"]) & set(dated)
    ]
    asked = sorted(asked, key=lambda r: hashlib.sha256(r["question"].encode()).digest())
    chosen = asked[: options.questions]
    golden = {doc for r in chosen for doc in r["gold_docs"]} & set(dated)
    everything = {doc for r in asked for doc in r["gold_docs"]}
    days: dict[date, list[Article]] = defaultdict(list)
    for doc in [*sorted(golden), *spread(sorted(set(dated) - everything), options.others)]:
        days[dated[doc].published or date.min].append(dated[doc])
    standing = [_standing(r, dated) for r in chosen]
    with tempfile.TemporaryDirectory() as work, open_library(Path(work) / "data", create=True) as library:
        replay(library, days, standing)
        report(notices(library.catalog), standing, show=options.show)
        if options.standing:
            questions = spread([r["question"] for r in asked], options.standing)
            cost(library, questions, next(iter(dated.values())))


def _standing(facts: dict[str, object], dated: dict[str, Article]) -> Standing:
    golden, aliases = facts["gold_docs"], facts["aliases"]
    assert isinstance(golden, list)
    assert isinstance(aliases, list)
    first = min(dated[doc].published or date.max for doc in golden if doc in dated)
    ids = frozenset(dated[doc].id for doc in golden if doc in dated)
    return Standing(str(facts["question"]), tuple(aliases), ids, first)


def replay(library: Library, days: dict[date, list[Article]], standing: Sequence[Standing]) -> None:
    """Add each day's articles; a question stands from the day before the first article that answers it."""
    kept: set[str] = set()
    for day in sorted(days):
        for each in standing:
            if each.first <= day and each.question not in kept:
                kept.add(each.question)
                watch_question(each.question, EVERYTHING, library, today=day)
        library.after_embedding = lambda library, day=day: ask_again(library, today=day, seconds=math.inf)
        take(library, days[day])


def report(told_of: Sequence[Notice], standing: Sequence[Standing], *, show: bool) -> None:
    found, false = 0, 0
    for each in standing:
        mine = [notice for notice in reversed(told_of) if notice.question == each.question]
        right = [notice for notice in mine if holds(notice, each.answers)]
        found += bool(right)
        false += sum(notice not in right and not _is_from(notice, each.golden) for notice in mine)
        if show:
            print(f"\n{each.question} {each.answers} {each.first}")
            for notice in mine:
                mark = "right" if notice in right else "from it" if _is_from(notice, each.golden) else "FALSE"
                print(*(f"   {mark} {change.text[:300]}" for change in notice.changes), sep="\n")
    told("real changes told", "at least .8", f"{found} of {len(standing)}, {found / len(standing):.2f}")
    told("false notices a question", "at most 1", f"{false / len(standing):.2f}")


def holds(notice: Notice, answers: Sequence[str]) -> bool:
    """Whether something told as new or changed holds an accepted answer."""
    said = " ".join(change.now or "" for change in notice.changes)
    return any(stands_in(answer, said) for answer in answers)


def _is_from(notice: Notice, golden: frozenset[str]) -> bool:
    """Whether what is told as new or changed is from an article that answers."""
    numbers = {number for change in notice.changes for number in change.citations}
    return any(each.number in numbers and each.article_id in golden for each in notice.answer.citations)


def cost(library: Library, questions: Sequence[str], article: Article) -> None:
    """Seconds that adding one article takes without and with a hundred standing questions."""
    seconds = []
    for number in range(2):
        new = replace(article, id=f"{number:016}", url=None, source=f"{number}.txt", text=f"{number}. {article.text}")
        new = replace(new, sha256=hashlib.sha256(new.text.encode()).hexdigest())
        library.after_embedding = ask_again if number else None
        if number:
            for question in questions:
                watch_question(question, EVERYTHING, library)
        started = time.perf_counter()
        take(library, [new])
        seconds.append(time.perf_counter() - started)
    count = len(library.catalog.watches.all())
    told(
        f"adding an article with {count} standing questions, beyond adding it without",
        f"at most {ASKED_SECONDS} s",
        f"{seconds[1] - seconds[0]:.1f} s",
    )


if __name__ == "__main__":
    main()
