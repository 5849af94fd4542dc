"""Adding: nothing lost, nothing twice, whatever happens on the way."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.errors import QuestionRejected
from article_qa.index.ingest import doctor
from article_qa.index.ingest.add import add, examine, remove
from article_qa.index.library import Library, open_library
from tests.index.formats.files import pdf, word, zipped
from tests.index.ingest.adding import counts, found, titles
from tests.present import present

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


def test_an_unreadable_file_costs_only_itself(library: Library, articles: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    (articles / "a.txt").write_text("The bridge is shut.")
    (articles / "b.txt").write_text("The mayor wept.")
    (articles / "b.txt").chmod(0)
    report = add(library, [articles])
    assert counts(report) == (1, 0, 0, 1)
    assert "(Permission denied); check the file and its permissions" in report.failed[0]
