"""Fetching one address: what is taken, what is refused in one sentence, and that nothing runs on for ever."""

from email.utils import formatdate
from http.server import BaseHTTPRequestHandler

import pytest

from article_qa.index.errors import FetchFailed, FetchRefused
from article_qa.index.web.fetch import Fetched, Fetcher, Validators
from tests.index.web.fetching import PAGE, fetcher, why
from tests.index.web.servers import PUBLIC, OwnNetwork, Reply, serving
from tests.present import present

# Addresses


@pytest.mark.parametrize(
    ("address", "says"),
    [
        pytest.param("file:///etc/passwd", "not a page on the web", id="file"),
        pytest.param("ftp://news.example/a", "not a page on the web", id="ftp"),
        pytest.param("http:///a", "not a page on the web", id="no-host"),
        pytest.param("http://user:secret@news.example/a", "a name or password", id="credentials"),
        pytest.param("http://news.example:25/", "the port of another service", id="mail-port"),
        pytest.param("http://news.example:99999/", "the port of another service", id="no-port-at-all"),
        pytest.param("http://news.example:x/", "not a web address", id="port-in-letters"),
        pytest.param("http://a\x00b/", "not a web address", id="nul"),
        pytest.param("http://[::1/", "not a web address", id="half-a-bracket"),
        pytest.param("http://2130706433/", "hides its host in a number", id="decimal"),
        pytest.param("http://0x7f000001/", "hides its host in a number", id="hexadecimal"),
        pytest.param("http://0x7f.0.0.1/", "hides its host in a number", id="hexadecimal-part"),
        pytest.param("http://017700000001/", "hides its host in a number", id="octal"),
        pytest.param("http://0177.0.0.1/", "not a web address", id="octal-part"),
        pytest.param("http://127.1/", "hides its host in a number", id="short"),
        pytest.param("http://127.0.0.1./", "hides its host in a number", id="with-a-final-dot"),
        pytest.param("http://１２７.0.0.1/", "not a web address", id="wide-figures"),
    ],
)
def test_an_address_of_no_page_is_refused_before_any_look_up(address: str, says: str) -> None:
    network = OwnNetwork({})
    with pytest.raises(FetchRefused, match=says) as raised:
        Fetcher(network=network, allow_private=True).fetch(address)
    assert "secret" not in str(raised.value)
    assert network.connected == []


def test_an_address_in_another_script_is_asked_for_in_ascii() -> None:
    with serving({"/stra%C3%9Fe?q=%C3%A4": PAGE}) as site:
        network = OwnNetwork({"xn--mnchen-3ya.example": [[PUBLIC]]}, {PUBLIC: site})
        fetched = present(Fetcher(network=network).fetch("http://münchen.example/straße?q=ä#top"))
    assert fetched.url == "http://xn--mnchen-3ya.example/stra%C3%9Fe?q=%C3%A4"


def test_an_unknown_host_is_told_as_such() -> None:
    with pytest.raises(FetchFailed, match=r"cannot get 'http://gone.example/a' .*no such host"):
        Fetcher(network=OwnNetwork({})).fetch("http://gone.example/a")


# What comes back


def test_a_page_comes_with_its_kind_its_place_and_its_validators() -> None:
    page = Reply("<p>x</p>", headers={"ETag": '"1"', "Last-Modified": "Thu, 03 Nov 2022 10:00:00 GMT"})
    with serving({"/old": Reply(status=301, headers={"Location": "/new"}), "/new": page}) as site:
        fetched = fetcher().fetch(site.url("/old"))
    assert fetched == Fetched(
        site.url("/new"), ".html", b"<p>x</p>", Validators('"1"', "Thu, 03 Nov 2022 10:00:00 GMT")
    )
    assert site.asked[0][1]["user-agent"].startswith("ArticleQA/")


@pytest.mark.parametrize(
    ("path", "kind", "suffix"),
    [
        ("/a", "text/html", ".html"),
        ("/a", "application/xhtml+xml; charset=utf-8", ".html"),
        ("/a", "text/plain", ".txt"),
        ("/a.md", "text/plain", ".md"),
        ("/a", "text/markdown", ".md"),
        ("/a", "application/pdf", ".pdf"),
        ("/a", "application/epub+zip", ".epub"),
        ("/a.docx", "application/octet-stream", ".docx"),
        ("/a", "application/json", ".json"),
    ],
)
def test_the_kind_is_what_the_server_says_or_else_the_name(path: str, kind: str, suffix: str) -> None:
    with serving({path: Reply("x", kind)}) as site:
        assert present(fetcher().fetch(site.url(path))).suffix == suffix


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/zip", "application/octet-stream", ""])
def test_another_kind_is_refused_before_its_body_is_read(kind: str) -> None:
    def never_ends(request: BaseHTTPRequestHandler) -> None:
        while not site.closing.is_set():
            request.wfile.write(b"x" * 10_000)

    with serving({"/a": Reply(kind=kind, write=never_ends)}) as site:
        assert "not a page that can be read" in why(site, "/a")


def test_a_feed_is_taken_only_where_one_is_asked_for() -> None:
    with serving({"/feed": Reply("<rss/>", "application/rss+xml")}) as site:
        assert "article-qa follow http" in why(site, "/feed")
        assert present(fetcher().fetch(site.url("/feed"), feed=True)).suffix == ".xml"


