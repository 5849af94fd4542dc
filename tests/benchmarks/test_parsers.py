"""The benchmark of reading files reads what it says that it reads."""

import sys

import pytest

from article_qa.index.records import Article
from benchmarks.parsers import MANY, kinds, memory, text
from tests.index.formats.files import loaded


@pytest.mark.parametrize("suffix", sorted(kinds()))
def test_each_kind_is_read_whole(suffix: str) -> None:
    content, count, bare = kinds()[suffix]
    articles = [each for each in loaded(content, suffix) if isinstance(each, Article)]
    assert len(articles) == count
    assert count in (1, MANY)
    assert all(len(each.text.split()) > 350 for each in articles)
    bare(content)


def test_no_two_articles_are_alike() -> None:
    assert text(1) != text(2)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_is_that_of_reading_all_articles() -> None:
    assert memory(30).startswith("30 articles of JSONL (0 MB): at most ")
