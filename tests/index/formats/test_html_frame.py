"""The text of a page without what stands around it, and with what a search for text drops."""

from collections.abc import Callable

import pytest
from lxml import html

from article_qa.index.formats.html_frame import without_frame
from article_qa.index.formats.no_article import what_instead
from tests.index.formats.files import SENTENCE, only
from tests.index.formats.growth import growth

MORE = "It was opened on 3 March 2001, and engineers will look at it again on Friday morning, the council said."
LAST = "Ferries will carry people across until then, every ten minutes from six in the morning until midnight."


def text(body: str, head: str = "") -> str:
    return only(f"<html><head><title>Bridge</title>{head}</head><body>{body}</body></html>", ".html").text


def article(between: str) -> str:
    return f"<article><h1>Bridge in Bonn shut</h1><p>{SENTENCE}</p><p>{MORE}</p>{between}<p>{LAST}</p></article>"


@pytest.mark.parametrize(
    ("between", "gone"),
    [
        pytest.param(
            '<div class="newsletter-box"><p>Get the best of Bonn every morning.</p></div>', "best of", id="box"
        ),
        pytest.param('<p><strong>READ MORE: <a href="/x">Ten bridges</a></strong></p>', "Ten bridges", id="read-more"),
        pytest.param('<p>Follow us on <a href="/x">Chirp</a>.</p>', "Chirp", id="follow-us"),
        pytest.param('<div class="paywall-prompt"><p>Subscribe to read on.</p></div>', "Subscribe", id="prompt"),
        pytest.param(
            "<table><tr><th>Ward</th><th>For</th></tr><tr><td>East</td><td>12</td></tr></table>", "---", id="rule"
        ),
    ],
)
def test_the_frame_is_no_text(between: str, gone: str) -> None:
    found = text(article(between))
    assert gone not in found
    assert SENTENCE in found
    assert LAST in found


@pytest.mark.parametrize(
    ("between", "kept"),
    [
        pytest.param(f'<div class="more-content" style="display:none"><p>{LAST * 2}</p></div>', LAST * 2, id="folded"),
        pytest.param(
            "<aside><p>Correction: an earlier version gave another day.</p></aside>", "another day", id="correction"
        ),
        pytest.param(
            "<table><tr><th>Day</th></tr><tr><td><ul><li>06:00</li><li>01:15</li></ul></td></tr></table>",
            "06:00; 01:15",
            id="list-in-a-cell",
        ),
        pytest.param(f"<p>{SENTENCE[:40]}<!-- c -->{SENTENCE[40:]} Twice.</p>", f"{SENTENCE} Twice.", id="comment"),
    ],
)
def test_what_belongs_to_the_text_stays(between: str, kept: str) -> None:
    assert kept in text(article(between))


def test_the_headline_is_not_repeated_above_the_text() -> None:
    assert text(article("")).startswith(SENTENCE)


def test_a_standfirst_that_is_shown_comes_first_and_once() -> None:
    standfirst = "Cracks were found in March; the council wants to mend all of it."
    head = f'<meta name="description" content="{standfirst}">'
    found = text(f'<header><h1>Bridge in Bonn shut</h1><div class="sum">{standfirst}</div></header>{article("")}', head)
    assert found.startswith(standfirst)
    assert found.count(standfirst) == 1
    assert standfirst not in text(article(""), head)


def test_a_page_laid_out_with_a_table_is_read_without_its_menu() -> None:
    menu = '<td><a href="/">Home</a> <a href="/a">Archive</a></td>'
    found = text(f"<table><tr>{menu}<td><h1>Bridge</h1><p>{SENTENCE}</p><p>{MORE}</p></td></tr></table>")
    assert "Archive" not in found
    assert MORE in found


def test_a_joiner_within_words_stays() -> None:
    persian = "شورای شهر روز سه\u200cشنبه تصمیم گرفت پل قدیمی را یازده ماه ببندد و کشتی رایگان می\u200cرود. "
    assert "سه\u200cشنبه" in text(f"<article><h1>پل</h1><p>{persian * 3}</p></article>")


NESTED = {
    "boxes": lambda n: "<div class='newsletter'>" * (n // 20) + "<p>word</p>" * n,
    "tables": lambda n: "<table><tr><td><p>word</p>" * (n // 20) + "<p>word</p>" * n,
    "corrections": lambda n: "<div>Correction" * (n // 20) + "<i>a</i>" * n,
}


@pytest.mark.parametrize("build", NESTED.values(), ids=NESTED)
def test_four_times_the_page_costs_about_four_times_the_work(build: Callable[[int], str]) -> None:
    small, large = (f"<body>{build(n)}</body>" for n in (1_000, 4_000))
    assert growth(lambda page: without_frame(html.document_fromstring(page)), small, large, enough=8) < 8
    assert growth(lambda page: what_instead(html.document_fromstring(page), ""), small, large, enough=8) < 8


def pieces(*texts: str, name: str = "grid-item article__body") -> str:
    """An article whose text stands in several boxes of one class, with adverts in between."""
    boxes = (f'<div class="row"><div class="{name}">{each}</div><div class="ad">Buy now</div></div>' for each in texts)
    return f"<div><h1>Bridge in Bonn shut</h1><div>{'<hr>'.join(boxes)}</div></div>"


def test_a_text_in_several_boxes_is_read_whole() -> None:
    parts = ["".join(f"<p>Part {n}, {each}: {SENTENCE} {MORE}</p>" for each in range(5)) for n in range(3)]
    found = text(pieces(*parts))
    places = [found.find(f"Part {n}, {each}:") for n in range(3) for each in range(5)]
    assert places == sorted(places)
    assert min(places) >= 0


def test_comments_are_no_parts_of_a_text() -> None:
    parts = [f"<p>Comment {n}: {SENTENCE}</p>" for n in range(4)]
    found = text(article("") + pieces(*parts, name="comment-body"))
    assert "Comment 3" not in found
    assert LAST in found


def test_joining_many_boxes_costs_work_in_proportion() -> None:
    def work(count: int) -> None:
        without_frame(html.document_fromstring(pieces(*[f"<p>{SENTENCE}</p>"] * count)))

    assert growth(work, 200, 800, enough=8) < 8
