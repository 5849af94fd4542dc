"""A web of a test's own: real servers on the loopback, under the names and addresses that the test gives them."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import httpcore

PUBLIC = "93.184.216.34"


@dataclass
class Reply:
    """What a site answers. `write` takes the place of the body, `raw` that of the header as well."""

    body: bytes | str = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    write: Callable[[BaseHTTPRequestHandler], object] | None = None
    raw: Callable[[BaseHTTPRequestHandler], object] | None = None

    @property
    def content(self) -> bytes:
        """The body as it is sent, before any packing."""
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass
class Site:
    """A server with these replies by path, each a list when it changes; what it was asked is in `asked`."""

    replies: dict[str, Reply | list[Reply]]
    port: int = 0
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        self.asked.append((request.path, {name.lower(): value for name, value in request.headers.items()}))
        reply = self.replies.get(request.path, Reply(status=404))
        if isinstance(reply, list):
            reply = reply.pop(0) if len(reply) > 1 else reply[0]
        if reply.raw:
            reply.raw(request)
            return
        body = reply.content
        etag = reply.headers.get("ETag")
        unchanged = etag is not None and request.headers.get("If-None-Match") == etag
        request.send_response(304 if unchanged else reply.status)
        request.send_header("Content-Type", reply.kind)
        # Else a client might send its next request while this connection is being closed.
        request.send_header("Connection", "close")
        for name, value in reply.headers.items():
            request.send_header(name, value)
        if reply.write:
            request.end_headers()
            reply.write(request)
        elif unchanged:
            request.end_headers()
        else:
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)


@contextmanager
def serving(replies: dict[str, Reply | list[Reply]]) -> Iterator[Site]:
    site = Site(replies)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.close_connection = True
            # The client may have seen enough.
            with suppress(OSError):
                site.answer(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()


def is_ip_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


class OwnNetwork:
    """Names, their addresses, and the sites behind the addresses; no packet leaves the machine.

    An address stands for itself; a name with several answers gives them one after the other. `connected`
    lists every address that a connection was asked for.
    """

    def __init__(self, names: Mapping[str, Sequence[Sequence[str]]], sites: dict[str, Site] | None = None) -> None:
        self.names = {name: list(answers) for name, answers in names.items()}
        self.sites = sites or {}
        self.connected: list[str] = []

    def resolve(self, host: str) -> Sequence[str]:
        if is_ip_address(host):
            return [host]
        if host not in self.names:
            raise OSError("no such name")
        answers = self.names[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, address: str, port: int, timeout_seconds: float | None) -> httpcore.NetworkStream:
        self.connected.append(address)
        if address not in self.sites:
            raise httpcore.ConnectError("nobody is there")
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.sites[address].port, timeout_seconds)
