"""`doctor`: what is wrong with the library, and its repair."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from article_qa.qa.cli.shared import AsJson, Data, guarded, out, progress_bars, show_result

if TYPE_CHECKING:
    from article_qa.index.ingest.doctor import Diagnosis
    from article_qa.index.ingest.salvage import Salvaged
    from article_qa.index.store.damaged import Named


@guarded
def doctor(
    data: Data,
    mend: Annotated[
        bool,
        typer.Option(
            "--repair",
            help="Repair the library: set damaged articles aside, save what can be read of a damaged catalog (the "
            "old file is kept), and rebuild keyword index, vectors and annotations.",
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Check the library: each article against its checksum, and catalog, keyword index and vectors together.

    The exit status is 1 when --repair has something to do.
    """
    from article_qa.index.ingest import doctor
    from article_qa.index.library import open_library

    with progress_bars() as progress:
        salvaged = doctor.mend(data, progress) if mend else None
        with open_library(data) as library:
            found = doctor.examine(library, progress)

    def report() -> None:
        for line in _lines(found, salvaged):
            out.print(escape(line), soft_wrap=True)

    show_result(_facts(found, salvaged), as_json, report)
    raise typer.Exit(0 if found.healthy else 1)


def _facts(found: "Diagnosis", salvaged: "Salvaged | None") -> dict[str, Any]:
    return {
        "healthy": found.healthy,
        "catalog_faults": found.catalog_faults,
        "untrusted": found.untrusted,
        "untrusted_articles": [each.as_json() for each in found.untrusted_named],
        "damaged": found.damaged,
        "damaged_articles": [each.as_json() for each in found.damaged_named],
        "keyword_faults": found.keyword_faults,
        "vectors_missing": found.vectors_missing,
        "vectors_extra": found.vectors_extra,
        "unreadable": found.unreadable,
        "vectors_unseen": found.vectors_unseen,
        "ungrouped": found.ungrouped,
        "originals_extra": found.originals_extra,
        "vectors_waiting": found.vectors_waiting,
        "unannotated": found.unannotated,
        "salvaged": salvaged.as_json() if salvaged else None,
    }


def _lines(found: "Diagnosis", salvaged: "Salvaged | None") -> Iterator[str]:
    """The report, line by line: the repair, what is wrong, what is left to do."""
    if salvaged:
        yield f"Catalog: {salvaged}"
        yield from _names(salvaged.lost_named, salvaged.lost, "Lost")
    if found.healthy:
        unseen = found.vectors_unseen is not None
        yield f"Catalog{' and' if unseen else ','} keyword index{'' if unseen else ' and vectors'} agree."
    else:
        yield from _wrong(found)
    if found.vectors_unseen:
        yield f"The vectors were not checked: {found.vectors_unseen}"
    if found.vectors_waiting:
        yield f"Vectors of removed passages, which the next add drops: {found.vectors_waiting}"
    if found.unannotated:
        are = "1 article is" if found.unannotated == 1 else f"{found.unannotated:,} articles are"
        yield f"{are} not annotated yet; the next add or a running page does it."
    if found.damaged:
        yield f"Articles set aside as damaged: {found.damaged}. Add them again, or remove them."
        yield from _names(found.damaged_named, found.damaged, "Damaged")
    if not found.healthy:
        yield "Repair with: article-qa doctor --repair"


def _wrong(found: "Diagnosis") -> Iterator[str]:
    for fault in found.catalog_faults:
        yield f"Catalog: {fault}"
    yield f"Articles: {found.untrusted} that differ from what was stored"
    yield from _names(found.untrusted_named, found.untrusted, "Not to be trusted")
    if found.catalog_faults:
        return
    yield f"Keyword index: {found.keyword_faults} passages wrong"
    yield f"Near-duplicates: {found.ungrouped} articles not compared yet"
    if found.originals_extra:
        yield f"Originals: {found.originals_extra} without an article"
    if found.unreadable:
        yield f"Vectors: {found.unreadable}"
    elif found.vectors_unseen is None:
        yield f"Vectors: {found.vectors_missing} missing, {found.vectors_extra} without a passage"


def _names(named: "tuple[Named, ...]", count: int, what: str) -> Iterator[str]:
    for each in named:
        yield f"  {what}: {each.id} {each.title}"
    if count > len(named):
        yield f"  … and {count - len(named)} more"
