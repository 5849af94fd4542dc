"""How much later a model's first sentence is shown than the model itself takes to write it.

    python -m benchmarks.first_token [--rounds 30]

The library is `seeds/` and 25 copies of it with the words shuffled, about a
thousand passages. The model repeats the first passage it is given, 75 words a
second, about as fast as a small one on two cores. A sentence is shown, checked,
when the first word of the next one is there, and the passages are read
meanwhile. What is left is ours: search, a look at the best passages, the
prompt, and the check. The model's own time is taken inside it.
"""

import argparse
import re
import tempfile
import time
from collections.abc import Generator, Iterable, Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from llama_index.core.base.llms.types import ChatMessage, ChatResponse, CompletionResponse, LLMMetadata
from llama_index.core.llms import CustomLLM
from pydantic import PrivateAttr

from article_qa.index.text.sentences import sentences
from article_qa.qa.assistant import Assistant
from article_qa.qa.generation.llm import Model
from benchmarks.speed import filled

COPIES = 26
WORDS_PER_SECOND = 75
PASSAGE = re.compile(r"<passage[^>]*>\n(.*?)\n</passage>", re.DOTALL)


class Repeating(CustomLLM):
    """Writes the first passage it is given, word by word; `seconds` is how long its first sentence took."""

    _seconds: float = PrivateAttr(default=0.0)

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(model_name="repeating", is_chat_model=True)

    @property
    def seconds(self) -> float:
        return self._seconds

    def stream_chat(self, messages: Sequence[ChatMessage], **_: Any) -> Generator[ChatResponse, None, None]:
        started, written = time.perf_counter(), ""
        passage = PASSAGE.search(str(messages[-1].content))
        assert passage
        text = " ".join(passage[1].split())
        end = sentences(text)[0][1]
        for word in text.split():
            time.sleep(1 / WORDS_PER_SECOND)
            before, written = len(written), f"{written}{word} "
            if before <= end + 1 < len(written):
                self._seconds = time.perf_counter() - started
            yield ChatResponse(message=ChatMessage(role="assistant", content=word), delta=f"{word} ")

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        raise NotImplementedError

    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> Any:
        raise NotImplementedError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30, help="how often each is timed")
    parser.add_argument("--copies", type=int, default=COPIES, help="how often the starter articles are in the library")
    options = parser.parse_args()
    rounds = options.rounds
    model = Repeating()
    with tempfile.TemporaryDirectory() as work:
        library = filled(Path(work), options.copies)
        assistant = replace(Assistant.over(library), model=Model(model, "repeating"))
        questions = cycle(library.catalog.questions(30))
        over = []
        for _ in range(rounds + 3):
            taken = first(assistant.stream(next(questions)))
            over.append((taken - model.seconds) * 1000)
        over = over[3:]
        low, _, high = quantiles(over, n=4)
        print(f"{library.catalog.overview().passages} passages, {rounds} rounds")
        print(f"first sentence, over the model's own   {median(over):4.0f} ms (quartiles {low:.0f} to {high:.0f})")


def first(pieces: Iterable[object]) -> float:
    """Seconds until the first piece."""
    started = time.perf_counter()
    next(iter(pieces))
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
