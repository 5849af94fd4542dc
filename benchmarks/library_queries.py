"""Exact questions to the catalog over a large library: counts, lists, outlets, speakers and names.

    python -m benchmarks.library_queries [--passages 100000] [--rounds 20]

The articles are those of `benchmarks.searching`, without vectors. To each the
annotations are made up that an article of its length has: 25 sentences, 5
sayings by up to 3 of 40,000 speakers, a few of whom speak often, and 15 names.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from statistics import median

import numpy as np

from article_qa.index.annotations import AnnotatedSentence, Annotations, Days, Name, Saying
from article_qa.index.records import Article, Scope
from article_qa.index.store.catalog import Catalog
from benchmarks.budgets import told
from benchmarks.searching import DAYS, FIRST_DAY, articles

PEOPLE = 40_000
SYLLABLES = "ba ke li mo nu ra se ti vo wa xi za".split()
ROLES = ("", "minister", "engineer of the town", "spokeswoman")
LAST_YEAR = Scope(since=FIRST_DAY + timedelta(days=DAYS - 365))
MAX_MILLISECONDS = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=100_000, help="size of the library")
    parser.add_argument("--rounds", type=int, default=20, help="how often each is asked")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work, closing(Catalog(Path(work) / "catalog.sqlite3")) as catalog:
        people = fill(catalog, options.passages)
        report(catalog, people, options.passages, options.rounds)


def fill(catalog: Catalog, size: int) -> list[str]:
    """The articles with their annotations; prints what these take. Gives the names of the speakers."""
    chance = random.Random(3)
    people = [f"{_name(chance, 2)} {_name(chance, 3)}" for _ in range(PEOPLE)]
    seconds, number = 0.0, 0
    for article, passages in articles(size, np.random.default_rng(7)):
        catalog.put(article, passages)
        learned = made_up(article, people, chance)
        started = time.perf_counter()
        catalog.annotations.put(article.id, article.sha256, learned, 1)
        seconds += time.perf_counter() - started
        number += 1
    print(
        f"{size:,} passages, {number:,} articles; keeping annotations takes {seconds / number * 1000:.2f} ms "
        f"and {_bytes(catalog) / number:,.0f} bytes an article"
    )
    return people


def _bytes(catalog: Catalog) -> int:
    """What all tables and indexes of the annotations take in the file."""
    return int(
        catalog.database.value(
            "SELECT sum(s.pgsize) FROM dbstat s JOIN sqlite_master m ON m.name = s.name "
            "WHERE m.tbl_name IN ('annotations', 'names', 'name_words', 'speakers')"
        )
    )


def _name(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choices(SYLLABLES, k=syllables)).capitalize()


def made_up(article: Article, people: list[str], chance: random.Random) -> Annotations:
    """Annotations as an article of this length has them."""
    length = len(article.text) // 25
    days = Days(article.published, article.published) if article.published else None
    speakers = [people[min(int(chance.paretovariate(0.6)), PEOPLE - 1)] for _ in range(3)]
    named = {*speakers, *chance.sample(people, 12)}
    return Annotations(
        tuple(
            AnnotatedSentence(n * length, (n + 1) * length - 1, "statement", days=None if n % 4 else days)
            for n in range(25)
        ),
        tuple(
            Saying(n * 50, n * 50 + 49, n * 50 + 3, n * 50 + 30, chance.choice(speakers), chance.choice(ROLES), "said")
            for n in range(5)
        ),
        tuple(Name(name, "person", ((7, 19), (40, 52))) for name in named),
    )


def report(catalog: Catalog, people: list[str], size: int, rounds: int) -> None:
    """Prints the median of each question in milliseconds, and the slowest as a budget."""
    queries, store = catalog.queries, catalog.annotations
    often = people[1]
    ids = [each.article_id for each in queries.articles(limit=200)]
    questions: dict[str, Callable[[], object]] = {
        "articles with a rare word": lambda: queries.mentioning("w20000"),
        "articles with a common word, a tenth of all": lambda: queries.mentioning("w500"),
        "articles with a word, in a year": lambda: queries.mentioning("w500", LAST_YEAR),
        "all articles": queries.articles,
        "outlets": queries.outlets,
        "the newest articles": lambda: queries.newest(limit=10),
        "everybody who is quoted": store.speakers,
        "a speaker by the last name": lambda: store.speakers_named([often.split()[1]]),
        "100 sayings of who speaks most": lambda: store.sayings_of([often]),
        "names with a word": lambda: store.names_like([often.split()[0]]),
        "annotations of 200 articles": lambda: store.of(ids),
        "articles of a scope of 200": lambda: queries.articles(Scope(articles=tuple(ids))),
    }
    slowest = 0.0
    for name, ask in questions.items():
        taken = [_milliseconds(ask) for _ in range(rounds)]
        slowest = max(slowest, median(taken))
        print(f"  {name:45} {median(taken):8.2f} ms")
    told(
        f"an exact question over {size:,} passages, the slowest", f"at most {MAX_MILLISECONDS} ms", f"{slowest:.0f} ms"
    )


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
