"""Adding that is killed again and again ends in the library that one run makes."""

import os
import random
import signal
from pathlib import Path

from tests.index.processes import FORKED, add, contents

# `make soak` takes a hundred.
KILLS = int(os.environ.get("KILLS", "10"))
ARTICLES = 200


def edit(articles: Path, chance: random.Random, share: float) -> None:
    """Write a new text into this share of the files."""
    for number in range(ARTICLES):
        file = articles / f"{number:03}.txt"
        if chance.random() < share:
            month = chance.randrange(10_000)
            file.write_text(f"Bridge {number} of the town is shut. It will be repaired in month {month}.")


def test_an_add_killed_at_any_moment_and_rerun_equals_one_run(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    articles = tmp_path / "articles"
    articles.mkdir()
    edit(articles, chance, 1)
    whole_seconds = 3.0
    killed = 0
    while killed < KILLS:
        process = FORKED.Process(target=add, args=(tmp_path / "killed", articles))
        process.start()
        process.join(chance.uniform(0, whole_seconds))
        if process.exitcode is None:
            process.kill()
            killed += 1
        process.join()
        assert process.exitcode in (0, -signal.SIGKILL)
        if process.exitcode == 0:
            # Done before its moment came: the next moments come earlier.
            whole_seconds *= 0.8
        edit(articles, chance, 0.3)
    add(tmp_path / "killed", articles)
    add(tmp_path / "whole", articles)
    assert contents(tmp_path / "killed") == contents(tmp_path / "whole")
