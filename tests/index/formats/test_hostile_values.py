"""Whatever value stands where a fact is expected, a file gives articles or one-line rejections; nothing raises."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from html import escape
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from article_qa.index.errors import ArticleRejected, FetchRefused
from article_qa.index.formats.article import Item, Note, Origin, make_article
from article_qa.index.records import Article
from article_qa.index.web.feeds import parse
from tests.index.formats.files import SENTENCE, epub, loaded, page, with_parts, word

NAMES = (
    "title", "published", "published_at", "date", "publisher", "source", "author", "url", "id", "language", "lang",
    "questions",
)  # fmt: skip
MAX_MESSAGE = 500
ZONES = st.builds(timezone, st.timedeltas(timedelta(hours=-23), timedelta(hours=23)))
ODD_TEXTS = st.sampled_from([
    "0x" + "F" * 4000, "9" * 5000, "0" + "7" * 6000, "-" + "9" * 5000, "1e999999", "1." + "0" * 5000 + "e99999999",
    ".inf", "-.Inf", ".nan", "NaN", "Infinity", "true", "Yes", "~", "null", "\ud800", "a\0b", "\u202eopen\u202c",
    "\u2066x\u2069", "word " * 3000, "x" * 20_000, "59:" * 900 + "59", "59:" * 900 + "5.9", "0000-00-00", "9999-99-99",
    "2022-02-30", "2022-11-03T10:00:00+99:99", "Thu, 03 Nov 99999999999 10:00:00 +9999999999", "Thu, 03 Nov 2022 99:99",
    "!!int x", "!!float x", "!!timestamp x", "!!binary x", "!!python/object:os.system x", "&a [*a]", "*a", "<<", "? [",
    "[" * 500, "{a: " * 500, "\x85\u2028\x1c", "http://[::1", "http://" + "a" * 9000, "en-" * 2000, "\x1b[31m",
])  # fmt: skip
TEXTS = st.one_of(ODD_TEXTS, st.text(max_size=60))
SCALARS = st.one_of(
    TEXTS, st.integers(), st.floats(), st.booleans(), st.none(), st.sampled_from([10**4000, -(10**4000)])
)
VALUES = st.recursive(SCALARS, lambda v: st.lists(v, max_size=3) | st.dictionaries(TEXTS, v, max_size=3), max_leaves=8)
FACTS = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4)
WRITTEN_FACTS = st.dictionaries(st.sampled_from(NAMES), TEXTS, min_size=1, max_size=3)


def check(found: Sequence[Item]) -> None:
    """Each is an article, with facts of one line and no sign that turns words round, or a short rejection."""
    assert found
    for each in found:
        if isinstance(each, Article):
            check_facts(each)
        else:
            message = each.text if isinstance(each, Note) else str(each)
            assert len(message.splitlines()) == 1
            assert len(message) < MAX_MESSAGE


def check_facts(article: Article) -> None:
    facts = [article.title, article.publisher, article.author, article.language, article.url, *article.questions]
    for fact in filter(None, facts):
        fact.encode()
        assert len(fact.splitlines()) == 1
        assert len(fact) <= 8000
    for fact in filter(None, facts[:4]):
        assert not any(sign in fact for sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    article.source.encode()
    assert article.published is None or article.published <= date.today() + timedelta(days=2)


@given(
    st.dictionaries(
        st.sampled_from(NAMES),
        st.one_of(VALUES, st.dates(), st.datetimes(timezones=ZONES), st.binary(max_size=9), st.tuples(SCALARS)),
        max_size=5,
    )
)
@example({"published": 10**5000, "title": 16**4000, "author": [10**5000], "language": [10**5000], "url": 10**5000})
@example({"published": datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=23)))})
@example({"published": [[[10**5000]]], "questions": [[10**5000], float("inf")], "language": [[]]})
def test_facts_of_any_kind_make_an_article_or_a_rejection(facts: dict[str, Any]) -> None:
    origin = Origin(".md", "/news/a.md", "'a.md'")
    try:
        check_facts(make_article(facts, SENTENCE, origin))
    except ArticleRejected as rejection:
        check([rejection])


@given(WRITTEN_FACTS, st.sampled_from([".md", ".txt"]))
def test_front_matter_of_any_content(facts: dict[str, str], suffix: str) -> None:
    lines = "\n".join(f"{name}: {value}" for name, value in facts.items())
    check(loaded(f"---\n{lines}\n---\n{SENTENCE}".encode(errors="surrogatepass"), suffix))


@given(FACTS)
@settings(max_examples=60)
def test_json_and_its_lines_of_any_content(facts: dict[str, Any]) -> None:
    entry = json.dumps(facts | {"text": SENTENCE})
    check(loaded(f'{entry}\n{{"text": "Last."}}', ".jsonl"))
    check(loaded(f'[{entry}, {{"text": "Last."}}]', ".json"))


@given(WRITTEN_FACTS)
@pytest.mark.parametrize(("suffix", "sign"), [(".csv", ","), (".tsv", "\t")])
def test_tables_of_any_content(suffix: str, sign: str, facts: dict[str, str]) -> None:
    table = io.StringIO()
    csv.writer(table, delimiter=sign).writerows([["text", *facts], [SENTENCE, *facts.values()], ["Last."]])
    check(loaded(table.getvalue().encode(errors="surrogatepass"), suffix))


@given(FACTS, TEXTS, TEXTS)
@settings(max_examples=25)
def test_the_metadata_of_a_page_of_any_content(facts: dict[str, Any], name: str, content: str) -> None:
    described = {"@type": "NewsArticle", "datePublished": facts.get("published"), "inLanguage": facts.get("lang")}
    linked = json.dumps(described | {"author": facts.get("author"), "headline": facts.get("title")})
    tags = (*NAMES, "article:published_time", "og:title", "og:site_name", "og:locale", "author", name)
    head = f'<script type="application/ld+json">{linked}</script>' + "".join(
        f'<meta property="{escape(tag)}" content="{escape(content)}">' for tag in tags
    )
    check(loaded(page(head, f'<time datetime="{escape(content)}">').encode(errors="surrogatepass"), ".html"))


@given(TEXTS)
@settings(max_examples=40)
def test_the_properties_of_documents_of_any_content(value: str) -> None:
    said = "".join(f"<dc:{tag}>{escape(value)}</dc:{tag}>" for tag in ("title", "creator", "language", "date"))
    names = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    properties = f"<properties {names}>{said}</properties>".encode(errors="surrogatepass")
    check(loaded(with_parts(WORD, {"docProps/core.xml": properties}), ".docx"))
    book = with_parts(BOOK, {"OPS/book.opf": OPF.replace("<metadata", f"<metadata {names}").replace("{}", said).encode(
        errors="surrogatepass")})  # fmt: skip
    check(loaded(book, ".epub"))


WORD = word(SENTENCE)
BOOK = epub({"one": SENTENCE})
OPF = (
    '<package xmlns="http://www.idpf.org/2007/opf"><metadata>{}</metadata><manifest>'
    '<item id="one" href="text/one.xhtml"/></manifest><spine><itemref idref="one"/></spine></package>'
)


@given(TEXTS)
@settings(max_examples=60)
@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_feeds_of_any_content(kind: str, value: str) -> None:
    tags = ("title", "link", "guid", "id", "pubDate", "published", "updated", "author", "description", "content")
    said = "".join(f"<{tag}>{escape(value)}</{tag}>" for tag in tags)
    shapes = {
        "rss": f'<rss version="2.0"><channel>{said}<item>{said}</item></channel></rss>',
        "atom": f'<feed xmlns="http://www.w3.org/2005/Atom">{said}<entry>{said}</entry></feed>',
    }
    try:
        feed = parse(shapes[kind].encode(errors="surrogatepass"), "https://news.example/feed")
    except FetchRefused as rejection:
        check([rejection])
        return
    for fact in filter(None, [feed.title, *(f for e in feed.entries for f in (e.title, e.author, e.key))]):
        assert len(fact) <= 1001
        fact.encode()
    for fact in filter(None, [feed.title, *(f for entry in feed.entries for f in (entry.title, entry.author))]):
        assert len(fact.splitlines()) == 1
        assert not any(sign in fact for sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(TEXTS)
@settings(max_examples=60)
def test_references_and_transcripts_of_any_content(value: str) -> None:
    fields = "".join(f"{tag}  - {value}\n" for tag in ("TI", "AU", "DA", "T2", "UR", "LA", "L1", "DO", "ID"))
    check(loaded(f"TY  - NEWS\n{fields}AB  - {SENTENCE}\nER  - \n".encode(errors="surrogatepass"), ".ris"))
    named = ("title", "author", "journal", "date", "year", "month", "day", "url", "doi", "file", "language")
    written = "".join(f"{name} = {{{value}}},\n" for name in named)
    check(loaded(f"@misc{{a,\n{written} abstract = {{{SENTENCE}}}}}".encode(errors="surrogatepass"), ".bib"))
    notes = "".join(f"{name}: {value}\n" for name in ("Title", "Date", "Publisher", "Author", "Language", "URL"))
    cue = f"00:01.000 --> 00:02.000\n<v {value}>{SENTENCE}"
    check(loaded(f"WEBVTT - {value}\n{notes}\n{cue}\n".encode(errors="surrogatepass"), ".vtt"))


@given(TEXTS)
@settings(max_examples=40)
def test_addresses_and_archives_of_any_content(value: str) -> None:
    check(loaded(f"[InternetShortcut]\nURL={value}\n".encode(errors="surrogatepass"), ".url"))
    check(loaded(f"https://bonn.example/{value}\n".encode(errors="surrogatepass"), ".txt"))
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {0}\r\nContent-Type: {0}\r\nContent-Length: {1}\r\n\r\n"
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset={value}\r\n\r\n{page()}".encode(errors="replace")
    check(loaded(head.format(value, len(block)).encode(errors="replace") + block, ".warc"))
