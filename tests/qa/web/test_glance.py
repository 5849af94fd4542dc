"""The library at a glance."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.ingest.annotating import annotate_next
from article_qa.index.library import Library, open_library
from article_qa.qa.web.glance import HINT, glance_html
from tests.index.fakes import article, put

SAID = article("Rosa Okafor closed the bridge on Monday.", source="one", title="One", language="en")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        yield library


def test_it_tells_articles_outlets_names_and_collections(library: Library) -> None:
    put(library, replace(SAID, publisher="Wire <b>", published=date(2022, 11, 8)))
    put(library, article("It opens in May.", source="two", publisher="Post", published=date(2023, 2, 1)))
    while annotate_next(library.catalog):
        pass
    library.catalog.collections.collect([SAID.id], "Harbour")
    html = glance_html(library)
    assert "<h2>2 articles</h2>" in html
    assert "from 8 November 2022 to 1 February 2023" in html
    assert 'data-look="Wire &lt;b&gt;"' in html
    assert 'data-about="Rosa Okafor"' in html
    assert "<bdi>Harbour</bdi>" in html


def test_an_empty_library_only_says_where_articles_open(library: Library) -> None:
    assert HINT in glance_html(library)
