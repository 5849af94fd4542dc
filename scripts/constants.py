"""The constants that are numbers, read from the source of the program without importing it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Constant:
    """A module's number, or its numbers: `comment` is what stands above it in the code, or behind it."""

    module: str
    name: str
    value: Any
    comment: str


def constants(folder: Path, root: Path = ROOT) -> Iterator[Constant]:
    """The constants of every module below `folder`, in the order of the code; `root` is left out of their paths."""
    for file in sorted(folder.rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        lines = source.splitlines()
        module = file.relative_to(root).as_posix()
        for node in ast.parse(source).body:
            for name, value in named(node):
                yield Constant(module, name, value, comment_above(lines, node.lineno) or comment_behind(lines, node))


def named(node: ast.stmt) -> Iterator[tuple[str, Any]]:
    """The constants that a statement assigns; several where it unpacks a tuple."""
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    value = literal(getattr(node, "value", None))
    if isinstance(target, ast.Name) and target.id.isupper() and is_number(value):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, tuple):
        names = [each.id for each in target.elts if isinstance(each, ast.Name) and each.id.isupper()]
        yield from ((name, each) for name, each in zip(names, value, strict=False) if is_number(each))


def literal(node: ast.expr | None) -> Any:
    """The value of an expression; None where it is computed."""
    try:
        return ast.literal_eval(node) if node else None
    except (ValueError, TypeError):
        return None


def is_number(value: Any) -> bool:
    """Whether this is a number, or a tuple or list of numbers."""
    if isinstance(value, tuple | list):
        return bool(value) and all(map(is_number, value))
    return isinstance(value, int | float) and not isinstance(value, bool)


def comment_above(lines: list[str], number: int) -> str:
    """The comment right above line `number`, in one line; empty where there is none."""
    found: list[str] = []
    for line in reversed(lines[: number - 1]):
        if not line.startswith("#"):
            break
        found.insert(0, line.lstrip("# "))
    return " ".join(found)


def comment_behind(lines: list[str], node: ast.stmt) -> str:
    """The comment behind a statement on its last line, unless it is for a program; empty where there is none."""
    end = node.end_lineno or node.lineno
    # The column counts bytes.
    rest = lines[end - 1].encode()[node.end_col_offset or 0 :].decode().strip()
    return rest.lstrip("# ") if rest.startswith("# ") and not rest.startswith(("# fmt:", "# noqa")) else ""
