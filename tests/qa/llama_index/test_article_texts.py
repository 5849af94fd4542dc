"""A stock LlamaIndex index over our vectors, with the words from the catalog."""

from datetime import date
from pathlib import Path

import chromadb
from chromadb.config import Settings
from llama_index.core import VectorStoreIndex
from llama_index.core.schema import NodeWithScore, TextNode
from llama_index.vector_stores.chroma import ChromaVectorStore

from article_qa.index.embedders.local import LocalEmbedder
from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.qa.llama_index import ArticleEmbedding, ArticleTexts
from tests.present import present
from tests.qa.fakes import ScriptedModel

TEXT = "The bridge in Bonn is shut because a pillar has cracked."


def test_a_stock_index_reads_the_words_with_one_line_more(tmp_path: Path, embedder: LocalEmbedder) -> None:
    (tmp_path / "bridge.md").write_text(f"---\ntitle: Bridge shut\npublished: 2022-11-03\n---\n{TEXT}")
    with open_library(tmp_path / "data", create=True) as library:
        add(library, [tmp_path / "bridge.md"])
        client = chromadb.PersistentClient(tmp_path / "data" / "vectors", Settings(anonymized_telemetry=False))
        store = ChromaVectorStore(chroma_collection=client.get_collection("passages"))
        index = VectorStoreIndex.from_vector_store(store, embed_model=ArticleEmbedding(embedder))
        model = ScriptedModel("A pillar has cracked.")
        engine = index.as_query_engine(llm=model, node_postprocessors=[ArticleTexts(library)], streaming=True)
        response = engine.query("Why is the bridge shut?")
        assert str(response) == "A pillar has cracked."
        assert TEXT in model.seen[0]
        (found,) = response.source_nodes
        assert found.node.get_content() == TEXT
        article = present(library.catalog.article(present(found.node.ref_doc_id)))
        assert article.published == date(2022, 11, 3)
        assert 0 < present(found.score) <= 1


def test_what_is_gone_is_left_out_and_strangers_pass(tmp_path: Path) -> None:
    with open_library(tmp_path / "data", create=True) as library:
        gone = TextNode(text="", metadata={"article_id": "gone", "start": 0, "end": 9})
        stranger = TextNode(text="Of another index.")
        nodes = [NodeWithScore(node=gone, score=0.9), NodeWithScore(node=stranger, score=0.5)]
        assert ArticleTexts(library).postprocess_nodes(nodes) == nodes[1:]
