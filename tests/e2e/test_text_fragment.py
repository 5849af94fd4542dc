"""Links to quotes, followed by a real browser."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser

from article_qa.index.records import Article
from article_qa.qa.citation import cite

SAID = "The bridge - a footbridge, built in 1902 & closed twice - is shut."
TEXT = f"{SAID} Nobody knew why.\nAt the town hall, a clerk said so again. {SAID}\nThe last words stand here."

IN_VIEW = """number => {
    const place = document.querySelectorAll("p")[number].getBoundingClientRect();
    return place.top >= 0 && place.bottom <= innerHeight;
}"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A page with the article's paragraphs, far apart."""
    tall = '<div style="height:3000px"></div>'
    body = tall.join(f"<p>{line}</p>" for line in TEXT.replace("&", "&amp;").split("\n"))
    (tmp_path / "a.html").write_text(f"<!doctype html><meta charset=utf-8><title>Bridge</title>{body}{tall}")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/a.html"
        server.shutdown()


@pytest.mark.parametrize(
    ("quote", "paragraph"),
    [
        pytest.param((0, len(SAID)), 0, id="the-first-of-two"),
        pytest.param((TEXT.rindex(SAID), TEXT.rindex(SAID) + len(SAID)), 1, id="the-second-of-two"),
        pytest.param((TEXT.rindex("here"), len(TEXT)), 2, id="one-word"),
        pytest.param((TEXT.index("a clerk"), len(TEXT)), 1, id="over-two-paragraphs"),
    ],
)
def test_a_browser_scrolls_to_the_quote(browser: Browser, site: str, quote: tuple[int, int], paragraph: int) -> None:
    link = cite(1, Article("a", "Bridge", TEXT, "", "a.html", url=site), *quote).link
    page = browser.new_page()
    try:
        page.goto(str(link))
        page.wait_for_function(IN_VIEW, arg=paragraph, timeout=20_000)
    finally:
        page.close()
