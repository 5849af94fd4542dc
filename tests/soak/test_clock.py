"""A clock that jumps by a day, back and forth, while articles are added and questions asked: nothing shows it.

The clock is libfaketime's, from the system's package of that name; only the
processes that this test starts have it.
"""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.index.web.fetch import Fetcher
from article_qa.index.web.refresh import follow, refresh
from tests.index.web.servers import Reply, Site, serving
from tests.soak.commands import assert_same, bridge, state, write_bridges

ROUNDS = int(os.environ.get("CLOCK_ROUNDS", "1"))
EACH = 12
DAY_SECONDS = 24 * 3600
ROOT = Path(__file__).parents[2]
JUMPS_SECONDS = 0.1
CLOCKS = list(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))


class Clock:
    """What the processes in `environment` take for the time: the right one, shifted by what the file says."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._still = threading.Event()
        self.environment = os.environ | {
            "LD_PRELOAD": str(CLOCKS[0]),
            "FAKETIME_TIMESTAMP_FILE": str(place),
            "FAKETIME_NO_CACHE": "1",
            # A clock that is set does not move this one.
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        self.shift("+0")

    def shift(self, by: str) -> None:
        new = self._place.with_suffix(".new")
        new.write_text(by)
        new.replace(self._place)

    @contextmanager
    def jumping(self) -> Iterator[None]:
        """A day ahead, right, a day behind, in no order, until the block ends."""
        chance, self._still = random.Random(0), threading.Event()

        def jump() -> None:
            while not self._still.wait(JUMPS_SECONDS):
                self.shift(chance.choice(["+1d", "+0", "-1d"]))

        thread = threading.Thread(target=jump)
        thread.start()
        try:
            yield
        finally:
            self._still.set()
            thread.join()
            self.shift("+0")


class Commands:
    """A process that runs one command after the other, in the time of this environment."""

    def __init__(self, environment: Mapping[str, str], data: Path) -> None:
        self._data = data
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak.many"], env=environment, cwd=ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, *words: str) -> tuple[int, str, float]:
        """Its exit status, what it printed, and when by its clock it began."""
        assert self._process.stdin and self._process.stdout
        print(json.dumps([*words, "--data", str(self._data)]), file=self._process.stdin, flush=True)
        status, said, begun = json.loads(self._process.stdout.readline())
        return status, said, begun

    def __enter__(self) -> "Commands":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    if not CLOCKS:
        if os.environ.get("CI"):
            pytest.fail("there is no libfaketime; install it with: apt-get install libfaketime")
        pytest.skip("there is no libfaketime to set a clock with")
    return Clock(tmp_path / "clock")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({"/feed": feed([])}) as site:
        yield site


def feed(numbers: Sequence[int]) -> Reply:
    items = "".join(f"<item><title>Bridge {n}</title><link>/{n}</link><guid>{n}</guid></item>" for n in numbers)
    return Reply(f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>', "application/rss+xml")


def write(articles: Path, site: Site, numbers: Sequence[int]) -> None:
    """A file for every even number, and a page for every odd one."""
    write_bridges(articles, numbers[::2])
    for n in numbers[1::2]:
        site.replies[f"/{n}"] = Reply(f"<html><body><article><p>{bridge(n)}</p></article></body></html>")


def test_a_clock_jump_of_a_day_loses_doubles_and_blocks_nothing(clock: Clock, site: Site, tmp_path: Path) -> None:
    data, articles = tmp_path / "data", tmp_path / "articles"
    articles.mkdir()
    with Commands(clock.environment, data) as commands:
        commands.run("follow", "--allow-private", site.url("/feed"))
        for number in range(ROUNDS):
            first, half, last = number * EACH, number * EACH + EACH // 2, number * EACH + EACH
            write(articles, site, range(first, last))
            site.replies["/feed"] = feed(range(1, half, 2))
            with clock.jumping():
                assert commands.run("add", str(articles))[0] == 0
                assert commands.run("refresh", "--allow-private")[0] == 0
                status, said, _ = commands.run("ask", f"Is Bridge {half} shut?", "--json")
            assert (status, json.loads(said)["warnings"]) == (0, [])
            # The feed is down while the clock is a day ahead; a quarter of an hour later both are right again.
            clock.shift("+1d")
            site.replies["/feed"] = Reply(status=500)
            status, _, begun = commands.run("refresh", "--allow-private")
            assert (status, round((begun - time.time()) / DAY_SECONDS, 1)) == (1, 1)
            clock.shift("+20m")
            site.replies["/feed"] = feed(range(1, last, 2))
            status, said, _ = commands.run("refresh", "--allow-private", "--json")
            assert (status, json.loads(said)["waiting"]) == (0, [])
    with open_library(tmp_path / "still", create=True) as still:
        add(still, [articles])
        follow(still, site.url("/feed"), Fetcher(allow_private=True))
        refresh(still, Fetcher(allow_private=True))
    assert_same(state(data), state(tmp_path / "still"), "the clock jumped")
