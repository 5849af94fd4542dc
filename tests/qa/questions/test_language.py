import pytest

from article_qa.qa.questions.language import foreign_language


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("¿Cuántos barcos esperan en el puerto?", "es"),
        ("Wer hat die neue Brücke gebaut?", "de"),
        ("Combien coûte le nouveau pont ?", "fr"),
        ("Quanti anni ha il sindaco?", "it"),
        ("谁建了这座桥？", "zh"),
        ("Кто построил мост?", "ru"),
    ],
)
def test_a_language_is_told_by_script_or_small_words(question: str, code: str) -> None:
    assert foreign_language(question) == code


@pytest.mark.parametrize(
    "question",
    [
        "What did Le Monde say?",
        "la la land oscar",
        "Who is Al-Sharif?",
        "de la cruz goal",
        "bridge vote",
        "Что is new?",
    ],
)
def test_foreign_names_do_not_make_a_question_foreign(question: str) -> None:
    assert foreign_language(question) is None
