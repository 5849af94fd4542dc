"""The steps of a question as LlamaIndex spans, events and callbacks, so that tracing tools see them."""

import inspect
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from article_qa.index.extras import part
from article_qa.index.records import Hit
from article_qa.qa.llama_index.nodes import node_of_passage
from article_qa.qa.steps import Step, StepName

with part("LlamaIndex", "llama-index"):
    from llama_index.core.base.base_query_engine import BaseQueryEngine
    from llama_index.core.base.response.schema import Response
    from llama_index.core.callbacks import CBEventType, EventPayload
    from llama_index.core.instrumentation.events import BaseEvent
    from llama_index.core.instrumentation.events.rerank import ReRankEndEvent, ReRankStartEvent
    from llama_index.core.instrumentation.events.retrieval import RetrievalEndEvent, RetrievalStartEvent
    from llama_index.core.instrumentation.events.synthesis import SynthesizeEndEvent, SynthesizeStartEvent
    from llama_index.core.instrumentation.span import active_span_id
    from llama_index.core.schema import NodeWithScore, QueryBundle
    from llama_index_instrumentation import get_dispatcher

dispatcher = get_dispatcher(__name__)

READER = "article-qa-reader"


class CheckStartEvent(BaseEvent):
    """A sentence that a model wrote is about to be checked."""

    sentence: str

    @classmethod
    def class_name(cls) -> str:
        return "CheckStartEvent"


class CheckEndEvent(BaseEvent):
    """A sentence was checked: `supported` or `unsupported`, and why."""

    sentence: str
    verdict: str
    reason: str

    @classmethod
    def class_name(cls) -> str:
        return "CheckEndEvent"


@dataclass(frozen=True, slots=True)
class _Form:
    """What a step is called, and what it says at its start and its end."""

    start: Callable[[QueryBundle, Step], BaseEvent]
    end: Callable[[QueryBundle, Step], BaseEvent]
    callback: CBEventType | None = None
    payload: Callable[[Step], dict[str, Any]] = lambda _: {}


@dataclass(frozen=True, slots=True)
class StepTracer:
    """Watches the steps of one query to an engine. Each is a span beneath the one that is active."""

    engine: BaseQueryEngine
    query: QueryBundle

    @contextmanager
    def __call__(self, step: Step) -> Iterator[None]:
        form, parent = FORMS[step.name], active_span_id.get()
        span = f"{type(self.engine).__name__}.{step.name}-{uuid.uuid4()}"
        arguments = inspect.signature(self.engine.query).bind(self.query)
        dispatcher.span_enter(span, arguments, instance=self.engine, parent_id=parent)
        active_span_id.set(span)
        try:
            dispatcher.event(form.start(self.query, step))
            with self._callback(form, step):
                yield
            dispatcher.event(form.end(self.query, step))
        except BaseException as error:
            dispatcher.span_drop(span, arguments, instance=self.engine, err=error)
            raise
        else:
            dispatcher.span_exit(span, arguments, instance=self.engine, result=step.result)
        finally:
            active_span_id.set(parent)

    @contextmanager
    def _callback(self, form: _Form, step: Step) -> Iterator[None]:
        if form.callback is None:
            yield
            return
        asked: dict[str, Any] = {EventPayload.QUERY_STR: self.query.query_str}
        with self.engine.callback_manager.event(form.callback, payload=asked) as event:
            yield
            event.on_end(payload=form.payload(step))


def _retrieved(step: Step) -> list[NodeWithScore]:
    found = step.result.retrieved
    return [_node(hit, found.articles.get(hit.passage.article_id)) for hit in found.hits]


def _found(step: Step) -> list[NodeWithScore]:
    context = step.given["context"]
    return [_node(hit, context.articles.get(hit.passage.article_id)) for hit in context.hits]


def _reranked(step: Step) -> list[NodeWithScore]:
    """Each passage once, by its best sentence."""
    best = {each.passage.id: each for each in reversed(step.result)}
    articles = step.given["context"].articles
    ranked = sorted(best.values(), key=lambda each: -each.score)
    return [_node(Hit(each.passage, each.score), articles.get(each.passage.article_id)) for each in ranked]


def _node(hit: Hit, article: Any) -> NodeWithScore:
    return NodeWithScore(node=node_of_passage(hit.passage, article), score=hit.score)


def _response(step: Step) -> Response:
    sentences = step.result.sentences if step.result else ()
    return Response(" ".join(each.told for each in sentences))


FORMS: dict[StepName, _Form] = {
    "retrieve": _Form(
        lambda query, _: RetrievalStartEvent(str_or_query_bundle=query),
        lambda query, step: RetrievalEndEvent(str_or_query_bundle=query, nodes=_retrieved(step)),
        CBEventType.RETRIEVE,
        lambda step: {EventPayload.NODES: _retrieved(step)},
    ),
    "rerank": _Form(
        lambda query, step: ReRankStartEvent(
            query=query, nodes=_found(step), top_n=len(step.given["context"].hits), model_name=READER
        ),
        lambda _, step: ReRankEndEvent(nodes=_reranked(step)),
        CBEventType.RERANKING,
        lambda step: {EventPayload.NODES: _reranked(step)},
    ),
    "synthesize": _Form(
        lambda query, _: SynthesizeStartEvent(query=query),
        lambda query, step: SynthesizeEndEvent(query=query, response=_response(step)),
        CBEventType.SYNTHESIZE,
        lambda step: {EventPayload.RESPONSE: _response(step)},
    ),
    "check": _Form(
        lambda _, step: CheckStartEvent(sentence=step.given["claim"].text),
        lambda _, step: CheckEndEvent(
            sentence=step.result.text, verdict=step.result.verdict, reason=step.result.reason
        ),
    ),
}
