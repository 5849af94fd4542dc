"""Checking a draft: how well, on two drafts over real news, and how fast, beside its parts.

    python -m benchmarks.drafts [--articles FILE] [--claims FILE] [--show] [--rounds 5] [--copies 8] [--no-grades]

How well: labels/drafts.jsonl holds three drafts of 30 sentences over the articles of
the set `wikinews`, each with the verdict that its author gave it. Two were written
before the check existed: the rules were looked at on `tuned`; `held` was graded when
they stood. `unseen` is over other articles and was written later: its sentences were
never looked at while rules changed. Beside them stand the true and false claims of
labels/hard_claims.jsonl, each checked as a draft of one sentence, and those of
labels/asked_claims.jsonl, which are asked as questions. Left out where the articles
are not at hand. With `--claims` only those of another file are graded:
labels/news_claims.jsonl belongs to the articles of `realtimeqa_2025`.

How fast: a draft of 1,000 words over the starter articles and shuffled copies. The
search of its claims and one bare reading of the passages that were found are timed
in turn with the whole check, in processor seconds: other work on the machine counts
for nothing.
"""

import argparse
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, quantiles

from rich.console import Console
from rich.progress import track
from rich.table import Table

from article_qa.index.embedders.local import local_embedder
from article_qa.index.ingest.add import add
from article_qa.index.library import Library, open_library
from article_qa.index.records import EVERYTHING
from article_qa.index.text.sentences import sentences
from article_qa.qa.assistant import Assistant
from article_qa.qa.drafts.check import claims_of
from article_qa.qa.drafts.searching import Bench, search
from article_qa.qa.drafts.splitting import split
from benchmarks.budgets import told
from benchmarks.sets import HELD_OUT, TUNED_ON, records
from benchmarks.speed import filled

LABELS = Path(__file__).parent / "labels"
ARTICLES = Path("../shared/data/wikinews/articles.jsonl")
HARD = LABELS / "hard_claims.jsonl"
ASKED = LABELS / "asked_claims.jsonl"
HALVES = {"tuned": TUNED_ON, "held": HELD_OUT, "unseen": "unseen"}
WORDS = 1000
TODAY = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Graded:
    """A sentence, the verdict that it got, and the one that its author gave it."""

    kind: str
    half: str
    text: str
    wanted: str
    got: str
    reason: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=ARTICLES, help="the articles of the set wikinews")
    parser.add_argument("--claims", type=Path, help="grade these claims only, in place of the drafts and their claims")
    parser.add_argument("--show", action="store_true", help="also print what was judged wrongly in the tuned half")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is timed; 0 leaves it out")
    parser.add_argument("--copies", type=int, default=8, help="how often the starter articles are in the library")
    parser.add_argument("--no-grades", action="store_true", help="only time it")
    options = parser.parse_args()
    if options.articles.is_file() and not options.no_grades:
        how_well(options.articles, options.claims, shown=options.show)
    if options.rounds:
        how_fast(options.rounds, options.copies)


def how_well(articles: Path, claims: Path | None, *, shown: bool) -> None:
    """Grade the drafts and the claims, or the claims of another file."""
    with tempfile.TemporaryDirectory() as work, open_library(Path(work) / "library", create=True) as library:
        add(library, [articles])
        assistant = Assistant.over(library)
        files = [claims] if claims else [HARD, ASKED]
        graded = [] if claims else [*drafts(assistant)]
        graded += [each for file in files for each in single(assistant, file)]
    console = Console(width=120)
    table = Table("", "verdict of the author", *HALVES.values(), "what it got", box=None)
    of: dict[tuple[str, str], list[Graded]] = defaultdict(list)
    for each in graded:
        of[each.kind, each.wanted].append(each)
        if each.kind == "drafts":
            of[each.kind, "all"].append(each)
    for (kind, wanted), part in of.items():
        got = Counter(each.got for each in part)
        table.add_row(kind, wanted, *(_share(part, half) for half in HALVES), _listed(got))
    console.print(table)
    for each in graded if shown else ():
        if not _is_right(each) and each.half == "tuned":
            console.print(f"{each.wanted}, got {each.got}: {each.text} [{each.reason}]", markup=False)


