"""An article that another process removes or changes after it was ranked, or after its passages were read."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from article_qa.index.ingest.chunking import cut
from article_qa.index.records import EVERYTHING
from article_qa.index.search import keyword
from article_qa.index.store.catalog import Catalog
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import Assistant
from article_qa.qa.generation.llm import Model
from article_qa.qa.llama_index import ArticleRetriever
from article_qa.qa.retrieval.search import LibrarySearch
from article_qa.qa.web.api import Api
from tests.index.fakes import article, words
from tests.qa.fakes import Interrupted, ScriptedModel, WordReader, then

QUESTION = "Why did the mayor of Amman shut the Wadi bridge?"
FIRST = article("The mayor of Amman shut the Wadi bridge because its pillars had cracked.", source="first.txt")
SECOND = article("A lorry hit a pillar, so the mayor of Amman shut the Wadi bridge.", source="second.txt")
CHANGED = replace(FIRST, text="Nothing is known of it.", sha256="changed")

Begin = Callable[..., Assistant]


@pytest.fixture(params=["ranked", "read"])
def begin(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Begin]:
    """Makes an assistant; what another catalog does comes after the ranking, or after its passages were read."""
    path = tmp_path / "catalog.sqlite3"
    with ExitStack() as opened:
        other = opened.enter_context(closing(Catalog(path)))
        for each in (FIRST, SECOND):
            other.put(each, cut(each, words))

        def made(meanwhile: Callable[[Catalog], object], model: Model | None = None) -> Assistant:
            happens = partial(meanwhile, other)
            is_read = request.param == "read"
            catalog = opened.enter_context(closing(Interrupted(path, happens) if is_read else Catalog(path)))
            search = keyword(catalog) if is_read else then(keyword(catalog), happens)
            return Assistant(LibrarySearch(catalog, {"dense": search}), WordReader(), model, is_local=False)

        yield made


def first_goes(other: Catalog) -> None:
    other.remove(FIRST.id)


def first_changes(other: Catalog) -> None:
    other.put(CHANGED, cut(CHANGED, words))


def all_go(other: Catalog) -> None:
    for each in (FIRST, SECOND):
        other.remove(each.id)


MEANWHILE = pytest.mark.parametrize("meanwhile", [first_goes, first_changes])


def asked(assistant: Assistant) -> list[str]:
    answer = assistant.ask(QUESTION)
    return [citation.article_id for citation in (*answer.citations, *answer.nearest)]


def streamed(assistant: Assistant) -> list[str]:
    *_, answer = assistant.stream(QUESTION)
    assert isinstance(answer, Answer)
    return [citation.article_id for citation in (*answer.citations, *answer.nearest)]


def retrieved(assistant: Assistant) -> list[str]:
    return [hit.article_id for hit in assistant.search(QUESTION).hits]


def searched(assistant: Assistant) -> list[str]:
    return [passage["article_id"] for passage in asyncio.run(Api(assistant).search(QUESTION))["passages"]]


def through_llama_index(assistant: Assistant) -> list[Any]:
    return [node.node.metadata["article_id"] for node in ArticleRetriever(assistant).retrieve(QUESTION)]


DOORS = pytest.mark.parametrize("door", [asked, streamed, retrieved, searched, through_llama_index])


@DOORS
@MEANWHILE
def test_what_is_left_is_found(
    begin: Begin, door: Callable[[Assistant], list[str]], meanwhile: Callable[[Catalog], None]
) -> None:
    assert door(begin(meanwhile)) == [SECOND.id]


@DOORS
def test_where_nothing_is_left_nothing_is_found(begin: Begin, door: Callable[[Assistant], list[str]]) -> None:
    assert door(begin(all_go)) == []


def test_where_nothing_is_left_the_answer_is_a_refusal(begin: Begin) -> None:
    assert begin(all_go).ask(QUESTION).status == "abstained"


@MEANWHILE
def test_a_model_reads_what_is_left(begin: Begin, meanwhile: Callable[[Catalog], None]) -> None:
    model = ScriptedModel("A lorry hit a pillar, so the mayor shut the bridge. [1]")
    answer = begin(meanwhile, Model(model, "scripted")).ask(QUESTION)
    assert [citation.article_id for citation in answer.citations or answer.nearest] == [SECOND.id]
    assert all("had cracked" not in prompt for prompt in model.seen)


def test_nearness_is_that_of_the_first_that_is_left(begin: Begin) -> None:
    left = begin(first_goes).library.find([QUESTION], EVERYTHING, 5).retrieved
    assert left.nearness == left.cosines[left.passages[0].id]
    assert begin(all_go).library.find([QUESTION], EVERYTHING, 5).retrieved.nearness == 0
