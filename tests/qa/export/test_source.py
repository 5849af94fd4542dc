"""What a reference says of an article."""

import pytest

from article_qa.qa.export.source import Source, authors_of, citation_keys, sources_of_answer
from tests.qa.export.answers import ANSWER, AUTHORS


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        (None, []),
        ("", []),
        ("Lena Ost", ["Ost, Lena"]),
        ("By Lena Ost", ["Ost, Lena"]),
        ("Lena Ost, Jo Dam and Ib Ek", ["Ost, Lena", "Dam, Jo", "Ek, Ib"]),
        ("Lena Ost; Jo van Dam", ["Ost, Lena", "van Dam, Jo"]),
        ("Ost, Lena", ["Ost, Lena"]),
        ("Ludwig van Beethoven", ["van Beethoven, Ludwig"]),
        ("Reuters", ["Reuters"]),
        ("Reuters staff", ["Reuters staff"]),
        ("Foreign desk, Paris", ["Foreign desk, Paris"]),
        ("Ministry of Works", ["Ministry of Works"]),
        ("橋本", ["橋本"]),
    ],
)
def test_a_byline_is_read_as_people_and_desks(byline: str | None, names: list[str]) -> None:
    assert [author.inverted for author in authors_of(byline)] == names


def test_an_article_that_is_cited_twice_is_one_source() -> None:
    sources = sources_of_answer(ANSWER, AUTHORS)
    assert [each.article_id for each in sources] == ["a1", "b2"]
    assert [len(each.quotes) for each in sources] == [2, 1]
    assert [author.family for author in sources[0].authors] == ["Ost", "van Dam"]


def test_no_two_sources_have_one_key() -> None:
    ost = authors_of("Lena Ost")
    twins = [Source(f"id{n}", "The bridge is shut", None, None, None, ost) for n in range(3)]
    nameless = Source("f00", "橋", "橋新聞", None, None)
    assert list(citation_keys([*twins, nameless])) == ["ostbridge", "ostbridge-2", "ostbridge-3", "f00"]
