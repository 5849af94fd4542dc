"""The page with two processes that answer behind it: its doors answer as one process does, and all end together."""

import json
import subprocess
import sys
from pathlib import Path

import httpx

from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant
from tests.e2e.pages import serving
from tests.e2e.readers import QUESTIONS, Reader
from tests.waiting import wait_until


def children(parent: int) -> set[int]:
    """The answering processes that this one started."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            of, words = int(stat.read_text().rpartition(")")[2].split()[1]), (stat.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if of == parent and b"answering.worker" in words:
            found.add(int(stat.parent.name))
    return found


def test_every_door_answers_as_one_process_and_ctrl_c_ends_all(seeds: Path) -> None:
    with serving(seeds, "--workers", "2", "--mcp") as page, open_library(seeds) as library:
        answering = children(page.process.pid)
        assert len(answering) == 2
        alone = Assistant.over(library)
        expected = {question: json.loads(json.dumps(alone.ask(question).as_dict())) for question in QUESTIONS[:2]}
        for question, answer in expected.items():
            found = httpx.post(f"{page.address}/api/ask", json={"question": question}, timeout=100).json()
            assert found | {"timings_ms": None} == answer | {"timings_ms": None}
        shown = Reader(page.address).ask(QUESTIONS[0])
        assert "northern border" in shown
        # Other tests serve the same library, so the address is given.
        asked = [sys.executable, "-m", "article_qa", "ask", QUESTIONS[1], "--server", page.address, "--verbose"]
        done = subprocess.run(asked, capture_output=True, text=True, check=True)
        assert expected[QUESTIONS[1]]["citations"][0]["quote"] in done.stdout
        assert f"Answered by the server at {page.address}" in done.stderr
        assert page.interrupt() == (0, "")
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in answering))


def test_a_page_without_workers_loads_nothing_of_them() -> None:
    code = "import sys, article_qa.qa.web.page; print([name for name in sys.modules if '.qa.answering' in name])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
