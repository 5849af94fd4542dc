"""A library whose catalog is in PostgreSQL is the same as one in a file: answers, changes, and many processes."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from article_qa.index.embedders.local import local_embedder
from article_qa.index.errors import CatalogServerFailed, LibraryError, LibraryMissing, NotALibrary
from article_qa.index.ingest.add import add
from article_qa.index.ingest.doctor import examine, mend
from article_qa.index.ingest.reembed import reembed
from article_qa.index.ingest.sync import sync
from article_qa.index.library import Library, open_library
from article_qa.index.records import EVERYTHING, Scope
from article_qa.index.store.permissions import make_folder
from article_qa.index.web.fetch import Validators
from article_qa.index.web.subscriptions import Subscriptions
from article_qa.qa.assistant import Assistant
from article_qa.qa.receipts.verify import verify_answer
from article_qa.qa.watching.ask_again import ask_again, watch_question
from article_qa.qa.watching.watches import notices
from tests.postgres import PASSWORD, PostgresServer, running_postgres
from tests.starters import SEEDS

QUESTIONS = [
    "Why is Syria a priority for Jordan?",
    "What did Macron say about the spire?",
    "Timeline of the Notre-Dame fire",
    "List the instruments of the Hope probe",
    "What happened in March 2021?",
    "How many articles mention NATO?",
    "Finland joined NATO in 2022.",
    "Summarise the article about DART",
    "Which outlets do you have?",
    "Who won the Wrold Cup?",
    "What is the newest article?",
    "Who is the mayor of Oslo?",
]
CATALOG_URL = "INDEX_CATALOG_URL"
SHUT = "The old bridge of Ardon was shut on 3 March 2021, the mayor said."


@pytest.fixture
def url(postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a place for a library, as the setting."""
    address = postgres.library()
    monkeypatch.setenv(CATALOG_URL, address)
    return address


