"""Standard output and standard error of the commands: wrapped by words on a terminal, never in a pipe or a file."""

import json
import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleDimensions
from rich.padding import Padding

# Wider than any line, because a program reads the lines as they are.
UNWRAPPED = 10**6
INDENT = 4
# A narrower terminal has lists instead of tables.
TABLE_COLUMNS = 80


class Output(Console):
    """A stream of the program."""

    @property
    def size(self) -> ConsoleDimensions:
        """Columns and lines: those of the terminal, or more columns than any line has where there is none."""
        usual = super().size
        return usual if self.is_terminal else ConsoleDimensions(UNWRAPPED, usual.height)

    @size.setter
    def size(self, new_size: tuple[int, int]) -> None:
        self._width, self._height = new_size

    @property
    def is_narrow(self) -> bool:
        """Whether a table would be squeezed."""
        return self.width < TABLE_COLUMNS

    def print_indented(self, lines: Iterable[str]) -> None:
        """Print the lines, in markup, below what stands before them."""
        if self.is_terminal:
            self.print(Padding("\n".join(lines), (0, 0, 0, INDENT), expand=False))
        else:  # Padding would fill each line with blanks to its end.
            self.print("\n".join(" " * INDENT + line for line in lines))


# ":smile:" in an article is not a picture.
out = Output(highlight=False, emoji=False)
err = Output(stderr=True, highlight=False, emoji=False)


def print_json(facts: dict[str, Any]) -> None:
    """One JSON object on one line of standard output."""
    sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
    # A reader that is gone is met here, in silence, and not when the program ends.
    sys.stdout.flush()
