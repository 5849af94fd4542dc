"""The README for a package index, which shows no picture that is named by a path.

    python -m scripts.index_readme https://host/owner/name/raw/v0.2.0 > README.index.md

Pictures and links with a path get the address of the checkout's files in front.
Everything else stays as it is.
"""

import re
import sys
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
# A link or picture whose target is a path: neither an address nor a place on the page.
TARGET = re.compile(r"(!?\[[^\]]*\]\()(?!https?:|#)([^)]+)\)")


def with_addresses(markdown: str, address: str) -> str:
    """`markdown` with `address` in front of each path."""
    return TARGET.sub(rf"\g<1>{address.rstrip('/')}/\g<2>)", markdown)


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].startswith("https://"):
        sys.exit("name the address of the files: python -m scripts.index_readme https://host/owner/name/raw/v0.2.0")
    print(with_addresses(README.read_text(encoding="utf-8"), sys.argv[1]), end="")
