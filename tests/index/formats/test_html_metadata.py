"""What a page declares is found in steps that grow with the page, however it is built."""

from collections.abc import Callable

import pytest
from lxml import html

from article_qa.index.formats.html_metadata import publication_day
from tests.index.formats.growth import growth

TIME = "<time datetime='soon'>x</time>"
# Where elements are nested, they are the deeper the more there are, so that depth times number shows.
PAGES = {
    "main-parts": lambda n: "<main><h1>a</h1>" * (n // 40) + TIME * n,
    "articles": lambda n: "<article><h1>a</h1>" * (n // 40) + TIME * n,
    "times-in-one-paragraph": lambda n: f"<main><h1>a</h1><p>{TIME * n}</p></main>",
    "times-in-nested-items": lambda n: "<main><h1>a</h1>" + "<ul><li>" * (n // 80) + (TIME + "<b>b</b>") * n,
    "marked-times-around-a-text": lambda n: "<i itemprop='datePublished'>" * (n // 40) + "<b>word </b>" * n,
    "many-marked-times": lambda n: f"<p>{'<i itemprop=datePublished>x</i>' * n}</p>",
    "articles-side-by-side": lambda n: f"<article><h1>a</h1>{TIME}</article>" * n,
}


@pytest.mark.parametrize("build", PAGES.values(), ids=PAGES)
def test_four_times_the_page_costs_about_four_times_the_work(build: Callable[[int], str]) -> None:
    small, large = (html.document_fromstring(f"<body>{build(n)}</body>") for n in (1_000, 4_000))
    assert growth(lambda tree: publication_day(tree, None, ()), small, large, enough=7) < 7


def test_nesting_multiplies_nothing() -> None:
    shallow, deep = (html.document_fromstring("<main><h1>a</h1>" * depth + TIME * 1_000) for depth in (2, 200))
    assert growth(lambda tree: publication_day(tree, None, ()), shallow, deep, enough=4) < 4
