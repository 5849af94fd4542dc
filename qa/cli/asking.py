"""`ask`: a question answered in the terminal."""

from datetime import date
from enum import Enum
from typing import Annotated

import typer
from rich.markup import escape

from article_qa.qa.answer import DOUBTFUL, NOT_FOUND, Answer, Sentence
from article_qa.qa.citation import Citation, dateline
from article_qa.qa.cli.scope import scope_in
from article_qa.qa.cli.shared import (
    NOT_ANSWERED,
    Articles,
    AsJson,
    Collections,
    Data,
    Publisher,
    Since,
    Until,
    day,
    err,
    guarded,
    out,
    show_result,
)


class Mode(str, Enum):
    """What answers."""

    auto = "auto"
    extract = "extract"
    llm = "llm"


@guarded
def ask(
    question: Annotated[str, typer.Argument(help="The question, in plain words.")],
    data: Data,
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    article: Articles = None,
    collection: Collections = None,
    today: Annotated[date | None, typer.Option(metavar="DATE", parser=day, help="Answer as on this day.")] = None,
    mode: Annotated[
        Mode,
        typer.Option(
            help="What answers: a language model (llm), quotes alone (extract), or the model if there is one."
        ),
    ] = Mode.auto,
    literal: Annotated[bool, typer.Option("--literal", help="Search the words as typed, and correct no slip.")] = False,
    as_json: AsJson = False,
) -> None:
    """Answer a question with the words of the articles.

    The exit status is 0 for an answer, 3 where the articles have none, or only quotes that may not answer.
    """
    from article_qa.index.library import open_library
    from article_qa.qa.ask import Ask
    from article_qa.qa.assistant import Assistant

    with open_library(data) as library:
        scope = scope_in(library, since, until, publisher, article, collection)
        options = Ask(scope=scope, today=today, mode=mode.value, is_literal=literal)
        answer = Assistant.over(library).answer(question, options)
    show_result(answer.as_dict(), as_json, lambda: _print_answer(answer))
    if answer.status in ("abstained", "doubtful"):
        raise typer.Exit(NOT_ANSWERED)


def _print_answer(answer: Answer) -> None:
    if answer.status == "abstained":
        out.print(f"[bold yellow]{NOT_FOUND}[/] {escape(answer.reason)}")
        if answer.nearest:
            out.print("\n[dim]Nearest passages[/]")
    else:
        if answer.status == "doubtful":
            out.print(f"[bold yellow]{DOUBTFUL}[/]")
        if answer.judgement:
            out.print(f"[bold]{answer.judgement}[/]")
        for sentence in answer.sentences:
            _print_sentence(sentence, answer.label(sentence))
        for article in answer.articles:
            out.print(f"[dim]·[/] {escape(article.title)} [dim]({escape(dateline(article))}, {article.article_id})[/]")
        if answer.basis:
            out.print(f"\n[dim]{answer.basis}[/]")
        if answer.citations:
            out.print("\n[dim]Sources[/]")
    said = {sentence.text for sentence in answer.sentences}
    for citation in answer.citations or answer.nearest:
        _print_citation(citation, with_quote=citation.quote not in said)
    for correction in answer.corrections:
        instead = f"“{escape(correction.searched)}” instead of “{escape(correction.asked)}”"
        err.print(f"[yellow]Note:[/] Searched for {instead}; --literal searches what was typed.")
    if answer.searched != answer.question:
        err.print(f"[dim]Searched for: {escape(answer.searched)}[/]")
    if answer.model:
        err.print(f"[dim]Written by {escape(answer.model)}, each sentence checked.[/]")
    if answer.sent_to:
        err.print(f"[dim]The question and the passages were sent to {escape(answer.sent_to)}.[/]")
    if answer.usage:
        err.print(f"[dim]The model took {answer.usage.told}.[/]")
    for warning in answer.warnings:
        err.print(f"[yellow]Note:[/] {escape(warning)}")


def _print_sentence(sentence: Sentence, label: str) -> None:
    before = f"[bold]{escape(label)}[/] " if label else ""
    doubt = f" [bold yellow](not supported: {escape(sentence.reason)})[/]" if sentence.reason else ""
    out.print(before + escape(sentence.marked) + doubt)


def _print_citation(citation: Citation, *, with_quote: bool) -> None:
    out.print(f"[bold]\\[{citation.number}][/] {escape(citation.title)}")
    lines = [f"[dim]{escape(citation.dateline)} · {citation.article_id}, characters {citation.start}–{citation.end}[/]"]
    if citation.elsewhere:
        lines.append(f"[dim]{escape(citation.elsewhere)}[/]")
    if citation.url:
        lines.append(f"[dim]{escape(citation.url)}[/]")
    if with_quote:
        lines.insert(0, f"“{escape(' '.join(citation.quote.split()))}”")
    out.print_indented(lines)
