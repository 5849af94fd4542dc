"""The list of all pages at the end of docs/README.md, made from their headings.

python -m scripts.pages_index            writes it
"""

from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "README.md"
BEGIN, END = "<!-- pages: made by `make docs` -->\n", "<!-- end of pages -->\n"


def pages() -> str:
    """A link to each page, under its own heading, by the names of the files."""
    others = [file for file in sorted(DOCS.glob("*.md")) if file != PAGE]
    return "".join(f"- [{heading(file)}]({file.name})\n" for file in others)


def heading(file: Path) -> str:
    return file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")


def page() -> str:
    """The page with the list as it is now."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    return f"{before}{BEGIN}{pages()}{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
