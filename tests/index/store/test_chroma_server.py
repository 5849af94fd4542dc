"""The vectors on a Chroma server: several libraries and several processes at once."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from article_qa.index.errors import ArticleQAError, StoreMismatch, VectorServerFailed
from article_qa.index.ingest import doctor
from article_qa.index.ingest.add import add, examine, remove, repair
from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.ingest.reembed import reembed
from article_qa.index.library import Library, open_library
from article_qa.index.settings import ChromaServer, IndexSettings
from article_qa.index.store import chroma_store
from article_qa.index.store.chroma import Vectors
from article_qa.qa.assistant import Assistant
from tests.chroma import running_chroma
from tests.index.fakes import ToyEmbedder

CLOSED = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_chroma(tmp_path_factory.mktemp("chroma")) as url:
        yield url


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "a.txt"
    file.write_text("The bridge in Bonn is shut.")
    return file


def opened(folder: Path, url: str, **more: Any) -> Library:
    library = open_library(folder, create=True)
    library.settings = IndexSettings(chroma_url=url, **more)
    return library


def test_the_vectors_are_on_the_server_and_answer_from_there(url: str, tmp_path: Path, article: Path) -> None:
    with opened(tmp_path / "data", url) as library:
        add(library, [article])
        assert examine(library).healthy
        assert not (tmp_path / "data" / "vectors").exists()
        answer = Assistant.over(library).ask("Which bridge is shut?")
    assert (answer.citations[0].quote, answer.warnings) == ("The bridge in Bonn is shut.", ())


def test_two_libraries_on_one_server_keep_apart(url: str, tmp_path: Path, article: Path) -> None:
    with opened(tmp_path / "one", url) as one, opened(tmp_path / "two", url) as two:
        add(one, [article])
        (tmp_path / "b.txt").write_text("The mayor wept.")
        add(two, [tmp_path / "b.txt"])
        remove(one, [one.catalog.listings()[0].id])
        assert (len(list(one.vectors.ids())), len(list(two.vectors.ids()))) == (0, 1)
        assert examine(two).healthy


def test_vectors_of_another_embedder_are_refused_and_made_again(url: str, tmp_path: Path, article: Path) -> None:
    with opened(tmp_path / "data", url) as library:
        add(library, [article])
        other = Vectors(library.vectors_place, "another", collection=library.vectors_collection)
        with pytest.raises(StoreMismatch, match=r"all-MiniLM-L6-v2-int8', the settings say 'another'"):
            list(other.ids())
        repair(library)
        assert examine(library).healthy


def test_another_embedder_takes_over_on_the_server(url: str, tmp_path: Path, article: Path) -> None:
    with opened(tmp_path / "data", url) as library:
        library.embedder = ToyEmbedder("first")
        add(library, [article])
    with opened(tmp_path / "data", url) as library:
        library.embedder = ToyEmbedder("second")
        reembed(library)
        assert library.catalog.vector_queue.embedder() == "second"
        assert examine(library) == doctor.Diagnosis()


def test_a_collection_deleted_beneath_a_reader_is_found_again(url: str, tmp_path: Path, article: Path) -> None:
    with opened(tmp_path / "data", url) as library, opened(tmp_path / "data", url) as reader:
        add(library, [article])
        assert len(list(reader.vectors.ids())) == 1
        library.vectors.remove(list(library.vectors.ids()))
        chroma_store.discard(library.vectors_place, library.vectors_collection)
        library.catalog.vector_queue.mark_pending()
        embed_pending(library)
        assert len(list(reader.vectors.ids())) == 1


def test_a_server_that_is_down_is_reported_and_keywords_answer(tmp_path: Path, article: Path) -> None:
    with opened(tmp_path / "data", CLOSED) as library:
        with pytest.raises(VectorServerFailed, match=r"'http://127\.0\.0\.1:9' failed \(.*check that it runs") as error:
            add(library, [article])
        assert "\n" not in str(error.value)
        answer = Assistant.over(library).ask("Which bridge is shut?")
    assert answer.citations[0].quote == "The bridge in Bonn is shut."
    assert answer.warnings[0].endswith("Only keywords were searched.")


class AnsweringServer(ThreadingHTTPServer):
    """Answers every request in the same way; `keys` holds the key that came with each."""

    def __init__(self, status: int, body: object, headers: dict[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.status, self.body, self.headers = status, body, headers
        self.keys: list[str | None] = []
        self.address = f"http://127.0.0.1:{self.server_port}"


class Answering(BaseHTTPRequestHandler):
    """One request to that server."""

    server: AnsweringServer

    def do_GET(self) -> None:
        self.server.keys.append(self.headers["x-chroma-token"])
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(json.dumps(self.server.body).encode())

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def answering(status: int, body: object, **headers: str) -> Iterator[AnsweringServer]:
    with AnsweringServer(status, body, headers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


@pytest.mark.parametrize(("status", "body"), [(401, {"error": "AuthError", "message": "no"}), (403, {})])
def test_a_refused_key_is_told_and_not_shown(tmp_path: Path, article: Path, status: int, body: dict[str, str]) -> None:
    with (
        answering(status, body) as server,
        opened(tmp_path / "data", server.address, chroma_api_key="sesame") as library,
        pytest.raises(VectorServerFailed, match=r"\(it refused the key\); .* INDEX_CHROMA_API_KEY") as error,
    ):
        add(library, [article])
    assert server.keys[0] == "sesame"
    assert "sesame" not in str(error.value)
    assert "sesame" not in repr(ChromaServer(server.address, library.settings.chroma_api_key))


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        pytest.param(500, "Visit evil.example", "status 500", id="an error of the server"),
        pytest.param(
            400, {"error": "ChromaError", "message": "Visit evil.example"}, "did not do", id="an error of Chroma"
        ),
        pytest.param(200, "Visit evil.example", "did not do", id="nonsense"),
    ],
)
def test_what_a_server_says_goes_to_the_log_and_not_to_readers(
    tmp_path: Path, article: Path, caplog: pytest.LogCaptureFixture, status: int, body: str | dict[str, str], told: str
) -> None:
    with answering(status, body) as server, opened(tmp_path / "data", server.address) as library:
        with pytest.raises(ArticleQAError) as error:
            add(library, [article])
        answer = Assistant.over(library).ask("Which bridge is shut?")
    assert told in str(error.value)
    assert "evil" not in str(error.value) + str(answer.warnings)
    assert status == 200 or "evil.example" in caplog.text


def test_a_redirect_to_another_server_is_not_followed(tmp_path: Path, article: Path) -> None:
    with (
        answering(200, {}) as other,
        answering(307, {}, location=f"{other.address}/api/v2") as server,
        opened(tmp_path / "data", server.address, chroma_api_key="sesame") as library,
        pytest.raises(VectorServerFailed, match="points to another address"),
    ):
        add(library, [article])
    assert server.keys
    assert other.keys == []
