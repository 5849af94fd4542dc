"""What the tests of adding look at."""

from article_qa.index.ingest.add import AddReport
from article_qa.index.library import Library
from tests.index.fakes import read
from tests.present import present


def counts(report: AddReport) -> tuple[int, int, int, int]:
    return (report.added, report.changed, report.unchanged, len(report.failed))


def found(library: Library, *query: str) -> list[str]:
    return read(library.catalog, library.catalog.keywords.ranking(query, 10))


def titles(library: Library) -> list[str]:
    """In the order of adding; for articles of one passage."""
    return [
        present(library.catalog.article(i.split(":")[0])).title for i, _ in library.catalog.vector_queue.passage_ids()
    ]
