"""What is asked of an endpoint and what its replies cost and say of their end; through the real client."""

import threading
import time
from collections.abc import Generator, Sequence
from contextvars import ContextVar
from typing import Any

import pytest
from llama_index.core.base.llms.types import ChatMessage, ChatResponse

from article_qa.index import errors
from article_qa.qa.generation.llm import Completion, Model, choose_model, reply
from article_qa.qa.generation.prompts import Message
from article_qa.qa.settings import QASettings
from tests.present import present
from tests.qa.fakes import ScriptedModel, ScriptedServer, fails, hangs, says, says_at_once, scripted_server

ASK = [Message("user", "Why is the bridge shut?")]


def asked(server: ScriptedServer, *, seconds: float = 5.0, **settings: Any) -> Completion:
    model = choose_model(QASettings(base_url=server.url, model="m", **settings))
    return reply(present(model), ASK, time.monotonic() + seconds)


def test_tokens_and_seconds_are_counted() -> None:
    with scripted_server(says("Shut [1].")) as server:
        usage = asked(server).usage
    assert (usage.prompt_tokens, usage.completion_tokens) == (412, 31)
    assert usage.seconds > 0
    assert server.requests[0]["stream_options"] == {"include_usage": True}


def test_a_model_that_counts_nothing_leaves_the_tokens_open() -> None:
    usage = reply(Model(ScriptedModel("Shut [1]."), "scripted"), ASK, time.monotonic() + 5).usage
    assert (usage.prompt_tokens, usage.completion_tokens) == (None, None)


@pytest.mark.parametrize("reason", ["stop", "length", "content_filter"])
def test_the_reason_of_the_end_is_told(reason: str) -> None:
    with scripted_server(says("Shut [1].", finish=reason)) as server:
        assert asked(server).finish_reason == reason


def test_the_reply_has_a_limit_that_leaves_room_for_the_passages() -> None:
    with scripted_server(says("Shut [1].")) as server:
        asked(server, context_tokens=4000)
    assert server.requests[0]["max_tokens"] == 1000


def test_a_model_wanting_the_limit_by_its_new_name_gets_it() -> None:
    refusal = fails(400, "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.")
    with scripted_server(refusal, says("Shut [1].")) as server:
        assert asked(server).text == "Shut [1]."
    assert "max_tokens" not in server.requests[1]
    assert server.requests[1]["max_completion_tokens"] == server.requests[0]["max_tokens"]


def test_openai_itself_is_asked_by_the_new_name() -> None:
    model = present(choose_model(QASettings(openai_api_key="sk-1")))
    assert "max_completion_tokens" in model.options
    assert "max_tokens" not in model.options


def test_an_endpoint_that_does_not_count_is_asked_without() -> None:
    with scripted_server(fails(400, "unknown field stream_options"), says("Shut [1].")) as server:
        assert asked(server).text == "Shut [1]."
    assert "stream_options" not in server.requests[1]


def test_an_endpoint_that_does_not_stream_is_read() -> None:
    with scripted_server(says_at_once("The bridge is shut [1].")) as server:
        completion = asked(server)
    assert (completion.text, completion.usage.completion_tokens) == ("The bridge is shut [1].", 31)
    assert len(server.requests) == 1


def test_thoughts_in_a_field_of_their_own_are_left_out() -> None:
    with scripted_server(says("Shut [1].", thoughts="Passage [2] says it fell.")) as server:
        assert asked(server).text == "Shut [1]."


def test_a_reply_of_thoughts_only_is_empty() -> None:
    with scripted_server(says("<think>The bridge is shut [1].")) as server, pytest.raises(errors.ModelSilent):
        asked(server, seconds=1)


def test_the_reply_is_what_follows_a_marked_end_of_thought() -> None:
    with scripted_server(says("Let me see. ", "It fell.</think>Shut [1].")) as server:
        assert asked(server).text == "Shut [1]."


@pytest.mark.parametrize("pause", ["0", "-5", "nan", "-inf", "soon"])
def test_no_server_can_ask_to_be_asked_at_once_again_and_again(pause: str) -> None:
    with scripted_server(fails(429, retry_after=pause)) as server, pytest.raises(errors.ModelBusy):
        asked(server, seconds=3)
    # After half a second, one, and two.
    assert len(server.requests) <= 3


def test_a_reply_that_never_ends_is_left_in_time() -> None:
    class Endless(ScriptedModel):
        def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> Generator[ChatResponse, None, None]:
            while True:
                time.sleep(0.001)
                yield from super().stream_chat(messages, **kwargs)

    before = threading.active_count()
    with pytest.raises(errors.ModelTimeout):
        reply(Model(Endless(replies=[["It fell. "]]), "endless"), ASK, time.monotonic() + 0.5)
    # Its thread ends as well.
    for _ in range(500):
        if threading.active_count() <= before:
            break
        time.sleep(0.01)
    assert threading.active_count() <= before


def test_the_call_runs_in_the_context_of_whoever_asks() -> None:
    trace: ContextVar[str] = ContextVar("trace", default="none")
    seen = []

    class Traced(ScriptedModel):
        def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> Generator[ChatResponse, None, None]:
            seen.append(trace.get())
            return super().stream_chat(messages, **kwargs)

    trace.set("question")
    reply(Model(Traced(replies=[["Shut [1]."]]), "traced"), ASK, time.monotonic() + 5)
    assert seen == ["question"]


def test_a_server_hanging_after_its_first_words_is_left_in_time() -> None:
    with scripted_server(hangs(30, drips=True)) as server, pytest.raises(errors.ModelTimeout):
        asked(server, seconds=1)
