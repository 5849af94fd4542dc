"""English is told from other languages by its small words."""

import pytest

from article_qa.index.text.languages import is_english


@pytest.mark.parametrize(
    "text",
    [
        "Why is Syria a priority for Jordan?",
        "How long is Finland's border with Russia?",
        "WHO WON THE FINAL?",
        "The bridge over the river was shut on Monday, the mayor said.",
    ],
)
def test_english_is_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "لماذا أُغلق الجسر؟",
        "Почему закрыли мост?",
        "为什么关闭大桥?",
        "Was will Macron in Berlin?",
        "Wat is de hoofdstad van Finland?",
        "Pourquoi la Syrie est-elle une priorité pour la Jordanie ?",
        "¿Por qué es Siria una prioridad para Jordania?",
        "Co to jest NATO?",
        "Suez",
        "",
    ],
)
def test_other_languages_and_bare_keywords_are_not(text: str) -> None:
    assert not is_english(text)
