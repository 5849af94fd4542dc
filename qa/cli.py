"""The command line. Answers go to standard output, progress and errors to standard error."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from enum import Enum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from index.errors import ArticleQAError, QuestionRejected, UnknownArticle
from index.records import Scope
from index.settings import IndexSettings
from qa.records import NOT_FOUND, Answer, Citation

app = typer.Typer(
    name="article-qa",
    help="Ask questions of news articles; every sentence of an answer shows the words it rests on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
out = Console(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False)


class Mode(str, Enum):
    """What answers."""

    auto = "auto"
    extract = "extract"
    llm = "llm"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as exc:
        raise typer.BadParameter(f"{text!r} is not a date; write it as 2022-11-03") from exc


Data = Annotated[Path, typer.Option("--data", metavar="DIR", help="Folder of the library; INDEX_DATA_DIR names another.", default_factory=lambda: IndexSettings().data_dir, show_default="data")]  # fmt: skip  # noqa: E501
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def _guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Our errors as one sentence and exit status 1 (2 for a wrong question), an interruption as 130."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except ArticleQAError as error:
            err.print(f"[bold red]Error:[/] {escape(str(error))}", soft_wrap=True)
            raise typer.Exit(2 if isinstance(error, QuestionRejected) else 1) from error
        except ValidationError as error:
            wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_input=False))
            err.print(
                f"[bold red]Error:[/] a setting is wrong ({escape(wrong)}); correct it in the environment or .env",
                soft_wrap=True,
            )
            raise typer.Exit(2) from error
        except KeyboardInterrupt:
            err.print("Stopped. What was stored stays; run the same command again to finish.")
            raise typer.Exit(130) from None

    return run


@app.command()
@_guarded
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files (.txt .md .html .jsonl) and folders.")],
    data: Data,
    as_json: AsJson = False,
) -> None:
    """Add articles, or new versions of them, to the library."""
    from index import build
    from index.library import open_library

    with open_library(data, create=True) as library, _progress() as progress:
        report = build.add(library, paths, progress)
    for failure in report.failed:
        err.print(f"[red]Not taken:[/] {escape(failure)}", soft_wrap=True)
    counts = (
        f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged, {len(report.failed)} failed"
    )
    _show(report.as_json(), as_json, lambda: out.print(counts))
    raise typer.Exit(1 if report.failed else 0)


@app.command()
@_guarded
def ask(
    question: Annotated[str, typer.Argument(help="The question, in plain words.")],
    data: Data,
    since: Annotated[
        date | None, typer.Option(metavar="DATE", parser=_day, help="Only articles from this day on.")
    ] = None,
    until: Annotated[
        date | None, typer.Option(metavar="DATE", parser=_day, help="Only articles up to this day.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Only articles of this outlet.")] = None,
    today: Annotated[date | None, typer.Option(metavar="DATE", parser=_day, help="Answer as on this day.")] = None,
    mode: Annotated[
        Mode,
        typer.Option(
            help="What answers: a language model (llm), quotes alone (extract), or the model if there is one."
        ),
    ] = Mode.auto,
    as_json: AsJson = False,
) -> None:
    """Answer a question with the words of the articles."""
    from index.library import open_library
    from qa.answer import Assistant

    with open_library(data) as library:
        assistant = Assistant.over(library)
        answer = assistant.ask(question, scope=Scope(since, until, publisher), today=today, mode=mode.value)
    _show(answer.as_json(), as_json, lambda: _print_answer(answer))


@app.command("list")
@_guarded
def list_(data: Data, as_json: AsJson = False) -> None:
    """List the articles of the library, the newest first."""
    from index.library import open_library

    with open_library(data) as library:
        listings = library.catalog.listings()
    rows = [
        {
            "id": listing.id,
            "title": listing.title,
            "publisher": listing.publisher,
            "published": listing.published.isoformat() if listing.published else None,
            "url": listing.url,
            "passages": listing.passages,
            "state": listing.state,
        }
        for listing in listings
    ]

    def table() -> None:
        grid = Table(box=None, pad_edge=False, header_style="bold")
        for name in ("id", "date", "outlet", "title", "passages", "state"):
            grid.add_column(name, no_wrap=name in ("id", "date"), justify="right" if name == "passages" else "left")
        for row in rows:
            row = row | {"published": row["published"] or "undated", "publisher": row["publisher"] or ""}
            shown = ("id", "published", "publisher", "title", "passages", "state")
            grid.add_row(*(escape(str(row[name])) for name in shown))
        out.print(grid if rows else "The library is empty. Add articles with: article-qa add PATH")

    _show({"articles": rows}, as_json, table)


@app.command()
@_guarded
def show(
    article: Annotated[str, typer.Argument(metavar="ID", help="The article's id, or its first characters.")],
    data: Data,
    as_json: AsJson = False,
) -> None:
    """Show an article, whole."""
    from index.library import find_article, open_library

    with open_library(data) as library:
        found = find_article(library, article)
    if found is None:
        raise UnknownArticle(article)
    facts = {
        "id": found.id,
        "title": found.title,
        "publisher": found.publisher,
        "author": found.author,
        "published": found.published.isoformat() if found.published else None,
        "url": found.url,
        "source": found.source,
        "sha256": found.sha256,
        "text": found.text,
    }

    def page() -> None:
        out.print(f"[bold]{escape(found.title)}[/]")
        dateline = [found.publisher, facts["published"] or "undated", found.author, found.url]
        out.print(f"[dim]{escape(' · '.join(part for part in dateline if part))}[/]\n")
        out.print(escape(found.text))

    _show(facts, as_json, page)


@app.command()
@_guarded
def remove(
    articles: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids, or their first characters.")],
    data: Data,
    as_json: AsJson = False,
) -> None:
    """Remove articles from the library. All ids must be known, else none is removed."""
    from index import build
    from index.library import find_article, open_library

    with open_library(data) as library:
        found = [(wanted, find_article(library, wanted)) for wanted in articles]
        for wanted, article in found:
            if article is None:
                raise UnknownArticle(wanted)
        ids = [article.id for _, article in found if article]
        count = build.remove(library, ids)
    _show({"removed": ids}, as_json, lambda: out.print(f"{count} removed"))


@app.command()
@_guarded
def serve(
    data: Data,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 7860,
) -> None:
    """Open the page, to ask in a browser."""
    import app as page

    page.serve(data, host=host, port=port)


@app.command()
@_guarded
def doctor(
    data: Data,
    mend: Annotated[bool, typer.Option("--repair", help="Mend what is wrong.")] = False,
    as_json: AsJson = False,
) -> None:
    """Compare catalog, keyword index and vectors, and mend them."""
    from index import build
    from index.library import open_library

    with open_library(data) as library:
        if mend:
            with _progress() as progress:
                build.repair(library, progress)
        found = build.examine(library)
    facts = {
        "healthy": found.healthy,
        "keyword_faults": found.keyword_faults,
        "vectors_missing": found.vectors_missing,
        "vectors_extra": found.vectors_extra,
        "unreadable": found.unreadable,
    }

    def report() -> None:
        if found.healthy:
            out.print("Catalog, keyword index and vectors agree.")
            return
        out.print(f"Keyword index: {found.keyword_faults} passages wrong")
        if found.unreadable:
            out.print(f"Vectors: {escape(found.unreadable)}")
        else:
            out.print(f"Vectors: {found.vectors_missing} missing, {found.vectors_extra} without a passage")
        out.print("Mend with: article-qa doctor --repair")

    _show(facts, as_json, report)
    raise typer.Exit(0 if found.healthy else 1)


def main() -> None:
    """Run the command line."""
    app()


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar for articles and one for passages, with the time left, on standard error."""
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


