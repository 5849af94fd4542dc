"""The starter articles, and a library of them."""

from pathlib import Path

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library

SEEDS = Path(__file__).parents[1] / "seeds"


def library_of_starters(folder: Path) -> Path:
    """Add the starter articles to a new library in `folder`."""
    with open_library(folder, create=True) as library:
        add(library, [SEEDS])
    return folder
