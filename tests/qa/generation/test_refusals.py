"""What counts as a model's refusal."""

import pytest

from article_qa.qa.generation.refusals import is_refusal


@pytest.mark.parametrize(
    "text",
    [
        "Not in these articles.",
        "The passages do not answer this question.",
        "The provided context does not contain information about the bridge.",
        "None of the passages mention the mayor's age.",
        "The articles don't say why.",
        "I cannot answer this question.",
        "I’m sorry, but I couldn't find an answer in the articles.",
        "There is no information about this.",
        "The mayor's age is not mentioned in the passages.",
        "Les passages ne répondent pas à cette question.",
        "Je ne peux pas répondre à cette question.",
        "المقاطع لا تجيب عن هذا السؤال.",
        "لا توجد معلومات عن ذلك.",
    ],
)
def test_a_refusal(text: str) -> None:
    assert is_refusal(text, cites=False)


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was not mentioned by the mayor.",
        "The report does not say who shut the bridge.",
        "The mayor could not answer.",
        "He said: “I cannot answer that.”",
        "The document does not mention the bridge, the mayor said.",
    ],
)
def test_a_statement_that_cites_something_is_none(text: str) -> None:
    assert not is_refusal(text, cites=True)


def test_of_the_passages_it_is_one_even_with_markers() -> None:
    assert is_refusal("The passages do not answer this question.", cites=True)
