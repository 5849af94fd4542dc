"""The pieces that LlamaIndex brings take our engine and our retriever as they are."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.agent.workflow import ReActAgent
from llama_index.core.base.llms.types import ChatMessage, ChatResponse, CompletionResponse
from llama_index.core.chat_engine import CondensePlusContextChatEngine, CondenseQuestionChatEngine
from llama_index.core.evaluation import FaithfulnessEvaluator
from llama_index.core.query_engine import CitationQueryEngine, RouterQueryEngine, SubQuestionQueryEngine
from llama_index.core.question_gen import LLMQuestionGenerator
from llama_index.core.response_synthesizers import get_response_synthesizer
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.selectors import LLMSingleSelector
from llama_index.core.tools import QueryEngineTool

from article_qa import ArticleQueryEngine, ArticleRetriever, open_engine
from tests.qa.fakes import ScriptedModel

PRIORITY = "Why is Syria a priority for Jordan?"
BORDER = "northern border"
SAID = "The war made the border insecure. [1]"


class TalkingModel(ScriptedModel):
    """The same model for pieces that want a whole reply at once."""

    def __init__(self, *pieces: str, replies: Sequence[Sequence[str]] = ()) -> None:
        super().__init__(*pieces, replies=replies)

    def chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:
        text = "".join(piece.delta or "" for piece in self.stream_chat(messages))
        return ChatResponse(message=ChatMessage(role="assistant", content=text))

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        return CompletionResponse(text=str(self.chat([ChatMessage(prompt)]).message.content))

    async def achat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:
        return self.chat(messages)


@pytest.fixture(scope="module")
def engine(home: Path) -> Iterator[ArticleQueryEngine]:
    with open_engine(home / "data", mode="extract") as engine:
        yield engine


@pytest.fixture(scope="module")
def retriever(engine: ArticleQueryEngine) -> ArticleRetriever:
    return ArticleRetriever(engine.assistant)


@pytest.fixture(scope="module")
def tool(engine: ArticleQueryEngine) -> QueryEngineTool:
    return QueryEngineTool.from_defaults(engine, name="articles", description="Answers from news articles.")


def test_a_tool_answers(tool: QueryEngineTool) -> None:
    assert BORDER in tool.call(PRIORITY).content
    assert BORDER in asyncio.run(tool.acall(PRIORITY)).content


def test_an_agent_calls_the_tool(tool: QueryEngineTool) -> None:
    steps = [
        [f'Thought: I need the articles.\nAction: articles\nAction Input: {{"input": "{PRIORITY}"}}\n'],
        [f"Thought: I can answer without using any more tools.\nAnswer: {SAID}"],
    ]
    model = TalkingModel(replies=steps)

    async def run() -> str:
        return str(await ReActAgent(tools=[tool], llm=model, streaming=False).run(PRIORITY))

    assert SAID in asyncio.run(run())
    assert BORDER in model.seen[1]


def test_a_router_chooses_the_engine(tool: QueryEngineTool) -> None:
    selector = LLMSingleSelector.from_defaults(TalkingModel('[{"choice": 1, "reason": "news"}]'))
    router = RouterQueryEngine(selector, [tool], llm=TalkingModel(SAID))
    assert BORDER in str(router.query(PRIORITY))


def test_sub_questions_are_asked_of_the_engine(tool: QueryEngineTool) -> None:
    items = json.dumps({"items": [{"sub_question": PRIORITY, "tool_name": "articles"}]})
    answering = TalkingModel(SAID)
    asked = SubQuestionQueryEngine.from_defaults(
        [tool],
        llm=answering,
        question_gen=LLMQuestionGenerator.from_defaults(TalkingModel(f"```json\n{items}\n```")),
        response_synthesizer=get_response_synthesizer(llm=answering),
        use_async=False,
        verbose=False,
    )
    assert str(asked.query("What of Syria?")) == SAID
    assert BORDER in answering.seen[0]


def test_a_chat_condenses_its_question_for_the_engine(engine: ArticleQueryEngine) -> None:
    chat = CondenseQuestionChatEngine.from_defaults(engine, llm=TalkingModel(PRIORITY))
    chat.chat("What of Syria?")
    assert BORDER in str(chat.chat("Why is it a priority?"))


def test_a_chat_reads_the_passages_of_the_retriever(retriever: ArticleRetriever) -> None:
    model = TalkingModel(replies=[[SAID], [PRIORITY], [SAID]])
    chat = CondensePlusContextChatEngine.from_defaults(retriever, llm=model)
    chat.chat(PRIORITY)
    assert str(chat.chat("And why?")) == SAID
    assert BORDER in model.seen[-1]
    assert "sha256" not in model.seen[-1]


def test_a_citation_engine_cites_the_passages(retriever: ArticleRetriever) -> None:
    model = TalkingModel(SAID)
    response = CitationQueryEngine(retriever, llm=model, citation_chunk_size=200).query(PRIORITY)
    assert str(response) == SAID
    assert "Source 1:" in model.seen[0]
    assert response.source_nodes[0].node.metadata["title"]


def test_fusion_of_retrievers_keeps_the_passages(retriever: ArticleRetriever) -> None:
    fusion = QueryFusionRetriever([retriever, retriever], llm=TalkingModel(), num_queries=1, similarity_top_k=3)
    found = fusion.retrieve(PRIORITY)
    assert len(found) == 3
    assert BORDER in found[0].node.get_content()


def test_an_evaluator_reads_the_answer_and_its_quotes(engine: ArticleQueryEngine) -> None:
    model = TalkingModel("YES")
    response: Any = engine.query(PRIORITY)
    judged = FaithfulnessEvaluator(llm=model).evaluate_response(query=PRIORITY, response=response)
    assert judged.passing
    assert BORDER in model.seen[0]


def test_twenty_questions_at_once_get_their_answers(engine: ArticleQueryEngine) -> None:
    async def crowd() -> list[str]:
        return [str(each) for each in await asyncio.gather(*(engine.aquery(PRIORITY) for _ in range(20)))]

    (text,) = set(asyncio.run(crowd()))
    assert BORDER in text
