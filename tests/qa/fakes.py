"""Small real stand-ins for the parts that the qa package is given."""

import json
import re
import sys
import threading
import time
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
from llama_index.core.base.llms.types import ChatMessage, ChatResponse, CompletionResponse, LLMMetadata
from llama_index.core.llms import CustomLLM
from pydantic import PrivateAttr

from article_qa.index.embedders.local import FloatMatrix
from article_qa.index.records import Article, Passage, Scope, Scored
from article_qa.index.search import Ranker
from article_qa.index.store.catalog import Catalog
from article_qa.index.text.sentences import Span


class WordReader:
    """Reads each word as one token; the same word, letter case aside, has the same unit vector."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._words: dict[str, int] = {}

    def token_vectors(self, texts: Sequence[str]) -> list[tuple[FloatMatrix, list[Span]]]:
        self.seen += texts
        found = [list(re.finditer(r"\w+|[^\w\s]", text)) for text in texts]
        return [(np.array([self._vector(m.group()) for m in text]), [m.span() for m in text]) for text in found]

    def _vector(self, word: str) -> FloatMatrix:
        vector = np.zeros(512, np.float32)
        vector[self._words.setdefault(word.lower(), len(self._words))] = 1
        return vector


def article(text: str, **facts: object) -> Article:
    """An article with this text; its id is its title."""
    title = str(facts.pop("title", "Headline"))
    return Article(id=title, title=title, text=text, sha256=text, source="test", **facts)  # type: ignore[arg-type]


def whole(of: Article) -> Passage:
    """The one passage that is the whole article."""
    return Passage(of.id, 0, len(of.text), of.text)


def always(*passages: Passage) -> Ranker:
    """A search that finds these passages, the first the best."""

    def search(query: str, limit: int, scope: Scope) -> list[Scored]:
        return [Scored(passage.id, float(-rank)) for rank, passage in enumerate(passages)][:limit]

    return search


class ScriptedModel(CustomLLM):
    """A LlamaIndex model that streams what it was given, reply after reply; `seen` holds what it was asked."""

    _replies: list[tuple[str, ...]] = PrivateAttr()
    _seen: list[str] = PrivateAttr(default_factory=list)

    def __init__(self, *pieces: str, replies: Sequence[Sequence[str]] = ()) -> None:
        super().__init__()
        self._replies = [tuple(reply) for reply in replies] or [pieces]

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(model_name="scripted", is_chat_model=True)

    @property
    def seen(self) -> list[str]:
        return self._seen

    def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> Generator[ChatResponse, None, None]:
        self._seen.append("\n".join(str(message.content) for message in messages))
        reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        for piece in reply:
            yield ChatResponse(message=ChatMessage(role="assistant", content=piece), delta=piece)

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        raise NotImplementedError

    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> Any:
        raise NotImplementedError


Reply = Callable[["Endpoint"], None]
CHUNK = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
USAGE = {"prompt_tokens": 412, "completion_tokens": 31, "total_tokens": 443}


class Endpoint(BaseHTTPRequestHandler):
    """One request to an OpenAI-compatible server, answered by the next reply of the script."""

    protocol_version = "HTTP/1.1"
    server: "ScriptedServer"

    def do_GET(self) -> None:
        """Whoever follows a redirect may ask so."""
        self._reply()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.requests.append(json.loads(body))
        self._reply()

    def _reply(self) -> None:
        self.server.seen.append(self.path)
        script = self.server.script
        (script.pop(0) if len(script) > 1 else script[0])(self)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()

    def chunk(self, text: str) -> None:
        data = text.encode()
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def delta(self, content: str, finish: str | None = None, **more: str) -> None:
        self.event({"choices": [{"index": 0, "delta": {"content": content, **more}, "finish_reason": finish}]})

    def event(self, facts: dict[str, Any]) -> None:
        self.chunk(f"data: {json.dumps(CHUNK | facts)}\n\n")

    def body(self, facts: dict[str, Any]) -> None:
        body = json.dumps(facts).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class ScriptedServer(ThreadingHTTPServer):
    """Speaks the chat protocol on loopback; `requests` holds the bodies that came, `seen` each path asked for."""

    daemon_threads = True

    def __init__(self, *script: Reply) -> None:
        super().__init__(("127.0.0.1", 0), Endpoint)
        self.script = list(script)
        self.requests: list[dict[str, Any]] = []
        self.seen: list[str] = []

    def handle_error(self, *of: Any) -> None:
        """Says nothing of a client that went away: it would say so in the midst of a later test."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(*of)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def scripted_server(*script: Reply) -> Iterator[ScriptedServer]:
    """A server that gives these replies in turn, the last one again and again."""
    server = ScriptedServer(*script)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def says(*pieces: str, finish: str = "stop", thoughts: str = "") -> Reply:
    """A reply, streamed in these pieces, with `thoughts` of its own kind before; the tokens are counted at its end."""

    def reply(endpoint: Endpoint) -> None:
        endpoint.begin()
        if thoughts:
            endpoint.delta("", reasoning_content=thoughts)
        for piece in pieces:
            endpoint.delta(piece)
        endpoint.delta("", finish)
        endpoint.event({"choices": [], "usage": USAGE})
        endpoint.chunk("data: [DONE]\n\n")
        endpoint.wfile.write(b"0\r\n\r\n")

    return reply


