"""Adding: nothing lost, nothing twice, whatever happens on the way."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from article_qa.index.embedders.local import LocalEmbedder
from article_qa.index.errors import LibraryDamaged, QuestionRejected
from article_qa.index.ingest import doctor
from article_qa.index.ingest.add import AddReport, add, examine, remove, repair, stock
from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.library import Library, open_library
from article_qa.index.settings import IndexSettings
from tests.index.fakes import FailingEmbedder, ToyEmbedder, article, put, read, saved_library
from tests.index.formats.files import pdf, word, zipped
from tests.index.older import file_of
from tests.index.processes import contents
from tests.present import present


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def counts(report: AddReport) -> tuple[int, int, int, int]:
    return (report.added, report.changed, report.unchanged, len(report.failed))


def found(library: Library, *query: str) -> list[str]:
    return read(library.catalog, library.catalog.keywords.ranking(query, 10))


def titles(library: Library) -> list[str]:
    """In the order of adding; for articles of one passage."""
    return [
        present(library.catalog.article(i.split(":")[0])).title for i, _ in library.catalog.vector_queue.passage_ids()
    ]


# Adding


def test_adding_again_changes_nothing(library: Library, articles: Path) -> None:
    (articles / "a.txt").write_text("The bridge is shut.")
    (articles / "b.md").write_text("---\npublished: 2022-11-03\n---\nThe mayor wept.")
    (articles / "c.jsonl").write_text('{"text": "First line."}\n{"text": "Second line."}\n')
    assert counts(add(library, [articles])) == (4, 0, 0, 0)
    ids = set(library.vectors.ids())
    assert counts(add(library, [articles])) == (0, 0, 4, 0)
    assert counts(add(library, [articles / "a.txt", articles / "a.txt"])) == (0, 0, 2, 0)
    assert set(library.vectors.ids()) == ids
    assert examine(library).healthy


def test_an_edited_file_replaces_its_article(library: Library, articles: Path) -> None:
    file = articles / "a.txt"
    file.write_text("The bridge is shut.")
    add(library, [file])
    file.write_text("The tunnel in Bonn is open again.")
    assert counts(add(library, [file])) == (0, 1, 0, 0)
    assert (found(library, "bridge"), found(library, "tunnel")) == ([], ["The tunnel in Bonn is open again."])
    assert [i.split(":")[1] for i in library.vectors.ids()] == ["0-33"]


def test_a_folder_is_walked_in_the_order_of_its_names(library: Library, articles: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c.MD", "a.txt"):
        (articles / name).parent.mkdir(parents=True, exist_ok=True)
        (articles / name).write_text(f"This is {name} itself.")
    add(library, [articles])
    assert titles(library) == [f"This is {n} itself." for n in ("a/b/c.txt", "a/z.txt", "a.txt", "b.txt", "c.MD")]


def test_every_kind_of_file_is_found_in_a_folder(library: Library, articles: Path) -> None:
    (articles / "a.pdf").write_bytes(pdf([["The bridge in Bonn is shut."]]))
    (articles / "b.docx").write_bytes(word("The tunnel is open."))
    (articles / "c.zip").write_bytes(zipped({"d.csv": "text\nThe mayor wept.\n"}))
    assert counts(add(library, [articles])) == (3, 0, 0, 0)
    assert titles(library) == ["The bridge in Bonn is shut.", "The tunnel is open.", "The mayor wept."]
    assert examine(library).healthy


def test_hidden_files_and_other_kinds_are_left_out_of_a_folder(library: Library, articles: Path) -> None:
    for name in (".git/note.txt", ".hidden.md", "sub/.venv/readme.md", "photo.jpg", "shown.txt"):
        (articles / name).parent.mkdir(parents=True, exist_ok=True)
        (articles / name).write_text(f"This is {name} itself.")
    assert counts(add(library, [articles])) == (1, 0, 0, 0)
    assert titles(library) == ["This is shown.txt itself."]


def test_files_of_other_kinds_are_counted(library: Library, articles: Path) -> None:
    for name in ("a.key", "sub/b.key", "c.numbers", "shown.txt", "Thumbs.db", "LICENSE", ".hidden.key"):
        (articles / name).parent.mkdir(parents=True, exist_ok=True)
        (articles / name).write_text("The bridge is shut.")
    (note,) = add(library, [articles]).notes
    assert note.endswith("also holds files of kinds that are not read: 2 .key, 1 .numbers, 1 without an ending")
    (articles / "shown.txt").unlink()
    (failed,) = add(library, [articles]).failed
    assert "holds no article, only 2 .key" in failed


def test_the_library_in_the_folder_is_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The bridge is shut.")
    with open_library(tmp_path / "data", create=True) as library:
        (tmp_path / "data" / "left.txt").write_text("The tunnel is shut.")
        for _ in range(2):
            report = add(library, [tmp_path])
        assert (counts(report), report.notes) == ((0, 0, 1, 0), [])


def test_all_that_was_added_is_in_the_collection(library: Library, articles: Path) -> None:
    for name in ("one", "two"):
        (articles / f"{name}.txt").write_text(f"The bridge at {name} is shut.")
    add(library, [articles / "one.txt"])
    (articles / "copy.txt").write_text("The bridge at one is shut.")
    report = add(library, [articles], collection="Bridges")
    assert report.counts == "1 added, 0 changed, 2 unchanged, 2 put into the collection, 0 failed"
    assert report.as_json()["collected"] == 2
    assert library.catalog.collections.counts() == {"Bridges": 2}
    assert add(library, [articles / "copy.txt"], collection="bridges").collected == 0
    assert add(library, [articles / "copy.txt"], collection="One").collected == 1


def test_a_collection_without_a_name_is_refused_before_anything_is_added(library: Library, articles: Path) -> None:
    (articles / "one.txt").write_text("The bridge is shut.")
    with pytest.raises(QuestionRejected):
        add(library, [articles], collection=" ")
    assert titles(library) == []


def test_folders_that_links_lead_to_are_read_once(library: Library, articles: Path, tmp_path: Path) -> None:
    for name in ("articles/sub/a.txt", "elsewhere/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"The bridge at {name} is shut.")
    (articles / "0").symlink_to(articles / "sub")
    (articles / "up").symlink_to(tmp_path)
    (articles / "link").symlink_to(tmp_path / "elsewhere")
    (articles / "more").symlink_to(tmp_path / "elsewhere")
    assert counts(add(library, [articles])) == (2, 0, 0, 0)


def test_a_hidden_folder_that_is_named_is_read(library: Library, tmp_path: Path) -> None:
    (tmp_path / ".notes").mkdir()
    (tmp_path / ".notes" / "a.txt").write_text("The bridge is shut.")
    assert counts(add(library, [tmp_path / ".notes"])) == (1, 0, 0, 0)


def test_a_bad_file_costs_only_itself(library: Library, articles: Path) -> None:
    (articles / "a.txt").write_text("The bridge is shut.")
    (articles / "b.txt").write_bytes(b"\xff\xfe\x00")
    (articles / "c.md").write_text("---\nn: !!int ''\n---\nx")
    (articles / "d.txt").write_text("The mayor wept.")
    (articles / "e.txt").symlink_to(articles / "gone.txt")
    report = add(library, [articles])
    assert counts(report) == (2, 0, 0, 2)
    assert [present(re.search(r"\w\.\w+", failure))[0] for failure in report.failed] == ["b.txt", "c.md"]
    assert examine(library).healthy


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("gone", "there is no "),
        ("empty", "holds no article; put files of these kinds in it: .txt .md"),
        ("x" * 300, "File name too long"),
        ("photo.jpg", "not a kind of file that can be read"),
    ],
)
def test_a_path_without_articles_is_told_in_one_sentence(
    library: Library, articles: Path, name: str, says: str
) -> None:
    (articles / "empty").mkdir()
    (articles / "photo.jpg").touch()
    report = add(library, [articles / name])
    assert counts(report) == (0, 0, 0, 1)
    assert says in report.failed[0]
    assert "\n" not in report.failed[0]


def test_copies_of_a_page_are_one_article_on_every_run(library: Library, articles: Path) -> None:
    for name in ("a.md", "b.md"):
        (articles / name).write_text("---\nurl: https://example.org/a\n---\nThe bridge is shut.")
    assert counts(add(library, [articles])) == (1, 0, 1, 0)
    assert counts(add(library, [articles])) == (0, 0, 2, 0)


def test_a_second_version_of_a_page_is_refused_on_every_run(library: Library, articles: Path) -> None:
    (articles / "a.md").write_text("---\nurl: https://example.org/a\n---\nThe bridge is shut.")
    (articles / "b.md").write_text("---\nurl: https://example.org/a\n---\nThe bridge is open.")
    first, second = add(library, [articles]), add(library, [articles])
    assert (counts(first), counts(second)) == ((1, 0, 0, 1), (0, 0, 1, 1))
    assert "second version of 'https://example.org/a'; keep one of the two" in first.failed[0]
    assert found(library, "bridge") == ["The bridge is shut."]


def test_progress_is_told_of_articles_passages_and_annotations(library: Library, articles: Path) -> None:
    for n in range(70):
        (articles / f"{n:02}.txt").write_text(f"Bridge number {n}.")
    (articles / "zz.txt").write_text("")
    told = []
    add(library, [articles], lambda *step: told.append(step))
    *before, last = [step for step in told if step[0] != "annotated" or step[1] == 70]
    assert before == [*(("articles", n, None) for n in range(1, 72)), ("passages", 64, 70), ("passages", 70, 70)]
    assert last == ("annotated", 70, 70)


# Removing


def test_a_removal_removes_the_vectors(library: Library, articles: Path) -> None:
    (articles / "a.txt").write_text("The bridge is shut.")
    (articles / "b.txt").write_text("The mayor wept.")
    add(library, [articles])
    first, second = library.catalog.listings()
    assert remove(library, [first.id, "unknown"]) == 1
    assert [i.split(":")[0] for i in library.vectors.ids()] == [second.id]
    assert examine(library).healthy


def test_a_removal_that_is_cut_off_removes_nothing(library: Library, articles: Path) -> None:
    (articles / "a.txt").write_text("The bridge is shut.")
    add(library, [articles])

    def ids() -> Iterator[str]:
        yield library.catalog.listings()[0].id
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        remove(library, ids())
    assert len(library.catalog.listings()) == 1
    assert examine(library) == doctor.Diagnosis()


def test_a_removed_article_comes_back_when_it_is_added(library: Library, articles: Path) -> None:
    (articles / "a.txt").write_text("The bridge is shut.")
    add(library, [articles])
    remove(library, [library.catalog.listings()[0].id])
    assert counts(add(library, [articles])) == (1, 0, 0, 0)
    assert examine(library).healthy


# Crashes


def test_articles_are_in_the_catalog_before_any_vector_is_made(
    library: Library, articles: Path, embedder: LocalEmbedder
) -> None:
    (articles / "a.txt").write_text("The bridge is shut.")
    library.embedder = FailingEmbedder(embedder, batches=0)
    with pytest.raises(ConnectionError):
        add(library, [articles])
    assert found(library, "bridge") == ["The bridge is shut."]
    assert library.catalog.listings()[0].state == "pending"
    assert list(library.vectors.ids()) == []


def test_what_a_crash_leaves_undone_the_next_run_finishes(
    library: Library, articles: Path, embedder: LocalEmbedder
) -> None:
    for n in range(70):
        (articles / f"{n:02}.txt").write_text(f"Bridge number {n}.")
    library.embedder = FailingEmbedder(embedder, batches=1)
    with pytest.raises(ConnectionError):
        add(library, [articles])
    assert library.catalog.overview().pending == 6
    assert examine(library).vectors_missing == 6
    library.embedder = embedder
    assert counts(add(library, [articles])) == (0, 0, 70, 0)
    assert examine(library).healthy


def test_a_crash_in_an_edit_leaves_no_old_vector_behind(
    library: Library, articles: Path, embedder: LocalEmbedder
) -> None:
    file = articles / "a.txt"
    file.write_text("The bridge is shut.")
    add(library, [file])
    library.embedder = FailingEmbedder(embedder, batches=0)
    file.write_text("The bridge is open again.")
    with pytest.raises(ConnectionError):
        add(library, [file])
    library.embedder = embedder
    embed_pending(library)
    assert [i.split(":")[1] for i in library.vectors.ids()] == ["0-25"]
    assert examine(library).healthy


def test_a_run_that_is_killed_and_started_again_equals_one_run(tmp_path: Path, articles: Path) -> None:
    for n in range(200):
        (articles / f"{n:03}.txt").write_text(f"Bridge {n} of the town is shut. It will be repaired in month {n % 12}.")
    command = [sys.executable, "-m", "article_qa", "add", "--data", str(tmp_path / "killed"), str(articles)]
    for moment in ("SELECT count(*) > 20 FROM articles", "SELECT count(*) > 0 FROM passages WHERE embedded"):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(tmp_path / "killed" / "catalog.sqlite3", moment, process)
        process.send_signal(signal.SIGKILL)
        assert process.wait(30) == -signal.SIGKILL
    with open_library(tmp_path / "killed") as library:
        assert library.catalog.overview().pending > 0
        add(library, [articles])
    with open_library(tmp_path / "whole", create=True) as library:
        add(library, [articles])
    assert contents(tmp_path / "killed") == contents(tmp_path / "whole")


def wait_until(catalog: Path, query: str, process: subprocess.Popen[bytes]) -> None:
    """Until `query` is true in the catalog that another process writes."""
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            reader = sqlite3.connect(f"file:{catalog}?mode=ro", uri=True)
            (reached,) = reader.execute(query).fetchone()
            reader.close()
        except sqlite3.OperationalError:
            reached = False
        if reached:
            return
        time.sleep(0.005)
    raise AssertionError(f"never came: {query}")


def test_adding_holds_only_a_few_articles_in_memory(tmp_path: Path) -> None:
    def peaks(count: int) -> tuple[int, int]:
        found = (article(f"Bridge {n} {'x' * 10_000}", source=str(n)) for n in range(count))
        with open_library(tmp_path / str(count), create=True) as library:
            library.embedder = ToyEmbedder()
            tracemalloc.start()
            stock(library, found)
            _, stocking = tracemalloc.get_traced_memory()
            tracemalloc.reset_peak()
            embed_pending(library)
            _, embedding = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            assert library.catalog.overview().passages == count
        return stocking, embedding

    peaks(1)  # What is imported first counts for nobody.
    few, many = peaks(130), peaks(230)
    assert np.subtract(many, few).max() < 100 * 10_000 / 2


# Examining and mending


def test_missing_and_extra_vectors_are_counted_and_mended(library: Library, articles: Path) -> None:
    (articles / "a.txt").write_text("The bridge is shut.")
    (articles / "b.txt").write_text("The mayor wept.")
    add(library, [articles])
    lost = next(iter(library.vectors.ids()))
    library.vectors.remove([lost])
    stray = article("A stray.", source="stray")
    put(library, stray)
    embed_pending(library)
    library.catalog.remove(stray.id)
    library.catalog.vector_queue.forget_stale(library.catalog.vector_queue.stale(10))
    diagnosis = examine(library)
    assert (diagnosis.vectors_missing, diagnosis.vectors_extra, diagnosis.healthy) == (1, 1, False)
    repair(library)
    assert examine(library).healthy
    assert lost in set(library.vectors.ids())


def test_keyword_faults_are_counted_and_mended(library: Library, articles: Path) -> None:
    (articles / "a.txt").write_text("The bridge is shut.")
    (articles / "b.txt").write_text("The mayor wept.")
    add(library, [articles])
    other = sqlite3.connect(file_of(library.catalog).path)
    other.execute("INSERT INTO keywords (keywords) VALUES ('delete-all')")
    other.execute("INSERT INTO keywords (rowid, title, text) VALUES (99, 'T', 'nothing')")
    other.commit()
    other.close()
    diagnosis = examine(library)
    assert (diagnosis.keyword_faults, diagnosis.healthy) == (3, False)
    repair(library)
    assert examine(library).healthy
    assert found(library, "bridge") == ["The bridge is shut."]
    assert found(library, "nothing") == []


def test_junk_in_place_of_the_vectors_is_told_and_mended(tmp_path: Path) -> None:
    with open_library(tmp_path, create=True) as library:
        put(library, article("The bridge is shut."))
    (tmp_path / "vectors").mkdir()
    (tmp_path / "vectors" / "chroma.sqlite3").write_bytes(b"junk" * 5000)
    with open_library(tmp_path) as library:
        with pytest.raises(LibraryDamaged):
            list(library.vectors.ids())
        assert "article-qa doctor --repair" in present(examine(library).unreadable)
        repair(library)
        assert examine(library).healthy
        assert len(list(library.vectors.ids())) == 1


def test_a_file_in_place_of_the_vectors_is_mended(tmp_path: Path) -> None:
    with open_library(tmp_path, create=True) as library:
        put(library, article("The bridge is shut."))
        (tmp_path / "vectors").write_text("junk")
        repair(library)
        assert examine(library).healthy


def test_lost_vectors_are_made_again(library: Library, articles: Path, tmp_path: Path) -> None:
    (articles / "a.txt").write_text("The bridge is shut.")
    add(library, [articles])
    library.catalog.close()
    shutil.copytree(tmp_path / "data", tmp_path / "copy", ignore=shutil.ignore_patterns("vectors"))
    with open_library(tmp_path / "copy") as copy:
        assert examine(copy).vectors_missing == 1
        repair(copy)
        assert examine(copy).healthy


def test_repairing_a_healthy_library_makes_no_vector(library: Library, articles: Path, embedder: LocalEmbedder) -> None:
    (articles / "a.txt").write_text("The bridge is shut.")
    add(library, [articles])
    library.embedder = FailingEmbedder(embedder, batches=0)
    repair(library)
    assert examine(library).healthy


def test_an_unreadable_file_costs_only_itself(library: Library, articles: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    (articles / "a.txt").write_text("The bridge is shut.")
    (articles / "b.txt").write_text("The mayor wept.")
    (articles / "b.txt").chmod(0)
    report = add(library, [articles])
    assert counts(report) == (1, 0, 0, 1)
    assert "(Permission denied); check the file and its permissions" in report.failed[0]


# Damage and disks


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library whose index Chroma has saved to files of its own, as it does from 1,000 vectors on."""
    folder = tmp_path_factory.mktemp("saved")
    saved_library(folder / "data")
    return folder / "data"


