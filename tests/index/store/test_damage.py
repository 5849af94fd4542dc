"""Vectors read by a process of their own: what it found, and what its own troubles never lead to."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from article_qa.index.errors import NotWritable, VectorsUnchecked
from article_qa.index.ingest.add import examine, repair
from article_qa.index.library import open_library
from article_qa.index.store.chroma_damage import damage
from tests.index.fakes import saved_library


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("saved") / "data"
    saved_library(folder)
    return folder


@pytest.fixture
def python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None], None]:
    """Let a shell script take the place of the Python that reads the vectors."""

    def replace(script: str | None) -> None:
        program = tmp_path / "python"
        if script is not None:
            program.write_text(f"#!/bin/sh\n{script}\n")
            program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(program))

    return replace


TROUBLES = [
    pytest.param(None, "No such file or directory", id="no-python"),
    pytest.param("exit 0", "ended with status 0", id="says-nothing"),
    pytest.param("exit 1", "ended with status 1", id="fails"),
    pytest.param("echo 'ModuleNotFoundError: no x' >&2; exit 1", "ModuleNotFoundError: no x", id="cannot-import"),
    pytest.param("echo 'fault: wrong'; exit 0", "wrong", id="fails-before-it-reads"),
    pytest.param("kill -SEGV $$", "ended with status -11", id="crashes-before-it-reads"),
    pytest.param("echo begun; kill -KILL $$", "ended with status -9", id="killed-by-another"),
    pytest.param("echo begun; kill -TERM $$", "ended with status -15", id="stopped-by-another"),
    pytest.param("echo begun; exit 1", "ended with status 1", id="out-of-memory"),
    pytest.param("echo begun; echo 'fault: Too many open files (os error 24)'", "Too many", id="out-of-files"),
]


@pytest.mark.parametrize(("script", "told"), TROUBLES)
def test_a_process_that_could_not_read_them_costs_no_vector(
    saved: Path, tmp_path: Path, python: Callable[[str | None], None], script: str, told: str
) -> None:
    shutil.copytree(saved, tmp_path / "data")
    python(script)
    with open_library(tmp_path / "data") as library:
        for check in (examine, repair):
            with pytest.raises(VectorsUnchecked, match=rf"\([^\n]*{told}[^\n]*\), and nothing was changed; try again"):
                check(library)
        assert library.catalog.vector_queue.waiting() == (0, 0)
        assert len(list(library.vectors.ids())) == 1100


def test_a_process_that_dies_reading_the_vectors_means_damage(
    saved: Path, python: Callable[[str | None], None]
) -> None:
    python("echo begun; kill -SEGV $$")
    assert "(reading them ends the process)" in (damage(saved / "vectors") or "")


def test_a_store_that_may_not_be_written_is_no_damage(saved: Path, python: Callable[[str | None], None]) -> None:
    python("echo 'fault: Permission denied (os error 13)'")
    with pytest.raises(NotWritable):
        damage(saved / "vectors")


def test_healthy_vectors_are_whole_from_any_folder(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("index", "chromadb", "numpy", "signal"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(tmp_path)
    # As an interactive session has it, and as `python -m` has it.
    for here in ("", ".", str(tmp_path)):
        monkeypatch.setattr(sys, "path", [here, *sys.path])
        assert damage(saved / "vectors") is None


def test_healthy_vectors_are_whole_if_the_current_folder_is_gone(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert damage(saved / "vectors") is None


def test_chroma_that_cannot_be_loaded_is_no_damage(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(saved, tmp_path / "data")
    # A setting of an old Chroma, which today's refuses before it opens anything.
    monkeypatch.setenv("CHROMA_DB_IMPL", "duckdb")
    with open_library(tmp_path / "data") as library:
        with pytest.raises(VectorsUnchecked):
            repair(library)
        monkeypatch.delenv("CHROMA_DB_IMPL")
        assert len(list(library.vectors.ids())) == 1100