def drafts(assistant: Assistant) -> Iterator[Graded]:
    """The drafts, each checked whole."""
    rows = records(LABELS / "drafts.jsonl")
    for half in HALVES:
        own = [row for row in rows if row["half"] == half]
        checked = assistant.check(text_of(own), today=TODAY).sentences
        if len(checked) != len(own):
            raise SystemExit(f"the draft {half!r} has {len(own)} labels, and was split into {len(checked)} sentences")
        for row, sentence in zip(own, checked, strict=True):
            yield Graded("drafts", half, row["text"], row["verdict"], sentence.verdict, sentence.reason)


def text_of(rows: Sequence[Mapping[str, object]]) -> str:
    """The text of a draft: its sentences, with a blank line between paragraphs."""
    paragraphs: dict[object, list[str]] = defaultdict(list)
    for row in rows:
        paragraphs[row["paragraph"]].append(str(row["text"]))
    return "\n\n".join(map(" ".join, paragraphs.values()))


def single(assistant: Assistant, file: Path) -> Iterator[Graded]:
    """True and false claims, each as a draft, or asked; a false one must not be supported."""
    for row in track(records(file), "claims", console=Console(stderr=True), transient=True):
        wanted = "true" if row["honest"] else "false"
        half = row.get("half") or ("held" if row["held"] else "tuned")
        if row["claim"].endswith("?"):
            answer = assistant.ask(row["claim"], today=TODAY)
            yield Graded("asked", half, row["claim"], wanted, answer.verdict or "none", answer.reason)
        else:
            sentence = assistant.check(row["claim"], today=TODAY).sentences[0]
            yield Graded("claims", half, row["claim"], wanted, sentence.verdict, sentence.reason)


def _is_right(graded: Graded) -> bool:
    if graded.wanted == "true":
        return graded.got == "supported"
    return graded.got != "supported" if graded.wanted == "false" else graded.got == graded.wanted


def _share(part: Sequence[Graded], half: str) -> str:
    right = [_is_right(each) for each in part if each.half == half]
    return f"{sum(right)} of {len(right)}"


def _listed(got: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {verdict}" for verdict, count in sorted(got.items()))


def how_fast(rounds: int, copies: int) -> None:
    """Time the check of a long draft beside its searches and one bare reading."""
    with tempfile.TemporaryDirectory() as work:
        library = filled(Path(work), copies)
        assistant, text = Assistant.over(library), long_draft(library)
        bench = Bench(assistant.library, assistant.reader, EVERYTHING, TODAY)
        claims = claims_of(split(text))
        found, _ = search(claims, bench)
        passages = list({text: None for each in found for text in each.passages})
        ratios, ours, searching, reading = [], [], [], []
        for _ in range(rounds + 1):
            searching.append(processor_seconds(lambda: search(claims, bench)))
            reading.append(processor_seconds(lambda: local_embedder().token_vectors(passages)))
            ours.append(processor_seconds(lambda: assistant.check(text, today=TODAY)))
        # The first round warms up.
        ratios = [(o - s) / r for o, s, r in zip(ours[1:], searching[1:], reading[1:], strict=True)]
        low, _, high = quantiles(ratios, n=4) if rounds > 1 else (ratios[0], 0, ratios[0])
        print(f"{len(text.split()):,} words, {len(claims)} claims, {len(passages)} different passages, {rounds} rounds")
        for name, times in (("check", ours), ("search of its claims", searching), ("bare reading", reading)):
            print(f"{name:22} {median(times[1:]):6.2f} s")
        told(
            f"checking a draft of {WORDS:,} words, its searches aside, beside one bare reading of the passages",
            "at most 1.20",
            f"{median(ratios):.2f} ({low:.2f} to {high:.2f})",
        )


def processor_seconds(work: Callable[[], object]) -> float:
    """What the work took of all processors."""
    started = time.process_time()
    work()
    return time.process_time() - started


def long_draft(library: Library) -> str:
    """Sentences of the articles in turn, about 1,000 words, one figure of every third changed."""
    texts = [article.text for each in library.catalog.listings() if (article := library.catalog.article(each.id))]
    cut = [[text[start:end] for start, end in sentences(text) if 6 <= len(text[start:end].split()) <= 40]
           for text in texts]  # fmt: skip
    chosen: list[str] = []
    number = 0
    while sum(len(each.split()) for each in chosen) < WORDS:
        own = cut[number % len(cut)]
        if own:
            sentence = own[(number // len(cut) * 7) % len(own)]
            chosen.append(sentence if number % 3 else sentence.replace("1", "7"))
        number += 1
    return " ".join(chosen)


if __name__ == "__main__":
    main()
