"""How much the trained head's rank should count in the order of sentences (HEAD_WEIGHT of qa/reading/late_interaction).

    python -m benchmarks.head_weight --sets ../shared/data

For each weight the share of the questions of `xquad_en` whose first sentence
holds the answer, in the half tuned on and in the half held out.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from rich.progress import track

from article_qa.qa.assistant import Assistant
from article_qa.qa.evaluation.measures import stands_in
from article_qa.qa.reading.late_interaction import HEAD_WEIGHT, CachingReader, Candidate
from benchmarks.changed_questions import read
from benchmarks.sets import filled, half, read_set

WEIGHTS = (0.0, 0.005, 0.01, 0.02, 0.04)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=Path("../shared/data"), help="folder of the evaluation sets")
    given = parser.parse_args()
    found = read_set("xquad_en", given.sets)
    if found is None:
        raise SystemExit(f"there is no folder xquad_en in {str(given.sets)!r}; name the sets' folder with --sets")
    rows: tuple[list[list[bool]], list[list[bool]]] = ([], [])
    with filled(found) as library:
        assistant = Assistant.over(library)
        assistant = replace(assistant, reader=CachingReader(assistant.reader))
        for asked in track(found.questions, "asking"):
            context = read(assistant, asked.question)
            plain = {key(c): c.score for c in replace(context, head=None).candidates}
            held = [holds(context.candidates, plain, weight, asked.answers) for weight in WEIGHTS]
            rows[half(asked.question)].append(held)
    print("weight  tuned on  held out")
    for place, weight in enumerate(WEIGHTS):
        shares = [float(np.mean([held[place] for held in part])) for part in rows]
        print(f"{weight:6}  {shares[0]:8.3f}  {shares[1]:8.3f}")


def holds(
    candidates: Sequence[Candidate], plain: Mapping[tuple[str, int], float], weight: float, accepted: Sequence[str]
) -> bool:
    """Whether the first sentence holds an accepted answer where the head's rank counts `weight`."""
    if not candidates:
        return False
    share = weight / HEAD_WEIGHT
    best = max(candidates, key=lambda c: plain[key(c)] + share * (c.score - plain[key(c)]))
    return any(stands_in(answer, best.text) for answer in accepted)


def key(candidate: Candidate) -> tuple[str, int]:
    return candidate.passage.id, candidate.start


if __name__ == "__main__":
    main()
