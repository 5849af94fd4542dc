"""`backup` and `restore`: a whole library as one file."""

from pathlib import Path
from typing import Annotated

import typer

from article_qa.qa.cli.shared import AsJson, Data, guarded, out, progress_bars, show_result


@guarded
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; an older backup there is replaced.")],
    data: Data,
    as_json: AsJson = False,
) -> None:
    """Write the whole library to one file, even while it is in use.

    It holds articles with all versions, vectors, collections, feeds, originals and feedback.

    The notebook and the standing questions are in it, too.

    Settings and passwords are not in it.
    """
    from article_qa.index.backup.make import backup
    from article_qa.index.library import open_library

    with open_library(data) as library, progress_bars() as progress:
        made = backup(library, file, progress)
    facts = {"file": str(file), "bytes": file.stat().st_size, "articles": made.articles, "passages": made.passages,
             "vectors": made.vectors}  # fmt: skip
    size = f"{file.stat().st_size / 1e6:,.1f} MB"
    show_result(facts, as_json, lambda: out.print(f"{made.articles:,} articles, {size}: {file}", soft_wrap=True))


@guarded
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What article-qa backup wrote.")],
    data: Data,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing library.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make a library from a backup, with all that was in it.

    An existing library is replaced only with --force.

    It is not touched before the backup is unpacked and checked.
    """
    from article_qa.index.backup.restore import restore

    with progress_bars() as progress:
        made = restore(file, data, is_forced=force, progress=progress)
    facts = {"data": str(data), "articles": made.articles, "passages": made.passages, "vectors": made.vectors,
             "made": made.made}  # fmt: skip
    told = f"{made.articles:,} articles, as of {made.made[:10]}: {data}"
    show_result(facts, as_json, lambda: out.print(told, soft_wrap=True))
