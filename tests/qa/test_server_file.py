"""The file by which a command finds a running server: believed only while a like server runs."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from article_qa.index.library import open_library
from article_qa.qa.server_file import FILE, LOCK, announced, find_server, local_address
from tests.present import present

ADDRESS = "http://127.0.0.1:7860"
HOLDS = (
    "import sys, time; from pathlib import Path; from article_qa.qa.server_file import announced\n"
    "with announced(Path(sys.argv[1]), sys.argv[2]): print('up', flush=True); time.sleep(60)"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_library(tmp_path / "data", create=True) as library:
        return library.folder


def test_a_running_server_is_found_and_nothing_is_left_of_it(folder: Path) -> None:
    with announced(folder, ADDRESS):
        assert find_server(folder) == ADDRESS
    assert find_server(folder) is None
    assert not (folder / FILE).exists()


def test_the_file_holds_no_setting_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_API_KEY", "sk-very-secret")
    with announced(folder, ADDRESS):
        assert "secret" not in (folder / FILE).read_text()
        assert not any(path.stat().st_mode & 0o077 for path in (folder / FILE, folder / LOCK))


def test_a_file_that_a_killed_server_left_is_not_believed(folder: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDS, str(folder), ADDRESS], stdout=subprocess.PIPE) as server:
        assert present(server.stdout).readline() == b"up\n"
        assert find_server(folder) == ADDRESS
        server.kill()
    assert (folder / FILE).exists()
    assert find_server(folder) is None
    with announced(folder, "http://127.0.0.1:1234"):
        assert find_server(folder) == "http://127.0.0.1:1234"


def test_a_second_server_leaves_the_first_one_its_file(folder: Path) -> None:
    with announced(folder, ADDRESS):
        with announced(folder, "http://127.0.0.1:1234"):
            assert find_server(folder) == ADDRESS
        assert find_server(folder) == ADDRESS


@pytest.mark.parametrize("name", ["version", "library", "settings"])
def test_a_server_of_another_kind_is_not_used(folder: Path, name: str) -> None:
    with announced(folder, ADDRESS):
        facts = json.loads((folder / FILE).read_text())
        (folder / FILE).write_text(json.dumps(facts | {name: "another"}))
        assert find_server(folder) is None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda patch: patch.setenv("QA_UNSUPPORTED", "drop"), id="a setting more"),
        pytest.param(lambda patch: patch.setenv("QA_MODEL", "other"), id="another model"),
    ],
)
def test_a_server_with_other_settings_is_not_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[pytest.MonkeyPatch], None]
) -> None:
    monkeypatch.setenv("QA_MODEL", "one")
    with announced(folder, ADDRESS):
        change(monkeypatch)
        assert find_server(folder) is None


def test_a_token_and_the_data_folder_are_no_settings_of_answers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with announced(folder, ADDRESS):
        monkeypatch.setenv("QA_TOKEN", "aqa_x")
        monkeypatch.setenv("INDEX_DATA_DIR", str(folder))
        assert find_server(folder) == ADDRESS


@pytest.mark.parametrize("written", ["", "[]", "{}", '{"address": 7}', "no json"])
def test_a_broken_file_is_no_server(folder: Path, written: str) -> None:
    with announced(folder, ADDRESS):
        (folder / FILE).write_text(written)
        assert find_server(folder) is None


def test_an_address_elsewhere_is_never_asked_unnamed(folder: Path) -> None:
    with announced(folder, ADDRESS):
        facts = json.loads((folder / FILE).read_text())
        (folder / FILE).write_text(json.dumps(facts | {"address": "http://203.0.113.7:80"}))
        assert find_server(folder) is None


def test_a_folder_without_a_library_has_no_server(tmp_path: Path) -> None:
    assert find_server(tmp_path) is None
    with announced(tmp_path, ADDRESS):
        assert not (tmp_path / LOCK).exists()


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://127.0.0.1:7860", "http://127.0.0.1:7860"),
        ("http://0.0.0.0:7860", "http://127.0.0.1:7860"),
        ("http://[::]:7860", "http://[::1]:7860"),
        ("http://192.168.1.7:7860", None),
        ("https://127.0.0.1:7860", None),
        ("http://127.0.0.1.example:80", None),
        ("http://127.0.0.1:port", None),
    ],
)
def test_only_this_machine_is_local(address: str, local: str | None) -> None:
    assert local_address(address) == local
