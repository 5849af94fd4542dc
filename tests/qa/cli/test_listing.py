"""`list`: all articles, or some."""

import json
from pathlib import Path

from tests.qa.cli.run import on_a_terminal, piped, run


def listed(*words: str, home: Path) -> list[dict[str, str]]:
    articles: list[dict[str, str]] = json.loads(run("list", *words, "--json", cwd=home).stdout)["articles"]
    return articles


def test_the_newest_few_are_listed_and_the_rest_counted(home: Path) -> None:
    assert listed("--limit", "2", home=home) == listed(home=home)[:2]
    assert "These are 2 of 12 articles" in run("list", "--limit", "2", cwd=home).stderr


def test_days_narrow_the_list(home: Path) -> None:
    days = [each["published"] for each in listed("--since", "2021-03-01", "--until", "2021-12-31", home=home)]
    assert days == sorted((day for day in days if "2021-03-01" <= day <= "2021-12-31"), reverse=True)
    assert len(days) == 3


def test_an_outlet_narrows_the_list_letter_case_forgiven(home: Path) -> None:
    outlets = {each["publisher"] for each in listed("--publisher", "article qa GAZETTE", home=home)}
    assert outlets == {"Article QA Gazette"}


def test_a_collection_narrows_the_list(home: Path) -> None:
    first = listed(home=home)[0]["id"]
    run("collect", "Bridges", first, cwd=home)
    assert [each["id"] for each in listed("--collection", "bridges", home=home)] == [first]
    assert listed("--collection", "Ships", home=home) == []


def test_nothing_in_the_list_is_not_an_empty_library(home: Path) -> None:
    assert run("list", "--publisher", "Nobody's", cwd=home).stdout == "No article is like that.\n"
    assert run("list", "--language", "de", cwd=home).stdout == "No article is like that.\n"


def test_a_list_in_a_pipe_has_a_line_an_article(home: Path) -> None:
    lines = piped("list", cwd=home, env={"COLUMNS": "40"}).stdout.decode().splitlines()
    assert len(lines) == 13
    titles = [each["title"] for each in listed(home=home)]
    assert all(title in line for title, line in zip(titles, lines[1:], strict=True))


def test_a_narrow_terminal_lists_whole_titles(home: Path) -> None:
    shown = on_a_terminal("list", "--limit", "1", cwd=home, columns=40)
    assert listed("--limit", "1", home=home)[0]["title"] in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 40
