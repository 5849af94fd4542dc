"""Vectors and annotations by several workers at once, over PostgreSQL and a Chroma server."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from article_qa.index.ingest import doctor
from article_qa.index.ingest.add import examine
from article_qa.index.library import Library, open_library
from tests.chroma import running_chroma
from tests.index.fakes import ToyEmbedder, article, put
from tests.postgres import PostgresServer

PROGRAM = Path(sys.executable).with_name("article-qa")


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_chroma(tmp_path_factory.mktemp("chroma")) as url:
        yield url


@pytest.fixture
def settings(postgres: PostgresServer, chroma: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A place for a library on both servers; a worker that does not answer is given up after a second."""
    monkeypatch.setenv("INDEX_CATALOG_URL", postgres.library())
    monkeypatch.setenv("INDEX_CHROMA_URL", chroma)
    monkeypatch.setenv("INDEX_LEASE_SECONDS", "1")


@pytest.fixture
def library(settings: None, tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        library.embedder = ToyEmbedder()
        yield library


@pytest.fixture
def other(library: Library, tmp_path: Path) -> Iterator[Library]:
    """The same library, opened by another process on another machine as it were."""
    with open_library(tmp_path / "elsewhere", create=True) as other:
        other.embedder = ToyEmbedder()
        yield other


class Counting(ToyEmbedder):
    """Notes what it embeds, and calls `meanwhile` before it gives the vectors."""

    def __init__(self) -> None:
        super().__init__()
        object.__setattr__(self, "seen", [])

    seen: list[str]

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        self.seen.extend(texts)
        return super().embed_passages(texts)


def bridges(library: Library, count: int) -> None:
    put(library, *(article(f"Bridge {n} of the town is shut.", source=str(n)) for n in range(count)))


def started(data: Path, *options: str) -> "subprocess.Popen[str]":
    """`article-qa work` in a process of its own."""
    return subprocess.Popen([PROGRAM, "work", "--data", data, "--threads", "1", *options],
                            stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # fmt: skip


def test_two_processes_at_once_do_every_passage_once(settings: None, tmp_path: Path) -> None:
    with open_library(tmp_path / "data", create=True) as library:
        bridges(library, 300)
        both = [started(tmp_path / name) for name in ("data", "elsewhere")]
        (one, two) = [process.communicate(timeout=200) for process in both]
        assert [process.returncode for process in both] == [0, 0], (one, two)
        assert examine(library) == doctor.Diagnosis()
        assert len(list(library.vectors.ids())) == 300