def _show(facts: dict[str, Any], as_json: bool, show_text: Callable[[], None]) -> None:
    if as_json:
        sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
    else:
        show_text()


def _print_answer(answer: Answer) -> None:
    if answer.status == "abstained":
        out.print(f"[bold yellow]{NOT_FOUND}[/] {escape(answer.reason)}")
        if answer.nearest:
            out.print("\n[dim]Nearest passages[/]")
    else:
        for sentence in answer.sentences:
            doubt = f" [bold yellow](not supported: {escape(sentence.reason)})[/]" if sentence.reason else ""
            out.print(escape(sentence.marked) + doubt)
        out.print("\n[dim]Sources[/]")
    said = {sentence.text for sentence in answer.sentences}
    for citation in answer.citations or answer.nearest:
        _print_citation(citation, with_quote=citation.quote not in said)
    if answer.searched != answer.question:
        err.print(f"[dim]Searched for: {escape(answer.searched)}[/]")
    if answer.model:
        sent = f"; the question and the passages were sent to {answer.sent_to}" if answer.sent_to else ""
        err.print(f"[dim]Written by {escape(answer.model)}, each sentence checked{escape(sent)}.[/]")
    for warning in answer.warnings:
        err.print(f"[yellow]Note:[/] {escape(warning)}")


def _print_citation(citation: Citation, *, with_quote: bool) -> None:
    out.print(f"[bold]\\[{citation.number}][/] {escape(citation.title)}")
    lines = [f"[dim]{escape(citation.dateline)} · {citation.article_id}, characters {citation.start}–{citation.end}[/]"]
    if citation.url:
        lines.append(f"[dim]{escape(citation.url)}[/]")
    if with_quote:
        lines.insert(0, f"“{escape(' '.join(citation.quote.split()))}”")
    out.print(Padding("\n".join(lines), (0, 0, 0, 4), expand=False))
