"""The library as a model, through the client that OpenAI makes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from openai import OpenAI

from article_qa.index.library import open_library
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import Assistant
from article_qa.qa.citation import Citation
from article_qa.qa.settings import QASettings
from article_qa.qa.web.rest.chat_text import SOURCES, body_of, escaped, spoken, tail_of
from tests.qa.fakes import says, scripted_server
from tests.qa.web.rest.test_streams import Endless, standing_in
from tests.qa.web.serving import READS, served
from tests.qa.web.test_api import CHESS, PRIORITY
from tests.waiting import wait_until

MODEL = "article-qa"


def client(address: str, key: str = "none") -> OpenAI:
    return OpenAI(base_url=f"{address}/v1", api_key=key, max_retries=0, timeout=60)


@pytest.fixture(scope="module")
def chat(address: str) -> Iterator[OpenAI]:
    with client(address) as made:
        yield made


@pytest.fixture(scope="module")
def priority(address: str) -> Answer:
    return Answer.from_dict(httpx.post(f"{address}/api/ask", json={"question": PRIORITY}, timeout=60).json())


def web(citation: Citation) -> str:
    """An address for a source."""
    return f"https://news.example/{citation.article_id}"


def user(text: str) -> Any:
    return {"role": "user", "content": text}


def asked(chat: OpenAI, *messages: Any, **more: Any) -> Any:
    return chat.chat.completions.create(model=MODEL, messages=list(messages), **more)


def test_the_library_is_the_one_model(chat: OpenAI) -> None:
    assert [model.id for model in chat.models.list()] == [MODEL]
    assert chat.models.retrieve(MODEL).owned_by == MODEL
    with pytest.raises(openai.NotFoundError):
        chat.models.retrieve("gpt-4")


def test_an_answer_comes_with_numbered_links_and_quotes(chat: OpenAI, priority: Answer) -> None:
    done = asked(chat, {"role": "system", "content": "Be brief."}, user(PRIORITY), temperature=0, max_tokens=5)
    choice = done.choices[0]
    assert (done.object, done.model, choice.finish_reason, choice.message.role) == (
        "chat.completion", MODEL, "stop", "assistant",
    )  # fmt: skip
    body, _, sources = choice.message.content.partition(f"\n\n{SOURCES}\n\n")
    assert body.startswith(escaped(priority.text))
    for citation in priority.citations:
        assert f"[{citation.number}] [{escaped(citation.title)}](<" in sources
        assert escaped(" ".join(citation.quote.split())) in sources
    assert done.usage.total_tokens == 0


def test_each_marker_is_an_annotation_to_the_character(chat: OpenAI, address: str, priority: Answer) -> None:
    message = asked(chat, user(PRIORITY)).choices[0].message
    assert message.annotations
    cited = {citation.number: citation for citation in priority.citations}
    for annotation in message.annotations:
        source = annotation.url_citation
        marker = message.content[source.start_index : source.end_index]
        citation = cited[int(marker.strip("[]"))]
        assert annotation.type == "url_citation"
        assert (source.title, source.url) == (citation.title, f"{address}/api/articles/{citation.article_id}")
    marked = [number for sentence in priority.sentences for number in sentence.citations]
    assert len(message.annotations) == len(marked)


def test_an_article_without_an_address_is_cited_by_its_place_in_the_library(tmp_path: Path) -> None:
    with open_library(tmp_path / "data", create=True):
        pass
    text = "The Harbour Bridge reopened on Thursday after a year of repairs, the city council said."
    with served(tmp_path / "data") as address:
        body = {"title": "Bridge *open* ![x](http://evil.example/x.png)", "text": text}
        (article,) = httpx.post(f"{address}/api/articles", json=body).json()["articles"]
        wait_until(lambda: httpx.get(f"{address}/health").json()["pending"] == 0)
        message = asked(client(address), user("When did the Harbour Bridge reopen?")).choices[0].message
        assert message.annotations[0].url_citation.url == f"{address}/api/articles/{article}"
        assert httpx.get(message.annotations[0].url_citation.url).json()["text"] == text
    assert r"Bridge \*open\* !\[x\](http://evil.example/x.png)" in message.content


def test_an_article_of_the_web_is_cited_at_its_words(tmp_path: Path) -> None:
    with open_library(tmp_path / "data", create=True):
        pass
    text = "The Harbour Bridge reopened on Thursday after a year of repairs, the city council said."
    with served(tmp_path / "data") as address:
        httpx.post(f"{address}/api/articles", json={"text": text, "url": "https://wire.example/bridge"})
        wait_until(lambda: httpx.get(f"{address}/health").json()["pending"] == 0)
        message = asked(client(address), user("When did the Harbour Bridge reopen?")).choices[0].message
    link = message.annotations[0].url_citation.url
    assert link.startswith("https://wire.example/bridge#:~:text=")
    assert f"](<{link}>)" in message.content


def test_a_refusal_is_a_refusal_in_words(chat: OpenAI) -> None:
    message = asked(chat, user(CHESS)).choices[0].message
    assert message.content.startswith("Not in these articles.")
    assert message.annotations == []
    assert SOURCES not in message.content


def test_the_messages_before_are_the_history(chat: OpenAI) -> None:
    first = asked(chat, user("What did Lavrov discuss in Amman?")).choices[0].message.content
    alone = asked(chat, user("And who received him?")).choices[0].message.content
    then = asked(
        chat, user("What did Lavrov discuss in Amman?"), {"role": "assistant", "content": first},
        user("And who received him?"),
    ).choices[0].message.content  # fmt: skip
    assert then != alone


def test_what_stood_under_an_answer_is_no_part_of_the_history(priority: Answer) -> None:
    assert spoken(body_of(priority) + tail_of(priority, web)) == priority.text


def test_a_message_may_come_in_parts_of_text(chat: OpenAI) -> None:
    parts = [{"type": "text", "text": "Why is Syria"}, {"type": "text", "text": "a priority for Jordan?"}]
    assert "[1]" in asked(chat, {"role": "user", "content": parts}).choices[0].message.content


def test_scope_and_day_may_be_given(chat: OpenAI) -> None:
    message = asked(chat, user(PRIORITY), extra_body={"scope": {"until": "1999-01-01"}, "today": "2022-11-04"})
    assert message.choices[0].message.content.startswith("Not in these articles.")


def test_a_stream_has_the_same_words_and_annotations(chat: OpenAI) -> None:
    whole = asked(chat, user(PRIORITY)).choices[0].message
    chunks = list(asked(chat, user(PRIORITY), stream=True, stream_options={"include_usage": True}))
    assert chunks[-1].usage.total_tokens == 0
    deltas = [chunk.choices[0].delta for chunk in chunks if chunk.choices]
    assert deltas[0].role == "assistant"
    assert "".join(delta.content or "" for delta in deltas) == whole.content
    assert deltas[-1].annotations == [each.model_dump() for each in whole.annotations]
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-1] == "stop"


def test_a_models_draft_is_streamed_and_its_tokens_are_counted(starters: Path) -> None:
    with scripted_server(says("Syria is a priority ", "for Jordan. [1]")) as server:
        settings = QASettings(_env_file=None, base_url=server.url, model="m")
        with served(starters, settings=settings) as address, client(address) as chat:
            chunks = list(asked(chat, user(PRIORITY), stream=True, stream_options={"include_usage": True}))
            whole = asked(chat, user(PRIORITY))
    streamed = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert streamed == whole.choices[0].message.content
    assert "Syria is a priority for Jordan. [1]" in streamed
    assert chunks[-1].usage.total_tokens == whole.usage.total_tokens == 443
    assert whole.choices[0].message.annotations


@pytest.mark.parametrize(
    ("body", "says", "param"),
    [
        ({"model": "gpt-4", "messages": [user(PRIORITY)]}, "there is no model 'gpt-4'; name 'article-qa'", "model"),
        ({"model": MODEL, "messages": [user(" ")]}, "the question is empty", None),
        ({"model": MODEL, "messages": [user("x" * 3000)]}, "", None),
        ({"model": MODEL, "messages": []}, "messages", None),
        ({"model": MODEL}, "messages is missing", None),
        ({"model": MODEL, "messages": [{"role": "assistant", "content": "x"}]}, "last message is not the user's", None),
        ({"model": MODEL, "messages": [user(PRIORITY)], "n": 2}, "n: input should be less than", None),
        ({"model": MODEL, "messages": [{"role": "user", "content": [{"type": "image_url"}]}]}, "'image_url'", None),
        ({"model": MODEL, "messages": [user(PRIORITY)], "scope": {"sinc": 1}}, "'sinc' in scope", None),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_what_is_wrong_has_the_shape_of_openais_errors(
    address: str, body: Any, says: str, param: str | None, stream: bool
) -> None:
    reply = httpx.post(f"{address}/v1/chat/completions", json={**body, "stream": stream}, timeout=60)
    assert reply.status_code in (400, 404)
    error = reply.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    assert says in error["message"]
    assert (error["type"], error["param"]) == ("invalid_request_error", param)


def test_the_client_raises_its_own_errors(chat: OpenAI, locked: str) -> None:
    with pytest.raises(openai.BadRequestError, match="the question is empty"):
        asked(chat, user(""))
    with pytest.raises(openai.AuthenticationError) as refused:
        client(locked, "wrong").models.list()
    assert refused.value.code == "invalid_api_key"
    assert client(locked, READS).models.list().data[0].id == MODEL
    assert httpx.get(f"{locked}/v1/none").json()["error"]["type"] == "authentication_error"


def test_a_failure_in_the_midst_of_a_stream_is_an_error_of_the_client() -> None:
    class Failing:
        def stream(self, question: str, options: Any) -> Iterator[str]:
            yield "The bridge "
            raise KeyError(object())

    with standing_in(Failing()) as address, pytest.raises(openai.APIError, match=r"this went wrong \(KeyError\)"):
        list(asked(client(address), user(PRIORITY), stream=True))


def test_a_client_that_stops_reading_ends_the_work() -> None:
    assistant = Endless()
    with standing_in(assistant) as address, client(address) as chat:
        stream = asked(chat, user(PRIORITY), stream=True)
        next(iter(stream))
        stream.close()
        wait_until(assistant.is_closed.is_set)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It’s shut. [1] [2]", "It’s shut. [1] [2]"),
        ("See [1]: http://evil.example", r"See \[1\]: http://evil.example"),
        ("![1] and a[2]b", r"!\[1\] and a\[2\]b"),
        ("<img src=x> *all* _of_ `it` | ~", r"\<img src=x\> \*all\* \_of\_ \`it\` \| \~"),
        ("# Head\n- item\n12. May & July &amp;", "\\# Head\n\n\\- item\n\n12\\. May & July \\&amp;"),
    ],
)
def test_only_markers_are_markup(text: str, shown: str) -> None:
    assert escaped(text) == shown
    assert spoken(escaped("A. [1]")) == "A. [1]"


def test_a_verdict_and_notes_are_shown(starters: Path, priority: Answer) -> None:
    told = replace(priority, verdict="supported", kind="claim", warnings=("One note.",))
    assert body_of(told).startswith("The articles say so.\n\n")
    assert "*One note.*" in tail_of(told, web)
    with open_library(starters) as library:
        answer = Assistant.over(library, QASettings(_env_file=None)).ask("Which articles mention Suez?")
    assert answer.articles
    assert json.dumps(answer.articles[0].title)[1:-1].split()[0] in tail_of(answer, web)
