"""English is told from other languages by its small words."""

import pytest

from article_qa.index.text.languages import is_english, other_language, unread_note


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


ENGLISH = "The bridge over the river was shut on Monday, the mayor said. " * 3
GERMAN = "Die Brücke am Hafen ist seit Montag gesperrt, sagte der Bürgermeister. " * 8


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        pytest.param(ENGLISH, None, None, id="English"),
        pytest.param(ENGLISH, "ar", None, id="English under a wrong tag"),
        pytest.param("Suez", None, None, id="too short to tell"),
        pytest.param("", None, None, id="empty"),
        pytest.param("Wold 3, Ostrel 1. Tarn 2, Fell 2. " * 3, None, None, id="a short list of results"),
        pytest.param(GERMAN, None, "German", id="undeclared German"),
        pytest.param(
            "El puente sobre el río está cerrado desde el lunes, dijo la alcaldesa.", None, "Spanish", id="Spanish"
        ),
        pytest.param(
            "Most nad řekou byl v pondělí uzavřen, uvedla starostka města. " * 8, None, "another language", id="Czech"
        ),
        pytest.param(GERMAN, "de", "German", id="declared"),
        pytest.param("Die Brücke ist gesperrt.", "de", "German", id="short and declared"),
        pytest.param("Most nad řekou byl uzavřen.", "xx", "another language", id="an unknown tag"),
        pytest.param("أُغلق الجسر يوم الاثنين.", None, "Arabic", id="Arabic"),
        pytest.param("أُغلق الجسر يوم الاثنين.", "de", "Arabic", id="a tag of another script"),
        pytest.param("پل روز دوشنبه بسته شد.", None, "Arabic script", id="Persian"),
        pytest.param("پل روز دوشنبه بسته شد.", "fa", "Persian", id="Persian and declared"),
        pytest.param("Мост закрыли в понедельник.", None, "Cyrillic script", id="Cyrillic"),
        pytest.param("Мост закрыли в понедельник.", "ru", "Russian", id="Russian"),
        pytest.param("大桥周一关闭。", None, "Chinese", id="Chinese"),
        pytest.param("橋は月曜日に閉鎖された。", None, "Japanese", id="Japanese"),
        pytest.param(ENGLISH + "Мост закрыли.", None, None, id="a quote in another script"),
    ],
)
def test_another_language_is_named_as_far_as_it_is_known(text: str, declared: str | None, language: str | None) -> None:
    assert other_language(text, declared) == language


@pytest.mark.parametrize(
    ("languages", "says"),
    [
        ({}, ""),
        ({"Arabic": 3}, "3 articles are in Arabic"),
        ({"another language": 1}, "1 article is not in English"),
        ({"German": 1, "Arabic": 2}, "2 articles are in Arabic and 1 in German"),
        (
            {"another language": 9, "German": 1, "Arabic": 2},
            "2 articles are in Arabic, 1 in German and 9 in another language",
        ),
    ],
)
def test_what_the_model_does_not_read_is_said_in_a_sentence(languages: dict[str, int], says: str) -> None:
    assert unread_note(languages) == (says and f"{says}; the default model reads English; see INDEX_EMBEDDER")
