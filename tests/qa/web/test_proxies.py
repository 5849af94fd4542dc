"""The server behind a proxy and below a prefix, and what it writes of requests."""

import http.client
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from gradio_client import Client
from typer.testing import CliRunner

from article_qa.qa.cli import app
from article_qa.qa.web.attempts import FREE_TRIES
from article_qa.qa.web.hosting import Hosting
from tests.qa.web.reverse_proxy import proxied
from tests.qa.web.serving import NAME, PASSWORD, readers, served
from tests.qa.web.test_api import PRIORITY

BY_HAND = {"Accept": "text/html"}
HERE = ("127.0.0.1",)


@pytest.mark.parametrize("strips", [True, False], ids=["prefix stripped", "prefix kept"])
def test_below_a_prefix_every_door_and_link_has_it(starters: Path, strips: bool) -> None:
    hosting = Hosting(proxies=HERE, root_path="/news/qa/")
    with (
        served(starters, passwords=readers(), hosting=hosting) as own,
        proxied(own, "/news/qa", strips=strips, scheme="https") as address,
        httpx.Client(timeout=60) as browser,
    ):
        sent = browser.get(f"{address}/", headers=BY_HAND)
        assert (sent.status_code, sent.headers["location"]) == (303, "/news/qa/login")
        assert 'action="/news/qa/login"' in browser.get(f"{address}/login", headers=BY_HAND).text
        words = {"username": NAME, "password": PASSWORD}
        signed_in = browser.post(f"{address}/login", data=words, headers=BY_HAND)
        assert (signed_in.status_code, signed_in.headers["location"]) == (303, "/news/qa/")
        assert "Secure" in signed_in.headers["set-cookie"]
        name, _, value = signed_in.headers["set-cookie"].partition(";")[0].partition("=")
        session = {"Cookie": f"{name}={value}"}
        page = browser.get(f"{address}/", headers=BY_HAND | session)
        assert page.status_code == 200
        config = browser.get(f"{address}/config", headers=session).json()
        assert config["root"].endswith("/news/qa")
        assert '<a href=\\"/news/qa/logout\\">' in browser.get(f"{address}/config", headers=session).text
        asked = browser.post(f"{address}/api/ask", json={"question": PRIORITY}, headers=session)
        assert asked.json()["status"] == "answered"
        described = browser.get(f"{address}/api/openapi.json", headers=session).json()
        assert described["servers"] == [{"url": "/news/qa"}]
        chat = {"model": "article-qa", "messages": [{"role": "user", "content": PRIORITY}]}
        message = browser.post(f"{address}/v1/chat/completions", json=chat, headers=session).json()["choices"][0]
        cited = message["message"]["annotations"][0]["url_citation"]["url"]
        assert cited.startswith(f"https{address.removeprefix('http')}/api/articles/")


def test_the_pages_own_client_works_below_a_prefix(starters: Path) -> None:
    hosting = Hosting(proxies=HERE, root_path="/qa")
    with served(starters, hosting=hosting) as own, proxied(own, "/qa", strips=True) as address:
        client = Client(f"{address}/", verbose=False, analytics_enabled=False)
        assert client.predict(PRIORITY, api_name="/ask")["status"] == "answered"
        assert httpx.get(f"{own}/qa/health").json()["ready"]
        bare = httpx.get(f"{own}/qa")
        assert (bare.status_code, bare.headers["location"]) == (307, "/qa/")


def pauses(address: str, header: Callable[[int], dict[str, str]]) -> bool:
    """Whether of many wrong tries, each with these headers, one has to wait."""
    wrong = {"Authorization": "Bearer wrong"}
    tries = (httpx.get(f"{address}/api/articles", headers=wrong | header(n)) for n in range(FREE_TRIES + 5))
    return any(reply.status_code == 429 for reply in tries)


def test_only_a_named_proxy_says_who_asks(starters: Path) -> None:
    def forwarded(n: int) -> dict[str, str]:
        return {"X-Forwarded-For": f"198.51.100.{n}"}

    with served(starters, passwords=readers()) as address:
        assert pauses(address, forwarded)
    with served(starters, passwords=readers(), hosting=Hosting(proxies=("10.0.0.0/8",))) as address:
        assert pauses(address, forwarded)
    with served(starters, passwords=readers(), hosting=Hosting(proxies=("127.0.0.0/8",))) as address:
        assert not pauses(address, forwarded)


def test_only_a_named_proxy_says_under_which_name_the_page_stands(starters: Path) -> None:
    elsewhere = {"Origin": "https://news.example", "X-Forwarded-Host": "news.example"}
    with served(starters) as address:
        assert httpx.get(f"{address}/api/articles", headers=elsewhere).status_code == 403
    with served(starters, hosting=Hosting(proxies=HERE)) as address:
        assert httpx.get(f"{address}/api/articles", headers=elsewhere).status_code == 200


def test_a_connection_is_kept_for_the_minute_that_a_proxy_keeps_it(starters: Path) -> None:
    with served(starters) as address, closing(http.client.HTTPConnection(address.removeprefix("http://"))) as line:
        line.connect()
        line.auto_open = 0
        for pause in (6, 0):
            line.request("GET", "/health")
            assert line.getresponse().read()
            time.sleep(pause)


@pytest.mark.parametrize(
    ("options", "remedy"),
    [
        (["--proxy", "*"], "write it as 10.0.0.5"),
        (["--proxy", "10.0.0.5,proxy.example"], "write it as 10.0.0.5"),
        (["--root-path", "articles"], "write it as /articles"),
        (["--root-path", "/a b"], "write it as /articles"),
        (["--root-path", '/"><script>'], "write it as /articles"),
        (["--allow-origin", "*"], "write it as https://news.example"),
    ],
)
def test_a_proxy_a_prefix_and_a_site_are_named_plainly(tmp_path: Path, options: list[str], remedy: str) -> None:
    done = CliRunner().invoke(app, ["serve", "--port", "0", *options, "--data", str(tmp_path / "data")])
    assert (done.exit_code, remedy in " ".join(done.stderr.split())) == (1, True)
    assert not (tmp_path / "data").exists()


def test_a_line_is_written_for_each_request_where_that_is_wanted(
    starters: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with served(starters) as address:
        httpx.get(f"{address}/health")
    assert "/health" not in capfd.readouterr().err
    with served(starters, hosting=Hosting(proxies=HERE, has_access_log=True)) as address:
        httpx.get(f"{address}/health?x=1%0a2", headers={"X-Forwarded-For": "203.0.113.9"})
    said = capfd.readouterr()
    (line,) = [line for line in said.err.splitlines() if "/health" in line]
    assert '203.0.113.9:0 "GET /health?x=1%0a2 HTTP/1.1" 200' in line
    assert said.out == ""


def test_more_is_written_where_that_is_wanted(starters: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with served(starters, hosting=Hosting(log_level="info")) as address:
        httpx.get(f"{address}/health")
    said = capfd.readouterr().err
    assert "INFO uvicorn.error: Application startup complete." in said
    assert "/health" not in said
    with served(starters):
        pass
    assert "uvicorn" not in capfd.readouterr().err
