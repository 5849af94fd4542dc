"""`show`: an article, or an older version of its text."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.markup import escape

from article_qa.index.errors import UnknownArticle, UnknownVersion, VersionGone
from article_qa.index.library import Library
from article_qa.index.store.versions import Version
from article_qa.index.text.languages import is_foreign, language_name
from article_qa.qa.article_json import article_as_dict
from article_qa.qa.citation import others
from article_qa.qa.cli.shared import AsJson, Data, guarded, out, show_result

SHA_SHOWN = 12


@guarded
def show(
    article: Annotated[str, typer.Argument(metavar="ID", help="The article's id, or its first characters.")],
    data: Data,
    version: Annotated[
        str | None,
        typer.Option(metavar="SHA256", help="An older text, by its checksum or the first characters of it."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show a whole article and the versions of its text."""
    from article_qa.index.ingest.originals import find_original
    from article_qa.index.library import known_article, open_library

    with open_library(data) as library:
        if version is not None:
            _show_version(library, article, version, as_json)
            return
        found = known_article(library, article)
        original = find_original(library, found.id)
        corrected = library.catalog.edits.of(found.id).fields
        facts = article_as_dict(found, library.catalog)
        copies, more = others(library.catalog.copies([found.id]).get(found.id, ()), found.id)
        versions = library.catalog.versions.history(found.id)
    facts |= {"original": str(original) if original else None}

    def page() -> None:
        out.print(f"[bold]{escape(found.title)}[/]")
        published = found.published.isoformat() if found.published else "undated"
        language = language_name(found.language) if is_foreign(found.language) else ""
        dateline = [found.publisher, published, found.author, language, found.url]
        out.print(f"[dim]{escape(' · '.join(part for part in dateline if part))}[/]")
        if corrected:
            out.print(f"[dim]Corrected: {', '.join(corrected)}[/]")
        if original:
            out.print(f"[dim]Original: {escape(str(original))}[/]", soft_wrap=True)
        for copy in copies:
            also = [copy.publisher, copy.published.isoformat() if copy.published else "undated", copy.article_id]
            out.print(f"[dim]Also in {escape(' · '.join(part for part in also if part))}[/]")
        if more:
            out.print(f"[dim]and {more:,} more[/]")
        _print_versions(versions)
        out.print()
        out.print(escape(found.text))

    show_result(facts, as_json, page)


def _print_versions(versions: Sequence[Version]) -> None:
    """One line for each, where there is more than one."""
    for each in versions if len(versions) > 1 else ():
        since = f"since {each.since}" if each.since else "from the beginning"
        until = f" until {each.until}" if each.until else ""
        words = "" if each.is_kept else ", its words were deleted"
        out.print(f"[dim]Version {each.sha256[:SHA_SHOWN]} {since}{until}{words}[/]")


def _show_version(library: Library, article: str, wanted: str, as_json: bool) -> None:
    """Raises UnknownArticle, UnknownVersion."""
    catalog = library.catalog
    ids = catalog.versions.known_ids(article, 2)
    if not article or len(ids) != 1:
        raise UnknownArticle(article)
    versions = [each for each in catalog.versions.history(ids[0]) if each.sha256.startswith(wanted.lower())]
    if len({each.sha256 for each in versions}) != 1:
        raise UnknownVersion(ids[0], wanted)
    version = versions[0]
    text = catalog.versions.text(ids[0], version.sha256)
    if text is None:
        raise VersionGone(ids[0], version.sha256, version.until)
    facts = {"id": ids[0]} | version.as_dict() | {"text": text}
    show_result(facts, as_json, lambda: out.print(escape(text)))
