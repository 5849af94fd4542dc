"""An answer as lines of a terminal or a pipe: what it says on standard output, notes on it on standard error."""

from rich.markup import escape

from article_qa.qa.answer import DOUBTFUL, NOT_FOUND, Answer, Sentence
from article_qa.qa.citation import Citation, dateline
from article_qa.qa.cli.console import err, out


def print_answer(answer: Answer) -> None:
    """The answer, its sources and their quotes."""
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


def print_notes(answer: Answer) -> None:
    """How the answer came about, and what a reader should know of it."""
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
