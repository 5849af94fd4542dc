"""Who says what: how many of the sayings that are found are right, and how many of the labelled are found.

python -m benchmarks.sayings [--show develop]
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from article_qa.index.annotate.annotate import annotate
from article_qa.index.annotations import Saying
from article_qa.index.formats.load import load
from article_qa.index.records import Article
from article_qa.index.text.people import is_same_person
from article_qa.index.text.words import WORD
from benchmarks.near_duplicates import DATA
from benchmarks.sets import records

LABELS = Path(__file__).parent / "labels" / "sayings.jsonl"
ARTICLES = DATA / "wikinews" / "articles.jsonl"
HALVES = ("develop", "final")
MIN_OVERLAP = 0.8
TITLES = frozenset("mr mrs ms dr professor the a an".split())


@dataclass(frozen=True, slots=True)
class Judged:
    """The sayings found in one article, and how they stand to its labels."""

    half: str
    found: Sequence[tuple[Saying, str]]
    missed: Sequence[dict[str, Any]]
    labelled: Counter[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", choices=HALVES, help="print what is wrong or missed in this half")
    shown = parser.parse_args().show
    articles = [article for article in load(ARTICLES) if isinstance(article, Article)]
    scored = judged(articles)
    for half in HALVES:
        figures = figures_of([each for each in scored if each.half == half])
        print(f"{half}: " + ", ".join(f"{name} {value}" for name, value in figures.items()))
    for each, article in zip(scored, articles, strict=True):
        if each.half == shown:
            _show(article, each)


def judged(articles: Sequence[Article]) -> list[Judged]:
    """What is found in each of the labelled articles, held against its labels; they come in the order of the set."""
    labels: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records(LABELS):
        labels[record["article"]].append(record)
    return [judge(article, labels[_name(article)], HALVES[at % 2]) for at, article in enumerate(articles)]


def _name(article: Article) -> str:
    return article.source.rpartition("#")[2]


def judge(article: Article, labels: Sequence[dict[str, Any]], half: str) -> Judged:
    """Grade each saying that was found: right, wrong, or not counted because its label is optional."""
    left = list(labels)
    found = []
    for saying in annotate(article).sayings:
        fitting = [label for label in left if _is_right(saying, label)]
        verdict = "wrong"
        if fitting:
            verdict = "optional" if fitting[0].get("optional") else fitting[0]["kind"]
            left.remove(fitting[0])
        elif any(label.get("optional") and _overlap(saying, label) > 0.5 for label in labels):
            verdict = "optional"
        found.append((saying, verdict))
    missed = [label for label in left if not label.get("optional")]
    return Judged(half, found, missed, Counter(label["kind"] for label in labels if not label.get("optional")))


def _is_right(saying: Saying, label: dict[str, Any]) -> bool:
    if _overlap(saying, label) < MIN_OVERLAP:
        return False
    return any(_is_speaker(saying.speaker, name) for name in label["speakers"])


def _is_speaker(found: str, labelled: str) -> bool:
    """The same speaker, and no word more than the label's and a title."""
    extra = set(_words(found)) - set(_words(labelled)) - TITLES
    return not extra and is_same_person(found, labelled)


def _words(name: str) -> list[str]:
    return [word.lower() for word in WORD.findall(name)]


def _overlap(saying: Saying, label: dict[str, Any]) -> float:
    """What the two spans of words share, of the longer one."""
    start, end = int(label["words_start"]), int(label["words_end"])
    shared = min(saying.words_end, end) - max(saying.words_start, start)
    return shared / max(saying.words_end - saying.words_start, end - start, 1)


def figures_of(judged: Iterable[Judged]) -> dict[str, str]:
    """The share that is right of those shown, the share found of the labelled, and how many of each kind."""
    verdicts: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    for each in judged:
        verdicts.update(verdict for _, verdict in each.found)
        labelled.update(each.labelled)
    right = sum(verdicts[kind] for kind in labelled)
    shown = right + verdicts["wrong"]
    return {
        "right of those shown": f"{right / max(shown, 1):.3f}",
        "found of the labelled": f"{right / max(labelled.total(), 1):.3f}",
        **{f"{kind} found": f"{verdicts[kind]}/{labelled[kind]}" for kind in sorted(labelled)},
    }


def _show(article: Article, judged: Judged) -> None:
    print(f"\n{_name(article)}")
    for saying, verdict in judged.found:
        if verdict == "wrong":
            words = article.text[saying.words_start : saying.words_end]
            print(f"  WRONG {saying.speaker!r} {saying.cue!r}: {_short(words)}")
    for label in judged.missed:
        words = article.text[label["words_start"] : label["words_end"]]
        print(f"  MISSED {label['kind']} {label['speakers'][0]!r}: {_short(words)}")


def _short(words: str) -> str:
    return words if len(words) < 110 else f"{words[:60]} … {words[-45:]}"


if __name__ == "__main__":
    main()
