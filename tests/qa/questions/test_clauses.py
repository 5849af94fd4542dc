"""Questions that ask two things are taken apart."""

import pytest

from article_qa.qa.questions.clauses import clauses


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        pytest.param(
            "Who built the mill, and what does a sack of flour cost?",
            ("Who built the mill?", "what does a sack of flour cost?"),
            id="and",
        ),
        pytest.param(
            "Who built the Holm mill? And when did it open?",
            ("Who built the Holm mill?", "when did it open? Holm mill"),
            id="pronoun",
        ),
        pytest.param(
            "Where do Lund and Port Oster keep their boats?",
            ("where do Lund keep their boats?", "where do Port Oster keep their boats?"),
            id="two-names",
        ),
        pytest.param(
            "How old are Ida Holm and Nora Quell?", ("how old are Ida Holm?", "how old are Nora Quell?"), id="end"
        ),
        pytest.param("Who did it and why?", (), id="one-word"),
        pytest.param("When and where was the mill built?", (), id="one-verb"),
        pytest.param("What links Lund and Oster?", (), id="between-two"),
    ],
)
def test_a_question_of_two_clauses_is_two_questions(question: str, asked: tuple[str, ...]) -> None:
    assert clauses(question) == asked
