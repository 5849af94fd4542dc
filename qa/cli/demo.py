"""`demo`: the starter articles, out of the installation itself."""

import shlex
from collections.abc import Iterator
from importlib.resources import files

import typer
from rich.markup import escape

from article_qa.index.formats.article import Item
from article_qa.index.records import Article
from article_qa.index.settings import IndexSettings
from article_qa.qa.cli.shared import (
    AsJson,
    Data,
    err,
    guarded,
    out,
    progress_bars,
    show_failures,
    show_notes,
    show_result,
)
from article_qa.qa.cli.watching import attend

QUESTIONS = 3


@guarded
def demo(data: Data, as_json: AsJson = False) -> None:
    """Add the starter articles, to try the program."""
    from article_qa.index.ingest.add import take
    from article_qa.index.library import open_library

    starters = list(starter_articles())
    with open_library(data, create=True) as library, progress_bars() as progress:
        attend(library)
        report = take(library, starters, progress)
    show_failures(report.failed)
    show_notes(report.notes)
    show_result(report.as_json(), as_json, lambda: out.print(report.counts))
    questions = [each.questions[0] for each in starters if isinstance(each, Article) and each.questions]
    there = "" if data == IndexSettings().data_dir else f" --data {shlex.quote(str(data))}"
    for question in questions[:QUESTIONS]:
        err.print(f"Try: article-qa ask{there} {escape(shlex.quote(question))}", soft_wrap=True)
    raise typer.Exit(1 if report.failed else 0)


def starter_articles() -> Iterator[Item]:
    """The starter articles, in the order of their names.

    Their ids are made from the names of their files, so they are the same
    wherever the program is installed. Added again from a checkout's `seeds`
    they change nothing: of one outlet the library keeps a text once.
    """
    from article_qa.index.formats.load import load_bytes

    for file in sorted(files("article_qa.seeds").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".md"):
            yield from load_bytes(
                file.read_bytes(), suffix=".md", source=f"starter: {file.name}", named=repr(file.name)
            )
