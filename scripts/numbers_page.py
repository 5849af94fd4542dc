"""The page of the numbers that decide answers, made from the code and from benchmarks/fitted.toml.

python -m scripts.numbers_page            writes docs/numbers.md
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.markdown import table
from scripts.constants import ROOT, Constant, constants

PAGE = ROOT / "docs" / "numbers.md"
FITTED = ROOT / "benchmarks" / "fitted.toml"
# The rooms whose numbers decide what is found, answered and refused.
ROOMS = (
    "index/annotate", "index/ingest", "index/store", "qa/retrieval", "qa/reading", "qa/questions", "qa/answers",
    "qa/verification", "qa/drafts", "qa/watching",
)  # fmt: skip
HEAD = (
    "# The numbers\n\n"
    "These numbers decide what is found, answered and refused. The page is made by `make docs`.\n\n"
    "## Fitted\n\n"
    "A command fitted these to data, or they were chosen by looking at data. `benchmarks/fitted.toml` is their home, "
    "and a test compares it with the code. *Held out* is the figure on data that was kept aside. Where it says "
    '"nothing", the figures that led to the number are too good.\n\n'
)
DATA = (
    "\n## The data\n\n"
    "The sets lie outside the repository, in the folder that `--sets` names. The numbers were fitted to these files."
    "\n\n"
)
CHOSEN = (
    "\n## Chosen\n\n"
    "These were chosen by hand, or a format or model gives them. The reason is the comment at each of them in the "
    "code. Limits of sizes and times are in `index/limits.py` and are left out.\n"
)


@dataclass(frozen=True, slots=True)
class Fit:
    """Numbers of one module that were fitted together."""

    what: str
    module: str
    command: str
    data: tuple[str, ...]
    tuned_on: str
    held_out: str
    numbers: Mapping[str, Any]


def fits() -> list[Fit]:
    """The entries of benchmarks/fitted.toml."""
    found = tomllib.loads(FITTED.read_text(encoding="utf-8"))["fitted"]
    return [Fit(**{**entry, "data": tuple(entry["data"])}) for entry in found]


def data_files() -> dict[str, dict[str, str]]:
    """The file and its sha256 of each set."""
    files: dict[str, dict[str, str]] = tomllib.loads(FITTED.read_text(encoding="utf-8"))["data"]
    return files


def all_constants() -> list[Constant]:
    return [each for room in ROOMS for each in constants(ROOT / room)]


def page() -> str:
    """The whole page, as Markdown."""
    fitted = fits()
    known = {(fit.module, name) for fit in fitted for name in fit.numbers}
    left = [each for each in all_constants() if (each.module, each.name) not in known]
    files = [(name, f"`{each['file']}`", f"`{each['sha256'][:16]}…`") for name, each in data_files().items()]
    return "".join(
        [
            HEAD,
            table(("what", "numbers", "command", "tuned on", "held out"), [fitted_row(fit) for fit in fitted]),
            DATA,
            table(("set", "file", "sha256"), files),
            CHOSEN,
            *chosen_tables(left),
        ]
    )


def fitted_row(fit: Fit) -> tuple[str, ...]:
    numbers = ", ".join(f"`{name}` = {shown(value)}" for name, value in fit.numbers.items())
    command = f"`{fit.command}`" if fit.command.startswith("python") else fit.command
    tuned_on = f"{', '.join(fit.data)}: {fit.tuned_on}" if fit.data else fit.tuned_on
    return (f"{fit.what} (`{fit.module}`)", numbers, command, tuned_on, fit.held_out)


def chosen_tables(left: Sequence[Constant]) -> Iterator[str]:
    """A table for each room."""
    for room in ROOMS:
        rows = [
            (f"`{each.name}`", shown(each.value), f"`{each.module}`", each.comment.replace("|", r"\|") or "–")
            for each in left
            if each.module.startswith(f"{room}/")
        ]
        if rows:
            yield f"\n### {room}\n\n"
            yield table(("number", "value", "module", "why"), rows)


def shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
