"""How many questions of each kind are answered well, over the starter articles.

    python -m benchmarks.kinds [--questions tests/golden/kinds.jsonl] [--misses]

The questions were written from the articles' texts by somebody who had not
seen the program, and nothing is fitted on them. A question is answered well
when all that its line expects holds; tests/golden/README.md says what it may
expect.
"""

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scipy.stats import binomtest

from article_qa.index.library import Library
from article_qa.index.text.typography import straight
from article_qa.qa.answer import Answer
from article_qa.qa.ask import Ask
from article_qa.qa.assistant import Assistant
from article_qa.qa.questions.follow_ups import Turn
from benchmarks.markdown import table
from benchmarks.sets import GoldenSet, filled, records

ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "tests" / "golden" / "kinds.jsonl"
STARTERS = ROOT / "seeds"
HEADINGS = ("kind", "asked", "answered well", "95 %", "wrongly refused", "wrongly answered")


@dataclass(frozen=True, slots=True)
class Graded:
    """A question, its answer, and what is wrong with it; nothing for a good one."""

    expected: Mapping[str, Any]
    answer: Answer
    faults: tuple[str, ...]

    @property
    def is_refused(self) -> bool:
        return self.answer.status == "abstained"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--misses", action="store_true", help="print each question that is not answered well, and why")
    options = parser.parse_args()
    graded = list(run(options.questions))
    print(table(HEADINGS, rows(graded)), end="")
    for each in graded if options.misses else ():
        if each.faults:
            print(f"\n{each.expected['kind']}: {each.expected['question']}\n  {'; '.join(each.faults)}")
            print(f"  {each.answer.text[:300]}")


def run(questions: Path = QUESTIONS) -> Iterator[Graded]:
    """Every question of the file with its grade."""
    with filled(GoldenSet("kinds", [STARTERS], ())) as library:
        yield from grade_all(library, records(questions))


def grade_all(library: Library, questions: Sequence[Mapping[str, Any]]) -> Iterator[Graded]:
    """Every question, asked of `library` without a model, with its grade."""
    assistant = Assistant.over(library)
    for expected in questions:
        history = tuple(Turn(turn["question"], turn["answer"]) for turn in expected.get("history", ()))
        today = date.fromisoformat(expected["today"]) if expected.get("today") else None
        answer = assistant.answer(expected["question"], Ask(history, today=today, mode="extract"))
        yield Graded(expected, answer, tuple(faults(expected, answer)))


def faults(expected: Mapping[str, Any], answer: Answer) -> Iterator[str]:
    """What the line expects and the answer lacks."""
    status = expected.get("status", "any")
    if status != "any" and answer.status != status:
        yield f"{answer.status} instead of {status}"
        return
    if "count" in expected and (answer.count or 0) != expected["count"]:
        yield f"counts {answer.count}"
    if "verdict" in expected and (answer.verdict or "not_found") not in expected["verdict"]:
        yield f"verdict {answer.verdict}"
    first = answer.sentences[0].text if answer.sentences else answer.text
    whole = "\n".join([answer.text, *(citation.quote for citation in answer.citations)])
    yield from (f"first lacks {any_of}" for any_of in expected.get("first", ()) if not _has(first, any_of))
    yield from (f"lacks {any_of}" for any_of in expected.get("all", ()) if not _has(whole, any_of))
    yield from (f"has {never!r}" for never in expected.get("never", ()) if _has(whole, [never]))
    if not _in_order(answer.text, expected.get("order", ())):
        yield "in another order"
    titles = expected.get("titles")
    yield from (f"cites {c.title!r}" for c in answer.citations if titles is not None and c.title not in titles)


def _has(text: str, any_of: Sequence[str]) -> bool:
    """Whether one of the strings stands in the text, at the borders of words."""
    return any(re.search(rf"(?<!\w){re.escape(_folded(each))}(?!\w)", _folded(text)) for each in any_of)


def _in_order(text: str, steps: Sequence[Sequence[str]]) -> bool:
    rest = _folded(text)
    for any_of in steps:
        ends = [match.end() for each in any_of if (match := re.search(re.escape(_folded(each)), rest))]
        if not ends:
            return False
        rest = rest[min(ends) :]
    return True


def _folded(text: str) -> str:
    return " ".join(straight(re.sub(r"\s*\[\d+\]", "", text).casefold()).split())


def rows(graded: Sequence[Graded]) -> list[tuple[str, ...]]:
    """The table: a line a kind, and all of them together."""
    kinds = dict.fromkeys(each.expected["kind"] for each in graded)
    lines = [_row(kind, [each for each in graded if each.expected["kind"] == kind]) for kind in kinds]
    return [*lines, _row("all", graded)]


def _row(name: str, graded: Sequence[Graded]) -> tuple[str, ...]:
    good = sum(not each.faults for each in graded)
    between = binomtest(good, len(graded)).proportion_ci(method="wilson")
    refused = sum(each.is_refused and each.expected.get("status") == "answered" for each in graded)
    answered = sum(not each.is_refused and each.expected.get("status") == "abstained" for each in graded)
    return (
        name, str(len(graded)), f"{good / len(graded):.2f}", f"{between.low:.2f} to {between.high:.2f}",
        str(refused), str(answered),
    )  # fmt: skip


if __name__ == "__main__":
    main()
