"""English is told from other languages by its small words."""

import pytest

from article_qa.index.text.languages import is_english, language_of, unread_note


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
        pytest.param(ENGLISH, None, "en", id="English"),
        pytest.param(ENGLISH, "ar", "en", id="English under a wrong tag"),
        pytest.param(ENGLISH + "Мост закрыли.", None, "en", id="a quote in another script"),
        pytest.param("Suez", None, None, id="too short to tell"),
        pytest.param("Suez", "en", "en", id="too short but declared"),
        pytest.param("", None, None, id="empty"),
        pytest.param("Wold 3, Ostrel 1. Tarn 2, Fell 2. " * 3, None, None, id="a short list of results"),
        pytest.param(GERMAN, None, "de", id="undeclared German"),
        pytest.param(GERMAN, "en", "de", id="German under an English tag"),
        pytest.param("El puente sobre el río está cerrado desde el lunes.", None, "es", id="Spanish"),
        pytest.param("Podul peste râu a fost închis luni, a spus primarul.", None, "ro", id="Romanian"),
        pytest.param("Köprü pazartesi günü kapatıldı, dedi belediye başkanı.", None, "tr", id="Turkish"),
        pytest.param("Cây cầu bắc qua sông đã bị đóng từ thứ Hai.", None, "vi", id="Vietnamese"),
        pytest.param("Die Brücke.", "de", "de", id="short and declared"),
        pytest.param("Most nad řekou byl uzavřen.", "xx", "cs", id="an unknown tag"),
        pytest.param("أُغلق الجسر يوم الاثنين.", None, "ar", id="Arabic"),
        pytest.param("أُغلق الجسر يوم الاثنين.", "de", "ar", id="a tag of another script"),
        pytest.param("پل روز دوشنبه بسته شد.", None, "fa", id="Persian"),
        pytest.param("Мост закрыли в понедельник.", None, "ru", id="Russian"),
        pytest.param("Міст закрили в понеділок.", "uk", "uk", id="Ukrainian and declared"),
        pytest.param("大桥周一关闭。", None, "zh", id="Chinese"),
        pytest.param("NATO Eurozone Brexit Trump 峰会周一在布鲁塞尔举行。", None, "zh", id="Chinese with Latin names"),
        pytest.param("橋は月曜日に閉鎖された。", None, "ja", id="Japanese"),
        pytest.param("पुल सोमवार को बंद कर दिया गया।", None, "hi", id="Hindi"),
        pytest.param("สะพานปิดเมื่อวันจันทร์", None, "th", id="Thai"),
        pytest.param("Η γέφυρα έκλεισε τη Δευτέρα.", None, "el", id="Greek"),
    ],
)
def test_the_language_of_a_text_is_told(text: str, declared: str | None, language: str | None) -> None:
    assert language_of(text, declared) == language


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
    assert unread_note(languages) == (
        says and f"{says}; the default model reads English, so their words only are compared; see INDEX_EMBEDDER"
    )
