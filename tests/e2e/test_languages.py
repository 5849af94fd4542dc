"""The page in other languages: German by the browser's wish, a made-up language from right to left, Arabic articles."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import write_po
from playwright.sync_api import Browser, Page, expect

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.qa.web.phrases import Languages
from scripts.page_catalogs import found
from tests.e2e.accessible import assert_accessible
from tests.qa.web.serving import served

Read = Callable[..., Page]
# No language: each Latin letter has a letter of Arabic, so that a phrase that is not in the catalog stands out.
MADE_UP = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابثدعفغهيجكلمنوبقرستحذظخزص")
PLACE = re.compile(r"(%\(\w+\)s|\{\w+\})")
HARBOUR = """---
title: إغلاق ميناء الإسكندرية بعد العاصفة
publisher: وكالة الميناء
date: 2022-11-03
---

أغلقت هيئة الميناء ميناء الإسكندرية يوم الخميس بعد عاصفة قوية. وقال محمد حسن، رئيس الهيئة: "سيفتح الميناء صباح السبت".

وأصيب أربعة عمال في العاصفة، ونقلوا إلى مستشفى المدينة.
"""
BRIDGE = """---
title: جسر جديد في عمان
publisher: صحيفة الجسر
date: 2023-05-14
---

افتتح الملك جسرا جديدا في عمان يوم الأحد. وبلغت كلفة الجسر ستة ملايين دينار.
"""
WORDS = "ميناء الإسكندرية"


def made_up(words: str) -> str:
    """The words in letters from right to left, placeholders as they are."""
    return "".join(part if PLACE.fullmatch(part) else part.lower().translate(MADE_UP) for part in PLACE.split(words))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page over Arabic articles, in English and in a made-up language in place of Arabic."""
    folder = tmp_path_factory.mktemp("arabic")
    for name, text in (("harbour.md", HARBOUR), ("bridge.md", BRIDGE)):
        (folder / name).write_text(text, encoding="utf-8")
    with open_library(folder / "data", create=True) as library:
        add(library, [folder / "harbour.md", folder / "bridge.md"])
    catalog = found()
    catalog.locale = "ar"
    for message in catalog:
        if message.id:
            said = message.id if isinstance(message.id, tuple) else (message.id,)
            words = tuple(made_up(str(each)) for each in said)
            message.string = words[0] if len(said) == 1 else (words * 6)[: catalog.num_plurals]
    (folder / "languages").mkdir()
    with (folder / "languages" / "ar.po").open("wb") as file:
        write_po(file, catalog)
    with served(folder / "data", languages=Languages(folder=folder / "languages")) as address:
        yield address


@pytest.fixture
def read(browser: Browser) -> Iterator[Read]:
    """Open an address as a reader whose browser speaks a language."""
    contexts = []

    def read(address: str, locale: str, *, width: int = 1280) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, locale=locale))
        page = contexts[-1].new_page()
        page.set_default_timeout(60_000)
        page.goto(address)
        page.wait_for_selector("#welcome h2")
        return page

    yield read
    for context in contexts:
        context.close()


def ask(page: Page) -> None:
    page.fill("#question textarea", WORDS)
    page.press("#question textarea", "Enter")
    page.locator(".turn.settled .answer").wait_for()


def test_the_page_speaks_the_language_of_the_browser(seeds: Path, read: Read) -> None:
    with served(seeds) as address:
        page = read(address, "de-AT")
        assert page.evaluate("document.documentElement.lang") == "de"
        page.get_by_role("tab", name="Bibliothek").click()
        expect(page.locator("#article h2")).to_have_text("12 Artikel")
        page.get_by_role("checkbox", name="wählen").nth(1).check()
        expect(page.locator("#chosen .how-many")).to_have_text("1 angekreuzt")
        page.get_by_role("button", name="Zu diesen fragen").click()
        expect(page.locator("#question textarea")).to_have_attribute("placeholder", "Frage an die Artikel")
        assert_accessible(page)


# From left to right, where the letters and figures of the dates of this line stand that are written in Latin letters.
DATE = """line => {
    const found = [], walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) for (const date of walk.currentNode.data.matchAll(/\\d+ [A-Z][a-z]+ \\d{4}/g)) {
        found.push([...date[0]].map((_, at) => {
            const range = document.createRange();
            range.setStart(walk.currentNode, date.index + at);
            range.setEnd(walk.currentNode, date.index + at + 1);
            return range.getBoundingClientRect().left;
        }));
    }
    return found;
}"""


def dates(page: Page, lines: str) -> list[list[float]]:
    """Where each character of each date stands in these lines."""
    return [date for line in page.locator(lines).element_handles() for date in line.evaluate(DATE)]


@pytest.mark.parametrize(("locale", "direction"), [("en-GB", "ltr"), ("ar", "rtl")])
def test_arabic_articles_are_asked_and_read(address: str, read: Read, locale: str, direction: str) -> None:
    page = read(address, locale)
    assert page.evaluate("document.documentElement.dir") == direction
    ask(page)
    quote = page.locator(".answer .sentence").first
    assert page.evaluate("each => getComputedStyle(each).direction", quote.element_handle()) == "rtl"
    page.locator(".answer .citation").first.click()
    mark = page.locator("#source mark.current")
    expect(mark).to_be_visible()
    assert page.evaluate("each => getComputedStyle(each).direction", mark.element_handle()) == "rtl"
    assert page.evaluate("document.querySelector('#source .article-text').lang") == "ar"
    # In English "3 November 2022" stands beside an Arabic outlet; on the other page it has Arabic letters.
    found = dates(page, ".answer .dateline, #source .dateline")
    assert len(found) == (2 if direction == "ltr" else 0)
    assert all(date == sorted(date) for date in found)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)


def test_a_date_beside_an_arabic_outlet_stays_in_one_piece(address: str, read: Read) -> None:
    page = read(address, "en")
    found = dates(page, "#welcome .newest .dateline")
    assert len(found) == 2 and all(date == sorted(date) for date in found)


def test_a_page_from_right_to_left_is_a_mirror(address: str, read: Read) -> None:
    page = read(address, "ar", width=1440)
    ask(page)
    answer, source = (page.locator(each).bounding_box() for each in ("#conversation", "#source"))
    assert answer and source and answer["x"] > source["x"]
    # Every phrase is of the catalog: no Latin letter is left but in names.
    for tab in page.get_by_role("tab").all():
        assert not re.search("[A-Za-z]", tab.inner_text())
    assert not re.search("[A-Za-z]{2}", page.inner_text("#status") + page.inner_text("#scope"))
    page.locator(".turn .keep").click()
    page.locator(".turn .keep[data-notebook]").wait_for()
    rooms = ("#draft textarea", "#library tbody tr", "#people p, #people .row", ".saved-answer", "#watches p")
    for place, shown in enumerate(rooms, 1):
        tab = page.get_by_role("tab").nth(place)
        tab.click()
        page.locator(shown).first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert_accessible(page, tab.inner_text())
    assert not re.search(
        "[A-Za-z]", "".join(page.locator(".saved-answer > .dateline, .saved-answer .foot").all_text_contents())
    )
