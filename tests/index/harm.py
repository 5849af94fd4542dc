"""Libraries to be damaged, and what damages them."""

import random
import sqlite3
from pathlib import Path

from article_qa.index.embedders.local import local_embedder
from article_qa.index.ingest.chunking import cut
from article_qa.index.records import Article
from article_qa.index.store.catalog import Catalog
from tests.index.fakes import article, sentences

PAGE = 4096


def stories(count: int) -> list[Article]:
    """Articles of different lengths, some of which fill several pages."""
    return [
        article(
            f"Bridge {n} is shut. " + " ".join(sentences(3 + n % 60, seed=n)),
            source=f"story-{n}.txt",
            title=f"Bridge {n}",
            publisher=("Star", "Post", None)[n % 3],
        )
        for n in range(count)
    ]


def fill(path: Path, articles: list[Article]) -> None:
    """A catalog with these articles and with something in each table that cannot be made again."""
    catalog = Catalog(path)
    for each in articles:
        catalog.put(each, cut(each, local_embedder().count_tokens))
    db = catalog.database
    db.change("UPDATE passages SET embedded = 1 WHERE number % 10")
    db.change("UPDATE library SET embedder = 'toy', vectors_version = 7")
    db.change("INSERT INTO pages VALUES ('https://example.org/a', ?, ?, 'tag', NULL)", articles[0].id, "0" * 64)
    db.change("INSERT INTO collections SELECT 'Bridges', id FROM articles LIMIT 3")
    db.change("INSERT INTO edits SELECT id, NULL, '', NULL, 'A. Writer' FROM articles LIMIT 3")
    db.change("INSERT INTO story_pages SELECT id, 2, 'b.html', 'It goes on.' FROM articles LIMIT 3")
    db.change("INSERT INTO feeds (address, title) VALUES ('https://example.org/feed', 'Feed')")
    db.change("INSERT INTO entries VALUES ('https://example.org/feed', 'one', 1, 0)")
    catalog.close()


def change_text(path: Path, old: bytes, new: bytes) -> None:
    """Other bytes in the file, as a bad disk leaves them."""
    content = path.read_bytes()
    assert len(old) == len(new) and content.count(old) == 1, content.count(old)
    path.write_bytes(content.replace(old, new))


def pages_of(path: Path, *names: str) -> list[int]:
    """The pages that SQLite itself says belong to these tables and indexes."""
    db = sqlite3.connect(path)
    marks = ",".join("?" * len(names))
    rows = db.execute(f"SELECT pageno FROM dbstat WHERE name IN ({marks})", names).fetchall()
    db.close()
    return sorted(row[0] for row in rows)


def overwrite(path: Path, pages: list[int], seed: int = 1) -> None:
    """Random bytes over these pages."""
    with path.open("rb+") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(random.Random(seed + page).randbytes(PAGE))
