"""What somebody said."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.annotations import Annotations
from article_qa.index.records import EVERYTHING, Scope
from article_qa.qa.answers import sayings
from article_qa.qa.answers.relevance import MAX_WORDS
from article_qa.qa.answers.reply import Reply
from article_qa.qa.questions.request import Request
from article_qa.qa.retrieval.search import LibrarySearch
from tests.present import present
from tests.qa.answers.annotated import Told, library_of, material

FERRY = Told(
    "Ferry to Ostholm stops",
    "The ferry to Ostholm stops this summer. Mayor Ilse Brant said the ferry lost money every week. "
    "“The library stays open on Sundays,” she said. Captain Per Oddman said the crew would sue.",
    date(2031, 4, 2),
).said("Mayor Ilse", "Ilse Brant", "the ferry lost money every week", "mayor").said(
    "“The library", "Ilse Brant", "“The library stays open on Sundays,”", "mayor"
).said("Captain Per", "Per Oddman", "the crew would sue", "captain")  # fmt: skip
SCHOOL = Told(
    "Roof of the school leaks",
    "The roof leaks. Brant said the roof would be mended in June. A builder said nothing.",
    date(2031, 5, 9),
).said("Brant said", "Ilse Brant", "the roof would be mended in June")


@pytest.fixture
def library(tmp_path: Path) -> LibrarySearch:
    return library_of(tmp_path, FERRY, SCHOOL)


def ask(library: LibrarySearch, speaker: str, subject: str = "", scope: Scope = EVERYTHING) -> Reply:
    text = f"what {speaker} said about {subject}"
    return present(sayings.reply(material(library, Request("sayings", text, subject, speaker=speaker, scope=scope))))


def said(reply: Reply) -> list[str]:
    return [citation.quote for citation in reply.citations]


def test_only_the_speakers_own_words_are_quoted_newest_first(library: LibrarySearch) -> None:
    assert said(ask(library, "Ilse Brant")) == [
        "Brant said the roof would be mended in June.",
        "Mayor Ilse Brant said the ferry lost money every week.",
        "“The library stays open on Sundays,” she said.",
    ]


def test_the_words_themselves_are_highlighted(library: LibrarySearch) -> None:
    citation = ask(library, "Oddman").citations[0]
    start, end = present(citation.highlight)
    assert (citation.speaker, citation.quote[start:end]) == ("Per Oddman", "the crew would sue")


def test_a_pronoun_is_told_by_the_speakers_name_in_brackets(library: LibrarySearch) -> None:
    sentence = ask(library, "Ilse Brant").sentences[2]
    assert sentence.text == "[Ilse Brant] “The library stays open on Sundays,” she said."


def test_a_subject_picks_the_sayings_about_it(library: LibrarySearch) -> None:
    assert said(ask(library, "Brant", "the library")) == ["“The library stays open on Sundays,” she said."]


def test_of_other_subjects_the_speakers_words_are_only_near(library: LibrarySearch) -> None:
    reply = ask(library, "Ilse Brant", "Icelandic volcanoes")
    assert (reply.status, reply.reason) == ("abstained", "They quote Ilse Brant, but not on Icelandic volcanoes.")
    assert [citation.speaker for citation in reply.nearest] == ["Ilse Brant"] * 3


def test_an_office_means_its_holder(library: LibrarySearch) -> None:
    assert "Per Oddman" not in {c.speaker for c in ask(library, "the mayor").citations}
    assert len(said(ask(library, "the mayor"))) == 3


def test_who_is_named_but_not_quoted_is_refused(library: LibrarySearch) -> None:
    assert ask(library, "Ostholm").reason == "They do not quote Ostholm."


def test_who_is_nowhere_is_refused_as_never_mentioned(library: LibrarySearch) -> None:
    assert ask(library, "Bertrand Quill").reason == "They never mention “Bertrand Quill”."


def test_what_somebody_announced_may_be_told_and_not_quoted(library: LibrarySearch) -> None:
    request = Request("sayings", "What did Ostholm announce about the ferry?", "the ferry", speaker="Ostholm")
    assert sayings.reply(material(library, request)) is None


def test_a_kind_of_body_is_no_name(library: LibrarySearch) -> None:
    request = Request("sayings", "what EU agency said about the ferry", "the ferry", speaker="EU agency")
    assert sayings.reply(material(library, request)) is None


def test_another_first_name_is_another_person(library: LibrarySearch) -> None:
    assert ask(library, "Nils Brant").status == "abstained"


def test_a_thing_that_nobody_is_leaves_the_question_to_quotes(library: LibrarySearch) -> None:
    assert sayings.reply(material(library, Request("sayings", "what the sign said", speaker="the sign"))) is None


def test_the_scope_holds_for_sayings_too(library: LibrarySearch) -> None:
    until = Scope(until=date(2031, 4, 30))
    assert said(ask(library, "Brant", scope=until))[0] == "Mayor Ilse Brant said the ferry lost money every week."


def test_the_same_words_in_two_articles_are_shown_once(tmp_path: Path) -> None:
    twice = [
        Told(title, "It rained. Ada Lund said that the dam would hold for years.", date(2031, 1, day)).said(
            "Ada Lund", "Ada Lund"
        )
        for day, title in enumerate(("The dam holds", "The dam will hold"), 1)
    ]
    assert len(ask(library_of(tmp_path, *twice), "Ada Lund").citations) == 1


def speech(folder: Path) -> LibrarySearch:
    topics = "roads rails ports parks farms fish mills mines tolls".split()
    many = Told("A long speech", " ".join(f"Ada Lund said {topic} cost {n} crowns." for n, topic in enumerate(topics)))
    for n, topic in enumerate(topics):
        many.said(f"Ada Lund said {topic} cost {n}", "Ada Lund")
    return library_of(folder, many)


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    reply = ask(speech(tmp_path), "Ada Lund")
    assert reply.warnings == (f"The newest {sayings.MAX_SHOWN} of 9 sayings are shown.",)
    assert len(reply.citations) == sayings.MAX_SHOWN


def test_who_asks_for_everything_gets_it(tmp_path: Path) -> None:
    request = Request("sayings", "everything Ada Lund said", speaker="Ada Lund")
    reply = present(sayings.reply(material(speech(tmp_path), request)))
    assert (len(reply.citations), reply.warnings) == (9, ())


def test_without_a_speaker_everybody_on_the_subject_is_quoted(library: LibrarySearch) -> None:
    request = Request("sayings", "what was said about the ferry", "the ferry to Ostholm")
    assert {c.speaker for c in present(sayings.reply(material(library, request))).citations} == {
        "Ilse Brant",
        "Per Oddman",
    }


def test_the_words_of_others_in_the_same_sentences_are_cut_off(tmp_path: Path) -> None:
    text = 'Ada Lund said, "It is late." Then Nils Quist said, "It is early."'
    told = Told("The end", text).said(text, "Ada Lund", '"It is late."').said(text, "Nils Quist", '"It is early."')
    library = library_of(tmp_path, told)
    assert said(ask(library, "Ada Lund")) == ['Ada Lund said, "It is late."']
    assert said(ask(library, "Nils Quist")) == ['Then Nils Quist said, "It is early."']


def test_of_a_long_speech_the_piece_on_the_subject_is_quoted(tmp_path: Path) -> None:
    filler = "The roads were long and the winters were cold and nobody sang. " * 12
    text = f"Ada Lund: {filler}The ferry to Ostholm was always late. {filler}"
    told = Told("A long talk", text)
    start = "Ada Lund: "
    told.said(start, "Ada Lund")
    whole = told.annotations.sayings[0]
    library = library_of(tmp_path, told)
    library.catalog.annotations.put(
        told.article.id,
        told.article.sha256,
        Annotations(told.annotations.sentences, (replace(whole, end=len(text), words_start=10, words_end=len(text)),)),
        1,
    )
    (quote,) = said(ask(library, "Ada Lund", "the ferry to Ostholm"))
    assert "The ferry to Ostholm was always late." in quote
    assert len(quote.split()) <= MAX_WORDS


def test_the_question_before_tells_what_an_answer_is_about(tmp_path: Path) -> None:
    text = "What do you think of the ferry to Ostholm?\nIt should be free.\nAnd of bread?\nIt should be rye."
    told = Told("Two questions", text).is_a("question", "What do you", "And of")
    told.said("It should be free", "Ada Lund").said("It should be rye", "Ada Lund")
    assert said(ask(library_of(tmp_path, told), "Ada Lund", "the ferry to Ostholm")) == ["It should be free."]


def test_in_an_article_on_the_subject_a_saying_need_not_name_it(tmp_path: Path) -> None:
    text = "Ida Holm was sacked. The mill works. The harbour works. Per Oddman said she never came on time. Rain fell."
    told = Told("Ida Holm loses her post", text).said("Per Oddman", "Per Oddman")
    library = library_of(tmp_path, told)
    assert said(ask(library, "Per Oddman", "Ida Holm")) == ["Per Oddman said she never came on time."]
    assert ask(library, "Per Oddman", "Ida Holm and the zeppelin").status == "abstained"


@pytest.mark.parametrize(
    ("speaker", "is_refused"),
    [("per brant", True), ("the builder", False), ("critics", False), ("an old brant", False)],
)
def test_a_name_in_small_letters_is_a_name(tmp_path: Path, speaker: str, is_refused: bool) -> None:
    library = library_of(tmp_path, FERRY, SCHOOL)
    reply = sayings.reply(material(library, Request("sayings", f"what {speaker} said", speaker=speaker)))
    assert (reply is not None and reply.status == "abstained") == is_refused
