"""What other rooms say, in the language of the page: warnings, reasons of refusals and verdicts, errors, exports."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from starlette.testclient import TestClient

from article_qa.index.errors import FetchFailed, ModelTimeout, UnknownWatch
from article_qa.index.text.languages import unread_note
from article_qa.qa.answer import Answer, Sentence
from article_qa.qa.export.word import as_word
from article_qa.qa.web.access import Gate
from article_qa.qa.web.answer_html import answer_html
from article_qa.qa.web.conversation import Exchange
from article_qa.qa.web.core_messages import localized, sentence
from article_qa.qa.web.export import LOCALIZED, as_html, as_markdown, as_text
from article_qa.qa.web.messages_html import problem
from article_qa.qa.web.passwords import Passwords
from article_qa.qa.web.phrases import Languages, speaking
from scripts.core_messages import messages
from tests.qa.test_answer import CITATION

GERMAN = Languages().language("de")
PLACE = re.compile(r"%\((\w+)\)s")
REFUSAL = Answer(
    "Is it shut?", "Is it shut?", "abstained", "extract", (), (), {},
    reason="They never mention “bridge”.", warnings=("1 article without a date was left out.",), nearest=(CITATION,),
)  # fmt: skip


def test_every_sentence_of_other_rooms_is_said_in_german() -> None:
    """A new warning, reason or error is listed here until the catalog has it: python -m scripts.page_catalogs."""
    # What consists of little but its places is said only of what is known.
    whole = [message for message in messages() if len(re.findall(r"[A-Za-z]", PLACE.sub("", message))) >= 6]
    filled = [PLACE.sub(lambda place: f"“{place[1]} 7”", message) for message in whole]
    assert len(filled) > 300 and [localized(english) for english in filled] == filled
    with speaking(GERMAN):
        assert [english for english in filled if localized(english) == english] == []


def test_the_sentences_are_found_where_they_are_made() -> None:
    found = messages()
    assert found["They never mention “%(asked)s”."] == ["qa/answers/sayings.py"]
    # Each choice in a sentence makes a sentence of its own.
    assert "1 article without a date was left out." in found
    assert "%(undated)s articles without a date were left out." in found


@pytest.mark.parametrize(
    ("english", "german"),
    [
        (
            f"{ModelTimeout()}. These are quotes instead.",
            "das Sprachmodell hat zu lange gebraucht; versuchen Sie es noch einmal, oder erhöhen Sie "
            "QA_TIMEOUT_SECONDS. Stattdessen stehen hier Zitate.",
        ),
        (str(FetchFailed("http://x", "the server is too slow")), "'http://x' ist nicht zu bekommen (der Server ist"),
        ("No article of CNN since 3 May 2022 mentions “x”.", "Kein Artikel von CNN seit 3. Mai 2022 erwähnt „x“."),
        ("There is no collection 'x'. No article is in 'tlh'.", "Eine Sammlung 'x' gibt es nicht. Kein Artikel ist"),
        (unread_note({"Arabic": 3}), "3 Artikel sind auf Arabisch; das Standardmodell liest Englisch"),
        ("the article says 5, not 7", "die Textstelle sagt 5, nicht 7"),
        (
            "2,300 of 5,048 passages are not read yet, about 3 minutes left; until then the answer may be incomplete.",
            "2.300 von 5.048 Textstellen sind noch nicht gelesen, noch etwa 3 Minuten; bis dahin ist",
        ),
        ("The mayor of the town said so.", "The mayor of the town said so."),
    ],
)
def test_what_changes_in_a_sentence_is_said_too(english: str, german: str) -> None:
    with speaking(GERMAN):
        assert localized(english).startswith(german)


def test_an_error_is_a_sentence_on_the_page() -> None:
    with speaking(GERMAN):
        assert "Keine Dauerfrage hat die Kennung" in problem(UnknownWatch("x"))
        assert sentence("the text is empty; give the sentences to check").startswith("Der Text ist leer")


def test_an_answer_is_german_on_the_page_and_where_it_is_taken() -> None:
    with speaking(GERMAN):
        html = answer_html(Exchange("Is it shut?", answer=REFUSAL), 0, is_last=True)
        taken = [as_text(REFUSAL), as_markdown(REFUSAL), as_html(REFUSAL)]
    for said in (html, *taken):
        assert "Sie erwähnen “bridge” nie." in said
    assert "1 Artikel ohne Datum wurde weggelassen." in html
    assert all("Nächste Textstellen" in said for said in taken)
    assert REFUSAL.text == "Not in these articles. They never mention “bridge”."


def test_a_doubted_sentence_is_german_with_its_reason() -> None:
    fell = Sentence("It fell.", "unsupported", (1,), "it cites nothing")
    doubted = replace(REFUSAL, status="answered", reason="", sentences=(fell,))
    with speaking(GERMAN):
        assert "It fell. [1] (nicht belegt: er zitiert nichts)" in as_text(doubted)
    assert "(not supported: it cites nothing)" in as_text(doubted)


def test_the_day_of_a_source_is_german_where_an_answer_is_taken() -> None:
    found = replace(CITATION, publisher="The Wire", published=date(2024, 3, 12))
    answer = replace(REFUSAL, nearest=(found,))
    with speaking(GERMAN):
        word = Document(BytesIO(as_word(answer, LOCALIZED)))
        taken = [as_text(answer), as_markdown(answer), as_html(answer), "".join(each.text for each in word.paragraphs)]
    assert all("The Wire, 12. März 2024" in said for said in taken)
    assert "The Wire, 12 March 2024" in as_text(answer)


def test_the_page_to_sign_in_is_in_the_language_of_the_browser() -> None:
    async def nothing(*_: object) -> None:
        raise AssertionError("nobody signed in")

    client = TestClient(Gate(nothing, passwords=Passwords({})), base_url="http://127.0.0.1")
    german = client.get("/login", headers={"accept-language": "de"}).text
    assert '<html lang="de" dir="ltr">' in german and ">Passwort</label>" in german and ">Anmelden</button>" in german
    form = {"username": "a", "password": "b"}
    wrong = client.post("/login", data=form, headers={"accept-language": "de", "accept": "text/html"})
    assert "Dieser Name und dieses Passwort passen nicht zusammen." in wrong.text
    assert '<html lang="en" dir="ltr">' in client.get("/login").text
