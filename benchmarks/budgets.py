"""The budgets: what was asked of a benchmark and what it measured, printed in lines that `bench` gathers."""

import re
from collections.abc import Iterator

LINE = re.compile(r"^budget: (.+); asked: (.+); measured: (.+)$", re.MULTILINE)


def told(what: str, asked: str, measured: str) -> None:
    """Print that of `what` so much was asked and so much was measured."""
    print(f"budget: {what}; asked: {asked}; measured: {measured}", flush=True)


def gathered(printed: str) -> Iterator[tuple[str, str, str]]:
    """What, asked and measured of each budget in what a benchmark printed."""
    for found in LINE.finditer(printed):
        what, asked, measured = found.groups()
        yield what, asked, measured


def without(printed: str) -> str:
    """The rest of what a benchmark printed."""
    return re.sub(r"\n{3,}", "\n\n", LINE.sub("", printed)).strip("\n")
