"""An answer to "tell me more" goes on with what the answers before did not show."""

from datetime import date
from pathlib import Path

import pytest

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.qa.answer import Kind
from article_qa.qa.answers.by_kind import PASSAGE_KINDS
from article_qa.qa.assistant import Assistant
from article_qa.qa.questions.follow_ups import Turn
from article_qa.qa.questions.request import Request
from tests.present import present
from tests.qa.answers.annotated import Told, library_of, material

DAM = (
    Told(
        "Dam at Ostholm breaks",
        "The dam at Ostholm broke on 1 April at noon. Ada Lund said the dam at Ostholm was old. "
        "The dam at Ostholm was built on 3 May by hand. Lund said that the dam at Ostholm had a crack.",
        date(2031, 4, 2),
    )
    .happened("The dam at Ostholm broke", date(2031, 4, 1))
    .happened("The dam at Ostholm was built", date(2030, 5, 3))
    .said("Ada Lund", "Ada Lund")
    .said("Lund said that", "Ada Lund")
)


@pytest.mark.parametrize("kind", ["sayings", "timeline", "listing", "summary"])
def test_what_was_shown_is_not_shown_again(tmp_path: Path, kind: Kind) -> None:
    request = Request(kind, "the dam at Ostholm", "the dam at Ostholm", speaker="Ada Lund", wants_more=True)
    library = library_of(tmp_path, DAM)
    before = present(PASSAGE_KINDS[kind](material(library, request))).citations[0].quote.split(". ")[0]
    again = present(PASSAGE_KINDS[kind](material(library, request, told=f"{before.rstrip('.')}. [1]")))
    assert again.citations
    assert not [citation.quote for citation in again.citations if before in citation.quote]


def test_where_all_was_shown_it_says_so(tmp_path: Path) -> None:
    request = Request("sayings", "what Ada Lund said", speaker="Ada Lund", wants_more=True)
    reply = present(PASSAGE_KINDS["sayings"](material(library_of(tmp_path, DAM), request, told=DAM.article.text)))
    assert reply.reason == "All that they quote Ada Lund with was shown."


def test_a_plain_answer_goes_on_too(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    facts = ["broke in spring", "is as high as a church", "holds the water of two rivers", "was built by Ada Lund"]
    (folder / "dam.txt").write_text("Dam\n\n" + "\n\n".join(f"The dam at Ostholm {fact}." for fact in facts))
    with open_library(tmp_path / "library", create=True) as library:
        add(library, [folder])
        assistant = Assistant.over(library)
        first = assistant.ask("What is the dam at Ostholm like?")
        more = assistant.ask("Tell me more", history=[Turn(first.question, first.text)])
    assert more.status == "answered"
    assert not {c.quote for c in first.citations} & {c.quote for c in more.citations}


def test_of_a_long_speech_the_next_piece_follows(tmp_path: Path) -> None:
    text = " ".join(f"The roads of valley {n} were long, and the winters were cold, and few sang." for n in range(12))
    library = library_of(tmp_path, Told("A long talk", text).said(text, "Ada Lund"))
    request = Request("sayings", "what Ada Lund said", speaker="Ada Lund", wants_more=True)
    first = present(PASSAGE_KINDS["sayings"](material(library, request)))
    more = present(PASSAGE_KINDS["sayings"](material(library, request, told=first.sentences[0].text)))
    assert first.citations[0].start == 0
    assert more.citations[0].start > first.citations[0].end
