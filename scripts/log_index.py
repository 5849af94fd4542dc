"""The index at the top of the log, made from its headings.

python -m scripts.log_index            writes it into docs/log.md
"""

import re
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "log.md"
BEGIN, END = "<!-- index: made by `make docs` -->\n", "<!-- end of index -->\n"


def index(log: str) -> str:
    """A link to each entry, in the order of the log."""
    headings = re.findall(r"^## (.+)$", log, re.MULTILINE)
    return "".join(f"- [{heading}](#{anchor(heading)})\n" for heading in headings)


def anchor(heading: str) -> str:
    """The name under which a Markdown page shows a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def page() -> str:
    """The log with the index as it is now."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    entries = rest.partition(END)[2]
    return f"{before}{BEGIN}{index(entries)}{END}{entries}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