def lose(folder: Path) -> None:
    shutil.rmtree(folder)


def cut_short(folder: Path) -> None:
    for file in folder.rglob("*.bin"):
        os.truncate(file, file.stat().st_size // 2)


def scribble(folder: Path) -> None:
    for file in folder.rglob("*.bin"):
        file.write_bytes(np.random.default_rng(2).bytes(file.stat().st_size))


def scribble_over_the_list(folder: Path) -> None:
    file = folder / "chroma.sqlite3"
    content = bytearray(file.read_bytes())
    content[100:] = np.random.default_rng(3).bytes(len(content) - 100)
    file.write_bytes(content)


@pytest.mark.parametrize("harm", [lose, cut_short, scribble, scribble_over_the_list])
def test_lost_and_damaged_vectors_are_found_and_made_again(
    saved: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    shutil.copytree(saved, tmp_path / "data")
    harm(tmp_path / "data" / "vectors")
    with open_library(tmp_path / "data") as library:
        # One passage less to embed for each article that goes: the test is of mending, not of speed.
        for listing in library.catalog.listings()[20:]:
            library.catalog.remove(listing.id)
        library.catalog.vector_queue.forget_stale(library.catalog.vector_queue.stale(2000))
        diagnosis = examine(library)
        assert diagnosis.unreadable or diagnosis.vectors_missing == 20
        if diagnosis.unreadable:
            assert diagnosis.unreadable.endswith("make them again with: article-qa doctor --repair")
        repair(library)
        assert examine(library).healthy
        assert len(list(library.vectors.ids())) == 20


ARABIC = "أُغلق الجسر يوم الاثنين."


def test_articles_that_the_english_model_does_not_read_are_told_once(library: Library, articles: Path) -> None:
    for name, text in (("a", ARABIC), ("b", f"{ARABIC} {ARABIC}"), ("c", "The mayor wept.")):
        (articles / f"{name}.txt").write_text(text, encoding="utf-8")
    note = (
        "2 articles are in Arabic; the default model reads English, so their words only are compared; "
        "see INDEX_EMBEDDER"
    )
    assert add(library, [articles]).notes == [note]
    assert add(library, [articles]).as_json()["notes"] == []


def test_an_article_has_the_language_of_its_text(library: Library) -> None:
    stock(library, [article(ARABIC, source="a", language="en"), article("Suez", source="b")])
    assert {each.source: each.language for each in library.catalog.listings()} == {"a": "ar", "b": None}


def test_an_article_stored_without_its_language_is_unchanged(library: Library) -> None:
    put(library, article(ARABIC))
    assert stock(library, [article(ARABIC)]).counts == "0 added, 0 changed, 1 unchanged, 0 failed"
    assert [each.language for each in library.catalog.listings()] == ["ar"]


def test_nothing_is_said_of_languages_under_another_embedder(tmp_path: Path) -> None:
    with open_library(tmp_path / "data", create=True) as library:
        library.settings = IndexSettings(embedder="multilingual")
        assert stock(library, [article(ARABIC)]).notes == []
