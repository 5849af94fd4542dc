"""How much later a model's first word comes than the model itself takes.

    python -m benchmarks.first_token [--rounds 30]

The library is `seeds/` and 25 copies of it with the words shuffled, about a
thousand passages. The model is LlamaIndex's MockLLM, which answers at once, so what is
left is ours: search, a look at the best passages, and the prompt. Both are
timed in turn.
"""

import argparse
import tempfile
import time
from collections.abc import Iterable
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles

from llama_index.core.llms import MockLLM

from article_qa.qa.assistant import Assistant
from article_qa.qa.generation.llm import Model, stream
from article_qa.qa.generation.prompts import Message
from benchmarks.speed import filled

COPIES = 26


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30, help="how often each is timed")
    parser.add_argument("--copies", type=int, default=COPIES, help="how often the starter articles are in the library")
    options = parser.parse_args()
    rounds = options.rounds
    model = Model(MockLLM(max_tokens=8), "mock")
    with tempfile.TemporaryDirectory() as work:
        library = filled(Path(work), options.copies)
        assistant = replace(Assistant.over(library), model=model)
        questions = cycle(library.catalog.questions(30))
        ours, bare = [], []
        for _ in range(rounds + 3):
            question = next(questions)
            ours.append(first(assistant.stream(question)))
            message = Message("user", question)
            bare.append(first(stream(model, [message], time.monotonic() + 60)))
        over = [(a - b) * 1000 for a, b in zip(ours[3:], bare[3:], strict=True)]
        low, _, high = quantiles(over, n=4)
        print(f"{library.catalog.overview().passages} passages, {rounds} rounds")
        print(f"first word, over the model's own   {median(over):4.0f} ms (quartiles {low:.0f} to {high:.0f})")


def first(pieces: Iterable[object]) -> float:
    """Seconds until the first piece."""
    started = time.perf_counter()
    next(iter(pieces))
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
