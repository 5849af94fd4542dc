"""A page that is killed while it adds: opened again and given the same files, it has what one undisturbed run has."""

import os
import random
import shutil
import signal
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.soak.commands import KILLS, assert_same, state, write_bridges
from tests.soak.pages import Page, paged
from tests.starters import library_of_starters

STARTERS = 12
EACH = 8


def batch(folder: Path, number: int) -> list[Path]:
    """New files, and two of those before with another text."""
    folder.mkdir()
    first = number * EACH
    write_bridges(folder, range(first, first + EACH))
    changed = range(max(0, first - 2), first)
    write_bridges(folder, changed, month="April")
    return [folder / f"{n:03}.txt" for n in range(max(0, first - 2), first + EACH)]


def add(page: Page, files: Sequence[Path], articles: int) -> float:
    """Drop the files and wait for their vectors; how many seconds that took."""
    begun = time.monotonic()
    page.upload(files)
    page.wait_until_ready(articles)
    return time.monotonic() - begun


def add_until_killed(page: Page, files: Sequence[Path], moment: float) -> None:
    with ThreadPoolExecutor(1) as pool:
        # However its request ends with the page.
        pool.submit(page.upload, files)
        time.sleep(moment)
        page.process.kill()
        page.process.wait()
        assert page.process.returncode == -signal.SIGKILL


@pytest.mark.skipif("KILLS_EACH" not in os.environ, reason="takes a minute at the least; `make soak` runs it")
def test_a_page_killed_while_adding_and_run_again_equals_one_run(tmp_path: Path) -> None:
    seed = int(os.environ.get("SEED", random.randrange(10**6)))
    print(f"seed {seed}")
    chance = random.Random(seed)
    # What a killed page leaves of its uploads goes with the test's own folder.
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    killed, whole = tmp_path / "killed", library_of_starters(tmp_path / "whole")
    shutil.copytree(whole, killed)
    batches = [batch(tmp_path / f"batch-{number}", number) for number in range(KILLS)]
    counts = [STARTERS + EACH * (number + 1) for number in range(KILLS)]
    with paged(whole, environment) as page:
        seconds = max(add(page, files, count) for files, count in zip(batches, counts, strict=True))
    for number, files in enumerate(batches):
        with paged(killed, environment) as page:
            if number:
                add(page, batches[number - 1], counts[number - 1])
            add_until_killed(page, files, chance.uniform(0, seconds))
    with paged(killed, environment) as page:
        add(page, batches[-1], counts[-1])
    assert_same(state(killed), state(whole), f"seed {seed}")
