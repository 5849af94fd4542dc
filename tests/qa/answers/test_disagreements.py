"""An answer whose reports disagree says who says what, the correction or the latest first."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.annotate.annotate import annotate
from article_qa.index.embedders.local import local_embedder
from article_qa.index.records import Article
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import Assistant
from article_qa.qa.generation.llm import Model
from article_qa.qa.web import export
from article_qa.qa.web.kinds_html import below_html
from tests.qa.answers.libraries import library_of
from tests.qa.fakes import ScriptedModel, article

QUESTION = "How many people died in the flood of Lund?"
FIRST = "Twelve people died in the flood of Lund, the police said. The river had risen all night."
LATER = "The flood of Lund killed 15 people, the coroner said. Most of them lived by the river."
CORRECTED = "Nine people died in the flood of Lund. An earlier report by the Courier, which spoke of twelve, was wrong."


def report(text: str, outlet: str, day: int) -> Article:
    return article(
        text, title=f"The flood of Lund, {outlet} of day {day}", publisher=outlet, published=date(2025, 5, day)
    )


def asked(folder: Path, articles: Sequence[Article], model: Model | None = None) -> Answer:
    search = library_of(folder, articles)
    for each in articles:
        annotate(each)
    answer = Assistant(search, local_embedder(), model).ask(QUESTION, today=date(2025, 6, 1))
    search.catalog.close()
    for citation in answer.citations:
        of = next(each for each in articles if each.id == citation.article_id)
        assert of.text[citation.start : citation.end] == citation.quote
    return answer


def values(answer: Answer) -> list[list[str]]:
    return [[value.value for value in each.values] for each in answer.disagreements]


def test_a_toll_that_rises_is_an_update(tmp_path: Path) -> None:
    answer = asked(tmp_path, [report(FIRST, "Courier", 3), report(LATER, "Post", 6)])
    assert [each.kind for each in answer.disagreements] == ["update"]
    assert values(answer) == [["15", "Twelve"]]
    assert answer.citations[0].publisher == "Post"
    assert "15 (Post, 6 May 2025, the latest); Twelve (Courier, 3 May 2025)" in answer.text


def test_a_correction_comes_first_and_is_named_so(tmp_path: Path) -> None:
    answer = asked(tmp_path, [report(FIRST, "Courier", 3), report(CORRECTED, "Courier", 8)])
    assert [each.kind for each in answer.disagreements] == ["correction"]
    assert values(answer) == [["Nine", "Twelve"]]
    assert answer.disagreements[0].values[0].is_latest


def test_reports_of_one_day_are_in_conflict(tmp_path: Path) -> None:
    answer = asked(tmp_path, [report(FIRST, "Courier", 3), report(LATER, "Post", 3)])
    assert [each.kind for each in answer.disagreements] == ["conflict"]
    assert not any(value.is_latest for value in answer.disagreements[0].values)


def test_who_disagrees_does_not_bear_the_answer_out(tmp_path: Path) -> None:
    answer = asked(tmp_path, [report(FIRST, "Courier", 3), report(LATER, "Post", 6)])
    assert len({citation.article_id for citation in answer.citations}) == 2
    assert answer.reports == 1


def test_reports_that_agree_say_nothing(tmp_path: Path) -> None:
    agreeing = "The flood of Lund killed 12 people, the coroner said. Most of them lived by the river."
    answer = asked(tmp_path, [report(FIRST, "Courier", 3), report(agreeing, "Post", 6)])
    assert answer.disagreements == ()


def test_a_copy_with_another_figure_is_shown_beside(tmp_path: Path) -> None:
    tail = " ".join(f"The {word} of the town stood open for all who had lost their homes." for word in
                    "school hall church inn mill court library theatre".split())  # fmt: skip
    wire = f"Twelve people died in the flood of Lund, the police said. {tail}"
    answer = asked(tmp_path, [report(wire, "Wire", 3), report(wire.replace("Twelve", "Twenty"), "Star", 3)])
    assert sorted(values(answer)[0]) == ["Twelve", "Twenty"]
    assert {citation.publisher for citation in answer.citations} == {"Wire", "Star"}
    assert not any(citation.also_in for citation in answer.citations)


def test_a_models_answer_shows_the_disagreement_too(tmp_path: Path) -> None:
    model = Model(ScriptedModel("The flood of Lund killed 15 people. [2]"), "scripted")
    answer = asked(tmp_path, [report(LATER, "Post", 3), report(FIRST, "Courier", 3)], model)
    assert answer.mode == "llm"
    assert answer.sentences[-1].verdict == "computed"
    assert sorted(values(answer)[0]) == ["15", "Twelve"]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    return asked(tmp_path_factory.mktemp("shown"), [report(FIRST, "Courier", 3), report(LATER, "<b>Post", 6)])


def test_the_record_comes_back_from_its_json(shown: Answer) -> None:
    assert Answer.from_dict(shown.as_dict()) == shown


def test_every_door_shows_the_rows(shown: Answer) -> None:
    html = below_html(shown, 0, is_last=True)
    assert '<th scope="row" dir="auto">15</th><td><bdi>&lt;b&gt;Post</bdi></td><td>6 May 2025' in html
    assert "Twelve (Courier, 3 May 2025)" in export.as_text(shown)
    assert "Twelve (Courier, 3 May 2025)" in export.as_markdown(shown)
