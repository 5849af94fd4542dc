"""What tracing tools see of a query: OpenTelemetry spans in memory, LlamaIndex events, callbacks."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.callbacks import CallbackManager, CBEventType, EventPayload, LlamaDebugHandler
from llama_index.core.instrumentation.event_handlers import BaseEventHandler
from llama_index.core.instrumentation.events import BaseEvent
from llama_index_instrumentation import get_dispatcher
from openinference.instrumentation.llama_index import LlamaIndexInstrumentor
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pydantic import PrivateAttr

from article_qa.index.errors import QuestionRejected
from article_qa.qa.generation.llm import choose_model
from article_qa.qa.llama_index import ArticleQueryEngine, open_engine
from article_qa.qa.llama_index.tracing import CheckEndEvent
from article_qa.qa.settings import QASettings
from tests.present import present
from tests.qa.fakes import ScriptedServer, breaks_after, says, scripted_server

PRIORITY = "Why is Syria a priority for Jordan?"
SENTENCE = "Syria is a priority because the war made the northern border insecure."
STEPS = {f"ArticleQueryEngine.{step}" for step in ("retrieve", "rerank", "synthesize")}


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    LlamaIndexInstrumentor().instrument(tracer_provider=provider)
    yield exporter
    LlamaIndexInstrumentor().uninstrument()


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with scripted_server(says(f"{SENTENCE} [1]")) as server:
        yield server


def engine(
    home: Path, server: ScriptedServer | None = None, *, streaming: bool = False, watching: Any = None
) -> ArticleQueryEngine:
    made = open_engine(home / "data", streaming=streaming, callback_manager=watching)
    model = choose_model(QASettings(base_url=server.url, model="m")) if server else None
    made.assistant = replace(made.assistant, model=model)
    return made


async def awaited(asked: ArticleQueryEngine) -> str:
    response: Any = await asked.aquery(PRIORITY)
    return str(await response.get_response() if asked.streaming else response)


def chain(span: ReadableSpan, spans: tuple[ReadableSpan, ...]) -> list[str]:
    """The names of the spans above this one, the nearest first."""
    by_id = {each.context.span_id: each for each in spans if each.context}
    names = []
    while span.parent:
        span = by_id[span.parent.span_id]
        names.append(span.name)
    return names


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize("is_awaited", [False, True])
def test_every_step_is_a_span_beneath_the_query(
    home: Path, server: ScriptedServer, spans: InMemorySpanExporter, streaming: bool, is_awaited: bool
) -> None:
    asked = engine(home, server, streaming=streaming)
    assert SENTENCE in (asyncio.run(awaited(asked)) if is_awaited else str(asked.query(PRIORITY)))
    finished = spans.get_finished_spans()
    named = {span.name: span for span in finished}
    assert named.keys() >= STEPS | {"ArticleQueryEngine.check", "OpenAILike.stream_chat"}
    assert len({span.context.trace_id for span in finished if span.context}) == 1
    assert all(span.status.is_ok for span in finished)
    root = "ArticleQueryEngine.aquery" if is_awaited and not streaming else "ArticleQueryEngine.query"
    assert finished[-1].name == root
    for name in STEPS | {"ArticleQueryEngine.check"}:
        assert chain(named[name], finished)[-1] == root
    assert "ArticleQueryEngine.synthesize" in chain(named["OpenAILike.stream_chat"], finished)


def test_the_spans_of_the_steps_have_their_passages(home: Path, spans: InMemorySpanExporter) -> None:
    engine(home).query(PRIORITY)
    facts = {span.name: dict(present(span.attributes)) for span in spans.get_finished_spans()}
    assert facts["ArticleQueryEngine.retrieve"]["openinference.span.kind"] == "RETRIEVER"
    assert "Syria" in str(facts["ArticleQueryEngine.retrieve"]["retrieval.documents.0.document.content"])
    assert facts["ArticleQueryEngine.rerank"]["openinference.span.kind"] == "RERANKER"
    assert "Syria" in str(facts["ArticleQueryEngine.rerank"]["reranker.output_documents.0.document.content"])
    assert "border" in str(facts["ArticleQueryEngine.synthesize"]["output.value"])


def test_twenty_at_once_are_twenty_traces(home: Path, server: ScriptedServer, spans: InMemorySpanExporter) -> None:
    asked = engine(home, server)

    async def crowd() -> list[str]:
        return list(await asyncio.gather(*(awaited(asked) for _ in range(20))))

    assert all(SENTENCE in text for text in asyncio.run(crowd()))
    finished = spans.get_finished_spans()
    roots = [span for span in finished if span.parent is None]
    assert [span.name for span in roots] == ["ArticleQueryEngine.aquery"] * 20
    assert len({span.context.trace_id for span in finished if span.context}) == 20


def test_a_question_that_is_refused_ends_its_spans(home: Path, spans: InMemorySpanExporter) -> None:
    with pytest.raises(QuestionRejected):
        engine(home).query(" ")
    assert {span.status.is_ok for span in spans.get_finished_spans() if span.parent is None} == {False}


class Seen(BaseEventHandler):
    """Remembers the events that came, in order."""

    _seen: list[BaseEvent] = PrivateAttr(default_factory=list)

    def handle(self, event: BaseEvent, **kwargs: Any) -> None:
        self._seen.append(event)


@pytest.fixture
def events() -> Iterator[list[BaseEvent]]:
    root, handler = get_dispatcher(), Seen()
    before = list(root.event_handlers)
    root.add_event_handler(handler)
    yield handler._seen
    root.event_handlers = before


def test_the_events_of_a_query_come_in_order(home: Path, server: ScriptedServer, events: list[BaseEvent]) -> None:
    response = engine(home, server, streaming=True).query(PRIORITY)
    assert "QueryEndEvent" not in [event.class_name() for event in events]
    assert SENTENCE in str(response)
    names = [event.class_name() for event in events]
    assert names[0] == "QueryStartEvent"
    assert names[-1] == "QueryEndEvent"
    for start, end in (
        ("RetrievalStartEvent", "RetrievalEndEvent"),
        ("ReRankStartEvent", "ReRankEndEvent"),
        ("SynthesizeStartEvent", "SynthesizeEndEvent"),
        ("CheckStartEvent", "CheckEndEvent"),
    ):
        assert names.index(start) < names.index(end)
    assert names.index("RetrievalEndEvent") < names.index("SynthesizeStartEvent")
    (checked,) = (event for event in events if isinstance(event, CheckEndEvent))
    assert (checked.sentence, checked.verdict) == (SENTENCE, "supported")


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize("is_awaited", [False, True])
def test_a_callback_manager_that_was_passed_is_used(
    home: Path, server: ScriptedServer, streaming: bool, is_awaited: bool
) -> None:
    debug = LlamaDebugHandler(print_trace_on_end=False)
    asked = engine(home, server, streaming=streaming, watching=CallbackManager([debug]))
    assert SENTENCE in (asyncio.run(awaited(asked)) if is_awaited else str(asked.query(PRIORITY)))
    for kind in (
        CBEventType.QUERY, CBEventType.RETRIEVE, CBEventType.RERANKING, CBEventType.SYNTHESIZE, CBEventType.LLM
    ):  # fmt: skip
        ((start, end),) = debug.get_event_pairs(kind)
        assert start.id_ == end.id_
    (_, ended), *_ = debug.get_event_pairs(CBEventType.RETRIEVE)
    assert present(ended.payload)[EventPayload.NODES]
    (_, ended), *_ = debug.get_event_pairs(CBEventType.QUERY)
    assert SENTENCE in str(present(ended.payload)[EventPayload.RESPONSE])


def test_a_model_that_fails_leaves_no_span_open(home: Path, spans: InMemorySpanExporter) -> None:
    with scripted_server(breaks_after("Syria is ")) as server:
        text = str(engine(home, server, streaming=True).query(PRIORITY))
    assert "border" in text
    finished = spans.get_finished_spans()
    assert finished[-1].name == "ArticleQueryEngine.query"
    assert {span.name for span in finished} >= STEPS