@pytest.fixture
def library(url: str, tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        yield library


def told(library: Library) -> list[dict[str, Any]]:
    assistant = Assistant.over(library)
    answers = [assistant.ask(question).as_dict() for question in QUESTIONS]
    answers.append(assistant.ask("What about the war?", scope=Scope(publishers=("Article QA Wire",))).as_dict())
    return [{**answer, "timings_ms": None} for answer in answers]


def test_the_answers_are_those_of_a_library_in_a_file(home: Path, library: Library) -> None:
    assert add(library, [SEEDS]).added
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(CATALOG_URL)
        with open_library(home / "data") as file:
            expected = told(file)
            listed = file.catalog.listings("article 2022", order="title")
            named = file.catalog.annotations.speakers()
    assert told(library) == expected
    assert library.catalog.listings("article 2022", order="title") == listed
    assert library.catalog.annotations.speakers() == named
    assert examine(library).healthy


def test_articles_are_edited_synced_watched_and_verified(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in (("a", SHUT), ("b", "The harbour of Ardon is deep."), ("c", "Snow fell on Ardon.")):
        (folder / f"{name}.txt").write_text(text)
    assert sync(library, folder).added == 3
    assistant = Assistant.over(library)
    answer = assistant.ask("When was the old bridge of Ardon shut?")
    assert answer.status == "answered"
    watch_question("When was the old bridge of Ardon shut?", EVERYTHING, library)
    changed = library.edit(answer.citations[0].article_id, title="Bridge shut", publisher="Echo")
    assert [each.id for each in library.catalog.listings("ECHO bridge")] == [changed.id]
    (folder / "a.txt").write_text(SHUT.replace("3 March", "5 March"))
    (folder / "c.txt").unlink()
    report = sync(library, folder, prune=True)
    assert (report.changed, report.removed) == (1, 1)
    assert [each.state for each in verify_answer(answer, library).citations] == ["changed"]
    assert [version.is_kept for version in library.catalog.versions.history(changed.id)] == [True, True]
    assert "5 March" in assistant.ask("When was the old bridge of Ardon shut?").text
    assert ask_again(library) == 1
    assert [notice.question for notice in notices(library.catalog)] == ["When was the old bridge of Ardon shut?"]
    assert library.catalog.collections.collect([changed.id], "Bridges") == 1
    assert library.catalog.collections.counts() == {"Bridges": 1}
    feeds = Subscriptions(library.catalog)
    assert [feeds.add(f"https://{name}.org/feed", None) for name in "bab"] == [True, True, False]
    feeds.settle(feeds.all()[0], "one")
    feeds.succeeded(feeds.all()[0], datetime.now(UTC), "B", Validators("tag", None))
    assert [(feed.title, feeds.seen(feed)) for feed in feeds.all()] == [("B", {"one"}), (None, set())]
    assert examine(library).healthy


class Renamed:
    """The same embedder under another name, whose vectors are others'."""

    name = "other-embedder"

    def __getattr__(self, wanted: str) -> Any:
        return getattr(local_embedder(), wanted)


def test_another_embedder_makes_the_vectors_again(library: Library) -> None:
    add(library, sorted(SEEDS.glob("*.md"))[:2])
    library.__dict__["embedder"] = Renamed()
    library.forget_vectors()
    reembed(library)
    assert library.catalog.vector_queue.generation() == 2
    assert library.catalog.vector_queue.embedder() == "other-embedder"
    assert examine(library).healthy


def test_what_a_doctor_finds_is_repaired(library: Library, tmp_path: Path) -> None:
    add(library, sorted(SEEDS.glob("*.md"))[:2])
    library.catalog.database.change("DELETE FROM keyword_lengths")
    library.catalog.database.change("UPDATE articles SET text = text || '!' WHERE number = 1")
    found = examine(library)
    assert (found.untrusted, found.keyword_faults > 0) == (1, True)
    assert mend(library.folder) is None
    found = examine(library)
    assert (found.healthy, found.damaged) == (True, 1)
    assert [each.state for each in library.catalog.listings()] == ["damaged", "ready"]


def test_two_processes_add_at_once(url: str, tmp_path: Path) -> None:
    folders = [tmp_path / "north", tmp_path / "south"]
    for first, folder in zip((0, 40), folders, strict=True):
        folder.mkdir()
        for number in range(first, first + 50):
            (folder / f"{number}.txt").write_text(f"Bridge {number} of the town is shut, said Ada Lovelace.")
    adding = [
        subprocess.Popen(
            [sys.executable, "-m", "article_qa", "add", "--data", str(tmp_path / "data"), str(folder)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for folder in folders
    ]  # fmt: skip
    ended = [(*each.communicate(timeout=200), each.returncode) for each in adding]
    assert [status for *_, status in ended] == [0, 0], ended
    assert sum(int(stdout.split()[0]) for stdout, *_ in ended) == 90
    with open_library(tmp_path / "data") as library:
        overview = library.catalog.overview()
        assert (overview.articles, overview.passages, overview.pending) == (90, 90, 0)
        assert library.catalog.keywords.frequency("bridges") == 90
        assert library.catalog.names.counts(["Ada Lovelace"]) == {"Ada Lovelace": 90}
        assert examine(library).healthy


def test_a_folder_and_a_catalog_belong_together(
    library: Library, postgres: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, sorted(SEEDS.glob("*.md"))[:1])
    with pytest.raises(LibraryError, match="the vectors of this library are not in"):
        open_library(tmp_path / "new")
    monkeypatch.setenv(CATALOG_URL, postgres.library())
    with pytest.raises(LibraryMissing):
        open_library(tmp_path / "missing")
    with pytest.raises(NotALibrary, match="belong to another catalog"):
        open_library(library.folder, create=True)
    monkeypatch.delenv(CATALOG_URL)
    with pytest.raises(NotALibrary, match="its catalog is in PostgreSQL"):
        open_library(library.folder)
    make_folder(tmp_path / "file")
    open_library(tmp_path / "file", create=True).close()
    monkeypatch.setenv(CATALOG_URL, postgres.library())
    with pytest.raises(CatalogServerFailed, match="has a catalog of its own"):
        open_library(tmp_path / "file")


def test_a_server_that_went_away_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_postgres() as server:
        address = server.library()
        monkeypatch.setenv(CATALOG_URL, address)
        with open_library(tmp_path / "data", create=True) as library:
            database = library.catalog.database
            with pytest.raises(CatalogServerFailed, match="undone"), database.transaction():
                database.execute("INSERT INTO collections VALUES ('lost', 'a')")
                server.stop()
                database.execute("INSERT INTO collections VALUES ('lost', 'b')")
            with pytest.raises(CatalogServerFailed, match="cannot be reached") as down:
                library.catalog.overview()
            server.start()
            # The connection is opened again.
            assert library.catalog.overview().articles == 0
            assert library.catalog.collections.counts() == {}
            server.stop()
            server.start()
            assert library.catalog.database.change("INSERT INTO collections VALUES ('kept', 'a')") == 1
        refused = []
        for wrong in (
            address.replace(PASSWORD, "other-word"),
            address.replace("/postgres?", "/nothing?"),
            f"postgresql://reader:{PASSWORD}@127.0.0.1:port/postgres",
            f"mysql://reader:{PASSWORD}@127.0.0.1/postgres",
        ):
            monkeypatch.setenv(CATALOG_URL, wrong)
            with pytest.raises(CatalogServerFailed) as error:
                open_library(tmp_path / "data")
            refused.append(str(error.value))
    assert [said.partition("(")[2].partition(")")[0] for said in refused] == [
        "it refused the user or the password",
        "it has no such database",
        "it cannot be reached",
        "it is not of the form postgresql://USER:PASSWORD@HOST/DATABASE",
    ]
    assert not [said for said in [*refused, str(down.value)] if PASSWORD in said or "other-word" in said]
