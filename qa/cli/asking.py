"""`ask`: questions answered in the terminal."""

from datetime import date
from enum import Enum
from typing import Annotated

import typer

from article_qa.qa.cli.answer_options import AnswerOptions
from article_qa.qa.cli.answer_questions import answer_questions
from article_qa.qa.cli.shared import (
    Articles,
    AsJson,
    Collections,
    Data,
    FormatOption,
    Languages,
    Publisher,
    Quiet,
    Since,
    Until,
    Verbose,
    chosen_format,
    day,
    guarded,
)


class Mode(str, Enum):
    """What answers."""

    auto = "auto"
    extract = "extract"
    llm = "llm"


@guarded
def ask(
    question: Annotated[
        str, typer.Argument(help="The question, in plain words; - reads one from each line of standard input.")
    ],
    data: Data,
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    article: Articles = None,
    collection: Collections = None,
    language: Languages = None,
    today: Annotated[date | None, typer.Option(metavar="DATE", parser=day, help="Answer as on this day.")] = None,
    mode: Annotated[
        Mode,
        typer.Option(
            help="What answers: a language model (llm), quotes alone (extract), or the model if there is one."
        ),
    ] = Mode.auto,
    literal: Annotated[bool, typer.Option("--literal", help="Search the words as typed, and correct no slip.")] = False,
    server: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Ask this server instead of the library; QA_TOKEN signs in where a token is needed."
        ),
    ] = None,
    format_: FormatOption = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Answer a question with the words of the articles.

    A server that runs over the same library with the same settings is asked, which is faster.
    With - each answer is printed as soon as it is ready. JSON has one object a line.

    The exit status is 0 for an answer, 3 where the articles have none, or only quotes that may not answer.
    """
    written_as = chosen_format(format_, as_json=as_json)
    options = AnswerOptions(
        today or date.today(), since, until, publisher, tuple(article or ()), tuple(collection or ()),
        tuple(language or ()), mode.value, literal,
    )  # fmt: skip
    status = answer_questions(
        question, data, options, server=server, written_as=written_as, is_quiet=quiet, is_verbose=verbose
    )
    raise typer.Exit(status)
