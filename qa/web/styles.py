"""The page's style sheets in their order, and the names that they share, for pages that have no sheet."""

import re
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

STATIC = Path(__file__).with_name("static")
# The first one has every name, and the second what all tabs share. A later one changes what an earlier one says.
SHEETS = ("variables", "page", "asking", "answers", "library", "watches", "draft", "notebook")
LIGHT, DARK = ".gradio-container", ".dark .gradio-container"


def style() -> str:
    """All sheets as one."""
    return "\n".join((STATIC / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)


def names(selector: str) -> Markup:
    """The colours, sizes and lengths that are named for LIGHT or for DARK, as declarations."""
    return Markup(" ").join(Markup(line) for line in _declared(selector))


def _declared(selector: str) -> Iterator[str]:
    sheet = re.sub(r"/\*.*?\*/", "", (STATIC / "variables.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    for rule in re.finditer(rf"^{re.escape(selector)} \{{(.*?)\n\}}", sheet, re.DOTALL | re.MULTILINE):
        yield from (line.strip() for line in rule[1].splitlines() if line.strip())
