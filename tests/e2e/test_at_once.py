"""The page, two that add and one that asks, each a process of its own, on one library at the same time."""

import json
import os
import subprocess
import sys
from pathlib import Path

from gradio_client import Client

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.qa.retrieval.search import INCOMPLETE
from tests.e2e.pages import ROOT, serving
from tests.index.processes import contents
from tests.running import after_start

EACH = 60
SHARED = 10


def command(data: Path, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "article_qa", *map(str, words), "--data", str(data)],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_what_two_add_beside_a_page_is_there_once_and_found(tmp_path: Path) -> None:
    data, folders = tmp_path / "data", [tmp_path / "north", tmp_path / "south"]
    for first, folder in zip((0, EACH - SHARED), folders, strict=True):
        folder.mkdir()
        for number in range(first, first + EACH):
            (folder / f"{number}.txt").write_text(f"Bridge {number} of the town is shut.")
    texts = sorted({file.read_text() for folder in folders for file in folder.iterdir()})
    with open_library(data, create=True) as library:
        add(library, [folders[0] / "0.txt"])
    with serving(data) as running:
        adding = [command(data, "add", folder) for folder in folders]
        asked = 0
        while asked == 0 or any(each.poll() is None for each in adding):
            said, complaint = (
                asking := command(data, "ask", "Which bridge of the town is shut?", "--json")
            ).communicate()
            assert (asking.returncode, complaint) == (0, "")
            # What the others have stored meanwhile may wait for its vectors, and that is all there is to say.
            assert all(warning.endswith(INCOMPLETE) for warning in json.loads(said)["warnings"])
            asked += 1
        ended = [(*each.communicate(), each.returncode) for each in adding]
        assert [(after_start(complaint), status) for _, complaint, status in ended] == [("", 0), ("", 0)]
        assert sum(int(said.split()[0]) for said, _, _ in ended) == len(texts) - 1
        page = Client(running.address, verbose=False, analytics_enabled=False)
        assert len(page.predict(api_name="/list_articles")["articles"]) == len(texts)
        answer = page.predict("Is Bridge 87 shut?", api_name="/ask")
        assert answer["citations"][0]["quote"] == "Bridge 87 of the town is shut."
    _, articles, hits, vectors, *_ = contents(data)
    assert sorted(article.text for article in articles) == texts
    assert len(hits) == len(vectors) == len(texts)
