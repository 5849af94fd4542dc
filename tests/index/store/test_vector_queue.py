"""Which passages wait for their vectors, and which vectors for their removal."""

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
