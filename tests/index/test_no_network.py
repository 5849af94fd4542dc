"""From adding to the answer without one call outside this machine."""

import socket
from pathlib import Path

import pytest

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant
from article_qa.qa.llama_index import open_engine
from tests.present import present


def test_the_guard_refuses_the_outside_and_passes_the_loopback(outside_calls: list[str]) -> None:
    with pytest.raises(OSError, match="reached for the network"):
        socket.create_connection(("example.org", 80), timeout=1)
    with pytest.raises(OSError, match="reached for the network"), socket.socket() as outside:
        outside.connect(("192.0.2.1", 80))
    assert outside_calls[-2:] == ["example.org", "192.0.2.1"]
    del outside_calls[-2:]
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_articles_are_added_and_asked_without_a_network(tmp_path: Path, outside_calls: list[str]) -> None:
    tried = len(outside_calls)
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.md").write_text("---\ntitle: Bridge shut\n---\nThe mayor shut the bridge because of a crack.")
    (articles / "b.html").write_text(
        "<html><head><title>Eggs</title></head><body><article><p>The recipe for the festival needs two hundred eggs, "
        "said the cook of the town on Sunday.</p></article></body></html>"
    )
    with open_library(tmp_path / "data", create=True) as library:
        report = add(library, [articles])
        assert (report.added, report.failed) == (2, [])
        answer = Assistant.over(library).ask("Why did the mayor shut the bridge?")
    assert answer.citations[0].quote == "The mayor shut the bridge because of a crack."
    response = open_engine(tmp_path / "data").query("Why did the mayor shut the bridge?")
    assert present(response.metadata)["answer"].citations == answer.citations
    assert outside_calls[tried:] == []
