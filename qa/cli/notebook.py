"""`notebook`: the answers that readers saved, with their notes."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from article_qa.qa.cli.shared import AsJson, Data, guarded, out, show_notes, show_result, write_out

if TYPE_CHECKING:
    from article_qa.qa.notebook.saved_answers import SavedAnswer


@guarded
def notebook(
    data: Data,
    limit: Annotated[int | None, typer.Option(min=1, help="How many answers at most; all without it.")] = None,
    export: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write them into this file: .md, .docx or .html.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the answers that readers saved, the newest first, with their notes and whether their quotes stand."""
    from article_qa.index.library import open_library
    from article_qa.qa.notebook.saved_answers import saved_answers

    with open_library(data) as library:
        saved = saved_answers(library, limit or -1)
        total = library.catalog.notebook.count()
    if export:
        from article_qa.qa.web.notebook_export import export_notebook

        write_out(export_notebook(saved, export.suffix), export)
    facts = {"answers": [each.as_dict() for each in saved], "total": total, "offset": 0}
    show_result(facts, as_json, lambda: _print(saved))
    if len(saved) < total:
        show_notes([f"These are {len(saved):,} of {total:,} saved answers; --limit shows more."])


def _print(saved: "list[SavedAnswer]") -> None:
    if not saved:
        out.print("No answer is saved. Save one on the page: article-qa serve")
    for each in saved:
        by = f" by {escape(each.saved_by)}" if each.saved_by else ""
        out.print(f"[bold]{escape(each.answer.question)}[/] [dim]{each.id} · {each.saved}{by}[/]", soft_wrap=True)
        for line in filter(None, [*each.note.split("\n"), *each.legible.text.split("\n")]):
            out.print(f"  {escape(line)}", soft_wrap=True)
        if each.told:
            out.print(f"  [dim]{each.told}[/]", soft_wrap=True)
