"""Feeds as they come: good, old, broken and hostile."""

from datetime import date
from pathlib import Path

import pytest

from article_qa.index.errors import FetchRefused
from article_qa.index.web.feeds import Entry, announced, is_feed, parse

AT = "https://news.example/feeds/all.xml"


def rss(items: str, *, head: str = "") -> bytes:
    channel = f"<channel><title>The Wire</title>{items}</channel>"
    return f'<?xml version="1.0"?>{head}<rss version="2.0">{channel}</rss>'.encode()


def atom(entries: str) -> bytes:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title>{entries}</feed>'.encode()


def test_an_rss_entry_comes_with_all_that_it_says() -> None:
    item = """<item><title>Bridge &amp; tunnel shut</title><link>https://news.example/a</link><guid>n1</guid>
        <pubDate>Thu, 03 Nov 2022 23:30:00 -0500</pubDate><author>A. Writer</author>
        <description>&lt;p&gt;Shut.&lt;/p&gt;</description></item>"""
    feed = parse(rss(item), AT)
    assert feed.title == "The Wire"
    # The outlet's own day, not that of Greenwich.
    (entry,) = feed.entries
    assert (entry.title, entry.url, entry.published) == (
        "Bridge & tunnel shut", "https://news.example/a", date(2022, 11, 3),
    )  # fmt: skip
    assert (entry.author, entry.html) == ("A. Writer", "<p>Shut.</p>")


def test_an_atom_entry_comes_with_all_that_it_says() -> None:
    entry = """<entry><id>tag:1</id><title type="html">&lt;b&gt;Bridge&lt;/b&gt; shut</title><link href="/a"/>
        <published>2022-11-03T10:00:00+01:00</published><updated>2022-12-24T00:00:00Z</updated>
        <author><name>A. Writer</name></author><summary>Short.</summary>
        <content type="html">&lt;p&gt;The whole of it.&lt;/p&gt;</content></entry>"""
    assert parse(atom(entry), AT).entries == (
        Entry(
            "tag:1", "Bridge shut", "https://news.example/a", date(2022, 11, 3), "A. Writer", "<p>The whole of it.</p>"
        ),
    )


def test_the_day_of_an_edit_is_not_that_of_publication() -> None:
    entry = '<entry><id>1</id><link href="/a"/><updated>2022-12-24T00:00:00Z</updated></entry>'
    assert parse(atom(entry), AT).entries[0].published is None


def test_relative_links_start_at_the_feed() -> None:
    items = "<item><link>/a</link></item><item><link>b?c=1&amp;d=2#top</link></item>"
    links = [entry.url for entry in parse(rss(items), AT).entries]
    assert links == ["https://news.example/a", "https://news.example/feeds/b?c=1&d=2"]


def test_a_link_that_is_no_page_is_none() -> None:
    items = "<item><link>file:///etc/passwd</link></item><item><link>javascript:alert(1)</link></item>"
    feed = f'<rss version="2.0" xml:base="file:///etc/"><channel>{items}<item><link>x</link></item></channel></rss>'
    assert {entry.url for entry in parse(feed.encode(), AT).entries} == {None}


def test_an_id_is_a_link_only_where_it_is_a_whole_address() -> None:
    guids = ("abc", "https://news.example/b", "http://[")
    items = "".join(f"<item><guid>{guid}</guid></item>" for guid in guids)
    assert [entry.url for entry in parse(rss(items), AT).entries] == [None, "https://news.example/b", None]


def test_an_entry_without_link_and_id_is_known_by_its_words() -> None:
    items = "<item><title>One</title></item><item><title>Two</title></item>"
    keys = [entry.key for entry in parse(rss(items), AT).entries]
    assert len(set(keys)) == 2
    assert keys == [entry.key for entry in parse(rss(items), AT).entries]


def test_entries_of_the_same_page_are_one() -> None:
    items = "<item><guid>1</guid><link>/a</link></item><item><guid>2</guid><link>/a#b</link></item>"
    assert [entry.key for entry in parse(rss(items), AT).entries] == ["1"]


def test_an_empty_feed_is_one() -> None:
    assert parse(rss(""), AT).entries == ()


def test_of_a_broken_feed_what_can_be_read_is_taken() -> None:
    broken = b'<rss version="2.0"><channel><title>W</title><item><title>One & two</title><link>/1</link></item><item>'
    assert parse(broken, AT).entries[0].url == "https://news.example/1"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is not a feed"),
        (b"<html><body>x</body></html>", "is not a feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "is not a feed"),
        (b"\x00\x01\x02", "is not a feed"),
        (b'<rss version="2.0"><channel><title>W', "not well-formed"),
        (b'<?xml version="1.0" encoding="utf-\xd4"?><rss version="2.0"></rss>', "not well-formed"),
        (b'<rss version="2.0"><channel><title>W&#xD800; & x</title></channel></rss>', "not well-formed"),
        (b'<?xml version="1.0" encoding="a\x00b"?><rss version="2.0"></rss>', "not well-formed"),
    ],
)
def test_what_is_no_feed_is_told_in_one_sentence(content: bytes, says: str) -> None:
    with pytest.raises(FetchRefused, match=says):
        parse(content, AT)


ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{ENTITIES}]>'


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(rss("<item><title>&a9;</title></item>", head=BOMB), id="entities-in-entities"),
        pytest.param(rss("&a9;", head=BOMB).decode().replace("1.0", "1.0", 1).encode("utf-16"), id="in-utf-16"),
        pytest.param(rss("&x;", head='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), id="a-file"),
        pytest.param(rss("&x;", head='<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1/">]>'), id="an-address"),
        pytest.param(rss("<a>" * 300_000), id="a-tower-of-tags"),
        pytest.param(rss("<description>" + "&" * 300_000), id="a-row-of-ampersands"),
    ],
)
def test_a_feed_that_is_built_to_be_costly_is_not_read(content: bytes) -> None:
    with pytest.raises(FetchRefused, match="built to be costly"):
        parse(content, AT)


def test_a_feed_never_names_a_file_to_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "<rss").write_bytes(rss("<item><title>From the disk</title></item>"))
    with pytest.raises(FetchRefused):
        parse(b"<rss", AT)


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_feed_is_read_in_its_own_character_set(charset: str) -> None:
    text = f'<?xml version="1.0" encoding="{charset}"?><rss version="2.0"><channel><title>Für</title></channel></rss>'
    content = text.encode(charset)
    assert is_feed(content)
    assert parse(content, AT).title == "Für"


def test_a_page_announces_its_feeds() -> None:
    page = b"""<html><head><base href="https://cdn.example/x/">
        <link rel="alternate" type="application/rss+xml" href="/rss">
        <link rel="Alternate nofollow" type="application/atom+xml" href="atom.xml">
        <link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" type="text/css" href="/s">
        <link rel="alternate" type="application/rss+xml" href="http://[">
        <link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">
        <link rel="alternate" type="application/rss+xml" href="/rss"></head></html>"""
    assert announced(page, AT) == ["https://cdn.example/rss", "https://cdn.example/x/atom.xml"]


@pytest.mark.parametrize("page", [b"", b"<html></html>", b"\x00", b"plain words"])
def test_a_page_may_announce_none(page: bytes) -> None:
    assert announced(page, AT) == []
