"""The questions of one call answered and printed, each as soon as its answer is ready."""

from collections.abc import Iterator
from pathlib import Path

from rich.markup import escape

from article_qa.index.errors import QuestionRejected
from article_qa.qa.answer import Answer
from article_qa.qa.cli.answer_options import AnswerOptions, Exchange
from article_qa.qa.cli.answer_text import print_answer, print_notes
from article_qa.qa.cli.answering import Answering
from article_qa.qa.cli.console import err, out, print_json
from article_qa.qa.cli.failures import CALLED_WRONGLY, show_error
from article_qa.qa.cli.formats import Format
from article_qa.qa.cli.questions import FROM_INPUT, is_conversation, questions

# The exit status where the articles do not say, or may not.
NOT_ANSWERED = 3


def answer_questions(
    given: str,
    data: Path,
    options: AnswerOptions,
    *,
    server: str | None = None,
    written_as: Format = Format.text,
    is_quiet: bool = False,
    is_verbose: bool = False,
) -> int:
    """Answer the question that is given, or those of standard input; the exit status.

    Questions that somebody types are a conversation: each may lean on those
    before. One of several that is rejected costs only itself. Raises
    ArticleQAError, and QuestionRejected for the only question.
    """
    status, history, is_list = 0, list[Exchange](), given == FROM_INPUT
    with Answering(data, server, options) as answering:
        for question in questions(given):
            try:
                pieces = answering.stream(question, history)
                answer = _answer(pieces, is_shown=written_as is Format.text and not is_quiet)
            except QuestionRejected as error:
                if not is_list:
                    raise
                _reject(question, error, written_as)
                status = CALLED_WRONGLY
                continue
            _print(answer, written_as, is_quiet=is_quiet, has_heading=is_list and not is_conversation(given))
            if is_verbose:
                _print_steps(answer, answering.by)
            if is_conversation(given):
                history.append((question, answer.text))
            status = status or (NOT_ANSWERED if answer.status in ("abstained", "doubtful") else 0)
    return status


def _answer(pieces: Iterator[str | Answer], *, is_shown: bool) -> Answer:
    """The answer; on a terminal a model's draft is shown until it is there."""
    for piece in pieces:
        if isinstance(piece, Answer):
            return piece
        if is_shown and out.is_terminal:
            from article_qa.qa.cli.live_draft import show_draft

            return show_draft(piece, pieces)
    raise AssertionError("a stream ends with its answer")


def _print(answer: Answer, written_as: Format, *, is_quiet: bool, has_heading: bool) -> None:
    if written_as is Format.json:
        print_json(answer.as_dict())
        return
    if written_as is Format.md:
        from article_qa.qa.web.export import as_markdown

        out.print(as_markdown(answer), markup=False, soft_wrap=True, end="\n" if has_heading else "")
    else:
        if has_heading:
            out.print(f"[bold]{escape(answer.question)}[/]")
        print_answer(answer)
        if has_heading:
            out.print()
    if not is_quiet:
        print_notes(answer)


def _reject(asked: str, error: QuestionRejected, written_as: Format) -> None:
    """Say what is wrong with one of several questions; with JSON each question has its line."""
    show_error(str(error))
    if written_as is Format.json:
        print_json({"question": asked, "error": str(error)})


def _print_steps(answer: Answer, by: str) -> None:
    steps = ", ".join(f"{name} {taken:,.0f} ms" for name, taken in answer.timings_ms.items())
    err.print(f"[dim]Answered by {escape(by)}, {escape(answer.mode)}: {escape(steps)}[/]")
