"""How long a reader waits for each view of the page, over a few articles and over many.

    python -m benchmarks.views [--few 12] [--many 800] [--rounds 7]

The articles are made up: each with its own title, of one of 12 outlets and one
of 36 months, with two people of 300 who are quoted. Both libraries are read and
served, each by a process of its own, and opened in Chromium. The views are
timed in turn, from the press to what they show; the middle of all rounds is
compared. A view over many articles may take 1.5 times what it takes over few.
"""

import argparse
import hashlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from article_qa.index.ingest.add import store
from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.library import open_library
from article_qa.index.records import Article

ROOT = Path(__file__).parents[1]
MOST = 1.5
SYLLABLES = "ba ke li mo nu ra se ti vo wa xi za".split()
THINGS = "bridge harbour school hospital tunnel market theatre library".split()
READY = "#welcome .newest .opens"
# Each view: what is pressed, and what is there then.
VIEWS: dict[str, tuple[str, str]] = {
    "Library": ("#library-tab-button", "#library tbody tr"),
    "an article": ("#library .open >> nth=1", "#article .guide"),
    "sorted by title": ('#library [data-do="sort"][data-value="title"]', '#library th[aria-sort="ascending"]'),
    "People and places": ("#people-tab-button", "#people .row"),
    "a person": ("#people .row >> nth=1", "#person h2"),
    "what to ask within": ("#filters summary", "#filters .months button"),
    "a year of the chart": ("#filters .months button:enabled >> nth=0", ".chip"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--few", type=int, default=12, help="articles of the small library")
    parser.add_argument("--many", type=int, default=800, help="articles of the large library")
    parser.add_argument("--rounds", type=int, default=7, help="how often each view is opened")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work, ExitStack() as stack:
        folders = [filled(Path(work) / str(size), size) for size in (options.few, options.many)]
        addresses = [stack.enter_context(served(folder)) for folder in folders]
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        times: list[dict[str, list[float]]] = [{}, {}]
        for _ in range(options.rounds):
            for address, taken in zip(addresses, times, strict=True):
                page = browser.new_page(viewport={"width": 1280, "height": 800})
                for view, seconds in opened(page, address):
                    taken.setdefault(view, []).append(seconds)
                page.close()
        browser.close()
    report(options.few, options.many, *times)


def filled(folder: Path, size: int) -> Path:
    """A library of this many made-up articles, read and embedded."""
    with open_library(folder, create=True) as library:
        for article in made_up(size):
            store(library, article)
        embed_pending(library)
    return folder


def made_up(size: int) -> Iterator[Article]:
    """Articles that differ from each other, the same on every run."""
    chance = random.Random(11)
    people = [f"{_name(chance)} {_name(chance)}" for _ in range(300)]
    for number in range(size):
        speaker, other = chance.sample(people, 2)
        town, thing = _name(chance), chance.choice(THINGS)
        name = f"a{number}"
        text = (
            f"The {thing} of {town} opened on Monday, and {chance.randint(100, 9000)} people came. "
            f'"It was worth the wait," said {speaker}, the mayor of {town}.\n\n'
            f"{other} said that it had cost {chance.randint(2, 90)} million crowns."
        )
        sha256, title = hashlib.sha256(text.encode()).hexdigest(), f"{town} opens its {thing} ({number})"
        yield Article(
            name, title, text, sha256, name,
            publisher=f"The {SYLLABLES[number % 12].title()} Post",
            published=date(2021, 1, 1) + timedelta(days=chance.randrange(36 * 30)),
        )  # fmt: skip


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the page over a library, in a process of its own."""
    command = [sys.executable, str(ROOT / "app.py"), "--data", str(folder), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert process.stderr
    try:
        for line in process.stderr:
            if " is at " in line:
                yield line.partition(" is at ")[2].split()[0]
                break
    finally:
        process.terminate()
        process.wait(30)


def opened(page: Page, address: str) -> Iterator[tuple[str, float]]:
    """Each view with the seconds until it is there, the start page first."""
    page.set_default_timeout(60_000)
    yield "the start page", _seconds(lambda: page.goto(address), lambda: page.wait_for_selector(READY))
    for view, (pressed, shown) in VIEWS.items():
        if view == "what to ask within":
            page.click("#ask-tab-button")
        page.wait_for_selector(pressed)
        yield view, _seconds(lambda at=pressed: page.click(at), lambda at=shown: page.wait_for_selector(at))  # type: ignore[misc]


def report(few: int, many: int, small: dict[str, list[float]], large: dict[str, list[float]]) -> None:
    print(f"{'view':22}{few:>8,}{many:>8,}   ratio, at most {MOST}")
    for view, seconds in small.items():
        one, other = median(seconds), median(large[view])
        missed = "" if other <= MOST * one else "   missed"
        print(f"{view:22}{one * 1000:>6,.0f}ms{other * 1000:>6,.0f}ms   {other / one:.2f}{missed}")


def _seconds(press: Callable[[], object], wait: Callable[[], object]) -> float:
    started = time.perf_counter()
    press()
    wait()
    return time.perf_counter() - started


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3)).title()


if __name__ == "__main__":
    main()
