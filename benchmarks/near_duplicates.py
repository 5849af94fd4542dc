"""NearDuplicates: which pairs of real articles are found, which made copies, and what looking costs.

    python -m benchmarks.copies pairs [SET.jsonl ...]
    python -m benchmarks.copies copies [SET.jsonl ...]
    python -m benchmarks.copies speed [--articles 2000]

`pairs` lists every pair found, to be judged by reading, and the nearest that
were not. `copies` edits every article of 300 words or more, once in each way,
and says the share found: by comparing the two texts, and through the bands as
the catalog does. `speed` adds articles of 400 words to a catalog, with and
without looking for twins, in turn.
"""

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from article_qa.index.ingest.chunking import cut
from article_qa.index.records import Article
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.near_duplicates import Fingerprint, are_copies, band_keys, fingerprint, signature

DATA = Path(__file__).parents[2] / "shared" / "data"
SETS = (DATA / "wikinews" / "articles.jsonl", DATA / "realtimeqa_2025" / "corpus.jsonl")
NEAREST_SHOWN = 15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("pairs", "copies", "speed"))
    parser.add_argument("sets", nargs="*", type=Path, default=SETS)
    parser.add_argument("--articles", type=int, default=2000, help="how many `speed` adds")
    asked = parser.parse_args()
    if asked.what == "speed":
        speed(asked.articles)
    else:
        {"pairs": pairs, "copies": copies}[asked.what](asked.sets)


def pairs(sets: Sequence[Path]) -> None:
    articles = list(read(sets))
    reports = [report_of(facts) for facts in articles]
    bands = [set(band_keys(signature(each.shingles))) for each in reports]
    found, near = [], []
    for one, other in sharing(reports):
        share, thirds, apart = measured(reports[one], reports[other])
        shown = f"{share:.2f} (thirds {thirds:.2f}), {apart} days: {told(articles[one])} | {told(articles[other])}"
        if not are_copies(reports[one], reports[other]):
            near.append((share, shown))
        else:
            found.append((share, shown if bands[one] & bands[other] else f"{shown} MISSED BY THE BANDS"))
    print(f"{len(articles)} articles, {len(found)} pairs of twins")
    print(*(shown for _, shown in sorted(found, reverse=True)), sep="\n")
    print(f"\nThe nearest {NEAREST_SHOWN} that are not twins")
    print(*(shown for _, shown in sorted(near, reverse=True)[:NEAREST_SHOWN]), sep="\n")


def copies(sets: Sequence[Path]) -> None:
    texts = [facts["text"] for facts in read(sets) if len(facts["text"].split()) >= 300]
    print(f"{len(texts)} articles; found by words / found through the bands too")
    for name, edit in EDITS.items():
        decided = banded = 0
        for number, text in enumerate(texts):
            one, other = (fingerprint(t, None) for t in (text, edit(text, random.Random(number))))
            same = are_copies(one, other)
            keys = [set(band_keys(signature(each.shingles))) for each in (one, other)]
            decided += same
            banded += same and bool(keys[0] & keys[1])
        print(f"{name:48} {decided / len(texts):.3f} / {banded / len(texts):.3f}")


def cut_to(share: float) -> Callable[[str, random.Random], str]:
    return lambda text, _: text[: int(len(text) * share)]


def words_changed(every: int) -> Callable[[str, random.Random], str]:
    return lambda text, _: " ".join(w if n % every else f"other{n}" for n, w in enumerate(text.split()))


def sentences_changed(share: float) -> Callable[[str, random.Random], str]:
    def edit(text: str, chance: random.Random) -> str:
        parts = text.split(". ")
        return ". ".join(p[::-1] if chance.random() < share else p for p in parts)

    return edit


EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "a dateline and a last line added": lambda text, _: f"AMMAN (The Wire) - {text} Reporting by A. Writer.",
    "cut by a third": cut_to(2 / 3),
    "cut by half": cut_to(1 / 2),
    "cut by six tenths": cut_to(0.4),
    "dateline, a sentence in ten changed, cut by a third": lambda text, chance: (
        "AMMAN (The Wire) - " + sentences_changed(0.1)(cut_to(2 / 3)(text, chance), chance)
    ),
    "a sentence in ten changed": sentences_changed(0.1),
    "a sentence in five changed": sentences_changed(0.2),
    "a sentence in three changed": sentences_changed(1 / 3),
    "a word in twenty changed": words_changed(20),
    "a word in fifteen changed": words_changed(15),
    "a word in ten changed": words_changed(10),
    "a word in five changed": words_changed(5),
}


def speed(count: int) -> None:
    words = " ".join(facts["text"] for facts in read(SETS)).split()
    chance = random.Random(0)
    texts = [" ".join(chance.sample(words, 400)) for _ in range(count)]
    articles = [Article(f"{n:016x}", f"Story {n}", text, f"{n:064x}", "made") for n, text in enumerate(texts)]
    passages = [cut(each, lambda many: [len(text.split()) for text in many]) for each in articles]
    begun = time.process_time()
    for text in texts:
        signature(fingerprint(text, None).shingles)
    signatures = time.process_time() - begun
    with tempfile.TemporaryDirectory() as work:
        catalog = Catalog(Path(work) / "catalog.sqlite3")
        begun, cpu = time.perf_counter(), time.process_time()
        for article, parts in zip(articles, passages, strict=True):
            catalog.put(article, parts)
        took, cpu = time.perf_counter() - begun, time.process_time() - cpu
        catalog.close()
    print(f"signatures alone   {signatures / count * 1000:6.2f} ms an article (processor)")
    print(f"catalog            {count / took:6.0f} articles a second, {count / cpu:.0f} by processor time")


def read(sets: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for path in sets:
        if path.exists():
            yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def report_of(facts: dict[str, Any]) -> Fingerprint:
    day = facts.get("published_at")
    return fingerprint(facts["text"], date.fromisoformat(day[:10]) if day else None)


def sharing(reports: Sequence[Fingerprint]) -> list[tuple[int, int]]:
    """All pairs with at least a fifth of the shorter's shingles in common."""
    where: dict[int, list[int]] = {}
    for number, each in enumerate(reports):
        for shingle in np.unique(each.shingles).tolist():
            where.setdefault(shingle, []).append(number)
    common = Counter(pair for numbers in where.values() for pair in combinations(numbers, 2))
    return [p for p, n in common.items() if n >= 0.2 * min(len(reports[i].shingles) for i in p)]


def measured(one: Fingerprint, other: Fingerprint) -> tuple[float, float, int | str]:
    shorter, longer = sorted((one, other), key=lambda each: len(each.shingles))
    shared = np.isin(shorter.shingles, longer.shingles)
    days = abs(one.published - other.published).days if one.published and other.published else "?"
    return float(shared.mean()), min(float(third.mean()) for third in np.array_split(shared, 3)), days


def told(facts: dict[str, Any]) -> str:
    return f"{facts['doc_id']} {facts['title'][:60]!r}"


if __name__ == "__main__":
    main()
