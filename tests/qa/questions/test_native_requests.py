"""Questions in other languages without their request words, with their subject, and with their days."""

from datetime import date

import pytest

from article_qa.qa.questions.language import foreign_language
from article_qa.qa.questions.native_kinds import asks_for_more, news_subject
from article_qa.qa.questions.native_requests import carried_subject, native_span, without_native_request


@pytest.mark.parametrize(
    ("question", "code", "asked"),
    [
        ("Können Sie mir bitte sagen, wann die Brücke gebaut wurde?", "de", "wann die Brücke gebaut wurde?"),
        ("¿Puedes decirme cuándo se cerró el puente?", "es", "cuándo se cerró el puente?"),
        ("请告诉我桥什么时候关闭", "zh", "桥什么时候关闭"),
        ("من فضلك، متى أغلق الجسر؟", "ar", "متى أغلق الجسر؟"),
        ("Скажите пожалуйста, когда закрыли мост?", "ru", "когда закрыли мост?"),
        ("Bitte", "de", "Bitte"),
        ("Wer hat die Mühle gekauft?", "de", "Wer hat die Mühle gekauft?"),
    ],
)
def test_request_words_are_taken_off(question: str, code: str, asked: str) -> None:
    assert without_native_request(question, code) == asked


@pytest.mark.parametrize(
    ("question", "earlier", "code", "carried"),
    [
        ("Und wann?", "Wer hat die Mühle gekauft?", "de", "Mühle"),
        ("¿Y cuándo?", "¿Quién compró el molino?", "es", "molino"),
        ("А когда?", "Кто купил мельницу?", "ru", "мельницу"),
        ("他什么时候来?", "谁买了磨坊?", "zh", "磨坊"),
    ],
)
def test_a_follow_up_carries_its_subject(question: str, earlier: str, code: str, carried: str) -> None:
    assert carried in " ".join(carried_subject(question, earlier, code))


def test_a_question_with_a_subject_of_its_own_carries_nothing() -> None:
    assert carried_subject("Wann wurde die Brücke in Amman gebaut?", "Wer hat die Mühle gekauft?", "de") == ()


def test_this_week_becomes_days() -> None:
    found = native_span("Was geschah diese Woche in Bonn?", "de", date(2024, 3, 13))
    assert found
    assert (found.text, found.since, found.until) == ("Was geschah in Bonn?", date(2024, 3, 11), date(2024, 3, 13))
    assert found.is_current
    last_year = native_span("Wer hat letztes Jahr die Mühle gekauft?", "de", date(2024, 3, 13))
    assert last_year and not last_year.is_current


@pytest.mark.parametrize(
    ("question", "code", "subject"),
    [
        ("Was geschah?", "de", ""),
        ("Die neuesten Nachrichten", "de", ""),
        ("Nachrichten über den Streik", "de", "den Streik"),
        ("Noticias sobre la huelga", "es", "la huelga"),
        ("Quoi de neuf ?", "fr", ""),
        ("Новости", "ru", ""),
        ("发生了什么？", "zh", ""),
        ("ماذا حدث؟", "ar", ""),
        ("Was geschah in Bonn?", "de", None),
        ("Wer hat die Nachrichten gefälscht?", "de", None),
        ("Latest news", None, None),
    ],
)
def test_news_are_asked_for_in_other_languages(question: str, code: str | None, subject: str | None) -> None:
    assert news_subject(question, code) == subject


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Was geschah diese Woche?", "de"),
        ("Notizie di oggi", "it"),
        ("O que aconteceu esta semana?", "pt"),
        ("Bu hafta ne oldu?", "tr"),
        ("Latest news", None),
        ("Haber process", None),
    ],
)
def test_words_for_news_and_days_tell_the_language(question: str, code: str | None) -> None:
    assert foreign_language(question) == code


@pytest.mark.parametrize(
    ("question", "code", "is_more"),
    [("Mehr dazu!", "de", True), ("¿Qué más?", "es", True), ("Подробнее", "ru", True), ("Mehr Geld?", "de", False)],
)
def test_more_is_asked_for_in_other_languages(question: str, code: str, is_more: bool) -> None:
    assert asks_for_more(question, code) is is_more
