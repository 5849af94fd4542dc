"""News in XML."""

import gzip

import pytest

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.load import load_bytes
from article_qa.index.records import Article

WORDS = "The dam at Vessel Lake leaks at two places, the county said on Monday."
NITF = f"""<!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf xml:lang="en"><head><title>dam-leak</title><docdata>
<date.issue norm="20230604T101500Z"/><doc.copyright holder="Lakeside Gazette"/></docdata></head><body><body.head>
<hedline><hl1>Dam leaks</hl1></hedline><byline>By <person>Mona Field</person></byline></body.head><body.content>
<media><media-caption>The dam</media-caption></media><p>{WORDS}</p><p>Divers come.</p></body.content></body></nitf>"""
NEWSML = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x"><itemMeta>
<provider literal="Lakeside Gazette"/><versionCreated>2023-06-09T10:00:00Z</versionCreated>
<firstCreated>2023-06-04T10:00:00+02:00</firstCreated></itemMeta><contentMeta><by>By Mona Field</by>
<headline>Dam leaks</headline><language tag="en"/></contentMeta><contentSet>
<inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Dam leaks</title></head><body><h1>Dam leaks</h1>
<p>{WORDS}</p><p>Divers come.</p></body></html></inlineXML></contentSet></newsItem>"""
RSS = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>Lakeside Gazette</title><link>https://lake.example</link><item><title>Dam leaks</title>
<media:title>A picture</media:title><link>https://lake.example/dam</link><guid isPermaLink="false">77</guid>
<dc:creator>Mona Field</dc:creator><pubDate>Sun, 04 Jun 2023 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{WORDS}</p><p>Divers come.</p>]]></content:encoded></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Lakeside Gazette</title><entry><title type="html">Dam leaks
</title><link rel="self" href="https://lake.example/self"/><link href="https://lake.example/dam"/><id>tag:77</id>
<author><name>Mona Field</name></author><published>2023-06-04T10:00:00Z</published>
<updated>2023-07-01T10:00:00Z</updated>
<content type="html">&lt;p&gt;{WORDS}&lt;/p&gt;&lt;p&gt;Divers come.&lt;/p&gt;</content></entry></feed>"""


def load(text: str, suffix: str = ".xml") -> list[object]:
    return list(load_bytes(text.encode(), suffix=suffix, source=f"/a{suffix}", named=f"'a{suffix}'"))


@pytest.mark.parametrize("text", [NITF, NEWSML, RSS, ATOM], ids=["nitf", "newsml", "rss", "atom"])
def test_news_are_read_with_their_facts(text: str) -> None:
    (found,) = load(text)
    assert isinstance(found, Article)
    facts = (found.title, str(found.published), found.publisher, found.author)
    assert facts == ("Dam leaks", "2023-06-04", "Lakeside Gazette", "Mona Field")
    assert found.text == f"{WORDS}\n\nDivers come."


@pytest.mark.parametrize("text", [RSS, ATOM], ids=["rss", "atom"])
def test_entry_of_a_feed_has_its_address(text: str) -> None:
    (found,) = load(text)
    assert isinstance(found, Article)
    assert found.url == "https://lake.example/dam"


@pytest.mark.parametrize(
    "text", ["<urlset><url><loc>https://lake.example/</loc></url></urlset>", "<opml/>", "<plist/>", "x"]
)
def test_other_xml_is_refused(text: str) -> None:
    (refused,) = load(text)
    assert isinstance(refused, ArticleRejected)


def test_entities_are_not_expanded() -> None:
    bomb = NITF.replace('<!DOCTYPE nitf SYSTEM "nitf.dtd">', '<!DOCTYPE nitf [<!ENTITY a "SECRET">]>')
    (found,) = load(bomb.replace("Divers come.", "Divers &a; come."))
    assert isinstance(found, Article)
    assert "SECRET" not in found.text


def test_gzip_is_unpacked() -> None:
    packed = gzip.compress(NITF.encode())
    (found,) = load_bytes(packed, suffix=".gz", source="/a.xml.gz", named="'a.xml.gz'")
    assert isinstance(found, Article)
    (refused,) = load_bytes(packed, suffix=".gz", source="/a.gz", named="'a.gz'")
    assert isinstance(refused, ArticleRejected)


def test_gzip_bomb_is_refused() -> None:
    (refused,) = load_bytes(gzip.compress(bytes(60_000_000)), suffix=".gz", source="/a.txt.gz", named="'a.txt.gz'")
    assert isinstance(refused, ArticleRejected)
