"""Articles that are not what was stored: told, set aside, never quoted, and healed by adding them again."""

import json
from pathlib import Path

import pytest

from article_qa.index.errors import ArticleDamaged
from article_qa.index.ingest import doctor
from article_qa.index.ingest.add import examine, remove, repair
from article_qa.index.ingest.chunking import cut
from article_qa.index.library import Library, find_article, open_library
from article_qa.index.records import Overview
from article_qa.qa.assistant import Assistant
from tests.index.fakes import ToyEmbedder, article, put, sentences, words
from tests.index.harm import change_text
from tests.qa.cli.run import run

TEXT = "The bridge is shut until May. " + " ".join(sentences(30))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of four articles, one of whose texts was changed in the file, by one character."""
    with open_library(tmp_path / "data", create=True) as library:
        library.embedder = ToyEmbedder("toy")
        put(library, *(article(f"Tunnel {n} is open.", source=f"{n}.txt", title=f"Tunnel {n}") for n in range(3)))
        put(library, article(TEXT, source="bridge.txt", title="The bridge"))
        repair(library)
        assert examine(library).healthy
    change_text(tmp_path / "data" / "catalog.sqlite3", b"is shut until May", b"is open until May")
    return tmp_path / "data"


def opened(folder: Path) -> Library:
    library = open_library(folder)
    library.embedder = ToyEmbedder("toy")
    return library


def test_an_article_whose_text_was_changed_in_the_file_is_named(folder: Path) -> None:
    with opened(folder) as library:
        found = doctor.examine(library)
    assert not found.healthy
    assert (found.untrusted, [each.title for each in found.untrusted_named]) == (1, ["The bridge"])
    assert (found.catalog_faults, found.keyword_faults, found.vectors_missing) == ((), 0, 0)


def test_what_was_set_aside_is_never_found_and_the_rest_is(folder: Path) -> None:
    with opened(folder) as library:
        doctor.repair(library)
        found = doctor.examine(library)
        assert (found.healthy, found.untrusted, found.damaged) == (True, 0, 1)
        assert library.catalog.keywords.ranking(["bridge"], 10) == []
        assert "The bridge" not in {each.title for each in Assistant.over(library).ask("Is the bridge open?").citations}
        assert "Tunnel 2" in Assistant.over(library).ask("Is Tunnel 2 open?").citations[0].quote
        states = {each.title: each.state for each in library.catalog.listings()}
        assert states == {"The bridge": "damaged"} | {f"Tunnel {n}": "ready" for n in range(3)}
        bridge = library.catalog.listings()[0].id
        assert library.catalog.article(bridge) is None
        assert library.catalog.overview() == Overview(3, 3, 0, None, 1)
        with pytest.raises(ArticleDamaged, match=r"\('The bridge'\) is damaged: .*add it again from 'bridge.txt'"):
            find_article(library, bridge[:8])


@pytest.mark.parametrize("repaired_before", [True, False])
def test_adding_the_article_again_heals_it(folder: Path, repaired_before: bool) -> None:
    with opened(folder) as library:
        if repaired_before:
            doctor.repair(library)
        again = article(TEXT, source="bridge.txt", title="The bridge")
        assert library.catalog.put(again, cut(again, words)) == "changed"
        doctor.repair(library)
        found = doctor.examine(library)
        assert (found.healthy, found.damaged) == (True, 0)
        assert {each.state for each in library.catalog.listings()} == {"ready"}
        assert Assistant.over(library).ask("Is the bridge shut?").citations[0].quote.startswith("The bridge is shut")


def test_a_damaged_article_can_be_removed(folder: Path) -> None:
    with opened(folder) as library:
        doctor.repair(library)
        bridge = library.catalog.listings()[0].id
        assert remove(library, [bridge]) == 1
        assert doctor.examine(library).damaged == 0
        assert len(library.catalog.listings()) == 3


def test_its_copies_are_compared_again_without_it(tmp_path: Path) -> None:
    path = tmp_path / "data" / "catalog.sqlite3"
    with open_library(tmp_path / "data", create=True) as library:
        for outlet in ("Star", "Post", "Wire"):
            put(library, article(f"{TEXT} {outlet}.", source=outlet, title=outlet, publisher=outlet))
    change_text(path, b"Star.", b"Star!")
    with opened(tmp_path / "data") as library:
        doctor.repair(library)
        ids = {each.title: each.id for each in library.catalog.listings()}
        copies = library.catalog.copies(ids.values())
        assert {copy.title for copy in copies[ids["Post"]]} == {"Post", "Wire"}
        assert doctor.examine(library).healthy


@pytest.mark.parametrize(
    ("column", "value"),
    [
        pytest.param("text", "CAST(x'54ff65' AS TEXT)", id="no-text-any-more"),
        pytest.param("title", "CAST(x'54ff65' AS TEXT)", id="a-title-that-cannot-be-read"),
        pytest.param("published", "'2022-1x-03'", id="no-date"),
        pytest.param("questions", "'[1'", id="no-list-of-questions"),
        pytest.param("sha256", "'0'", id="another-checksum"),
    ],
)
def test_facts_that_cannot_be_read_cost_their_article_only(tmp_path: Path, column: str, value: object) -> None:
    with opened_new(tmp_path) as library:
        put(library, article("The bridge is shut.", source="a.txt"), article("The mayor wept.", source="b.txt"))
        library.catalog.database.change(f"UPDATE articles SET {column} = {value} WHERE number = 1")
        assert doctor.examine(library).untrusted == 1
        doctor.repair(library)
        assert [each.state for each in library.catalog.listings()] == ["damaged", "ready"]
        assert doctor.examine(library).healthy


def opened_new(folder: Path) -> Library:
    library = open_library(folder / "data", create=True)
    library.embedder = ToyEmbedder("toy")
    return library


def test_damaged_articles_page_and_search_with_the_others(tmp_path: Path) -> None:
    with opened_new(tmp_path) as library:
        put(library, *(article(f"Bridge {n}.", source=str(n), title=f"Bridge {n}") for n in range(6)))
        library.catalog.database.change("UPDATE articles SET sha256 = '0' WHERE number <= 2")
        library.catalog.set_aside(library.catalog.damaged.numbers())
        whole = library.catalog.listings(order="title", is_descending=False)
        assert [each.title for each in whole] == [f"Bridge {n}" for n in range(6)]
        paged = [library.catalog.listings(order="title", is_descending=False, limit=2, offset=n) for n in (0, 1, 2, 5)]
        assert paged == [whole[0:2], whole[1:3], whole[2:4], whole[5:]]
        assert (library.catalog.matching(""), library.catalog.matching("bridge 1")) == (6, 1)


def test_texts_are_read_one_by_one(tmp_path: Path) -> None:
    with opened_new(tmp_path) as library:
        put(library, *(article(f"Bridge {n}.", source=str(n)) for n in range(250)))
        told = []
        doctor.examine(library, lambda *step: told.append(step))
        assert told == [("checked", 100, 250), ("checked", 200, 250), ("checked", 250, 250)]


def test_an_unreadable_keyword_index_is_reported_and_rebuilt(tmp_path: Path) -> None:
    with opened_new(tmp_path) as library:
        put(library, *(article(f"Bridge {n} is shut.", source=str(n)) for n in range(50)))
        doctor.repair(library)
        library.catalog.database.change("UPDATE keywords_data SET block = randomblob(length(block)) WHERE id > 10")
        assert doctor.examine(library).keyword_faults
        doctor.repair(library)
        assert doctor.examine(library).healthy
        assert len(library.catalog.keywords.ranking(["bridge"], 100)) == 50


def test_the_command_names_sets_aside_and_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: The bridge\n---\nThe bridge is shut until May.")
    (tmp_path / "b.txt").write_text("The mayor wept.")
    run("add", "a.md", "b.txt", cwd=tmp_path)
    change_text(tmp_path / "data" / "catalog.sqlite3", b"is shut until May.", b"is open until May.")
    done = run("doctor", cwd=tmp_path)
    assert done.returncode == 1
    assert "Articles: 1 that differ from what was stored\n  Not to be trusted: " in done.stdout
    assert done.stdout.endswith("Repair with: article-qa doctor --repair\n")
    facts = json.loads(run("doctor", "--json", cwd=tmp_path).stdout)
    [named] = facts["untrusted_articles"]
    assert (facts["healthy"], facts["untrusted"], facts["damaged"], facts["salvaged"]) == (False, 1, 0, None)
    done = run("doctor", "--repair", cwd=tmp_path)
    assert done.returncode == 0
    assert "set aside as damaged: 1. Add them again, or remove them.\n" in done.stdout
    shown = run("show", named["id"], cwd=tmp_path)
    assert (shown.returncode, "add it again from " in shown.stderr) == (1, True)
    assert "is open until May" not in shown.stdout + shown.stderr
    assert "damaged" in run("list", cwd=tmp_path).stdout
    assert run("add", "a.md", cwd=tmp_path).stdout.startswith("0 added, 1 changed")
    assert run("doctor", cwd=tmp_path).stdout == "Catalog, keyword index and vectors agree.\n"
    assert "until May" in run("show", named["id"], cwd=tmp_path).stdout
