"""Title, outlet and author of a page: what is printed before what is meant for machines."""

import json

import pytest

from tests.index.formats.files import SENTENCE, only

BODY = f"<p>{SENTENCE}</p><p>It was opened on 3 March 2001, and engineers will look at it again on Friday morning.</p>"


def page(head: str = "", title: str = "Bridge shut", h1: str = "Bridge in Bonn shut", body: str = "") -> str:
    headline = f"<h1>{h1}</h1>" if h1 else ""
    return (
        f"<html><head><title>{title}</title>{head}</head><body><article>{headline}{BODY}{body}</article></body></html>"
    )


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(**facts: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | facts)}</script>'


@pytest.mark.parametrize(
    ("head", "title", "h1", "expected"),
    [
        pytest.param("", "Bonn bridge 2022: all you need", "Bridge in Bonn shut", "Bridge in Bonn shut", id="printed"),
        pytest.param(
            meta("og:site_name", "Bonn Post"), "Bridge in Bonn shut | Bonn Post", "", "Bridge in Bonn shut", id="outlet"
        ),
        pytest.param(
            meta("og:site_name", "BP"), "Bridge in Bonn shut – BP – 03.11.2022", "", "Bridge in Bonn shut", id="day"
        ),
        pytest.param(
            meta("og:site_name", "Bonn Post"),
            "Shut - and paid for by all | Bonn Post",
            "",
            "Shut - and paid for by all",
            id="a-dash-of-its-own",
        ),
        pytest.param(
            meta("og:site_name", "The Daily Bonn Post"),
            "Bridge in Bonn shut",
            "The Daily Bonn Post",
            "Bridge in Bonn shut",
            id="not-the-name-of-the-site",
        ),
        pytest.param("", "Bridge", "Bridge in Bonn shut", "Bridge in Bonn shut", id="a-shorter-title"),
        pytest.param(
            "", "My Blog: bridge in Bonn shut", "My Blog", "My Blog: bridge in Bonn shut", id="not-a-beginning"
        ),
    ],
)
def test_the_title_is_the_printed_headline(head: str, title: str, h1: str, expected: str) -> None:
    assert only(page(head, title, h1), ".html").title == expected


@pytest.mark.parametrize(
    ("head", "title", "publisher"),
    [
        pytest.param(
            linked(publisher={"name": "Bonn Post"}) + meta("og:site_name", "News"), "", "Bonn Post", id="linked"
        ),
        pytest.param(meta("og:site_name", "All the news - Bonn Post"), "", "Bonn Post", id="slogan"),
        pytest.param('<meta name="twitter:site" content="@bonnpost">', "Shut | Bonn Post", "Bonn Post", id="handle"),
        pytest.param(
            linked(publisher={"name": "© 2022 Bonn Post"}) + meta("og:site_name", "Bonn Post"),
            "",
            "Bonn Post",
            id="copyright",
        ),
    ],
)
def test_the_outlet_is_a_name(head: str, title: str, publisher: str) -> None:
    assert only(page(head, title), ".html").publisher == publisher


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        pytest.param(linked(author={"@type": "Person", "name": "Ida Holm"}), "", "Ida Holm", id="person"),
        pytest.param(linked(author=[{"name": "Ida Holm"}, {"name": "Bo Lind"}]), "", "Ida Holm; Bo Lind", id="two"),
        pytest.param(linked(author={"@type": "Person", "name": "By Ida Holm"}), "", "Ida Holm", id="by"),
        pytest.param(
            linked(author={"@type": "Organization", "name": "Bonn Post"}, publisher={"name": "Bonn Post"}),
            '<span itemprop="author" itemscope><span itemprop="name">Ida Holm</span></span>',
            "Ida Holm",
            id="microdata",
        ),
    ],
)
def test_the_author_is_a_person(head: str, body: str, author: str) -> None:
    assert only(page(head, body=body), ".html").author == author


@pytest.mark.parametrize(
    "script",
    [
        pytest.param('//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2022-11-03"}\n//]]>', id="cdata"),
        pytest.param('{"@type": "NewsArticle", "datePublished": "2022-11-03",}', id="comma"),
        pytest.param('<!-- {"@type": "NewsArticle", "datePublished": "2022-11-03"} -->', id="comment"),
        pytest.param('/* facts */\n{"@type": "NewsArticle", "datePublished": "2022-11-03"}', id="remark"),
        pytest.param(
            '[{"@type": "NewsArticle", "headline": "Other", "datePublished": "2019-01-01"},'
            '{"@type": "NewsArticle", "headline": "Bridge in Bonn shut", "datePublished": "2022-11-03"}]',
            id="the-one-with-the-headline",
        ),
        pytest.param(
            '[{"@type": "NewsArticle", "url": "https://bonn.example/x", "datePublished": "2019-01-01"},'
            '{"@type": "NewsArticle", "url": "https://bonn.example/bridge", "datePublished": "2022-11-03"}]',
            id="the-one-with-the-address",
        ),
    ],
)
def test_the_day_is_found_in_careless_linked_data(script: str) -> None:
    head = (
        f'<link rel="canonical" href="https://bonn.example/bridge"><script type="application/ld+json">{script}</script>'
    )
    assert str(only(page(head), ".html").published) == "2022-11-03"


def test_a_time_in_utc_gives_way_to_the_day_of_the_address() -> None:
    late = linked(datePublished="2022-11-04T02:30:00Z")
    assert str(only(page(late), ".html", "https://bonn.example/2022/11/03/bridge").published) == "2022-11-03"
    assert str(only(page(late), ".html", "https://bonn.example/2022/09/03/bridge").published) == "2022-11-04"


def test_the_time_of_a_card_above_the_headline_is_not_the_day() -> None:
    times = "<time datetime='2026-09-22'>22 September</time>{}<time datetime='2022-11-03'>3 November</time>"
    html = f"<html><body><main>{times.format('<h1>Bridge in Bonn shut</h1>')}{BODY}</main></body></html>"
    assert str(only(html, ".html").published) == "2022-11-03"


@pytest.mark.parametrize(
    "comment",
    [
        pytest.param("<!-- saved from url=(0042)https://bonn.example/2022/11/03/bridge -->", id="browser"),
        pytest.param(
            "<!--\n Page saved with SingleFile \n url: https://bonn.example/2022/11/03/bridge \n saved date: now\n-->",
            id="single-file",
        ),
        pytest.param(
            '<link rel="canonical" href="https://web.archive.org/web/20230101000000/https://bonn.example/2022/11/03/bridge">',
            id="wayback",
        ),
    ],
)
def test_a_saved_page_keeps_its_address_and_day(comment: str) -> None:
    article = only(page(comment).replace("<html>", f"<html>{comment}"), ".html")
    assert (article.url, str(article.published)) == ("https://bonn.example/2022/11/03/bridge", "2022-11-03")


def test_a_later_page_of_a_story_has_an_address_of_its_own() -> None:
    canonical = '<link rel="canonical" href="https://bonn.example/bridge">'
    first = only(page(canonical), ".html")
    second = only(page(f'{canonical}<link rel="prev" href="https://bonn.example/bridge?page=1">'), ".html")
    assert (first.url, second.url) == ("https://bonn.example/bridge", "https://bonn.example/bridge?page=2")
