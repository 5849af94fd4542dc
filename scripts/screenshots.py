"""Take the pictures of the page in docs/screenshots, over the starter articles: make screenshots.

Each picture is a PNG of at most 200 kB, at 1440 by 900 or, for the phone, 390 by 844.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from tests.e2e.pages import ARGUMENTS, ROOT, serving

COLOURS = 128
FOLDER = ROOT / "docs" / "screenshots"
QUESTION = "Tell me about Jordan and Syria"
NOTE = "For the piece on the border: ask the ministry whether this still holds."
UNANSWERED = "Who won the 2031 chess championship?"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data = Path(folder) / "library"
        with open_library(data, create=True) as library:
            add(library, [ROOT / "seeds"])
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        with serving(data) as running:
            take_all(browser, running.address)


def take_all(browser: Browser, address: str) -> None:
    for scheme in ("light", "dark"):
        with opened(browser, address, scheme) as page:
            take(page, f"start-{scheme}")
            ask(page, QUESTION)
            page.locator('.citation[data-citation="2"]').hover()
            page.wait_for_selector("#card:popover-open")
            take(page, f"answer-{scheme}")
            page.mouse.move(0, 0)
            page.locator(".steps summary").click()
            page.click("#filters summary")
            page.fill("#since", "2022-01-01")
            page.locator(".chip").wait_for()
            take(page, f"steps-and-filters-{scheme}")
            page.click("#filters summary")
            ask(page, UNANSWERED)
            page.locator(".turn:last-child .nearest").first.click()
            page.locator("#source .pane[data-turn='1'] mark.current").wait_for()
            take(page, f"refusal-{scheme}")
            page.click("#drawer button")
            take(page, f"conversations-{scheme}")
            page.keyboard.press("Escape")
            save(page)
            take(page, f"notebook-{scheme}")
            open_article(page)
            take(page, f"library-{scheme}")
            page.get_by_role("button", name="Add articles").click()
            page.get_by_role("button", name="Paste a text").click()
            page.fill("#address textarea", "example.org/article")
            page.click("#fetch")
            page.locator("#outcome li").wait_for()
            take(page, f"adding-{scheme}")
    with opened(browser, address, "light", phone=True) as page:
        take(page, "phone-start")
        ask(page, QUESTION)
        take(page, "phone-answer")
        page.locator('.citation[data-citation="2"]').click()
        page.locator("#source .pane[data-number='2'] mark.current").wait_for()
        take(page, "phone-source")
        page.click("#source .back")
        page.get_by_role("tab", name="Library").click()
        page.locator("#library .open").first.wait_for()
        page.evaluate("scrollTo(0, 0)")
        take(page, "phone-library")


@contextmanager
def opened(browser: Browser, address: str, scheme: str, *, phone: bool = False) -> Iterator[Page]:
    """The page as a new reader sees it."""
    size = {"width": 390, "height": 844} if phone else {"width": 1440, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".starter")
    yield page
    context.close()


def ask(page: Page, question: str) -> None:
    turns = page.locator(".turn").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.locator(".turn.settled").nth(turns).wait_for()


def save(page: Page) -> None:
    """Save two answers, write a note and open a quote."""
    for turn in range(page.locator("#conversation .keep").count()):
        page.locator("#conversation .keep").nth(turn).click()
        page.locator(f"#conversation .keep[data-turn='{turn}'][data-notebook]").wait_for()
    page.get_by_role("tab", name="Notebook").click()
    page.locator(".saved-answer").nth(1).get_by_role("button", name="Add a note").click()
    page.fill(".noting textarea", NOTE)
    page.click(".keep-note")
    page.locator(".noting").wait_for(state="hidden")
    page.locator(".saved-answer").nth(1).locator(".citation").first.click()
    page.locator("#notebook-source mark.current").wait_for()


def open_article(page: Page) -> None:
    page.get_by_role("tab", name="Library").click()
    page.locator("#library .open").first.click()
    page.locator("#article .pane").wait_for()


def take(page: Page, name: str) -> None:
    page.wait_for_timeout(400)
    taken = Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    taken.quantize(COLOURS).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
