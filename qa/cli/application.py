"""The command line before it has commands: its look, and the options of the whole."""

import shutil
from typing import Annotated

import typer

from article_qa import __version__

# A terminal of fewer columns has help of its own width; the parser would make it too wide.
MIN_COLUMNS = 52
HELP_OPTIONS = ("-h", "--help")


def show_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"article-qa {__version__}")
        raise typer.Exit


def shared(
    _: Annotated[
        bool, typer.Option("--version", help="Say which version this is.", is_eager=True, callback=show_version)
    ] = False,
) -> None:
    """Ask questions of news articles; every sentence of an answer shows the words it rests on."""


def application() -> typer.Typer:
    """An application without commands."""
    columns = shutil.get_terminal_size().columns
    made = typer.Typer(
        name="article-qa",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        # Boxes cut the names of options on a narrow terminal.
        rich_markup_mode=None,
        context_settings={
            "help_option_names": list(HELP_OPTIONS),
            "terminal_width": columns if columns < MIN_COLUMNS else None,
        },
    )
    made.callback()(shared)
    return made
