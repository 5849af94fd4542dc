"""The retriever: true scores, filters, refusals, and nodes that show a model what it needs."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from llama_index.core.postprocessor import SimilarityPostprocessor
from llama_index.core.schema import MetadataMode, NodeRelationship, TextNode
from llama_index.core.vector_stores import FilterCondition, FilterOperator, MetadataFilter, MetadataFilters

from article_qa.index.errors import RequestRejected
from article_qa.index.library import Library, open_library
from article_qa.index.records import Scope
from article_qa.qa.assistant import Assistant
from article_qa.qa.llama_index import ArticleRetriever, open_retriever
from article_qa.qa.settings import QASettings
from tests.present import present

PRIORITY = "Why is Syria a priority for Jordan?"
GAZETTE = "Article QA Gazette"


@pytest.fixture(scope="module")
def library(home: Path) -> Iterator[Library]:
    with open_library(home / "data") as library:
        yield library


@pytest.fixture(scope="module")
def assistant(library: Library) -> Assistant:
    return Assistant.over(library, QASettings(_env_file=None))


def test_a_score_says_whether_the_passage_bears_an_answer(assistant: Assistant) -> None:
    retriever = ArticleRetriever(assistant)
    near, far = retriever.retrieve(PRIORITY), retriever.retrieve("A recipe for tiramisu")
    assert present(near[0].score) > 0.8
    assert far
    assert all(present(each.score) < 0.2 for each in far)
    scores = [present(each.score) for each in near]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_a_postprocessors_cutoff_means_something(assistant: Assistant) -> None:
    cutoff = SimilarityPostprocessor(similarity_cutoff=0.4)
    retriever = ArticleRetriever(assistant)
    assert cutoff.postprocess_nodes(retriever.retrieve(PRIORITY))
    assert cutoff.postprocess_nodes(retriever.retrieve("Who won the 2031 chess championship?")) == []


def test_the_limit_goes_by_both_names(assistant: Assistant) -> None:
    assert len(ArticleRetriever(assistant, limit=2).retrieve("ships")) == 2
    retriever = ArticleRetriever(assistant, similarity_top_k=9)
    assert len(retriever.retrieve("ships")) == retriever.similarity_top_k == 9
    with pytest.raises(RequestRejected, match=r"the limit is 0; give one from 1 to 100"):
        ArticleRetriever(assistant, similarity_top_k=0)


def test_a_refusing_retriever_gives_nothing_where_the_assistant_refuses(home: Path) -> None:
    with open_retriever(home / "data", refuse=True) as retriever:
        assert retriever.retrieve(PRIORITY)
        assert retriever.retrieve("Who won the 2031 chess championship?") == []
        assert asyncio.run(retriever.aretrieve("A recipe for tiramisu")) == []


def test_a_model_is_shown_title_outlet_and_day_only(assistant: Assistant) -> None:
    node = ArticleRetriever(assistant).retrieve(PRIORITY)[0].node
    shown = node.get_content(MetadataMode.LLM)
    assert "title: Lavrov in Amman" in shown
    assert "published: 2022-11-03" in shown
    for hidden in ("sha256", "article_id", "number", "start", "link", "score"):
        assert f"{hidden}:" not in shown
    embedded = node.get_content(MetadataMode.EMBED)
    assert "title: Lavrov" in embedded
    assert "publisher" not in embedded


def test_the_source_of_a_node_is_its_article(assistant: Assistant, library: Library) -> None:
    node = ArticleRetriever(assistant).retrieve(PRIORITY)[0].node
    assert isinstance(node, TextNode)
    source = present(node.source_node)
    article = present(library.catalog.article(source.node_id))
    assert node.ref_doc_id == article.id
    assert node.relationships[NodeRelationship.SOURCE] == source
    assert (source.hash, source.metadata["title"]) == (article.sha256, article.title)
    assert article.text[node.start_char_idx : node.end_char_idx] == node.text


def by(key: str, value: str | list[str], operator: FilterOperator = FilterOperator.EQ) -> MetadataFilter:
    return MetadataFilter(key=key, value=value, operator=operator)


def facts(assistant: Assistant, filters: MetadataFilters, name: str) -> set[str]:
    found = ArticleRetriever(assistant, filters=filters, limit=20).retrieve("the ship and the ceremony")
    assert found
    return {str(each.node.metadata[name]) for each in found}


def test_filters_choose_outlets_days_and_articles(assistant: Assistant) -> None:
    assert facts(assistant, MetadataFilters(filters=[by("publisher", GAZETTE)]), "publisher") == {GAZETTE}
    days = MetadataFilters(
        filters=[by("published", "2021-03-28", FilterOperator.GTE), by("date", "2021-12-31", FilterOperator.LT)]
    )
    found = facts(assistant, days, "published")
    assert min(found) >= "2021-03-28"
    assert max(found) < "2021-12-31"
    articles = facts(assistant, days, "article_id")
    one = sorted(articles)[0]
    assert facts(assistant, MetadataFilters(filters=[by("article_id", [one], FilterOperator.IN)]), "article_id") == {
        one
    }


def test_filters_nest_and_choose_between_values(assistant: Assistant) -> None:
    outlets = MetadataFilters(
        filters=[by("publisher", GAZETTE), by("publisher", "Article QA Wire")], condition=FilterCondition.OR
    )
    nested = MetadataFilters(filters=[outlets, by("published", "2022-01-01", FilterOperator.LTE)])
    retriever = ArticleRetriever(assistant, filters=nested)
    assert retriever.scope.publishers == (GAZETTE, "Article QA Wire")
    assert str(retriever.scope.until) == "2022-01-01"


def test_filters_narrow_the_scope_further(assistant: Assistant, library: Library) -> None:
    retriever = ArticleRetriever(
        assistant, scope=Scope(publishers=(GAZETTE, "B")), filters=MetadataFilters(filters=[by("publisher", GAZETTE)])
    )
    assert retriever.scope == Scope(publisher=GAZETTE)


def test_filters_choose_collections(library: Library, assistant: Assistant) -> None:
    article_id = library.catalog.queries.newest()[0].article_id
    library.catalog.collections.collect([article_id], "Paris")
    assert facts(assistant, MetadataFilters(filters=[by("collection", "paris")]), "article_id") == {article_id}


@pytest.mark.parametrize(
    ("filters", "says"),
    [
        pytest.param([by("author", "Ada")], "no filter is called 'author'; there are ", id="unknown key"),
        pytest.param([by("published", "May")], "published is 'May'; write the day as 2022-11-03", id="no day"),
        pytest.param([by("published", "2022-01-01", FilterOperator.NE)], "published can be compared by ==", id="day"),
        pytest.param([by("publisher", "A", FilterOperator.NE)], "publisher can be compared by == and in", id="name"),
        pytest.param([by("publisher", "A"), by("publisher", "B")], "nothing is of publisher 'A' and 'B'", id="nothing"),
        pytest.param([by("publisher", [], FilterOperator.IN)], "the filter 'publisher' has no value", id="empty"),
    ],
)
def test_a_filter_that_cannot_be_followed_is_named(
    assistant: Assistant, filters: list[MetadataFilter | MetadataFilters], says: str
) -> None:
    with pytest.raises(RequestRejected, match=says):
        ArticleRetriever(assistant, filters=MetadataFilters(filters=[*filters]))


@pytest.mark.parametrize("condition", [FilterCondition.OR, FilterCondition.NOT])
def test_filters_that_a_scope_cannot_say_are_refused(assistant: Assistant, condition: FilterCondition) -> None:
    filters = MetadataFilters(filters=[by("publisher", "A"), by("article", "b")], condition=condition)
    with pytest.raises(RequestRejected, match=r"joined by 'or' must all be|cannot say 'not'"):
        ArticleRetriever(assistant, filters=filters)