def says_at_once(text: str) -> Reply:
    """A good reply that is not streamed, though it was asked for so."""

    def reply(endpoint: Endpoint) -> None:
        message = {"role": "assistant", "content": text}
        choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
        endpoint.body({**CHUNK, "object": "chat.completion", "choices": choices, "usage": USAGE})

    return reply


def fails(status: int, message: str = "no", code: str | None = None, **headers: str) -> Reply:
    """An error with this status and body."""

    def reply(endpoint: Endpoint) -> None:
        body = json.dumps({"error": {"message": message, "type": "error", "code": code}}).encode()
        endpoint.send_response(status)
        for name, value in headers.items():
            endpoint.send_header(name.replace("_", "-"), value)
        endpoint.send_header("content-type", "application/json")
        endpoint.send_header("content-length", str(len(body)))
        endpoint.end_headers()
        endpoint.wfile.write(body)

    return reply


def breaks_after(*pieces: str) -> Reply:
    """A stream whose line is cut in the middle."""

    def reply(endpoint: Endpoint) -> None:
        endpoint.begin()
        for piece in pieces:
            endpoint.delta(piece)
        endpoint.close_connection = True
        endpoint.connection.close()

    return reply


def ends_early(*pieces: str) -> Reply:
    """A stream that ends well for HTTP, but without its last word."""

    def reply(endpoint: Endpoint) -> None:
        endpoint.begin()
        for piece in pieces:
            endpoint.delta(piece)
        endpoint.wfile.write(b"0\r\n\r\n")

    return reply


def hangs(seconds: float, *, drips: bool) -> Reply:
    """A server that takes `seconds`, silent or with a sign of life now and then."""

    def reply(endpoint: Endpoint) -> None:
        endpoint.begin()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            time.sleep(0.05)
            if drips:
                endpoint.chunk(": still here\n\n")

    return reply


class Interrupted(Catalog):
    """A catalog beside which something happens each time that passages were read."""

    def __init__(self, path: Path, meanwhile: Callable[[], object]) -> None:
        super().__init__(path)
        self._meanwhile = meanwhile

    def passages(self, passage_ids: Collection[str]) -> dict[str, Passage]:
        found = super().passages(passage_ids)
        self._meanwhile()
        return found


def then(search: Ranker, meanwhile: Callable[[], object]) -> Ranker:
    """The same search, after which something happens before what it ranked is read."""

    def interrupted(query: str, limit: int, scope: Scope) -> list[Scored]:
        ranked = search(query, limit, scope)
        meanwhile()
        return ranked

    return interrupted
