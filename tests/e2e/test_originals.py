"""What an article was read from, as it was kept: a PDF in the browser's viewer, a saved page that can do nothing."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Response, expect

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from tests.e2e.accessible import assert_accessible
from tests.e2e.pages import addresses
from tests.index.formats.files import pdf
from tests.qa.web.serving import served

Visit = Callable[..., Page]
BODY = "The ferry to Zanzibar opened on Monday after a year of repairs, and a thousand people came to see it leave."
SAVED = f"""<html><head><title>Ferry opens</title><link rel="stylesheet" href="http://evil.example/look.css">
<script>top.postMessage("ran", "*"); document.title = "ran"</script></head>
<body onload="document.body.dataset.ran = 1"><article><h1>Ferry opens</h1><p>{BODY}</p>
<img src="http://evil.example/seen.png"><form action="http://evil.example/form"><button>Send</button></form>
</article></body></html>"""
VIEWER = "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page over a saved page and a PDF, whose originals were kept."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "ferry.html").write_text(SAVED)
    (folder / "bridge.pdf").write_bytes(
        pdf(
            [
                [
                    "Bridge opens",
                    "",
                    "The bridge over the Sund opened to traffic on Friday after two years of work.",
                    "The mayor said that it cost four million crowns and that the work took two years.",
                ]
            ],
            title="Bridge opens",
        )
    )
    with open_library(folder / "data", create=True) as library:
        report = add(library, [folder / "ferry.html", folder / "bridge.pdf"], keep_originals=True)
    assert (report.added, report.failed) == (2, [])
    with served(folder / "data") as address:
        yield address


def unfold(page: Page, title: str) -> None:
    """Open the article of this title in the Library, and its original."""
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("button", name=title, exact=True).click()
    page.locator("#article .original summary").click()


def test_a_saved_page_runs_nothing_and_asks_no_other_host(address: str, visit: Visit) -> None:
    page = visit(address)
    stopped = {}
    page.on("requestfailed", lambda each: stopped.update({each.url: each.failure}))
    unfold(page, "Ferry opens")
    page.evaluate("addEventListener('message', event => { if (event.data === 'ran') window.ran = 1; })")
    saved = page.frame_locator("#article .original iframe")
    expect(saved.locator("p")).to_have_text(BODY)
    expect(saved.locator("body")).not_to_have_attribute("data-ran", "1")
    # Its form sends nothing either.
    saved.locator("button").click()
    expect(saved.locator("p")).to_have_text(BODY)
    assert not page.evaluate("window.ran")
    # The browser names what the page wanted, and that its policy stopped it before it was asked for.
    wanted = [each for each in addresses(page) if "evil.example" in each]
    assert wanted and {stopped[each] for each in wanted} == {"csp"}
    assert_accessible(page)


def test_a_pdf_opens_in_the_viewer_of_the_browser(address: str, visit: Visit) -> None:
    page = visit(address)
    replies: list[Response] = []
    page.on("response", lambda each: replies.append(each) if "/original/" in each.url else None)
    unfold(page, "Bridge opens")
    # The viewer is a document of the browser's own, which a sandbox would forbid.
    for _ in range(100):
        if VIEWER in [each.url for each in page.frames]:
            break
        page.wait_for_timeout(100)
    assert VIEWER in [each.url for each in page.frames]
    assert replies[0].headers["content-type"] == "application/pdf"
    assert "attachment" not in replies[0].headers.get("content-disposition", "")
    with page.context.expect_page() as tab:
        page.get_by_role("link", name="Open it in a new tab").click()
    assert "/original/" in tab.value.url
