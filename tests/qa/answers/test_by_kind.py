"""Which module answers which kind of question, as the Assistant asks it."""

from datetime import date
from pathlib import Path

import pytest

from article_qa.index.records import Scope
from article_qa.qa.assistant import Assistant
from tests.qa.answers.annotated import Told, library_of
from tests.qa.fakes import WordReader

DAM = Told(
    "Dam at Ostholm breaks", "The dam at Ostholm broke at noon. Ada Lund said the dam was old.", date(2031, 4, 2)
).said("Ada Lund", "Ada Lund")
QUESTIONS = ["What did Ada Lund say?", "Timeline of the dam at Ostholm", "Summarise the dam at Ostholm"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_annotations_answer_needs_no_close_reading(tmp_path: Path, question: str) -> None:
    reader = WordReader()
    answer = Assistant(library_of(tmp_path, DAM), reader).ask(question)
    assert answer.status == "answered"
    assert reader.seen == []


@pytest.mark.parametrize("question", [*QUESTIONS, "List the reasons that Ada Lund names"])
def test_an_outlet_without_articles_answers_nothing(tmp_path: Path, question: str) -> None:
    answer = Assistant(library_of(tmp_path, DAM), WordReader()).ask(question, scope=Scope(publisher="Nobody's News"))
    assert (answer.status, answer.reason) == ("abstained", 'No article is from "Nobody\'s News".')


def test_where_annotations_do_not_answer_the_passages_are_read(tmp_path: Path) -> None:
    reader = WordReader()
    Assistant(library_of(tmp_path, DAM), reader).ask("Timeline of what the mayors of Ostholm and Zembla ate")
    assert reader.seen
