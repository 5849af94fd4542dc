"""The page in a process of its own, and what a browser that opens it asks for."""

import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from tests.running import Running, interruptible, running

ROOT = Path(__file__).parents[2]
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()


def page_process(folder: Path, *words: str, port: int = 0) -> subprocess.Popen[str]:
    """`python app.py` over this library."""
    command = [sys.executable, str(ROOT / "app.py"), "--data", str(folder), "--port", str(port), *words]
    with interruptible():
        return subprocess.Popen(
            command, cwd=folder.parent, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )


def serving(folder: Path, *words: str) -> AbstractContextManager[Running]:
    """Serve the library in `folder` on a free port until the block ends."""
    return running(page_process(folder, *words))


def note_addresses(context: BrowserContext, page: Page) -> None:
    """From now on `addresses(page)` lists every address that the page asks for."""
    asked: list[str] = []
    page.addresses = asked  # type: ignore[attr-defined]
    context.on("request", lambda request: asked.append(request.url))


def addresses(page: Page) -> list[str]:
    """Every address that the page has asked for."""
    return list(page.addresses)  # type: ignore[attr-defined]


def marked(page: Page) -> str:
    """The words that are marked in the source."""
    return page.text_content("#source mark.current") or ""


def wait_for_citation(page: Page, number: int) -> None:
    """Wait until the article of this citation is shown at its mark."""
    page.locator(f'#source .pane[data-number="{number}"] mark.current').wait_for()
