"""What a reader corrected in an article: kept over every version of it, and seen by all that is made from it."""

from dataclasses import replace
from datetime import date

import pytest

from article_qa.index.annotate.version import VERSION
from article_qa.index.annotations import Annotations
from article_qa.index.errors import EditRejected
from article_qa.index.ingest.chunking import cut
from article_qa.index.records import Article, Scope
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.edits import Edit, as_edit
from tests.index.fakes import article, read, words

SHUT = article("The bridge is shut.", title="Bridge", publisher="Wire", published=date(2022, 11, 3), author="A. Writer")
LONG = " ".join(f"Sentence {n} tells of the bridge that was shut." for n in range(9))


def put(catalog: Catalog, one: Article) -> str:
    return catalog.put(one, cut(one, words))


def found(catalog: Catalog, word: str, scope: Scope | None = None) -> list[str]:
    return read(catalog, catalog.keywords.ranking([word], 10, scope or Scope()))


def test_each_fact_is_corrected_or_taken_away_and_the_others_stay(catalog: Catalog) -> None:
    put(catalog, SHUT)
    edited = catalog.edit(SHUT.id, as_edit(" A  new\nhead ", date(2022, 11, 4), None, ""))
    assert edited == replace(SHUT, title="A new head", published=date(2022, 11, 4), author=None)
    assert catalog.article(SHUT.id) == edited
    assert catalog.edits.of(SHUT.id).fields == ("title", "published", "author")
    catalog.edit(SHUT.id, Edit(title="A newer head"))
    assert catalog.article(SHUT.id) == replace(SHUT, title="A newer head", published=date(2022, 11, 4), author=None)


def test_a_correction_outlives_new_versions_and_removal(catalog: Catalog) -> None:
    put(catalog, SHUT)
    catalog.edit(SHUT.id, Edit(title="Closed", author=""))
    assert put(catalog, SHUT) == "unchanged"
    assert put(catalog, replace(SHUT, title="The bridge, again", publisher="Gazette")) == "changed"
    assert catalog.article(SHUT.id) == replace(SHUT, title="Closed", publisher="Gazette", author=None)
    catalog.remove(SHUT.id)
    assert put(catalog, SHUT) == "added"
    assert catalog.article(SHUT.id) == replace(SHUT, title="Closed", author=None)


def test_keywords_and_filters_follow_the_corrected_facts(catalog: Catalog) -> None:
    put(catalog, SHUT)
    catalog.collections.collect([SHUT.id], "Bridges")
    catalog.edit(SHUT.id, as_edit("Closure", "2023-01-01", "Gazette", None))
    assert found(catalog, "closure") == ["The bridge is shut."]
    assert found(catalog, "shut", Scope(since=date(2023, 1, 1))) == ["The bridge is shut."]
    assert found(catalog, "shut", Scope(until=date(2022, 12, 31))) == []
    assert found(catalog, "shut", Scope(publisher="Gazette", collections=("Bridges",))) == ["The bridge is shut."]
    assert found(catalog, "shut", Scope(publisher="Wire")) == []
    assert catalog.publishers() == ["Gazette"]
    assert catalog.keywords.faults() == 0


def test_vectors_and_annotations_are_made_again_from_the_same_passages(catalog: Catalog) -> None:
    long = replace(article(LONG), title="Bridge")
    catalog.put(long, cut(long, words, 20))
    before = catalog.vector_queue.pending(99)
    catalog.vector_queue.mark_embedded([passage for passage, _ in before])
    catalog.annotations.put(long.id, long.sha256, Annotations((), (), ()), VERSION)
    catalog.edit(long.id, Edit(title="Closed"))
    assert catalog.annotations.left(VERSION) == 1
    stale = catalog.vector_queue.stale(99)
    assert sorted(stale) == sorted(passage.id for passage, _ in before)
    catalog.vector_queue.forget_stale(stale)
    after = catalog.vector_queue.pending(99)
    assert [passage for passage, _ in after] == [passage for passage, _ in before]
    assert {heading.title for _, heading in after} == {"Closed"}


def test_a_corrected_day_parts_and_joins_copies(catalog: Catalog) -> None:
    one = article(LONG + " One more line.", source="one", publisher="Wire", published=date(2022, 11, 3))
    other = article(LONG + " Another line.", source="other", publisher="Gazette", published=date(2022, 11, 4))
    put(catalog, one)
    put(catalog, other)
    assert len(catalog.copies([one.id])[one.id]) == 2
    catalog.edit(one.id, Edit(published="2021-11-03"))
    assert catalog.copies([one.id]) == {}
    catalog.edit(one.id, Edit(published="2022-11-05"))
    assert len(catalog.copies([one.id])[one.id]) == 2


def test_an_outlet_that_makes_two_articles_the_same_is_refused(catalog: Catalog) -> None:
    copy = replace(article(SHUT.text, source="copy"), publisher="Gazette")
    put(catalog, SHUT)
    put(catalog, copy)
    with pytest.raises(EditRejected, match=f"article-qa remove {SHUT.id}$"):
        catalog.edit(copy.id, Edit(publisher="Wire"))
    assert catalog.article(copy.id) == copy
    assert catalog.edits.of(copy.id) == Edit()


def test_nothing_is_edited_where_there_is_no_article(catalog: Catalog) -> None:
    assert catalog.edit("none", Edit(title="Closed")) is None
    assert catalog.edits.of("none") == Edit()


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        pytest.param((None, None, None, None), "there is nothing to correct", id="nothing"),
        pytest.param((" \n", None, None, None), "cannot be without a title", id="no-title"),
        pytest.param((None, "next week", None, None), "'next week' is not a date; write it as 2022-11-03", id="words"),
        pytest.param((None, "2022-02-30", None, None), "is not a date", id="no-such-day"),
        pytest.param((None, "1066-10-14", None, None), "older than any newspaper", id="too-old"),
        pytest.param((None, "9999-12-31", None, None), "lies in the future", id="future"),
    ],
)
def test_what_no_article_can_say_of_itself_is_refused(facts: tuple[str | None, ...], reason: str) -> None:
    with pytest.raises(EditRejected, match=reason):
        as_edit(*facts)
