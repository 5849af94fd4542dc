"""The library for LlamaIndex: a query engine, a retriever, an embedding and the texts of a stock index."""

from article_qa.qa.llama_index.article_texts import ArticleTexts
from article_qa.qa.llama_index.embedding import ArticleEmbedding
from article_qa.qa.llama_index.engine import ArticleQuery, ArticleQueryEngine, open_engine
from article_qa.qa.llama_index.retriever import ArticleRetriever, open_retriever

__all__ = [
    "ArticleEmbedding",
    "ArticleQuery",
    "ArticleQueryEngine",
    "ArticleRetriever",
    "ArticleTexts",
    "open_engine",
    "open_retriever",
]
