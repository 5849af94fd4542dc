"""Pages that hold no article, and articles about such pages."""

import pytest

from article_qa.index.formats.article import Note
from article_qa.index.records import Article
from tests.index.formats.files import SENTENCE, loaded, only, refusal

TEASERS = "".join(f'<div><h2><a href="/{n}">Story {n} about the bridge</a></h2><p>Short.</p></div>' for n in range(6))
LINKS = "".join(f'<li><a href="https://bonn.example/{n}">A story about the bridge, {n}</a></li>' for n in range(12))


def page(title: str, body: str, head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("html", "told"),
    [
        pytest.param(
            page("Not found", "<h1>404: this page does not exist</h1><p>It may have been moved elsewhere.</p>"),
            "says that the page was not found",
            id="not-found",
        ),
        pytest.param(
            page("Post", "<p>Please enable JavaScript in your browser to read this site.</p>"),
            "asks for JavaScript",
            id="scripts",
        ),
        pytest.param(
            page(
                "Post",
                "<p>We value your privacy. With our 30 partners we use cookies for personalised ads.</p>"
                "<p>Accept all, or manage options in our privacy policy.</p>",
            ),
            "asks for consent",
            id="consent",
        ),
        pytest.param(page("News", f"<h1>News</h1>{TEASERS}"), "is a list of links", id="front-page"),
        pytest.param(page("Saved", f"<ul>{LINKS}</ul>"), "is a list of links", id="bookmarks"),
        pytest.param(
            page(
                "Moved",
                "<p>The story has moved, please go on to its new address.</p>",
                '<meta http-equiv="refresh" content="0; url=https://bonn.example/new">',
            ),
            "only leads on to 'https://bonn.example/new'; add that address",
            id="leads-on",
        ),
    ],
)
def test_a_page_without_an_article_is_refused_with_the_reason(html: str, told: str) -> None:
    assert told in refusal(html, ".html")


def test_an_article_about_such_pages_is_one() -> None:
    headline = "<h1>Page not found: the city and its cookies</h1>"
    body = f"<article>{headline}<p>{SENTENCE} Accept all cookies, it said.</p></article>"
    head = '<meta property="article:published_time" content="2022-11-03">'
    assert only(page("Page not found", body, head), ".html").title == "Page not found: the city and its cookies"


def test_the_beginning_of_a_paid_article_is_taken_and_told() -> None:
    paid = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
    article, note = loaded(
        page("Bridge", f"<article><h1>Bridge in Bonn shut</h1><p>{SENTENCE}</p></article>", paid), ".html"
    )
    assert isinstance(article, Article)
    assert isinstance(note, Note)
    assert "only the beginning" in note.text


REPORT = (
    f"{SENTENCE} Engineers will look at it again on Friday morning. Ferries will carry people across until then, "
    "every ten minutes from six in the morning until midnight. The town pays for all of them, the council said, and "
    "shops along the bank are open."
)
FORM = '<form><input name="user"><input type="password" name="word"></form>'


def test_a_small_form_above_an_article_is_no_login() -> None:
    assert (
        REPORT
        in only(page("Bridge shut", f"{FORM}<article><h1>Bridge shut</h1><p>{REPORT}</p></article>"), ".html").text
    )


def test_a_form_with_much_to_say_is_a_login() -> None:
    terms = f"To read on, log in to your account. {REPORT}"
    assert "shows a login" in refusal(page("Log in", f"<main><h1>Log in</h1>{FORM}<p>{terms}</p></main>"), ".html")


def test_a_report_without_paragraphs_among_links_is_an_article() -> None:
    assert (
        REPORT
        in only(page("Bridge shut", f"<ul>{LINKS * 3}</ul><h1>Bridge shut</h1><div>{REPORT}</div>"), ".html").text
    )
