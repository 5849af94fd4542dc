"""Two sets of real articles go in whole, each with the day that the set gives for it."""

import json
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from article_qa.index.formats.load import load
from article_qa.index.records import Article
from tests.index.formats.files import taken
from tests.present import present

DATA = Path(__file__).parents[4] / "shared" / "data"


@pytest.mark.parametrize("file", ["wikinews/articles.jsonl", "realtimeqa_2025/corpus.jsonl"])
def test_every_real_article_is_taken_with_its_own_day(file: str) -> None:
    path = DATA / file
    if not path.exists():
        pytest.skip(f"{file} is not beside the repository")
    with path.open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["text"].strip()]
    articles = taken(load(path))
    assert [article for article in articles if not isinstance(article, Article)] == []
    assert [(article.url, present(article.published).isoformat()) for article in articles] == [
        (urldefrag(row["url"])[0], row["published_at"]) for row in rows
    ]
    assert len({article.id for article in articles}) == len({article.sha256 for article in articles}) == len(rows)
