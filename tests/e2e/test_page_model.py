"""The page when a language model writes: the draft, the verdicts, and hostile words from a model."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.pages import addresses, serving
from tests.qa.fakes import Endpoint, fails, says, scripted_server

QUESTION = "Why is Syria a priority for Jordan?"
GOOD = "Syria is a priority for Jordan because the war next door has made its northern border insecure. [1][2][3][4][5]"
HOSTILE = (
    ' It was 1931 <img src="http://evil.example/x"><script>window.ran = 1</script> ![x](http://evil.example/y). [1]'
)


@contextmanager
def page_with(seeds: Path, visit: Callable[..., Page], *script: Callable[[Endpoint], None]) -> Iterator[Page]:
    """The page over the starter articles, with a model that follows the script."""
    with scripted_server(*script) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("QA_BASE_URL", server.url)
        patch.setenv("QA_MODEL", "scripted-model")
        # What it wrote stays to be seen.
        patch.setenv("QA_UNSUPPORTED", "mark")
        with serving(seeds) as running:
            yield visit(running.address)


def ask(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")


def test_each_sentence_shows_its_verdict_and_the_model_is_named(seeds: Path, visit: Callable[..., Page]) -> None:
    with page_with(seeds, visit, says(*(f"{word} " for word in GOOD.split()), HOSTILE)) as page:
        page.locator("#status", has_text="answers with scripted-model").wait_for()
        ask(page, QUESTION)
        page.locator(".how", has_text="Written by scripted-model").wait_for()
        assert page.locator(".sentence.supported").count() == 1
        assert "<script>" in page.locator(".sentence.unsupported").first.inner_text()
        assert page.locator(".flag").first.inner_text().startswith("not supported: ")
        assert page.evaluate("window.ran") is None
        assert page.locator("#conversation img").count() == 0
        assert [address for address in addresses(page) if "127.0.0.1" not in address] == []
        page.locator('.citation[data-citation="1"]').first.click()
        page.locator("#source mark.current").wait_for()
        assert page.locator("#source mark.current").count() == 1


def test_when_the_model_fails_the_quotes_come_and_say_so(seeds: Path, visit: Callable[..., Page]) -> None:
    with page_with(seeds, visit, fails(401)) as page:
        ask(page, QUESTION)
        page.locator(".warning", has_text="refused the key").wait_for()
        assert "border" in page.locator(".answer .text").inner_text()
