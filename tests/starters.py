"""The starter articles, and a library of them."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library

SEEDS = Path(__file__).parents[1] / "seeds"


def library_of_starters(folder: Path) -> Path:
    """Put a library of the starter articles into `folder`, which is new or empty."""
    return Path(shutil.copytree(_made(), folder, dirs_exist_ok=True))


@cache
def _made() -> Path:
    """The library that the others are copies of: to read the articles takes seconds, to copy what was read none."""
    made = Path(tempfile.mkdtemp(prefix="starters-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    with open_library(made / "data", create=True) as library:
        add(library, [SEEDS])
    return made / "data"
