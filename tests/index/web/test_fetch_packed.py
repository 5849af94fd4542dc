"""Bodies that are packed, endless or cut off."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

from tests.index.web.fetching import fetcher, why
from tests.index.web.servers import Reply, serving
from tests.present import present


def test_an_endless_body_ends_at_the_limit() -> None:
    sent: list[int] = []

    def never_ends(request: BaseHTTPRequestHandler) -> None:
        while not site.closing.is_set():
            sent.append(request.wfile.write(b"x" * 100_000))

    with serving({"/a": Reply(write=never_ends)}) as site:
        assert "larger than 1 MB" in why(site, "/a", max_bytes=1_000_000)
    assert sum(sent) < 20_000_000


def test_a_page_of_exactly_the_limit_is_whole() -> None:
    with serving({"/a": Reply(b"x" * 1000)}) as site:
        assert len(present(fetcher(max_bytes=1000).fetch(site.url("/a"))).content) == 1000
        assert "larger" in why(site, "/a", max_bytes=999)


def test_a_packed_page_is_unpacked() -> None:
    packed = Reply(gzip.compress(b"<p>The bridge is shut.</p>", mtime=0), headers={"Content-Encoding": "gzip"})
    with serving({"/a": packed}) as site:
        assert present(fetcher().fetch(site.url("/a"))).content == b"<p>The bridge is shut.</p>"


def test_a_few_bytes_that_unpack_to_gigabytes_cost_no_memory() -> None:
    packer = zlib.compressobj(1, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(50)) + packer.flush()
    with serving({"/a": Reply(bomb, headers={"Content-Encoding": "gzip"})}) as site:
        tracemalloc.start()
        try:
            assert "larger than 1 MB" in why(site, "/a", max_bytes=1_000_000)
            assert tracemalloc.get_traced_memory()[1] < 20_000_000
        finally:
            tracemalloc.stop()


MEMBERS = [gzip.compress(part, mtime=0) for part in (b"<p>The bridge", b"", b" is shut.</p>")]


def byte_by_byte(body: bytes) -> Reply:
    """A reply that sends its body a byte at a time, so that a member ends anywhere in what is read at once."""

    def send(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n")
        request.wfile.write(b"Content-Length: %d\r\n\r\n" % len(body))
        for byte in body:
            request.wfile.write(bytes([byte]))
            request.wfile.flush()

    return Reply(raw=send)


@pytest.mark.parametrize("sent", [lambda body: Reply(body, headers={"Content-Encoding": "gzip"}), byte_by_byte])
def test_all_members_of_a_packed_page_are_unpacked(sent: Callable[[bytes], Reply]) -> None:
    with serving({"/a": sent(b"".join(MEMBERS))}) as site:
        assert present(fetcher().fetch(site.url("/a"))).content == b"<p>The bridge is shut.</p>"


def test_every_member_counts_against_the_limit() -> None:
    members = gzip.compress(b"x" * 600, mtime=0)
    with serving({"/a": Reply(members * 2, headers={"Content-Encoding": "gzip"})}) as site:
        assert len(present(fetcher(max_bytes=1200).fetch(site.url("/a"))).content) == 1200
        assert "is larger than" in why(site, "/a", max_bytes=1199)


def test_members_that_unpack_to_nothing_do_not_go_on_for_ever() -> None:
    sent: list[int] = []

    def never_ends(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n")
        while len(sent) < 2000:
            sent.append(request.wfile.write(MEMBERS[1] * 500))

    with serving({"/a": Reply(raw=never_ends)}) as site:
        assert "is larger than" in why(site, "/a", max_bytes=100_000)
    assert len(sent) < 1500, "the rest was not waited for"


@pytest.mark.parametrize(
    ("packing", "body", "says"),
    [
        ("br", b"x", "which was not asked for"),
        ("gzip, gzip", b"x", "which was not asked for"),
        ("gzip", b"not packed", "broken compression"),
        ("gzip", gzip.compress(b"x" * 1000, mtime=0)[:-9], "broken compression"),
        ("gzip", gzip.compress(b"x", mtime=0)[:12], "broken compression"),
        ("gzip", MEMBERS[0] + b"<p>not packed</p>", "broken compression"),
        ("gzip", MEMBERS[0] + bytes(512), "broken compression"),
        ("gzip", MEMBERS[0] + MEMBERS[2][:-9], "broken compression"),
        ("gzip", MEMBERS[0] + b"\x1f", "broken compression"),
    ],
)
def test_a_packing_that_cannot_be_undone_is_told(packing: str, body: bytes, says: str) -> None:
    with serving({"/a": Reply(body, headers={"Content-Encoding": packing})}) as site:
        assert says in why(site, "/a")


def test_a_body_that_breaks_off_is_not_taken_for_a_page() -> None:
    def half(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>")

    with serving({"/a": Reply(raw=half)}) as site:
        assert "no connection" in why(site, "/a")
