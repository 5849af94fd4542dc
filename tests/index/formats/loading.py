"""Files to load, and what comes of them."""

import json
from pathlib import Path

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.load import load
from article_qa.index.records import Article
from tests.index.formats.files import taken


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def only(path: Path) -> Article:
    (article,) = taken(load(path))
    return article


def refusal(path: Path) -> str:
    (rejection,) = load(path)
    assert isinstance(rejection, ArticleRejected), rejection
    assert "\n" not in str(rejection)
    return str(rejection)


def lines(path: Path, *facts: object) -> Path:
    path.write_text("".join(f if isinstance(f, str) else json.dumps(f) + "\n" for f in facts))
    return path
