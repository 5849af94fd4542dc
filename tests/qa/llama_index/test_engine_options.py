"""The options of each question to the LlamaIndex query engine."""

import asyncio
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.schema import QueryBundle
from llama_index.core.tools import QueryEngineTool

from article_qa import Answer, ArticleQuery, ArticleQueryEngine, Scope, Turn, open_engine
from article_qa.index.errors import ModelUnavailable
from tests.present import present

FIRST = "What did Lavrov discuss in Amman?"
FOLLOW_UP = "And who received him?"
PRIORITY = "Why is Syria a priority for Jordan?"
NOBODY = Scope(publisher="Nobody")


@pytest.fixture(scope="module")
def engine(home: Path) -> Iterator[ArticleQueryEngine]:
    with open_engine(home / "data", mode="extract") as engine:
        yield engine


def answer_of(response: Any) -> Answer:
    answer = present(response.metadata)["answer"]
    assert isinstance(answer, Answer)
    return answer


def test_a_question_brings_its_history_its_day_and_its_scope(engine: ArticleQueryEngine) -> None:
    history = [Turn(FIRST, answer_of(engine.query(FIRST)).text)]
    follow_up = answer_of(engine.query(FOLLOW_UP, history=history, today=date(2023, 1, 2)))
    assert follow_up.searched != FOLLOW_UP
    assert follow_up.today == date(2023, 1, 2)
    assert answer_of(engine.query(PRIORITY, scope=NOBODY)).status == "abstained"
    # They were of that question only.
    assert answer_of(engine.query(PRIORITY)).status == "answered"


def test_a_question_chooses_what_answers(engine: ArticleQueryEngine) -> None:
    with pytest.raises(ModelUnavailable):
        engine.query(PRIORITY, mode="llm")


def test_all_forms_take_the_options(home: Path, engine: ArticleQueryEngine) -> None:
    with open_engine(home / "data", streaming=True) as streaming:
        stream = streaming.query(PRIORITY, scope=NOBODY)
        assert str(stream).startswith("Not in these articles.")

        async def asked() -> Any:
            whole = await engine.aquery(PRIORITY, scope=NOBODY)
            pieces: Any = await streaming.aquery(PRIORITY, scope=NOBODY)
            return str(whole), str(await pieces.get_response())

        assert {text.split(".")[0] for text in asyncio.run(asked())} == {"Not in these articles"}


def test_a_bundle_brings_the_options_through_what_passes_it_on(engine: ArticleQueryEngine) -> None:
    tool = QueryEngineTool.from_defaults(engine)
    query: Any = ArticleQuery(PRIORITY, scope=NOBODY)
    assert answer_of(tool.query_engine.query(query)).status == "abstained"
    assert answer_of(engine.query(query, scope=Scope())).status == "answered"


def test_the_engine_has_options_for_every_question(home: Path) -> None:
    with open_engine(home / "data", today=date(2023, 1, 2), scope=NOBODY) as engine:
        assert answer_of(engine.query(PRIORITY)).today == date(2023, 1, 2)
        assert answer_of(engine.with_scope(Scope()).query(PRIORITY)).today == date(2023, 1, 2)


def test_the_engine_retrieves_what_it_would_answer_from(engine: ArticleQueryEngine) -> None:
    nodes = engine.retrieve(QueryBundle(PRIORITY))
    assert present(nodes[0].score) > 0.8
    assert "Syria" in nodes[0].node.get_content()
    assert engine.retrieve(ArticleQuery(PRIORITY, scope=NOBODY)) == []
    assert not isinstance(engine, RetrieverQueryEngine)


def test_the_metadata_has_the_record_and_plain_json(engine: ArticleQueryEngine) -> None:
    metadata = present(engine.query(PRIORITY).metadata)
    assert json.loads(json.dumps(metadata["answer_json"])) == metadata["answer_json"]
    assert Answer.from_dict(metadata["answer_json"]).as_dict() == metadata["answer"].as_dict()
