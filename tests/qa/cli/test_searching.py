"""`search`: passages without an answer."""

import json
from pathlib import Path

from article_qa.index.library import open_library
from tests.present import present
from tests.qa.cli.run import on_a_terminal, piped, run

WORDS = ("Syria", "priority")


def test_hits_have_title_outlet_day_and_score(home: Path) -> None:
    done = run("search", *WORDS, "--limit", "2", cwd=home)
    assert done.returncode == 0
    assert "[1] Lavrov in Amman" in done.stdout
    assert "Article QA Wire, 3 November 2022 · score " in done.stdout
    assert "[3]" not in done.stdout


def test_hits_as_json_are_exact_passages(home: Path) -> None:
    found = json.loads(run("search", *WORDS, "--limit", "3", "--json", cwd=home).stdout)
    assert len(found["passages"]) == 3
    with open_library(home / "data") as library:
        for hit in found["passages"]:
            text = present(library.catalog.article(hit["article_id"])).text
            assert text[hit["start"] : hit["end"]] == hit["quote"]


def test_format_json_is_json_and_excludes_another_one(home: Path) -> None:
    same = run("search", *WORDS, "--format", "json", cwd=home)
    assert same.stdout == run("search", *WORDS, "--json", cwd=home).stdout
    assert run("search", *WORDS, "--json", "--format", "md", cwd=home).returncode == 2


def test_hits_as_markdown_are_quotes_below_their_articles(home: Path) -> None:
    lines = run("search", *WORDS, "--limit", "1", "--format", "md", cwd=home).stdout.splitlines()
    assert lines[0] == "## Syria priority"
    assert lines[2].startswith("**1** · Lavrov in Amman")
    assert lines[4].startswith("> ")


def test_a_search_is_narrowed(home: Path) -> None:
    found = json.loads(run("search", "canal", "--since", "2021-04-01", "--json", cwd=home).stdout)
    assert found["passages"]
    assert all(hit["published"] >= "2021-04-01" for hit in found["passages"])


def test_nothing_found_has_a_status_of_its_own(home: Path) -> None:
    done = run("search", *WORDS, "--publisher", "Nobody's", cwd=home)
    assert (done.returncode, done.stdout) == (3, "No passage was found.\n")
    assert "No article is from" in done.stderr


def test_what_goes_into_a_pipe_is_never_wrapped(home: Path) -> None:
    said = piped("search", *WORDS, "--limit", "1", cwd=home, env={"COLUMNS": "40"}).stdout.decode()
    title, source, passage = said.splitlines()
    assert len(passage) > 200
    assert not any(line.endswith(" ") for line in (title, source, passage))


def test_a_narrow_terminal_shows_whole_words(home: Path) -> None:
    shown = on_a_terminal("search", *WORDS, "--limit", "1", cwd=home, columns=40)
    lines = shown.splitlines()
    assert max(map(len, lines)) <= 40
    assert "    Syria is a priority for Jordan" in [line.rstrip() for line in lines]
