"""Questions that are not in English are told by their script or their small words."""

import pytest

from article_qa.qa.questions.language import foreign_language


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("¿Quién compró el molino?", "es"),
        ("quien compro el molino de la ciudad", "es"),
        ("Wer hat die Mühle gekauft?", "de"),
        ("Wann wurde die Brücke gebaut?", "de"),
        ("Qui a acheté le moulin ?", "fr"),
        ("Combien de personnes sont mortes dans la tempête ?", "fr"),
        ("Chi ha comprato il mulino?", "it"),
        ("Quem comprou o moinho?", "pt"),
        ("Wie heeft de molen gekocht?", "nl"),
        ("من اشترى الطاحونة؟", "ar"),
        ("谁买了磨坊?", "zh"),
        ("誰が水車を買いましたか", "ja"),
        ("누가 방앗간을 샀나요?", "ko"),
        ("Кто купил мельницу?", "ru"),
    ],
)
def test_another_language_is_told(question: str, code: str) -> None:
    assert foreign_language(question) == code


@pytest.mark.parametrize(
    "question",
    [
        "Who bought the mill?",
        "de la Cruz resignation",
        "Los Angeles fires",
        "Who founded Der Spiegel?",
        "What did Le Monde report on Les Misérables?",
        "La Liga results",
        "What does Кремль mean?",
        "mill price",
        "Ostrom",
        "2024?",
        "",
    ],
)
def test_english_and_bare_names_are_not_foreign(question: str) -> None:
    assert foreign_language(question) is None
