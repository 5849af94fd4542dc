"""An article or a subject in its lead sentences."""

from datetime import date
from pathlib import Path

from article_qa.qa.answers import summary
from article_qa.qa.answers.reply import Reply
from article_qa.qa.questions.request import Request
from article_qa.qa.retrieval.search import LibrarySearch
from tests.present import present
from tests.qa.answers.annotated import Told, library_of, material

DAM = Told(
    "Dam at Ostholm breaks",
    "Photo: the dam from above.\nThe dam at Ostholm broke on 1 April and flooded two farms. "
    "How could this happen? Engineers of the county had found a crack in the dam in March. "
    "Cows stood on a hill in the sun all day. The county will pay 3 million crowns for a new dam.",
    date(2031, 4, 2),
).is_a("caption", "Photo").is_a("question", "How could")  # fmt: skip
NEW = Told("Ostholm votes on its dam", "Ostholm votes on a new dam in May. Rain fell on the hills.", date(2031, 9, 9))
FERRY = Told("Ferry to Brenn", "The ferry to Brenn stops for good. It lost money for years on end.", date(2031, 6, 3))


def ask(library: LibrarySearch, subject: str, *, is_brief: bool = False) -> Reply | None:
    return summary.reply(material(library, Request("summary", subject, subject, is_brief=is_brief)))


def quotes(reply: Reply | None) -> list[str]:
    return [citation.quote for citation in present(reply).citations]


def test_the_lead_and_what_is_central_stand_in_the_order_of_the_text(tmp_path: Path) -> None:
    found = quotes(ask(library_of(tmp_path, DAM, FERRY), "the dam at Ostholm"))
    assert found[0].startswith("The dam at Ostholm broke")
    assert "The county will pay 3 million crowns for a new dam." in found
    assert found == sorted(found, key=DAM.article.text.index)


def test_captions_and_questions_are_no_summary(tmp_path: Path) -> None:
    told = " ".join(quotes(ask(library_of(tmp_path, DAM), "the dam at Ostholm")))
    assert "Photo" not in told
    assert "How could" not in told


def test_a_subject_of_several_articles_is_told_oldest_first(tmp_path: Path) -> None:
    found = present(ask(library_of(tmp_path, NEW, FERRY, DAM), "Ostholm dam"))
    assert list(dict.fromkeys(c.title for c in found.citations)) == [
        "Dam at Ostholm breaks",
        "Ostholm votes on its dam",
    ]


def test_in_one_sentence_is_the_lead(tmp_path: Path) -> None:
    found = quotes(ask(library_of(tmp_path, DAM, FERRY), "the dam at Ostholm", is_brief=True))
    assert found == ["The dam at Ostholm broke on 1 April and flooded two farms."]


def test_the_headline_decides_which_article_is_meant(tmp_path: Path) -> None:
    mentions = Told("A wet spring", "Rain fell and the dam at Ostholm broke. Roads were shut for weeks there.")
    found = present(ask(library_of(tmp_path, mentions, DAM), "the dam at Ostholm"))
    assert {citation.title for citation in found.citations} == {"Dam at Ostholm breaks"}


def test_what_no_article_is_about_is_left_to_quotes(tmp_path: Path) -> None:
    assert ask(library_of(tmp_path, DAM, FERRY), "the volcano of Zembla") is None


def test_an_article_that_is_not_annotated_is_summed_up_too(tmp_path: Path) -> None:
    library = library_of(tmp_path, FERRY, annotated=False)
    assert quotes(ask(library, "the ferry to Brenn"))[0] == "The ferry to Brenn stops for good."


def test_what_leads_to_a_question_is_the_interviewers(tmp_path: Path) -> None:
    text = (
        "Ada Lund keeps the dam at Ostholm.\nYou have kept the dam for a long time now. Do you like it?\n"
        "The dam is my life and my bread."
    )
    told = Told("The keeper of the dam at Ostholm", text).is_a("question", "Do you like")
    assert quotes(ask(library_of(tmp_path, told), "the dam at Ostholm")) == [
        "Ada Lund keeps the dam at Ostholm.",
        "The dam is my life and my bread.",
    ]
