"""Citations and passages as LlamaIndex nodes."""

from typing import Any

from article_qa.index.extras import part
from article_qa.index.records import Article, Passage
from article_qa.qa.citation import Citation, headed

with part("LlamaIndex", "llama-index"):
    from llama_index.core.schema import NodeRelationship, ObjectType, RelatedNodeInfo, TextNode

# What a language model is shown with the words, and what an embedding is made of. All else is for programs.
FOR_MODELS = frozenset({"title", "publisher", "published", "speaker"})
FOR_EMBEDDINGS = frozenset({"title", "published"})


def node_of(citation: Citation) -> TextNode:
    """A citation as a node with its facts, none of them nested, and its article as the source."""
    copies = ", ".join(copy.publisher or copy.title for copy in citation.also_in)
    facts = citation.as_dict() | {"also_in": copies or None}
    return _node(citation.article_id, citation.start, citation.end, facts.pop("quote"), facts)


def node_of_passage(passage: Passage, article: Article | None = None) -> TextNode:
    """A passage as a node, with the facts of its article where that is at hand."""
    facts: dict[str, Any] = {"article_id": passage.article_id, "start": passage.start, "end": passage.end}
    if article:
        title, publisher = headed(article.title, article.publisher)
        published = article.published.isoformat() if article.published else None
        facts |= {"title": title, "publisher": publisher, "published": published, "url": article.url}
        facts |= {"sha256": article.sha256}
    return _node(passage.article_id, passage.start, passage.end, passage.text, facts)


def _node(article_id: str, start: int, end: int, text: str, facts: dict[str, Any]) -> TextNode:
    metadata = {key: value for key, value in facts.items() if value is not None}
    source = {key: metadata[key] for key in ("title", "publisher", "published", "url") if key in metadata}
    return TextNode(
        id_=f"{article_id}:{start}-{end}",
        text=text,
        metadata=metadata,
        excluded_llm_metadata_keys=[key for key in metadata if key not in FOR_MODELS],
        excluded_embed_metadata_keys=[key for key in metadata if key not in FOR_EMBEDDINGS],
        relationships={
            NodeRelationship.SOURCE: RelatedNodeInfo(
                node_id=article_id, node_type=ObjectType.DOCUMENT, metadata=source, hash=metadata.get("sha256")
            )
        },
        start_char_idx=start,
        end_char_idx=end,
    )
