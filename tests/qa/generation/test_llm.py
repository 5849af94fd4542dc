"""Which model is chosen, and what becomes of its failures; through the real openai client."""

import inspect
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openai
import pytest

from article_qa.index import errors
from article_qa.qa.generation.llm import OPENAI_MODEL, Model, choose_model, reply, stream
from article_qa.qa.generation.model_call import explained
from article_qa.qa.generation.prompts import Message
from article_qa.qa.settings import QASettings
from tests.present import present
from tests.qa.fakes import (
    Endpoint,
    ScriptedModel,
    ScriptedServer,
    breaks_after,
    ends_early,
    fails,
    hangs,
    says,
    scripted_server,
)

ASK = [Message("user", "Why is the bridge shut?")]
KEY = "sk-secret-123"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("OPENAI_API_KEY", "QA_BASE_URL", "QA_MODEL", "QA_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def model_at(server: ScriptedServer, **settings: Any) -> Model:
    chosen = choose_model(QASettings(base_url=server.url, model="m", api_key=KEY, **settings))
    assert chosen
    return chosen


def asked(server: ScriptedServer, *, seconds: float = 5.0, **settings: Any) -> str:
    return reply(model_at(server, **settings), ASK, time.monotonic() + seconds).text


def test_without_key_and_address_there_is_no_model() -> None:
    assert choose_model(QASettings()) is None


def test_a_key_for_openai_chooses_a_small_model_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    model = present(choose_model(QASettings()))
    assert (model.name, model.host) == (OPENAI_MODEL, "api.openai.com")


def test_an_empty_key_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "")
    assert choose_model(QASettings()) is None


def test_a_local_endpoint_sends_nothing_away_and_needs_no_key() -> None:
    model = present(choose_model(QASettings(base_url="http://localhost:11434/v1", model="llama3.2")))
    assert (model.name, model.host) == ("llama3.2", None)


def test_an_endpoint_elsewhere_is_named() -> None:
    assert present(choose_model(QASettings(base_url="https://llm.example.org/v1", model="m"))).host == "llm.example.org"


def test_an_endpoint_without_a_model_is_refused_with_the_remedy() -> None:
    with pytest.raises(errors.ModelUnavailable, match="QA_MODEL"):
        choose_model(QASettings(base_url="http://localhost:1/v1"))


def test_the_key_is_in_no_representation() -> None:
    settings = QASettings(base_url="http://localhost:1/v1", model="m", api_key=KEY)
    assert KEY not in repr(settings) + str(settings.model_dump()) + repr(present(choose_model(settings)).name)


def test_a_reply_is_streamed_through_the_real_client() -> None:
    with scripted_server(says("The bridge ", "is shut [1].")) as server:
        pieces = list(stream(model_at(server), ASK, time.monotonic() + 5))
    assert pieces == ["The bridge ", "is shut [1]."]
    assert server.requests[0]["messages"][0]["content"] == ASK[0].content
    assert server.requests[0]["stream"] is True


@pytest.mark.parametrize(
    ("failure", "error", "tries"),
    [
        pytest.param(fails(401), errors.ModelKeyRefused, 1, id="wrong key"),
        pytest.param(fails(429, code="insufficient_quota"), errors.ModelOutOfCredit, 1, id="no credit"),
        pytest.param(fails(404), errors.ModelMissing, 1, id="no such model"),
        pytest.param(fails(400, code="context_length_exceeded"), errors.ModelContextTooLong, 1, id="too long"),
        pytest.param(fails(400, "the context size was exceeded"), errors.ModelContextTooLong, 1, id="too long, said"),
        pytest.param(fails(400, "bad things"), errors.ModelRefused, 1, id="refused"),
        pytest.param(breaks_after("The bridge "), errors.ModelBroken, 1, id="breaks in the middle"),
        pytest.param(ends_early("The bridge "), errors.ModelBroken, 1, id="ends without its last word"),
        pytest.param(fails(500), errors.ModelBroken, 2, id="server error"),
        pytest.param(says("  "), errors.ModelSilent, 2, id="empty reply"),
    ],
)
def test_each_failure_is_typed_and_retried_only_if_it_may_pass(
    failure: Callable[[Endpoint], None], error: type[errors.ModelFailed], tries: int
) -> None:
    with scripted_server(failure) as server:
        with pytest.raises(error) as caught:
            # Until its time is over, what may pass is tried again.
            asked(server, seconds=4 if tries > 1 else 30)
        assert len(server.requests) >= tries if tries > 1 else len(server.requests) == tries
    assert "; " in str(caught.value)
    assert KEY not in str(caught.value)


