"""How a command ends that could not do its work: one sentence on standard error, and the exit status."""

from rich.markup import escape

from article_qa.index.errors import ArticleQAError, EditRejected, QuestionRejected
from article_qa.qa.cli.console import err

FAILED, CALLED_WRONGLY, INTERRUPTED = 1, 2, 130


def ended(error: BaseException) -> int | None:
    """Say what `error` is; the exit status, or None for a fault of the program, which is left to a traceback.

    An interruption may come before there is a command, so `main` says it.
    """
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, ArticleQAError):
        show_error(str(error))
        return CALLED_WRONGLY if isinstance(error, (QuestionRejected, EditRejected)) else FAILED
    if isinstance(error, ValueError):
        # Whoever raised it for a setting has loaded pydantic; a command without settings need not.
        from article_qa.qa.cli.wrong_settings import complaint

        if said := complaint(error):
            show_error(said)
            return CALLED_WRONGLY
    return None


def show_error(sentence: str) -> None:
    err.print(f"[bold red]Error:[/] {escape(sentence)}", soft_wrap=True)
