"""The tab "Check a draft" in a real browser."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.accessible import assert_accessible

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]
DRAFT = (
    "# Ships and seeds\n\nOn an ordinary day about fifty ships make the passage through the Suez Canal. "
    "The Pinault family announced 300 million euros for Notre-Dame.\n\n"
    "<b>The mayor of Lund</b> has bought a boat. Who would have thought so?"
)


def opened(address: str, visit: Visit, **options: object) -> Page:
    page = visit(address, **options)
    page.get_by_role("tab", name="Check a draft").click()
    return page


def test_a_pasted_draft_is_shown_sentence_by_sentence(address: str, visit: Visit) -> None:
    page = opened(address, visit)
    page.fill("#draft textarea", DRAFT)
    page.click("#check")
    sentences = page.locator("#draft-result .checked")
    expect(sentences).to_have_count(5)
    words = page.locator("#draft-result .word")
    assert words.all_inner_texts() == ["No claim", "Supported", "Contradicted", "Not found", "No claim"]
    expect(sentences.nth(2).locator(".instead")).to_have_text("Instead: 100 million euros")
    # What a reader wrote is text.
    expect(sentences.nth(3).locator(".said")).to_contain_text("<b>The mayor of Lund</b>")
    expect(page.locator("#draft-source mark.current")).to_contain_text("about fifty ships")

    sentences.nth(2).locator(".quote").first.click()
    expect(page.locator("#draft-source mark.current")).to_contain_text("100 million euros")
    expect(page.locator("#draft-result .quote[aria-current]")).to_have_count(1)
    assert_accessible(page)


def test_an_uploaded_file_is_read_into_the_box(address: str, visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("The mill of Ostrel was sold.")
    (tmp_path / "empty.txt").write_text(" ")
    page = opened(address, visit)
    page.set_input_files("#check-tab input[type=file]", str(tmp_path / "draft.md"))
    expect(page.locator("#draft textarea")).to_have_value("The mill of Ostrel was sold.")
    page.set_input_files("#check-tab input[type=file]", str(tmp_path / "empty.txt"))
    expect(page.locator("#draft-result .problem")).to_contain_text("'empty.txt' holds no text")


def test_on_a_phone_the_source_lies_over_the_draft_and_leads_back(address: str, visit: Visit) -> None:
    page = opened(address, visit, width=390, height=844, scheme="dark")
    page.fill("#draft textarea", "The Pinault family announced 300 million euros for Notre-Dame.")
    page.click("#check")
    page.locator("#draft-result .quote").first.click()
    expect(page.locator("#draft-source")).to_be_visible()
    page.locator("#draft-source .back").click()
    expect(page.locator("#draft-source")).to_be_hidden()


def test_an_empty_draft_costs_a_sentence(address: str, visit: Visit) -> None:
    page = opened(address, visit)
    page.click("#check")
    expect(page.locator("#draft-result .problem")).to_have_text("The text is empty; give the sentences to check")
