"""The words for the nodes of a stock LlamaIndex index over our vectors, which hold none."""

from pydantic import PrivateAttr

from article_qa.index.extras import part
from article_qa.index.library import Library
from article_qa.qa.llama_index.nodes import node_of_passage

with part("LlamaIndex", "llama-index"):
    from llama_index.core.postprocessor.types import BaseNodePostprocessor
    from llama_index.core.schema import NodeWithScore, QueryBundle


class ArticleTexts(BaseNodePostprocessor):
    """Gives nodes of a stock index their words from the catalog, and their article as the source.

    One line to add: `index.as_query_engine(node_postprocessors=[ArticleTexts(library)])`.
    A node whose passage is not in the library any more is left out. Nodes of
    other indices pass through.
    """

    _library: Library = PrivateAttr()

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library

    @classmethod
    def class_name(cls) -> str:
        return "ArticleTexts"

    def _postprocess_nodes(
        self,
        nodes: list[NodeWithScore],
        query_bundle: QueryBundle | None = None,  # noqa: ARG002
    ) -> list[NodeWithScore]:
        catalog = self._library.catalog
        passages = catalog.passages([passage_id for passage_id in map(_passage_id, nodes) if passage_id])
        articles = {article_id: catalog.article(article_id) for article_id in {p.article_id for p in passages.values()}}
        given = []
        for each in nodes:
            passage = passages.get(_passage_id(each))
            if passage:
                node = node_of_passage(passage, articles[passage.article_id])
                given.append(NodeWithScore(node=node, score=each.score))
            elif not _passage_id(each):
                given.append(each)
        return given


def _passage_id(found: NodeWithScore) -> str:
    """The id of the passage that a node stands for; empty for a node of another index."""
    facts = found.node.metadata
    if not {"article_id", "start", "end"} <= facts.keys():
        return ""
    return f"{facts['article_id']}:{facts['start']}-{facts['end']}"
