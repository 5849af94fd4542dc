"""`work`: what waits is embedded and annotated, also where a library is one folder."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from article_qa.index.ingest import doctor
from article_qa.index.library import open_library
from article_qa.qa.cli import app
from tests.index.fakes import article, put
from tests.waiting import wait_until


def test_what_waits_in_a_folder_is_done_and_counted(tmp_path: Path) -> None:
    with open_library(tmp_path, create=True) as library:
        put(library, article("The bridge is shut."))
    done = CliRunner().invoke(app, ["work", "--data", str(tmp_path), "--json"])
    assert json.loads(done.stdout) == {"articles": 1, "passages": 1, "waiting": 0}
    again = CliRunner().invoke(app, ["work", "--data", str(tmp_path), "--quiet"])
    assert (again.exit_code, again.stdout, again.stderr) == (0, "Nothing waits.\n", "")
    with open_library(tmp_path) as library:
        assert doctor.examine(library) == doctor.Diagnosis()


def test_a_worker_that_stays_does_what_comes_until_it_is_told_to_end(tmp_path: Path) -> None:
    with open_library(tmp_path, create=True) as library:
        command = [str(Path(sys.executable).with_name("article-qa")), "work", "--watch", "--data", str(tmp_path)]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        put(library, article("The bridge is shut."))
        wait_until(lambda: library.catalog.vector_queue.waiting() == (0, 0))
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=100)[1].endswith("Stopped.\n")
        assert process.returncode == 0


def test_a_library_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["work", "--data", str(tmp_path / "none")])
    assert done.exit_code == 1
    assert "no library" in " ".join(done.stderr.split())
