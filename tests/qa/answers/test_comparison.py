"""Outlets and subjects are quoted side by side, and a side without a word is named."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.embedders.local import local_embedder
from article_qa.qa.answers import comparison
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.reply import Reply
from article_qa.qa.questions.request import Request
from article_qa.qa.reading.answerability import terms
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import CachingReader
from article_qa.qa.retrieval.search import LibrarySearch
from tests.present import present
from tests.qa.answers.libraries import library_of
from tests.qa.fakes import article

TODAY = date(2025, 6, 1)
ARTICLES = [
    article(
        "Two boats sank in the storm off Lund, the coast guard of Vale said.",
        title="Boats sink", publisher="Ostrel Herald", published=date(2025, 5, 2),
    ),
    article(
        "Five boats sank in the storm off Lund. The harbour was full of planks.",
        title="Storm off Lund", publisher="Vale Gazette", published=date(2025, 5, 3),
    ),
    article(
        "Plums cost 3 crowns a kilo in Ostrel. Pears cost 2 crowns a kilo, less than last year.",
        title="Prices", publisher="Ostrel Herald", published=date(2025, 5, 4),
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LibrarySearch]:
    search = library_of(tmp_path_factory.mktemp("comparison"), ARTICLES)
    yield search
    search.catalog.close()


def asked(library: LibrarySearch, *sides: str, subject: str = "") -> Reply | None:
    request = Request("comparison", f"compare {' '.join(sides)} {subject}", subject, subjects=sides)
    reader = CachingReader(local_embedder())
    context = Context(request.text, TODAY, (), {}, terms(request.text, library.catalog), reader)
    return comparison.reply(Material(request, library, context))


def quotes(reply: Reply) -> list[str]:
    return [citation.quote for citation in reply.citations]


def test_outlets_are_quoted_in_the_order_that_was_asked(library: LibrarySearch) -> None:
    reply = present(asked(library, "Vale Gazette", "ostrel herald", subject="boats that sank in the storm off Lund"))
    assert [(citation.publisher, citation.quote.split()[0]) for citation in reply.citations][:1] == [
        ("Vale Gazette", "Five")
    ]
    assert ("Ostrel Herald", "Two") in [(c.publisher, c.quote.split()[0]) for c in reply.citations]


def test_an_outlet_is_known_by_the_name_of_its_site(library: LibrarySearch, tmp_path: Path) -> None:
    site = article("Nine boats sank in the storm off Lund.", title="Boats", publisher="www.valestar.com")
    reply = present(asked(library_of(tmp_path, [site]), "The Vale Star", "Moon Mirror", subject="boats in the storm"))
    assert [citation.publisher for citation in reply.citations] == ["www.valestar.com"]


def test_an_outlet_without_an_article_is_named_as_having_nothing(library: LibrarySearch) -> None:
    reply = present(asked(library, "Vale Gazette", "Moon Mirror", subject="boats that sank in the storm off Lund"))
    assert quotes(reply)[0].startswith("Five boats")
    assert reply.sentences[-1].text == "No article of Moon Mirror speaks of it."
    assert reply.sentences[-1].verdict == "computed"


def test_subjects_are_quoted_by_the_sentences_that_name_them(library: LibrarySearch) -> None:
    assert quotes(present(asked(library, "plums", "pears", subject="prices"))) == [
        "Plums cost 3 crowns a kilo in Ostrel.",
        "Pears cost 2 crowns a kilo, less than last year.",
    ]


def test_a_subject_of_no_sentence_is_named(library: LibrarySearch) -> None:
    reply = present(asked(library, "plums", "cherries"))
    assert reply.sentences[-1].text == "No sentence that was found speaks of “cherries”."


def test_one_side_is_left_to_the_quotes(library: LibrarySearch) -> None:
    assert asked(library, "plums") is None


def test_all_articles_are_not_compared(library: LibrarySearch) -> None:
    reply = present(asked(library))
    assert (reply.status, reply.citations) == ("answered", ())
    assert "cannot compare all articles" in reply.sentences[0].text
