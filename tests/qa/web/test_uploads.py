"""The folder of uploads: its end, its next start, and its limits."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from signal import Signals
from subprocess import Popen

import httpx
import pytest

from article_qa.index.errors import ArticleQAError
from article_qa.index.library import open_library
from article_qa.qa.web.uploads import MIN_FILE_BYTES, PREFIX, STARTING_SECONDS, Uploads, private_uploads
from tests.present import present
from tests.qa.web.serving import served

WAIT = """
import os, sys
from article_qa.qa.web.uploads import private_uploads
with private_uploads():
    print(os.environ["GRADIO_TEMP_DIR"], flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temp folder of the test's own, for child processes too."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return tmp_path


def started() -> tuple[Popen[str], Path]:
    process = subprocess.Popen(
        [sys.executable, "-c", WAIT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    return process, Path(present(process.stdout).readline().strip())


def stopped(process: Popen[str], number: Signals | None = None) -> None:
    process.send_signal(number) if number else present(process.stdin).close()
    process.wait(60)


def test_the_folder_goes_with_the_server(temporary: Path) -> None:
    with private_uploads():
        folder = Path(os.environ["GRADIO_TEMP_DIR"])
        (folder / "left.md").write_text("x")
        assert folder.parent.stat().st_mode & 0o077 == 0
    assert list(temporary.iterdir()) == []


def test_a_start_removes_uploads_of_killed_servers_only(temporary: Path) -> None:
    (killed, lost), (living, kept) = started(), started()
    (lost / "left.md").write_text("x")
    (kept / "here.md").write_text("x")
    stopped(killed, signal.SIGKILL)
    assert lost.exists()
    with private_uploads():
        assert not lost.parent.exists()
        assert (kept / "here.md").exists()
    assert (kept / "here.md").exists()
    stopped(living)
    assert list(temporary.iterdir()) == []


def test_a_folder_being_made_stays_and_an_old_one_goes(temporary: Path) -> None:
    fresh, old = temporary / f"{PREFIX}fresh", temporary / f"{PREFIX}old"
    fresh.mkdir()
    old.mkdir()
    before = time.time() - STARTING_SECONDS - 1
    os.utime(old, (before, before))
    with private_uploads():
        assert (fresh.exists(), old.exists()) == (True, False)


def test_no_link_leads_the_cleaning_elsewhere(temporary: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "lock").touch()
    (elsewhere / "files").mkdir()
    (temporary / f"{PREFIX}link").symlink_to(elsewhere)
    with private_uploads():
        assert (elsewhere / "files").exists()


def test_old_uploads_go_and_young_ones_count(tmp_path: Path) -> None:
    for name in ("old", "young"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "news.md").write_text("x")
    for path in (tmp_path / "old" / "news.md", tmp_path / "old"):
        os.utime(path, (1, 1))
    uploads = Uploads(tmp_path, max_bytes=10 * MIN_FILE_BYTES)
    assert uploads.free_bytes() == 9 * MIN_FILE_BYTES
    uploads.free_bytes()
    assert [path.name for path in tmp_path.iterdir() if list(path.iterdir())] == ["young"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page with room for four megabytes."""
    folder = tmp_path_factory.mktemp("small") / "data"
    with open_library(folder, create=True):
        pass
    with served(folder, max_upload_bytes=4 * 2**20) as address:
        yield address


def pieces(body: bytes) -> Iterator[bytes]:
    yield from (body[start : start + 2**16] for start in range(0, len(body), 2**16))


def test_uploads_that_nobody_adds_are_bounded(small: str) -> None:
    folder = Path(os.environ["GRADIO_TEMP_DIR"])
    big = b"x" * (8 * 2**20)
    form = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.md"\r\n\r\n' + big + b"\r\n--b--\r\n"
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    with httpx.Client(base_url=small, timeout=60) as http:
        declared = http.post("/gradio_api/upload", content=form, headers=kind)
        streamed = http.post("/gradio_api/upload", content=pieces(form), headers=kind)
        for reply in (declared, streamed):
            assert reply.status_code == 413
            assert "have reached their maximum allowed size; try again in an hour" in reply.text
        assert not any(path.is_file() for path in folder.rglob("*"))
        many = [http.post("/gradio_api/upload", files={"files": (f"{n}.md", f"{n}" * 2**19)}) for n in range(10)]
    assert [reply.status_code for reply in many] == sorted(reply.status_code for reply in many)
    assert {reply.status_code for reply in many} == {200, 413}
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) <= 4 * 2**20


@pytest.mark.parametrize("kind", ["missing", "a-file"])
def test_no_folder_for_uploads_is_an_error_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    (tmp_path / "a-file").touch()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / kind))
    with pytest.raises(ArticleQAError, match=r"^cannot make a folder for uploads [^\n]+ TMPDIR$"), private_uploads():
        pass
