"""What every command shares: its options, how errors and results are printed."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from article_qa.index.environment import ASKERS, data_folder, written_settings
from article_qa.index.errors import ArticleQAError
from article_qa.qa.cli.console import err, out, print_json
from article_qa.qa.cli.failures import ended
from article_qa.qa.cli.formats import Format

__all__ = ["err", "out"]

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
        help="Keep each file or page beside the catalog. INDEX_KEEP_ORIGINALS sets the default.",
        show_default=False,
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="Print as text, Markdown (md) or json.", show_default="text"),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no notes and no progress, only results and errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say who answered and how long each step took.")]
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
    typer.Option(metavar="ID", help="Only this article, by its id or the first characters of it; may be repeated."),
]
Collections = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="Only articles of this collection; may be repeated.")
]

Languages = Annotated[
    list[str] | None,
    typer.Option(metavar="CODE", help="Only articles in this language, such as de or unknown; may be repeated."),
]


def chosen_format(named: Format | None, *, as_json: bool) -> Format:
    """The format that is wanted. Raises BadParameter where `--json` and `--format` disagree."""
    if as_json and named not in (None, Format.json):
        raise typer.BadParameter("--json and --format exclude each other; leave one of them out")
    return Format.json if as_json else named or Format.text


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Our errors as one sentence and exit status 1 (2 for what was asked wrongly), Ctrl+C as one word and 130."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            _note_unknown_settings()
            command(*args, **kwargs)
        except (Exception, KeyboardInterrupt) as error:
            if (status := ended(error)) is None:
                raise
            raise typer.Exit(status) from error

    return run


@contextmanager
def progress_bars(*, is_quiet: bool = False) -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar for articles and one for passages, with the time left, on standard error."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:9}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, disable=is_quiet or not err.is_terminal) as bars:
        tasks: dict[str, Any] = {}

        def step(name: str, done: int, total: int | None) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=total)
            bars.update(tasks[name], completed=done, total=total)
            if name == "passages" and "articles" in tasks:
                articles = tasks["articles"]
                bars.update(articles, total=bars.tasks[articles].completed)

        yield step


def say_started(what: str) -> None:
    """Say at once, on standard error, what begins; loading takes seconds, and a log shows no bars."""
    err.print(f"[dim]{escape(what)}[/]")


def _note_unknown_settings() -> None:
    if written_settings().keys() - ASKERS:
        from article_qa.qa.cli.wrong_settings import unknown_settings

        show_notes(unknown_settings())


def show_failures(failed: Iterable[str], what: str = "Not taken") -> None:
    for failure in failed:
        err.print(f"[red]{what}:[/] {escape(failure)}", soft_wrap=True)


def show_notes(notes: Iterable[str]) -> None:
    for note in notes:
        err.print(f"[yellow]Note:[/] {escape(note)}")


def write_out(content: bytes, file: Path | None) -> None:
    """Write to the file and say so, or to standard output. Raises ArticleQAError where the file cannot be written."""
    if file is None:
        sys.stdout.buffer.write(content)
        return
    try:
        file.write_bytes(content)
    except OSError as exc:
        raise ArticleQAError(f"cannot write {str(file)!r} ({exc.strerror or exc}); name another file") from exc
    err.print(f"Wrote {escape(str(file))}", soft_wrap=True)


def show_result(facts: dict[str, Any], as_json: bool, show_text: Callable[[], None]) -> None:
    if as_json:
        print_json(facts)
    else:
        show_text()
