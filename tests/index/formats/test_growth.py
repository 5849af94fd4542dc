"""The work of every reader grows with its input and no faster: of each suffix, and of feeds.

A new format without inputs here fails. Other people's parsers have shapes that
cost them more (thousands of spans in one paragraph); for those there is the budget.
"""

import gzip
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Origin
from article_qa.index.formats.kinds import PARSED, SUFFIXES
from article_qa.index.formats.load import load_bytes, read_whole
from article_qa.index.web import feeds
from tests.index.formats.files import SENTENCE, epub, page, pdf, repacked, word, zipped
from tests.index.formats.growth import growth
from tests.index.formats.test_opendocument import document
from tests.index.formats.test_slides import presentation, shape
from tests.index.formats.test_web_archives import record, saved
from tests.index.formats.test_workbook import workbook

# Four times the input is asked, which costs the square: 4 where the work is in proportion, 16 where it is squared.
MOST = 8
FEED = ".feed"
TEXTS = {
    "words": lambda n: "word " * n * 20,
    "blank-lines": lambda n: "a\n\n" * n * 10,
    "one-letter-lines": lambda n: "a\n" * n * 20,
    "no-letters": lambda n: "-" * n * 100 + "a",
    "accents": lambda n: "a\u0301" * n * 20,
}
MARKDOWN = {
    "brackets": lambda n: "[" * n * 2,
    "stars": lambda n: "**a" * n,
    "ticks": lambda n: "a`" * n * 2,
    "links": lambda n: "[a](b" * n,
    "quotes": lambda n: "> a\n" * n,
    "items": lambda n: "- a\n" * n,
    "tags": lambda n: "<a " * n * 2,
}
PAGES = {
    "paragraphs": lambda n: page(body="<p>word word</p>" * n),
    "links": lambda n: page(body="<p><a href='/x'>link</a></p>" * n),
    "items": lambda n: page(body=f"<ul>{'<li>word word</li>' * n}</ul>"),
    "nested": lambda n: page(body="<div><p>a b" * n),
    "main-parts": lambda n: page(body="<main><h1>a</h1>" * 20 + "<time datetime='x'>y</time>" * n),
    "times": lambda n: page(body=f"<p>{'<time datetime=x>y</time>' * (n // 4)}</p>"),
    "meta": lambda n: page(head="<meta name='date' content='soon'>" * n),
    "long-meta": lambda n: page(head=f"<meta name='author' content='{'Ann, ' * n * 5}'>"),
    "json-ld": lambda n: page(head='<script type="application/ld+json">{"@type": "Report"}</script>' * n),
    "one-json-ld": lambda n: page(head=f'<script type="application/ld+json">[{"{}," * n * 5}0]</script>'),
    "deep-json-ld": lambda n: page(head='<script type="application/ld+json">' + '{"@graph":[' * n + "</script>"),
    "canonical-links": lambda n: page(head="<link rel='canonical' href='/'>" * n),
    "long-link": lambda n: page(head=f"<link rel='canonical' href='{'../a/' * n * 5}'>"),
    "comments": lambda n: page(body="<!-- a -->" * n * 5),
}
SAVED = {
    "page": lambda n: "Content-Type: text/html\n\n" + page(body="<p>word word</p>" * n),
    "heads": lambda n: "X: y\n" * n + "Content-Type: text/html\n\n" + page(),
    "parts": lambda n: (
        "Content-Type: multipart/related; boundary=b\n\n"
        + "--b\nContent-Type: text/css\n\na\n" * n
        + f"--b\nContent-Type: text/html\n\n{page()}\n--b--"
    ),
}
TABLES = {
    "rows": lambda n: "text,title\n" + "".join(f"word {number},a\n" for number in range(n)),
    "columns": lambda n: "text" + ",a" * n * 10 + "\nword" + ",b" * n * 10,
    "quotes": lambda n: "text\n" + '""' * n * 20,
}
LINES = {
    "lines": lambda n: "".join(json.dumps({"text": f"word {number}"}) + "\n" for number in range(n)),
    "broken": lambda n: "{\n" * n,
    "deep": lambda n: "[" * n * 20,
    "nested-text": lambda n: json.dumps({"text": "word", "more": [[]] * n * 50}),
}
EXPORTS = {
    "documents": lambda n: (
        "A\nB\nMay 3, 2024\nLength: 3 words\nBody\nWord.\nLoad-Date: a\nEnd of Document\n" * (n // 10)
    ),
    "long-head": lambda n: "word\n" * n + "May 3, 2024\nLength: 3 words\n" + "word\n" * n + "Load-Date: a",
    "labels": lambda n: "A\nAuthor: b\nFull text: word\n" + "Title: word\n" * n,
    "codes": lambda n: "HD  a\nPD  b\nSN  c\nLP  d\nTD  word\n" * n,
    "spaces": lambda n: "Load-Date:" + " \n" * n + " " * n,
}
RICH = {
    "paragraphs": lambda n: "{\\rtf1 " + "word\\par " * n + "}",
    "groups": lambda n: "{\\rtf1 " + "{\\b word}" * n + "}",
    "deep": lambda n: "{\\rtf1 " + "{" * n + "word",
}
MAILS = {
    "lines": lambda n: "word\n" * n,
    "quotes": lambda n: "> " * n + "\n" + "> From: a\n" * n,
    "spaces": lambda n: " " * n * 10,
}
NEWS = {
    "entries": lambda n: _feed("<item><title>a</title><description>word</description></item>" * n),
    "paragraphs": lambda n: f"<nitf><body><body.content>{'<p>word</p>' * n}</body.content></body></nitf>",
    "items": lambda n: "<m>" + "<newsItem><headline>a</headline></newsItem>" * n + "</m>",
    "nested": lambda n: "<newsItem>" * n,
}
TRANSCRIPTS = {
    "cues": lambda n: "00:01.000 --> 00:02.000\nAnn Reed: word\n\n" * n,
    "lines": lambda n: "00:01.000 --> 00:02.000\n" + "word\n" * n * 5,
    "tags": lambda n: "00:01.000 --> 00:02.000\n" + "<v a" * n * 5,
    "signs": lambda n: "00:01.000 --> 00:02.000\n" + ">" * n * 20,
    "brackets": lambda n: "00:01.000 --> 00:02.000\n" + "[" * n * 20,
    "labels": lambda n: "00:01.000 --> 00:02.000\n" + "A" * n * 20 + ": a",
    "spaces": lambda n: "00:01.000 --> 00:02.000\na" + " " * n * 20 + "\n",
}
RIS = {
    "entries": lambda n: "TY  - NEWS\nTI  - a\nAB  - word\nER  - \n" * n,
    "lines": lambda n: "TY  - NEWS\nAB  - a\n" + "word\n" * n * 5,
    "files": lambda n: "TY  - NEWS\n" + "L1  - a.pdf;b:c.pdf\n" * n,
}
BIBTEX = {
    "entries": lambda n: "@misc{a,\n title = {b}, abstract = {word}}\n" * n,
    "braces": lambda n: "@misc{a, title = " + "{" * n * 20,
    "heads": lambda n: "@a{" * n * 5,
    "quotes": lambda n: '@misc{a, title = "' + "{" * n + '"' * n,
    "parts": lambda n: "@misc{a, title = b" + " # b" * n,
    "fields": lambda n: "@misc{a" + ", b = c" * n,
    "accents": lambda n: "@misc{a, abstract = {" + "\\" * n * 20 + "}}",
}
CRAWLS: dict[str, Callable[[int], bytes]] = {
    "records": lambda n: b"".join(record(f"http://e.org/{number}", b"<p>a") for number in range(n // 10)),
    "heads": lambda n: record("http://e.org", b"a", "X: y\r\n" * n + "Content-Type: text/html"),
    "lines": lambda n: b"WARC/1.0\r\n" * n,
}
ADDRESSES = {
    "lines": lambda n: "[a]\n" * n + "URL=a",
    "spaces": lambda n: "URL=" + " " * n * 20,
}


def _bytes(given: str | bytes) -> bytes:
    return given if isinstance(given, bytes) else given.encode()


def _mail(build: Callable[[int], Any]) -> Callable[[int], bytes]:
    return lambda n: b"Subject: a\n\n" + _bytes(build(n))


INPUTS: Mapping[str, Mapping[str, Callable[[int], Any]]] = {
    ".txt": TEXTS | EXPORTS | {"addresses": lambda n: "https://bonn.example/a\n" * n},
    **dict.fromkeys((".md", ".markdown"), TEXTS | MARKDOWN),
    **dict.fromkeys((".html", ".htm", ".xhtml"), PAGES),
    **dict.fromkeys((".mhtml", ".mht"), SAVED),
    ".pdf": {
        "pages": lambda n: pdf([[SENTENCE]] * (n // 20)),
        "lines": lambda n: pdf([[SENTENCE] * (n // 4)]),
    },
    ".docx": {
        "paragraphs": lambda n: _word("<w:p><w:r><w:t>word</w:t></w:r></w:p>" * n),
        "runs": lambda n: _word(f"<w:p>{'<w:r><w:t>word</w:t></w:r>' * n}</w:p>"),
    },
    ".epub": {
        "chapters": lambda n: epub({f"c{number}": SENTENCE for number in range(n // 10)}),
        "paragraphs": lambda n: epub({"one": "<p>word</p>" * n}),
    },
    ".jsonl": LINES,
    ".json": {
        "entries": lambda n: json.dumps([{"text": f"word {number}"} for number in range(n)]),
        "deep": LINES["deep"],
    },
    **dict.fromkeys((".csv", ".tsv"), TABLES),
    ".zip": {"entries": lambda n: zipped({f"{number}.txt": f"word {number}" for number in range(n // 4)})},
    ".gz": {"lines": lambda n: gzip.compress(b"word\n" * n)},
    ".odt": {
        "paragraphs": lambda n: document("<text:p>word</text:p>" * n),
        "spans": lambda n: document(f"<text:p>{'<text:span>word</text:span>' * n}</text:p>"),
        "cells": lambda n: document(f"<table:table-row>{'<table:table-cell/>' * n}</table:table-row>"),
    },
    **dict.fromkeys((".rtf", ".doc"), RICH),
    ".eml": {name: _mail(build) for name, build in MAILS.items()},
    ".mbox": {
        "mails": lambda n: "From a 2023\nSubject: a\n\nword\n\n" * (n // 10),
        "digits": lambda n: "From " + "2023 " * n,
    },
    **dict.fromkeys((".xml", ".rss", ".atom"), NEWS),
    **dict.fromkeys((".vtt", ".srt"), TRANSCRIPTS),
    ".ris": RIS,
    ".bib": BIBTEX,
    ".warc": CRAWLS,
    ".wacz": {"crawls": lambda n: zipped({f"{each}.warc": CRAWLS["records"](20) for each in range(n // 100)})},
    ".webarchive": {"page": lambda n: saved(WebResourceData=_bytes(PAGES["paragraphs"](n)))},
    **dict.fromkeys((".url", ".webloc"), ADDRESSES),
    ".xlsx": {
        "rows": lambda n: workbook({"S": [["text"], *([f"word {number}"] for number in range(n))]}),
        "columns": lambda n: workbook({"S": [["text", *range(n)], ["word", *range(n)]]}),
        "sheets": lambda n: workbook({str(number): [["text"], [f"word {number}"]] for number in range(n // 50)}),
    },
    ".pptx": {
        "paragraphs": lambda n: presentation(shape(*["word"] * n)),
        "shapes": lambda n: presentation(shape("word") * (n // 4)),
        "nested": lambda n: presentation("<p:grpSp>" * 50 + "<p:grpSp/>" * n + "</p:grpSp>" * 50),
        "slides": lambda n: presentation("<p:sp/>", parts={"ppt/_rels/presentation.xml.rels": f"<R>{'<a/>' * n}</R>"}),
    },
    FEED: {
        "entries": lambda n: _feed("<item><title>a</title><link>http://e.org/1</link></item>" * n),
        "links": lambda n: _feed(f"<item>{'<link>http://e.org/1</link>' * n}</item>"),
        "nested": lambda n: _feed("<item><description>" + "<b>" * n),
        "references": lambda n: _feed("<item><title>" + "&amp;" * n * 5),
    },
}  # fmt: skip
READERS = (*SUFFIXES, FEED)
# Endings with the very same inputs are one kind.
FIRST = {id(INPUTS[suffix]): suffix for suffix in reversed(READERS) if suffix in INPUTS}.values()
CASES = [(suffix, name) for suffix in FIRST for name in INPUTS[suffix]]


def _word(body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return repacked(word(SENTENCE), word_document__xml=document.encode())


def _feed(items: str) -> str:
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>t</title>{items}</channel></rss>"


def read(suffix: str, content: bytes) -> None:
    """Read it all in this process, whose time is counted; what is refused was read, too."""
    try:
        if suffix == FEED:
            feeds.parse(content, "https://example.org/feed")
        elif suffix in PARSED:
            read_whole(content, Origin(suffix, "a", "'a'"))
        else:
            list(load_bytes(content, suffix=suffix, source="a", named="'a'"))
    except ArticleRejected:
        return


def test_there_are_inputs_for_every_reader() -> None:
    assert set(READERS) == set(INPUTS)


@pytest.mark.parametrize(("suffix", "name"), CASES)
def test_four_times_the_input_costs_about_four_times_the_work(suffix: str, name: str) -> None:
    build = INPUTS[suffix][name]
    small, large = (given if isinstance(given, bytes) else given.encode() for given in map(build, (1_000, 4_000)))
    assert growth(lambda content: read(suffix, content), small, large, enough=MOST) < MOST
