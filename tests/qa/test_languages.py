"""Without the multilingual model other languages are read by their words, and each answer says so."""

from collections.abc import Iterator

import pytest

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import Assistant
from article_qa.qa.reading.sufficiency import BY_WORDS

ARTICLES = {
    "de": "Der Stadtrat hat die Brücke am Hafen seit Montag gesperrt. Das Museum zeigt Bilder von Segelschiffen.",
    "ar": "أغلق المجلس البلدي الجسر القريب من الميناء يوم الاثنين. يعرض المتحف صورا للسفن الشراعية القديمة.",
    "zh": "市议会从星期一起关闭了港口的大桥。博物馆展出了许多帆船的图片。",
    "hi": "नगर परिषद ने सोमवार से बंदरगाह का पुल बंद कर दिया है। संग्रहालय में पुराने जहाज़ों के चित्र हैं।",
    "tr": "Belediye meclisi limandaki köprüyü pazartesi gününden beri kapattı. Müzede gemi resimleri var.",
    "ru": "Городской совет закрыл мост у гавани в понедельник. В музее показывают картины парусных кораблей.",
    "th": "สภาเมืองปิดสะพานที่ท่าเรือตั้งแต่วันจันทร์ เพื่อซ่อมแซม พิพิธภัณฑ์จัดแสดงภาพเรือใบ",
    "en": "The council shut the bridge at the harbour on Monday. The museum shows pictures of sailing ships.",
}
ASKED = {
    "de": ("Seit wann ist die Brücke am Hafen gesperrt?", "Montag"),
    "ar": ("متى أغلق المجلس البلدي الجسر؟", "الاثنين"),
    "zh": ("港口的大桥从什么时候关闭?", "星期一"),
    "hi": ("बंदरगाह का पुल कब से बंद है?", "सोमवार"),
    "tr": ("Limandaki köprü ne zamandan beri kapalı?", "pazartesi"),
    "ru": ("Когда городской совет закрыл мост у гавани?", "понедельник"),
    "th": ("สะพานที่ท่าเรือปิดตั้งแต่เมื่อไร", "วันจันทร์"),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("articles")
    for code, text in ARTICLES.items():
        (folder / f"{code}.txt").write_text(f"{text}\n", encoding="utf-8")
    with open_library(tmp_path_factory.mktemp("library") / "data", create=True) as library:
        add(library, [folder])
        yield Assistant.over(library)


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.ask(question, mode="extract")


@pytest.mark.parametrize("code", ASKED)
def test_a_question_is_answered_by_words_with_one_warning(assistant: Assistant, code: str) -> None:
    question, gold = ASKED[code]
    answer = ask(assistant, question)
    assert answer.citations, answer.reason
    assert gold in answer.citations[0].quote
    assert answer.warnings.count(BY_WORDS) == 1


@pytest.mark.parametrize(
    "question",
    [
        "Wer gewann gestern die Wahl zum Präsidenten in Finnland?",
        "من فاز بالانتخابات الرئاسية في فنلندا؟",
        "谁赢得了芬兰总统选举?",
    ],
)
def test_what_no_article_says_is_refused_with_the_warning(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert (answer.status, BY_WORDS in answer.warnings) == ("abstained", True)


def test_english_is_read_as_ever(assistant: Assistant) -> None:
    answer = ask(assistant, "When did the council shut the bridge?")
    assert answer.citations[0].quote.startswith("The council shut the bridge")
    assert BY_WORDS not in answer.warnings
