"""A small reverse proxy: it serves another server below a prefix, and says who asks."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "host"}


@contextmanager
def proxied(behind: str, prefix: str, *, strips: bool, scheme: str = "http") -> Iterator[str]:
    """The address of the proxy in front of the server at `behind`, its prefix with it."""
    host = behind.removeprefix("http://")

    class Handler(BaseHTTPRequestHandler):
        def pass_on(self) -> None:
            length = int(self.headers.get("content-length", 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
            headers |= {
                "Host": host,
                "X-Forwarded-For": "203.0.113.9",
                "X-Forwarded-Proto": scheme,
                "X-Forwarded-Host": self.headers["host"],
            }
            line = http.client.HTTPConnection(host, timeout=60)
            path = self.path.removeprefix(prefix) if strips else self.path
            line.request(self.command, path or "/", self.rfile.read(length), headers)
            reply = line.getresponse()
            self.send_response(reply.status)
            for name, value in reply.getheaders():
                if name.lower() not in HOP_BY_HOP:
                    self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            while piece := reply.read1(65536):
                self.wfile.write(piece)
                self.wfile.flush()
            line.close()

        do_GET = do_POST = do_DELETE = do_HEAD = pass_on  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Says nothing when either side goes away: a page's heartbeat may outlive the test that it belongs to."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
