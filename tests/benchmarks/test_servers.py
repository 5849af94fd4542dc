"""The comparison over servers asks every kind of question, and misses nothing but times."""

from dataclasses import replace
from pathlib import Path

from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant
from benchmarks.servers import gathered, unlike


def test_only_times_may_differ(tmp_path: Path) -> None:
    with open_library(tmp_path / "library", create=True) as library:
        answer = Assistant.over(library).ask("Who won the cup?")
    assert unlike(answer, replace(answer, timings_ms={"total": 1})) == []
    assert unlike(answer, replace(answer, reason="another", warnings=("one",))) == ["reason", "warnings"]


def test_questions_of_every_kind_are_asked(tmp_path: Path) -> None:
    articles, asked = gathered(["golden"], tmp_path)
    assert all(each.exists() for each in articles)
    assert {each.of for each in asked} == {"golden", "kinds"}
    assert len(asked) > 240
