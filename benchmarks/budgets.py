"""The budgets: what was asked of a benchmark and what it measured, printed in lines that `bench` gathers."""

import re
from collections.abc import Iterator
from operator import ge, gt, le, lt

COMPARISONS = {"at least": ge, "at most": le, "less than": lt, "more than": gt}
NUMBER = re.compile(r"-?\d*\.?\d+")
LINE = re.compile(r"^budget: (.+); asked: (.+); measured: (.+)$", re.MULTILINE)


def told(what: str, asked: str, measured: str) -> None:
    """Print that of `what` so much was asked and so much was measured."""
    print(f"budget: {what}; asked: {asked}; measured: {measured}", flush=True)


def gathered(printed: str) -> Iterator[tuple[str, str, str]]:
    """What, asked and measured of each budget in what a benchmark printed."""
    for found in LINE.finditer(printed):
        what, asked, measured = found.groups()
        yield what, asked, measured


def verdict(asked: str, measured: str) -> str:
    """`met`, `**missed**`, or a dash where `asked` is no number that `measured` could reach.

    The first number of each is compared; "more than stock" compares the first two that were measured.
    """
    compare = next((each for words, each in COMPARISONS.items() if asked.startswith(words)), None)
    found = [float(number) for number in NUMBER.findall(measured)]
    aims = [float(number) for number in NUMBER.findall(asked)] or found[1:]
    if not compare or not found or not aims:
        return "–"
    return "met" if compare(found[0], aims[0]) else "**missed**"


def without(printed: str) -> str:
    """The rest of what a benchmark printed."""
    return re.sub(r"\n{3,}", "\n\n", LINE.sub("", printed)).strip("\n")