def test_a_server_error_that_passes_is_not_seen() -> None:
    with scripted_server(fails(500), says("Shut [1].")) as server:
        assert asked(server) == "Shut [1]."


def test_the_server_says_how_long_to_wait() -> None:
    with scripted_server(fails(429, retry_after="1"), says("Shut [1].")) as server:
        started = time.monotonic()
        assert asked(server) == "Shut [1]."
    assert time.monotonic() - started >= 1


def test_a_wait_that_would_take_too_long_is_not_waited() -> None:
    with scripted_server(fails(429, retry_after="100")) as server, pytest.raises(errors.ModelBusy):
        asked(server)


@pytest.mark.parametrize("drips", [False, True], ids=["silent", "with signs of life"])
def test_a_server_that_hangs_is_left_in_time(drips: bool) -> None:
    with scripted_server(hangs(30, drips=drips)) as server:
        started = time.monotonic()
        with pytest.raises(errors.ModelTimeout):
            asked(server, seconds=1)
        assert time.monotonic() - started < 25


def test_nobody_there_is_a_broken_line() -> None:
    model = present(choose_model(QASettings(base_url="http://127.0.0.1:9/v1", model="m")))
    with pytest.raises(errors.ModelBroken):
        reply(model, ASK, time.monotonic() + 1)


def test_what_the_endpoint_says_goes_to_the_log_without_the_key(caplog: pytest.LogCaptureFixture) -> None:
    words = f"<b>Visit evil.example</b> \x1b[2J with {KEY}"
    with scripted_server(fails(400, words)) as server, pytest.raises(errors.ModelRefused) as caught:
        asked(server)
    assert "evil" not in str(caught.value)
    assert "evil.example</b> \\x1b[2J with [the key]" in caplog.text
    assert KEY not in caplog.text


def test_a_refused_temperature_is_no_trouble_and_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    with scripted_server(fails(400, "no such temperature, evil.example"), says("Shut [1].")) as server:
        asked(server)
    assert caplog.text == ""


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_server_is_not_followed(status: int) -> None:
    with (
        scripted_server(says("Mine now [1].")) as other,
        scripted_server(fails(status, location=f"{other.url}/chat/completions")) as server,
        pytest.raises(errors.ModelRedirected) as caught,
    ):
        asked(server)
    assert (len(server.requests), other.seen) == (1, [])
    assert other.url not in str(caught.value)


def test_another_name_of_the_same_machine_is_another_server() -> None:
    with scripted_server(says("Mine now [1].")) as server:
        moved = server.url.replace("127.0.0.1", "localhost")
        server.script.insert(0, fails(307, location=f"{moved}/chat/completions"))
        with pytest.raises(errors.ModelRedirected):
            asked(server)
    assert len(server.requests) == 1


def test_a_redirect_within_the_server_is_followed() -> None:
    with scripted_server(fails(307, location="/v2/chat/completions"), says("Shut [1].")) as server:
        assert asked(server) == "Shut [1]."
    assert server.seen == ["/v1/chat/completions", "/v2/chat/completions"]


def test_a_model_that_refuses_a_temperature_is_asked_without() -> None:
    refusal = fails(400, "Unsupported value: 'temperature' does not support 0 with this model.")
    with scripted_server(refusal, says("Shut [1].")) as server:
        assert asked(server) == "Shut [1]."
    assert "temperature" in server.requests[0]
    assert "temperature" not in server.requests[1]


def test_any_llama_index_model_will_do() -> None:
    assert reply(Model(ScriptedModel("Shut ", "[1]."), "scripted"), ASK, time.monotonic() + 5).text == "Shut [1]."


def test_every_error_of_the_vendor_is_one_of_ours() -> None:
    vendors = [kind for _, kind in inspect.getmembers(openai, inspect.isclass) if issubclass(kind, openai.OpenAIError)]
    known = {
        "APIConnectionError", "APIError", "APIResponseValidationError", "APIStatusError", "APITimeoutError",
        "AuthenticationError", "BadRequestError", "ConflictError", "ContentFilterFinishReasonError",
        "InternalServerError", "LengthFinishReasonError", "NotFoundError",
        "OAuthError", "OpenAIError", "PermissionDeniedError", "RateLimitError", "UnprocessableEntityError",
        "WebSocketConnectionClosedError", "WebSocketQueueFullError",
    }  # fmt: skip
    assert {kind.__name__ for kind in vendors if not kind.__name__.startswith("_")} == known
    assert isinstance(explained(RuntimeError("anything")), errors.ModelBroken)
