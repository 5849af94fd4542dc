"""What every command shares: its options, how errors and results are printed."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from article_qa.index.environment import data_folder
from article_qa.index.errors import ArticleQAError, EditRejected, QuestionRejected
from article_qa.qa.cli.console import err, out

__all__ = ["err", "out"]

# The exit status where the articles do not say, or may not.
NOT_ANSWERED = 3
INTERRUPTED = 130

Data = Annotated[Path, typer.Option("--data", metavar="DIR", help="Folder of the library; INDEX_DATA_DIR names another.", default_factory=data_folder, show_default="data")]  # fmt: skip  # noqa: E501
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Read addresses of this machine and of private networks too.")
]
IntoCollection = Annotated[
    str | None,
    typer.Option(
        "--collection", metavar="NAME", help="Put the articles into this collection, for: ask --collection NAME"
    ),
]
KeepOriginals = Annotated[
    bool | None,
    typer.Option(
        "--keep-originals/--no-keep-originals",
        help="Keep each file or page beside the catalog; INDEX_KEEP_ORIGINALS decides without it.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as exc:
        raise typer.BadParameter(f"{text!r} is not a date; write it as 2022-11-03") from exc


# Which articles are meant: the options of ask, search, check and watch.
Since = Annotated[date | None, typer.Option(metavar="DATE", parser=day, help="Only articles from this day on.")]
Until = Annotated[date | None, typer.Option(metavar="DATE", parser=day, help="Only articles up to this day.")]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Only articles of this outlet.")]
Articles = Annotated[
    list[str] | None,
    typer.Option(metavar="ID", help="Only this article, by its id or its first characters; may be repeated."),
]
Collections = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="Only articles of this collection; may be repeated.")
]


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Our errors as one sentence and exit status 1 (2 for what was asked wrongly), Ctrl+C as one word and 130."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except ArticleQAError as error:
            err.print(f"[bold red]Error:[/] {escape(str(error))}", soft_wrap=True)
            raise typer.Exit(2 if isinstance(error, (QuestionRejected, EditRejected)) else 1) from error
        except ValueError as error:
            # Whoever raised it has loaded pydantic; a command without settings need not.
            from article_qa.qa.cli.wrong_settings import complaint

            if not (said := complaint(error)):
                raise
            err.print(f"[bold red]Error:[/] {escape(said)}", soft_wrap=True)
            raise typer.Exit(2) from error
        except KeyboardInterrupt:
            err.print("Stopped.")
            raise typer.Exit(INTERRUPTED) from None

    return run


@contextmanager
def progress_bars() -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar for articles and one for passages, with the time left, on standard error."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:9}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, disable=not err.is_terminal) as bars:
        tasks: dict[str, Any] = {}

        def step(name: str, done: int, total: int | None) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=total)
            bars.update(tasks[name], completed=done, total=total)
            if name == "passages" and "articles" in tasks:
                articles = tasks["articles"]
                bars.update(articles, total=bars.tasks[articles].completed)

        yield step


def show_failures(failed: Iterable[str], what: str = "Not taken") -> None:
    for failure in failed:
        err.print(f"[red]{what}:[/] {escape(failure)}", soft_wrap=True)


def show_notes(notes: Iterable[str]) -> None:
    for note in notes:
        err.print(f"[yellow]Note:[/] {escape(note)}", soft_wrap=True)


def show_result(facts: dict[str, Any], as_json: bool, show_text: Callable[[], None]) -> None:
    if as_json:
        print_json(facts)
    else:
        show_text()


def print_json(facts: dict[str, Any]) -> None:
    """One JSON object on one line of standard output."""
    sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
    # A reader that is gone is met here, in silence, and not when the program ends.
    sys.stdout.flush()
