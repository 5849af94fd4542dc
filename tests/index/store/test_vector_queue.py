"""Which passages wait for their vectors, and which vectors for their removal."""

from dataclasses import replace

from article_qa.index.ingest.chunking import cut
from article_qa.index.records import Article
from article_qa.index.store.catalog import Catalog
from tests.index.fakes import article, words


def put(catalog: Catalog, one: Article, limit: int = 200) -> str:
    return catalog.put(one, cut(one, words, limit))


def test_a_passage_is_pending_until_it_is_marked(catalog: Catalog) -> None:
    bridge = article("The bridge is shut. The mayor wept. All went home.", publisher="Bonn Post")
    put(catalog, bridge, limit=4)
    first, *rest = cut(bridge, words, 4)
    assert [p for p, _ in catalog.vector_queue.pending(10)] == [first, *rest]
    assert catalog.vector_queue.pending(1)[0][1].publisher == "Bonn Post"
    catalog.vector_queue.mark_embedded([first])
    assert [p for p, _ in catalog.vector_queue.pending(10)] == rest
    assert list(catalog.vector_queue.embedded([p.id for p in (first, *rest)])) == [first.id]
    assert (catalog.listings()[0].state, catalog.overview().pending) == ("pending", len(rest))
    catalog.vector_queue.mark_embedded(rest)
    assert (catalog.listings()[0].state, catalog.overview().pending) == ("ready", 0)
    catalog.vector_queue.mark_pending([first.id])
    assert [p for p, _ in catalog.vector_queue.pending(10)] == [first]
    catalog.vector_queue.mark_pending()
    assert catalog.overview().pending == 1 + len(rest)


def test_stale_vectors_are_listed_until_forgotten(catalog: Catalog) -> None:
    bridge = article("The bridge is shut.")
    put(catalog, bridge)
    catalog.remove(bridge.id)
    catalog.vector_queue.forget_stale(catalog.vector_queue.stale(10))
    assert catalog.vector_queue.stale(10) == []


def test_passages_that_a_change_leaves_as_they_were_keep_their_vectors(catalog: Catalog) -> None:
    before = article("One two three four. " * 40 + "The bridge is shut.")
    after = article(before.text.replace("shut", "open"))
    passages = cut(before, words, 100)
    assert len(passages) > 1
    put(catalog, before, 100)
    catalog.vector_queue.mark_embedded(passages)
    put(catalog, after, 100)
    assert catalog.vector_queue.stale(10) == [passages[-1].id]
    catalog.vector_queue.forget_stale([passages[-1].id])
    assert [passage.text[-5:] for passage, _ in catalog.vector_queue.pending(10)] == ["open."]


def test_another_headline_asks_for_every_vector_again(catalog: Catalog) -> None:
    before = article("The bridge is shut.")
    put(catalog, before)
    catalog.vector_queue.mark_embedded(cut(before, words))
    put(catalog, replace(before, title="Another"))
    assert catalog.vector_queue.waiting() == (1, 1)
