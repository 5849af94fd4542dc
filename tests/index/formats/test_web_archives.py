"""Crawls (.warc, .wacz) and the archives of Safari: pages with the addresses they were read at."""

import gzip
import plistlib
from typing import Any

import pytest

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.load import load_bytes
from tests.index.formats.files import SENTENCE, loaded, only, page, refusal, taken, zipped

HERE = "https://bonn.example/2024/05/03/bridge"

PACKED = "Content-Type: text/html\r\nContent-Encoding: gzip"


def record(
    url: str, body: bytes, head: str = "Content-Type: text/html", status: str = "200 OK", **fields: str
) -> bytes:
    block = f"HTTP/1.1 {status}\r\n{head}\r\n\r\n".encode() + body
    named = {"WARC-Type": "response", "WARC-Target-URI": url, "WARC-Date": "2024-06-01T00:00:00Z"}
    named |= {"Content-Type": "application/http; msgtype=response", "Content-Length": str(len(block))}
    named |= {name.replace("_", "-"): value for name, value in fields.items()}
    return "\r\n".join(["WARC/1.0", *(f"{n}: {v}" for n, v in named.items()), "", ""]).encode() + block + b"\r\n\r\n"


def saved(**resource: Any) -> bytes:
    main = {"WebResourceData": page().encode(), "WebResourceURL": HERE, "WebResourceMIMEType": "text/html"}
    return plistlib.dumps({"WebMainResource": {**main, **resource}}, fmt=plistlib.FMT_BINARY)


PAGE = page().encode()
OTHER = PAGE.replace(b"Bridge shut", b"Tunnel shut").replace(b"bridge", b"tunnel")
CRAWL = (
    record("urn:x", b"", WARC_Type="warcinfo")
    + record(HERE, PAGE)
    + record("https://bonn.example/a.png", b"\x89PNG", "Content-Type: image/png")
    + record("https://bonn.example/gone", PAGE, status="404 Not Found")
    + record("https://bonn.example/tunnel", OTHER)
)


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        pytest.param(CRAWL, ".warc", id="plain"),
        pytest.param(gzip.compress(CRAWL), ".warc.gz", id="packed"),
        pytest.param(gzip.compress(CRAWL[:900]) + gzip.compress(CRAWL[900:]), ".warc.gz", id="packed-in-parts"),
        pytest.param(zipped({"archive/data.warc.gz": gzip.compress(CRAWL), "pages/pages.jsonl": "{}",
                             "indexes/index.cdx.gz": gzip.compress(b"a")}), ".wacz", id="wacz"),
        pytest.param(zipped({"data.warc": CRAWL}), ".zip", id="zip"),
    ],
)  # fmt: skip
def test_the_pages_of_a_crawl_have_their_addresses_and_no_other_day(content: bytes, suffix: str) -> None:
    end = "." + suffix.rpartition(".")[2]
    found = taken(load_bytes(content, suffix=end, source="/news/a" + suffix, named="'a'"))
    assert [(each.title, each.url) for each in found] == [
        ("Bridge shut", HERE), ("Tunnel shut", "https://bonn.example/tunnel"),
    ]  # fmt: skip
    assert {each.published for each in found} <= {None, found[0].published}
    assert not any(str(each.published) == "2024-06-01" for each in found)


def test_of_a_page_that_was_read_twice_the_last_counts() -> None:
    assert only(record(HERE, PAGE) + record(HERE, OTHER), ".warc").title == "Tunnel shut"


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (gzip.compress(PAGE), PACKED),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), "Content-Type: text/html\r\nTransfer-Encoding: chunked"),
        (page("<meta name='author' content='Zoë'>").encode("cp1252"), "Content-Type: text/html; charset=windows-1252"),
    ],
    ids=["packed", "in-chunks", "declared-encoding"],
)
def test_pages_are_unpacked_as_they_were_sent(body: bytes, head: str) -> None:
    article = only(record(HERE, body, head), ".warc")
    assert article.text.startswith(SENTENCE)
    assert article.author in (None, "Zoë")


def test_a_page_that_is_no_article_costs_only_itself() -> None:
    article, rejection = loaded(
        record(HERE, PAGE) + record("https://bonn.example/x", b"<html><p>Hi</p></html>"), ".warc"
    )
    assert article.url == HERE
    assert isinstance(rejection, ArticleRejected)
    assert str(rejection).startswith("'https://bonn.example/x' in 'a.warc' holds no article text")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "'a.warc'"),
        (b"Only words.", "'a.warc' is not a readable WARC file"),
        (record("https://bonn.example/a.png", b"\x89PNG", "Content-Type: image/png"), "'a.warc' holds no page"),
        (record(HERE, PAGE)[:300], "'a.warc'"),
        (gzip.compress(bytes(100_000_000)), "'a.warc'"),
        (record(HERE, gzip.compress(b" " * 50_000_000), PACKED), "in 'a.warc'"),
    ],
    ids=["empty", "words", "picture", "cut-short", "bomb", "packed-bomb"],
)  # fmt: skip
def test_a_crawl_that_gives_nothing_costs_one_sentence(content: bytes, said: str) -> None:
    assert said in refusal(content, ".warc")


def test_a_page_saved_by_safari_has_its_address() -> None:
    article = only(saved(), ".webarchive")
    assert (article.title, article.url) == ("Bridge shut", HERE)
    assert only(saved(WebResourceData=page().replace("mayor", "maïeur").encode("cp1252"),
                      WebResourceTextEncodingName="windows-1252"), ".webarchive").text.count("maïeur") == 1  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [b"", b"Only words.", saved()[:400], plistlib.dumps([1]), saved(WebResourceMIMEType="image/png"),
     saved(WebResourceData="text"), saved(WebResourceURL=[1]),
     b"<?xml version='1.0'?><!DOCTYPE plist [<!ENTITY a 'b'>]><plist><string>&a;</string></plist>"],
    ids=["empty", "words", "cut-short", "list", "picture", "text", "odd-address", "entities"],
)  # fmt: skip
def test_other_archives_of_safari_are_refused(content: bytes) -> None:
    assert "'a.webarchive'" in refusal(content, ".webarchive")
