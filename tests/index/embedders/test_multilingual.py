"""The multilingual embedder: unit vectors, questions beside passages, one language beside another."""

import numpy as np
import pytest

from article_qa.index.embedders.multilingual import MultilingualEmbedder, multilingual_embedder

PASSAGES = [
    "The old bridge over the river was closed on Tuesday after engineers found a crack in its main arch.",
    "The recipe for the festival needs two hundred eggs, said the cook of the town.",
    "The national team won the final by three goals to one in front of 40,000 spectators.",
]


@pytest.fixture(scope="module")
def multilingual() -> MultilingualEmbedder:
    return multilingual_embedder()


def test_vectors_are_rows_of_length_one(multilingual: MultilingualEmbedder) -> None:
    vectors = multilingual.passages(["A bridge.", "", "😀", "جسر", "nul\0byte", "half \ud83d pair", "word " * 520])
    assert vectors.shape == (7, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert multilingual.passages([]).shape == (0, 384)


def test_a_text_is_read_to_its_end_whatever_it_holds(multilingual: MultilingualEmbedder) -> None:
    one, other = multilingual.passages(["The bridge\0 is shut.", "The bridge\0 needs two hundred eggs."])
    assert one @ other < 0.99


def test_a_text_has_the_same_vector_alone_and_in_company(multilingual: MultilingualEmbedder) -> None:
    together = multilingual.embed_passages(PASSAGES)
    assert [multilingual.embed_passages([text])[0] for text in PASSAGES] == together


def test_a_question_is_read_as_a_question(multilingual: MultilingualEmbedder) -> None:
    assert multilingual.embed_query("A bridge.") == multilingual.queries(["A bridge."])[0].tolist()
    assert multilingual.embed_query("A bridge.") != multilingual.embed_passages(["A bridge."])[0]


@pytest.mark.parametrize(
    ("question", "answered_by"),
    [
        ("Why was the bridge closed?", 0),
        ("لماذا أُغلق الجسر؟", 0),
        ("Почему закрыли мост?", 0),
        ("كم بيضة تحتاج الوصفة؟", 1),
        ("Сколько яиц нужно для рецепта?", 1),
        ("من فاز في المباراة النهائية؟", 2),
        ("Кто выиграл финал?", 2),
    ],
)
def test_a_question_lies_nearest_to_the_passage_that_answers_it(
    multilingual: MultilingualEmbedder, question: str, answered_by: int
) -> None:
    nearness = multilingual.passages(PASSAGES) @ multilingual.queries([question])[0]
    assert nearness.argmax() == answered_by
