"""The page of all commands, made from the command line itself.

python -m scripts.commands_page            writes docs/commands.md
"""

import inspect
from pathlib import Path

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from article_qa.qa.cli import app

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
HEAD = (
    "# Commands\n\n"
    "`--help` behind a command prints the same. Two options go with every command that reads a library:\n\n"
    "- `--data DIR` names the folder of the library. Without it `INDEX_DATA_DIR` does, and `data` is the default.\n"
    "- `--json` prints one JSON object to standard output, and nothing else there.\n\n"
    "Progress and errors go to standard error. [The glossary](glossary.md) explains the words.\n\n"
    "This page is made from the command line by `make docs`.\n"
)
EVERYWHERE = ("--data", "--json")


def page() -> str:
    """The whole page, as Markdown: a section for each command, in the order of `--help`."""
    group = typer.main.get_command(app)
    if not isinstance(group, TyperGroup):
        raise TypeError("the command line is a single command; this page lists several")
    sections = [section(name, each) for name, each in group.commands.items() if isinstance(each, TyperCommand)]
    return "\n".join([HEAD, *sections])


def section(name: str, command: TyperCommand) -> str:
    """One command: how it is called, what it does, and what it takes."""
    arguments = [each for each in command.params if isinstance(each, TyperArgument)]
    options = [each for each in command.params if isinstance(each, TyperOption) and each.opts[0] not in EVERYWHERE]
    called = " ".join(["article-qa", name, *map(metavar, arguments)])
    rows = [f"| `{metavar(each)}` | {plain(each.help)} |" for each in arguments]
    rows += [f"| `{spelled(each)}` | {plain(each.help)} |" for each in options]
    table = ["| takes | meaning |", "| --- | --- |", *rows, ""] if rows else []
    return "\n".join([f"## {name}\n", f"`{called}`\n", f"{inspect.cleandoc(command.help or '').strip()}\n", *table])


def metavar(argument: TyperArgument) -> str:
    return argument.metavar or str(argument.name).upper()


def spelled(option: TyperOption) -> str:
    """The option as it is typed, with the name of its value."""
    names = ", ".join([*option.opts, *option.secondary_opts])
    return f"{names} {option.metavar}" if option.metavar else names


def plain(words: str | None) -> str:
    return (words or "").replace("|", r"\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
