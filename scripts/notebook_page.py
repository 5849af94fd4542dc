"""The notebook in docs: its cells are run, and what they show is put under them.

In a folder with the starter articles in `data`:

python -m scripts.notebook_page    runs docs/notebook.ipynb and writes what its cells show
"""

import ast
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "notebook.ipynb"


def executed(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook with what its code cells show, run one after the other in the current folder."""
    names: dict[str, Any] = {}
    return notebook | {"cells": list(_run(notebook["cells"], names))}


def _run(cells: Sequence[dict[str, Any]], names: dict[str, Any]) -> Iterator[dict[str, Any]]:
    number = 0
    for cell in cells:
        if cell["cell_type"] != "code":
            yield cell
            continue
        number += 1
        yield cell | {"execution_count": number, "outputs": _outputs("".join(cell["source"]), number, names)}


def _outputs(source: str, number: int, names: dict[str, Any]) -> list[dict[str, Any]]:
    """What a cell prints, and what its last expression is, as a notebook keeps them."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    said = io.StringIO()
    value = None
    with redirect_stdout(said):
        exec(compile(tree, "a cell", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "a cell", "eval"), names)
    outputs: list[dict[str, Any]] = []
    if said.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": said.getvalue().splitlines(keepends=True)})
    if value is not None:
        html = value._repr_html_() if hasattr(value, "_repr_html_") else None
        data = {"text/html": [html]} if html else {}
        shown = data | {"text/plain": [repr(value) if html is None else type(value).__name__]}
        outputs.append({"data": shown, "execution_count": number, "metadata": {}, "output_type": "execute_result"})
    return outputs


def as_text(notebook: dict[str, Any]) -> str:
    """The notebook as its file has it."""
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PAGE.write_text(as_text(executed(json.loads(PAGE.read_text(encoding="utf-8")))), encoding="utf-8")
