"""The command line. Answers go to standard output, progress and errors to standard error."""

from typing import Annotated

import typer

from article_qa import __version__
from article_qa.qa.cli.articles import add, list_, reembed, remove
from article_qa.qa.cli.asking import ask
from article_qa.qa.cli.backing_up import backup, restore
from article_qa.qa.cli.checking import check
from article_qa.qa.cli.collecting import collect, collections
from article_qa.qa.cli.demo import demo
from article_qa.qa.cli.doctoring import doctor
from article_qa.qa.cli.editing import edit
from article_qa.qa.cli.evaluating import evaluate
from article_qa.qa.cli.exporting import export
from article_qa.qa.cli.feedback import feedback
from article_qa.qa.cli.feeds import feeds, follow, refresh, unfollow
from article_qa.qa.cli.mcp import mcp
from article_qa.qa.cli.serving import password, serve
from article_qa.qa.cli.showing import show
from article_qa.qa.cli.syncing import sync
from article_qa.qa.cli.verifying import verify
from article_qa.qa.cli.watching import unwatch, watch, watches


def show_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"article-qa {__version__}")
        raise typer.Exit


app = typer.Typer(
    name="article-qa",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
COMMANDS = (
    demo, add, sync, ask, check, verify, watch, watches, unwatch, list_, show, edit, remove, collect, collections,
    export, follow, unfollow, feeds, refresh, serve, mcp, password, feedback, doctor, reembed, backup, restore,
    evaluate,
)  # fmt: skip
for command in COMMANDS:
    app.command(command.__name__.strip("_"))(command)


@app.callback()
def shared(
    _: Annotated[
        bool, typer.Option("--version", help="Say which version this is.", is_eager=True, callback=show_version)
    ] = False,
) -> None:
    """Ask questions of news articles; every sentence of an answer shows the words it rests on."""


def main() -> None:
    """Run the command line."""
    app()
