"""Pages -> the article and what the page declares of it; days in its text are not declared."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from tests.index.formats.files import SENTENCE, only, page

DAY = date(2022, 11, 3)


def linked(*values: list[Any] | dict[Any, Any]) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def news(**facts: Any) -> dict[Any, Any]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge shut"} | facts


def meta(name: str, content: str, attribute: str = "property") -> str:
    return f'<meta {attribute}="{name}" content="{content}">'


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(linked(news(datePublished="2022-11-03T23:30:00-05:00")), id="json-ld"),
        pytest.param(linked([{"@type": "WebSite"}, news(datePublished="2022-11-03")]), id="json-ld-list"),
        pytest.param(linked({"@graph": [{"@type": "Person"}, news(datePublished="2022-11-03")]}), id="json-ld-graph"),
        pytest.param(linked({"@type": "WebPage", "mainEntity": news(datePublished="2022-11-03")}), id="main-entity"),
        pytest.param(linked(news(datePublished="2022-11-03") | {"@type": ["Thing", "NewsArticle"]}), id="two-types"),
        pytest.param(linked({"@type": "LiveBlogPosting", "datePublished": "2022-11-03"}), id="live-blog"),
        pytest.param(
            '<script type="application/ld+json">{broken</script>' + linked(news(datePublished="2022-11-03")),
            id="after-broken-json-ld",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@type": "NewsArticle", "description": "two\nlines", '
            '"datePublished": "2022-11-03"}</script>',
            id="json-ld-with-a-line-break",
        ),
        pytest.param(meta("article:published_time", "2022-11-03T10:00:00+01:00"), id="open-graph"),
        pytest.param(meta("article:published_time", "2022-11-03", "name"), id="open-graph-as-a-name"),
        pytest.param(meta("DC.date.issued", "2022-11-03", "name"), id="dublin-core"),
        pytest.param(meta("pubdate", "20221103", "name"), id="pubdate"),
        pytest.param(meta("datePublished", "2022-11-03", "itemprop"), id="itemprop"),
        pytest.param(
            meta("article:modified_time", "2023-01-01") + meta("article:published_time", "2022-11-03"),
            id="not-a-change",
        ),
        pytest.param(linked(news(datePublished="soon")) + meta("date", "2022-11-03", "name"), id="after-nonsense"),
        pytest.param('<link rel="canonical" href="https://example.org/2022/11/03/bridge">', id="its-own-address"),
        pytest.param(
            '<link rel="canonical" href="https://example.org/world/2022/nov/03/bridge">', id="month-in-letters"
        ),
    ],
)
def test_a_page_has_the_day_that_it_declares(head: str) -> None:
    assert only(page(head), ".html").published == DAY


@pytest.mark.parametrize(
    "byline",
    [
        '<time datetime="2022-11-03T10:00">3 November</time>',
        '<p class="byline">By Ann Lee, <time datetime="2022-11-03">3 November 2022</time></p>',
        '<time class="updated" datetime="2023-01-01">today</time><time datetime="2022-11-03">3 November</time>',
        '<span itemprop="datePublished">3 November 2022</span>',
        '<time pubdate datetime="2022-11-03">3 November</time>',
    ],
)
def test_a_time_in_the_head_of_the_article_is_its_day(byline: str) -> None:
    assert only(page(byline=byline), ".html").published == DAY


@pytest.mark.parametrize(
    ("head", "byline", "body"),
    [
        pytest.param("", "", "", id="none"),
        pytest.param("", "", "<p>Published 2022-11-03 by the Bonn Post, updated 2022-11-04.</p>", id="in-the-text"),
        pytest.param("", "", "<p>On 3 November 2022 the mayor spoke. © 2022</p>", id="in-words"),
        pytest.param("", "", '<img src="https://example.org/2022/11/03/bridge.jpg">', id="of-a-picture"),
        pytest.param("", "", '<a href="https://example.org/2022/11/03/other">Other</a>', id="of-another-article"),
        pytest.param("", "", f'<p>{SENTENCE} It was on <time datetime="2022-11-03">Thursday</time>. {SENTENCE}</p>',
                     id="of-the-event"),
        pytest.param("", "", '<aside><time datetime="2022-11-03">3 November</time></aside>', id="beside"),
        pytest.param("", '<time class="last-updated" datetime="2022-11-03">now</time>', "", id="of-a-change"),
        pytest.param(meta("article:modified_time", "2022-11-03"), "", "", id="modified"),
        pytest.param(meta("date", "0000-00-00", "name"), "", "", id="year-0"),
        pytest.param(meta("date", "0001-01-01", "name"), "", "", id="year-1"),
        pytest.param(meta("date", "1970-01-01", "name"), "", "", id="unset-clock"),
        pytest.param(meta("date", (date.today() + timedelta(days=4)).isoformat(), "name"), "", "", id="future"),
        pytest.param(linked({"@type": "ItemList", "itemListElement": [news(datePublished="2022-11-03")]}), "", "",
                     id="of-a-list-of-others"),
        pytest.param(linked({"@type": "Event", "datePublished": "2022-11-03"}), "", "", id="not-of-an-article"),
        pytest.param('<link rel="canonical" href="https://example.org/2022/11/bridge">', "", "", id="half-an-address"),
        pytest.param('<link rel="canonical" href="https://example.org/a?d=/2022/11/03/">', "", "", id="in-a-query"),
        pytest.param('<link rel="canonical" href="https://example.org/2022/13/45/bridge">', "", "", id="no-day"),
    ],
)  # fmt: skip
def test_a_page_that_declares_no_day_is_undated(head: str, byline: str, body: str) -> None:
    assert only(page(head, byline, body), ".html").published is None


def test_the_address_that_a_page_was_read_at_may_name_its_day() -> None:
    assert only(page(), ".html", url="https://example.org/2022/11/03/bridge").published == DAY


def test_the_address_of_another_host_names_no_day() -> None:
    head = '<link rel="canonical" href="https://other.example/2022/11/03/bridge">'
    assert only(page(head), ".html", url="https://example.org/bridge").published is None


def test_tomorrow_is_already_somewhere() -> None:
    tomorrow = date.today() + timedelta(days=1)
    assert only(page(meta("date", tomorrow.isoformat(), "name")), ".html").published == tomorrow


@pytest.mark.parametrize(
    ("head", "address"),
    [
        pytest.param('<link rel="canonical" href="/bridge#top">', "https://example.org/bridge", id="relative"),
        pytest.param(meta("og:url", "https://example.org/bridge"), "https://example.org/bridge", id="open-graph"),
        pytest.param(
            '<link rel="canonical" href="https://example.org/">', "https://example.org/a?b=c", id="front-door"
        ),
        pytest.param('<link rel="canonical" href="http://[bad">', "https://example.org/a?b=c", id="broken"),
        pytest.param(
            meta("og:url", "https://example.org/og") + '<link rel="canonical" href="/bridge">',
            "https://example.org/bridge",
            id="canonical-first",
        ),
    ],
)
def test_a_page_names_its_own_address(head: str, address: str) -> None:
    assert only(page(head), ".html", url="https://example.org/a?b=c").url == address


@pytest.mark.parametrize(
    ("html", "language"),
    [
        pytest.param(page(), "en", id="of-the-root"),
        pytest.param(page().replace(' lang="en-GB"', ""), None, id="unsaid"),
        pytest.param(page(meta("og:locale", "de_DE")).replace(' lang="en-GB"', ""), "de", id="open-graph"),
        pytest.param(page(linked(news(inLanguage="fr"))).replace(' lang="en-GB"', ""), "fr", id="json-ld"),
        pytest.param(page().replace("en-GB", "und"), None, id="undetermined"),
        pytest.param(page().replace("en-GB", "English, mostly"), None, id="no-tag"),
    ],
)
def test_a_page_has_the_language_that_it_declares(html: str, language: str | None) -> None:
    assert only(html, ".html").language == language


@pytest.mark.parametrize(
    ("encoding", "sentence"),
    [(encoding, "Die Brücke über den Rhein ist zu.") for encoding in ("utf-8", "utf-16", "cp1252", "iso-8859-1")]
    + [(encoding, "ボンの橋は閉鎖された、と市長は語った。") for encoding in ("iso-2022-jp", "shift_jis")],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(encoding: str, sentence: str) -> None:
    html = page(f'<meta charset="{encoding}">', body=f"<p>{sentence}</p>").replace("©", "(c)")
    assert sentence in only(html.encode(encoding), ".html").text


def test_a_saved_page_gives_its_article_and_original_address() -> None:
    html = page(linked(news(datePublished="2022-11-03"))).replace("Bonn", "K=C3=B6ln").replace('="', '=3D"')
    saved = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/bridge\nSubject: Bridge shut\n"
        "Date: Fri, 4 Nov 2022 10:00:00 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="part"\n\n'
        f"--part\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n{html}\n"
        "--part\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--part--\n"
    )
    article = only(saved, ".mhtml")
    assert (article.title, article.url, article.published) == ("Bridge shut", "https://example.org/bridge", DAY)
    assert "The bridge in Köln was shut" in article.text


def test_pictures_inside_a_page_do_not_count_as_markup() -> None:
    picture = f'<img src="data:image/png;base64,{"iVBORw0KGgo" * 1_000_000}">'
    assert SENTENCE in only(page(body=picture), ".html").text
