"""All forms of a word have one lemma."""

import pytest

from article_qa.index.text.lemmas import lemma


@pytest.mark.parametrize(
    "forms", [("come", "came", "coming"), ("die", "deaths", "dead"), ("write", "wrote", "written"), ("mill", "Mills")]
)
def test_the_forms_of_a_word_have_one_lemma(forms: tuple[str, ...]) -> None:
    assert len({lemma(form) for form in forms}) == 1


def test_unlike_words_have_their_own() -> None:
    assert lemma("lay") != lemma("lie")
