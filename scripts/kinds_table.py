"""The table of the kinds of files on the page about articles, made from their readers.

python -m scripts.kinds_table            writes it into docs/articles.md
"""

import inspect
from pathlib import Path

from article_qa.index.formats.kinds import LOADERS

PAGE = Path(__file__).parents[1] / "docs" / "articles.md"
BEGIN, END = "<!-- kinds: made by `make docs` -->\n", "<!-- end of kinds -->\n"
PACKED = {
    ".warc": "The articles of the pages of a crawl, also packed (`.warc.gz`). Of a page that was read twice the last.",
    ".wacz": "The WARC files that are packed in it.",
    ".zip": "Files of all other kinds.",
    ".gz": "One packed file, of the kind that its name without `.gz` says.",
}


def table() -> str:
    """The readers with the endings that each reads, and what it reads from them, as Markdown."""
    endings: dict[str, list[str]] = {}
    for suffix, load in LOADERS.items():
        endings.setdefault((inspect.getdoc(load) or "").splitlines()[0].partition(" Raises ")[0], []).append(suffix)
    rows = [(", ".join(f"`{suffix}`" for suffix in suffixes), told) for told, suffixes in endings.items()]
    rows += [(f"`{suffix}`", told) for suffix, told in PACKED.items()]
    lines = ["| file | what is read from it |", "| --- | --- |", *(f"| {files} | {told} |" for files, told in rows)]
    return "\n".join(lines) + "\n"


def page() -> str:
    """The page with the table as it is now."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    return f"{before}{BEGIN}{table()}{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
