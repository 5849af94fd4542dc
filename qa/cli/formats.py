"""What a command prints its result as."""

from enum import Enum
from typing import Annotated

import typer


class Format(str, Enum):
    """How a result is written."""

    text = "text"
    md = "md"
    json = "json"


FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="Print as text, Markdown (md) or json.", show_default="text"),
]


def chosen_format(named: Format | None, *, as_json: bool) -> Format:
    """The format that is wanted. Raises BadParameter where `--json` and `--format` disagree."""
    if as_json and named not in (None, Format.json):
        raise typer.BadParameter("--json and --format exclude each other; leave one of them out")
    return Format.json if as_json else named or Format.text
