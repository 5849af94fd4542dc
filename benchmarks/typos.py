"""What a slip of the finger costs: questions as they are, and with two letters swapped in their longest word.

    python -m benchmarks.typos --sets ../shared/data [--limit 400]

Asks questions of `xquad_en`, all of which its paragraphs answer, evenly over
the set. Printed for each way of asking: the shares refused, shown as doubtful,
and with an accepted answer in a quote. No rule was tuned on them. `in a name`
are those whose longest word has a capital inside the question, which is never
corrected.
"""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from rich.progress import track

from article_qa.index.text.words import WORD
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import Assistant
from article_qa.qa.evaluation.golden import Golden
from article_qa.qa.evaluation.measures import stands_in
from benchmarks.sets import filled, read_set

LIMIT = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """One question asked both ways; `is_in_name` tells that the slip is in a name."""

    plain: Answer
    slipped: Answer
    accepted: Sequence[str]
    is_in_name: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=Path("../shared/data"), help="folder of the evaluation sets")
    parser.add_argument("--limit", type=int, default=LIMIT, help="how many questions to ask, each in both ways")
    args = parser.parse_args()
    chosen = read_set("xquad_en", args.sets, args.limit)
    if chosen is None:
        raise SystemExit(f"there is no folder xquad_en in {str(args.sets)!r}; name the sets' folder with --sets")
    with filled(chosen) as library:
        assistant = Assistant.over(library)
        asked = [_asked(assistant, question) for question in track(chosen.questions, "asking")]
    print("words            way       asked  refused  doubtful  answer in a quote")
    _print("all", asked)
    _print("in a name", [each for each in asked if each.is_in_name])
    _print("in another word", [each for each in asked if not each.is_in_name])


def slipped(question: str) -> tuple[str, bool]:
    """The question with the two middle letters of its longest word swapped, and whether that word is a name."""
    word = max(WORD.finditer(question), key=lambda match: len(match.group()))
    start, middle = word.start(), word.start() + len(word.group()) // 2
    swapped = question[: middle - 1] + question[middle] + question[middle - 1] + question[middle + 1 :]
    return swapped, start > 0 and word.group()[0].isupper()


def _asked(assistant: Assistant, question: Golden) -> Asked:
    text, is_in_name = slipped(question.question)
    return Asked(assistant.ask(question.question), assistant.ask(text), question.answers, is_in_name)


def _print(words: str, asked: Sequence[Asked]) -> None:
    for way in ("plain", "slipped"):
        answers = [(each.plain if way == "plain" else each.slipped, each.accepted) for each in asked]
        refused = _share(answer.status == "abstained" for answer, _ in answers)
        doubtful = _share(answer.status == "doubtful" for answer, _ in answers)
        held = _share(any(stands_in(a, c.quote) for a in accepted for c in answer.citations)
                      for answer, accepted in answers)  # fmt: skip
        print(f"{words:15}  {way:8}  {len(answers):5}  {refused:7.3f}  {doubtful:8.3f}  {held:17.3f}")


def _share(claims: Iterable[bool]) -> float:
    return fmean(list(claims) or [False])


if __name__ == "__main__":
    main()
