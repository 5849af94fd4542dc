"""The notebook in docs runs, and shows what it keeps."""

import json
from contextlib import chdir
from pathlib import Path
from typing import Any

from scripts.notebook_page import PAGE, as_text, executed

NOTEBOOK: dict[str, Any] = json.loads(PAGE.read_text(encoding="utf-8"))


def shown(notebook: dict[str, Any]) -> list[list[tuple[str, list[str]]]]:
    """What kinds of outputs each code cell has."""
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return [[(each["output_type"], sorted(each.get("data", {}))) for each in cell["outputs"]] for cell in cells]


def test_every_cell_of_the_notebook_runs_and_shows_what_it_keeps(home: Path) -> None:
    with chdir(home):
        run = executed(NOTEBOOK)
    assert shown(run) == shown(NOTEBOOK)
    text = as_text(run)
    assert "<mark>because the war next door has made Jordan&#39;s northern border insecure</mark>" in text
    assert "Not in these articles." in text
    assert '"True"' in text
    assert "[1]" in text


def test_the_notebook_is_one_that_viewers_read() -> None:
    assert (NOTEBOOK["nbformat"], NOTEBOOK["metadata"]["language_info"]["name"]) == (4, "python")
    assert {cell["cell_type"] for cell in NOTEBOOK["cells"]} == {"markdown", "code"}
    assert PAGE.read_text(encoding="utf-8") == as_text(NOTEBOOK)
