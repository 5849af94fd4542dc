"""What a conversation has no room for comes in parts."""

import json
from pathlib import Path
from typing import Any

import pytest

from article_qa.index.ingest.chunking import cut
from article_qa.index.store.catalog import Catalog
from article_qa.qa.mcp.articles import MAX_LIST_CHARACTERS, MAX_TEXT_CHARACTERS
from article_qa.qa.mcp.resources import PAGE, address_of, at, page
from article_qa.qa.mcp.served import Served
from article_qa.qa.mcp.tools import TOOLS
from tests.index.fakes import article, words


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog(tmp_path / "catalog.sqlite3")


def called(catalog: Catalog, name: str, **arguments: Any) -> dict[str, Any]:
    def no_assistant() -> Any:
        raise AssertionError("articles are listed and read without an assistant")

    (tool,) = (tool for tool in TOOLS if tool.name == name)
    return tool.call(Served(catalog, no_assistant), arguments)


def put(catalog: Catalog, text: str, **facts: Any) -> str:
    one = article(text, **facts)
    catalog.put(one, cut(one, words))
    return one.id


def test_a_long_article_comes_in_parts_that_make_the_whole(catalog: Catalog) -> None:
    text = " ".join(f"Sentence {n} of the novel." for n in range(5_000))
    article_id = put(catalog, text)
    parts, start = [], 0
    while start is not None:
        part = called(catalog, "get_article", article_id=article_id[:6], start=start)
        assert len(part["text"]) <= MAX_TEXT_CHARACTERS
        assert part["text"] == text[part["start"] : part["end"]]
        parts.append(part["text"])
        start = part["next_start"]
    assert "".join(parts) == text
    assert part["characters"] == len(text)
    assert called(catalog, "get_article", article_id=article_id, start=10**9)["text"] == ""


def test_a_list_stops_where_it_is_full_and_says_how_to_go_on(catalog: Catalog) -> None:
    for number in range(120):
        put(catalog, f"Text {number}.", source=str(number), title=f"{number} {'long title ' * 80}")
    seen: list[str] = []
    offset = 0
    while offset is not None:
        part = called(catalog, "list_articles", limit=200, offset=offset)
        assert len(json.dumps(part["articles"])) <= MAX_LIST_CHARACTERS * 1.1
        assert part["total"] == 120
        seen += [each["id"] for each in part["articles"]]
        offset = part["next_offset"]
    assert len(seen) == len(set(seen)) == 120


def test_a_single_article_is_listed_however_long_its_facts(catalog: Catalog) -> None:
    put(catalog, "Text.", url="https://example.org/" + "a" * 2 * MAX_LIST_CHARACTERS)
    assert len(called(catalog, "list_articles")["articles"]) == 1


def test_an_unknown_outlet_lists_nothing_and_says_so(catalog: Catalog) -> None:
    put(catalog, "Text.")
    found = called(catalog, "list_articles", publisher="Nobody")
    assert (found["articles"], found["total"]) == ([], 0)
    assert found["warnings"] == ["No article is from 'Nobody'."]


def test_resources_come_in_pages(catalog: Catalog) -> None:
    served = Served(catalog, lambda: None)  # type: ignore[arg-type, return-value]
    ids = {put(catalog, f"Text {number}.", source=str(number)) for number in range(PAGE + 3)}
    first, cursor = page(served, None)
    second, end = page(served, cursor)
    assert (len(first), len(second), end) == (PAGE, 3, None)
    assert {each.id for each in (*first, *second)} == ids
    assert at(served, address_of(first[0].id)).id == first[0].id