@pytest.mark.parametrize(
    ("charset", "body", "expected"),
    [
        ("iso-8859-1", "für".encode("latin-1"), "für".encode("utf-8-sig")),
        ("utf-8", "für".encode(), "für".encode()),
        ("utf-8", b"\xff", b"\xff"),
        ("no-such-charset", b"x", b"x"),
        ("iso-8859-1", "Rú".encode(), "Rú".encode()),
        ("ascii", b"\xff", b"\xff"),
        ("*=utf-8''a%00b", b"x", b"x"),
    ],
)
def test_text_in_the_character_set_of_its_header_comes_as_utf_8(charset: str, body: bytes, expected: bytes) -> None:
    with serving({"/a": Reply(body, f"text/html; charset={charset}".replace("=*", "*"))}) as site:
        assert present(fetcher().fetch(site.url("/a"))).content == expected


def test_an_unchanged_page_is_not_sent_again() -> None:
    with serving({"/a": Reply("x", headers={"ETag": '"1"'})}) as site:
        known = present(fetcher().fetch(site.url("/a"))).validators
        assert fetcher().fetch(site.url("/a"), known=known) is None
        assert present(fetcher().fetch(site.url("/a"), known=Validators('"0"'))).content == b"x"


def test_an_etag_that_cannot_be_sent_back_is_left_out() -> None:
    def odd(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: "\xc3\xa9"\r\n\r\nx')

    with serving({"/a": Reply(raw=odd)}) as site:
        known = present(fetcher().fetch(site.url("/a"))).validators
        assert present(fetcher().fetch(site.url("/a"), known=known)).content == b"x"
        assert "if-none-match" not in site.asked[-1][1]


def test_unchanged_is_no_answer_to_who_did_not_ask() -> None:
    with serving({"/a": Reply(status=304)}) as site:
        assert "status 304" in why(site, "/a")


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (404, "there is no page at"),
        (410, "there is no page at"),
        (401, "closed to programs"),
        (403, "closed to programs"),
        (204, "sends no page"),
        (500, "status 500"),
        (503, "status 503"),
    ],
)
def test_a_status_without_a_page_is_one_sentence_with_a_remedy(status: int, says: str) -> None:
    with serving({"/a": Reply("<p>Sorry</p>", status=status)}) as site:
        assert says in why(site, "/a")


def test_no_cookie_of_one_reply_goes_out_with_the_next_request() -> None:
    moved = Reply(status=302, headers={"Location": "/b", "Set-Cookie": "a=1"})
    with serving({"/a": moved, "/b": PAGE}) as site:
        fetcher().fetch(site.url("/a"))
    assert all("cookie" not in headers for _, headers in site.asked)


# Redirects


def test_five_redirects_are_followed_and_six_are_not() -> None:
    steps = {f"/{n}": Reply(status=302, headers={"Location": f"/{n + 1}"}) for n in range(6)}
    with serving({**steps, "/6": PAGE}) as site:
        assert present(fetcher().fetch(site.url("/1"))).url == site.url("/6")
        assert "redirects too often" in why(site, "/0")


def test_a_redirect_in_a_circle_ends() -> None:
    with serving({"/a": Reply(status=302, headers={"Location": "/a"})}) as site:
        assert "redirects too often" in why(site, "/a")
    assert site.paths.count("/a") == 6


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://news.example/", "http://2130706433/", "javascript:0"])
def test_a_redirect_away_from_the_web_is_refused(target: str) -> None:
    with serving({"/a": Reply(status=302, headers={"Location": target})}) as site:
        assert "give " in why(site, "/a")


# Limits


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"], ids=["header", "body"])
def test_a_server_that_sends_a_byte_at_a_time_is_given_up(head: bytes) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(head or b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not site.closing.wait(0.05):
            request.wfile.write(b"x")
            request.wfile.flush()

    with serving({"/a": Reply(raw=drip)}) as site:
        assert "too slow" in why(site, "/a", total_seconds=0.5)


def test_a_silent_server_is_given_up() -> None:
    with serving({"/a": Reply(raw=lambda _: site.closing.wait(10))}) as site:
        assert "too slow" in why(site, "/a", read_seconds=0.2)


# Trying again


def test_a_busy_server_is_asked_again_after_the_pause_it_names() -> None:
    busy = Reply(status=503, headers={"Retry-After": "4"})
    with serving({"/a": [busy, Reply(status=503), PAGE]}) as site:
        waits: list[float] = []
        assert present(fetcher(waits).fetch(site.url("/a"))).content == PAGE.content
    assert waits == [4, 3]


@pytest.mark.parametrize("after", ["soon", "-1", "Mon, 99 Foo 2022 10:00:00 GMT", "Thu, 01 Jan 0001 00:00:00 -9999"])
def test_a_pause_that_makes_no_sense_is_passed_over(after: str) -> None:
    busy = Reply(status=503, headers={"Retry-After": after})
    with serving({"/a": [busy, PAGE]}) as site:
        waits: list[float] = []
        assert fetcher(waits).fetch(site.url("/a")) is not None
    assert waits == [1]


@pytest.mark.parametrize("after", ["3600", formatdate(4_000_000_000, usegmt=True)])
def test_a_server_that_asks_for_a_long_pause_is_left_alone(after: str) -> None:
    with serving({"/a": Reply(status=503, headers={"Retry-After": after})}) as site:
        waits: list[float] = []
        with pytest.raises(FetchFailed) as raised:
            fetcher(waits).fetch(site.url("/a"))
    assert (waits, site.paths.count("/a")) == ([], 1)
    assert present(raised.value.retry_after) >= 3600


def test_a_server_that_stays_away_is_given_up_after_three_times() -> None:
    network = OwnNetwork({"news.example": [[PUBLIC]]})
    waits: list[float] = []
    with pytest.raises(FetchFailed, match="nobody is there"):
        Fetcher(network=network, pause=waits.append).fetch("http://news.example/a")
    assert (network.connected, waits) == ([PUBLIC] * 3, [1, 3])


def test_what_will_not_come_is_asked_for_once() -> None:
    with serving({}) as site:
        why(site, "/a")
    assert site.paths == ["/robots.txt", "/a"]
