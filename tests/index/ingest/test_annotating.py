"""Articles are annotated by whoever makes the vectors, and by nobody else."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from article_qa.index.annotate.annotate import annotate
from article_qa.index.annotate.version import VERSION
from article_qa.index.ingest.add import examine, repair, take
from article_qa.index.ingest.annotating import BATCH, annotate_next, unannotated
from article_qa.index.ingest.embedding_worker import EmbeddingWorker, embed_pending
from article_qa.index.library import Library, open_library
from article_qa.index.records import Article
from article_qa.index.store.schema import ANNOTATIONS
from article_qa.qa.assistant import Assistant
from tests.index.fakes import article, put
from tests.index.older import make_older
from tests.waiting import wait_until

BRIDGE = article("The bridge is shut. It will open in May.")


def many(count: int) -> list[Article]:
    return [article(f"Bridge {n} is shut.", source=str(n)) for n in range(count)]


def made_older(library: Library) -> Path:
    """The folder of the library, closed, as a version left it that knew of no annotations."""
    make_older(library.catalog.database, ANNOTATIONS)
    library.close()
    return library.folder


def test_what_is_added_is_annotated(library: Library) -> None:
    told = []
    take(library, [BRIDGE], lambda *step: told.append(step))
    assert library.catalog.annotations.of([BRIDGE.id]) == {BRIDGE.id: annotate(BRIDGE)}
    assert told[-1] == ("annotated", 1, 1)


def test_an_older_library_answers_and_is_annotated_by_the_worker(library: Library) -> None:
    take(library, [BRIDGE])
    with open_library(made_older(library)) as upgraded:
        assert unannotated(upgraded.catalog) == 1
        answer = Assistant.over(upgraded).ask("Is the bridge shut?", mode="extract")
        assert answer.citations[0].article_id == BRIDGE.id
        assert unannotated(upgraded.catalog) == 1
        with EmbeddingWorker(upgraded, every_seconds=0.02):
            wait_until(lambda: unannotated(upgraded.catalog) == 0)
        assert upgraded.catalog.annotations.of([BRIDGE.id]) == {BRIDGE.id: annotate(BRIDGE)}


def test_an_older_library_is_annotated_by_the_next_add(library: Library) -> None:
    take(library, many(2))
    with open_library(made_older(library)) as upgraded:
        take(upgraded, [BRIDGE])
        assert unannotated(upgraded.catalog) == 0
        assert examine(upgraded).healthy


def test_an_article_of_an_older_library_gets_its_language(library: Library) -> None:
    old = article("Die Brücke am Hafen ist seit Montag gesperrt.")
    put(library, old)
    assert annotate_next(library.catalog)
    assert library.catalog.article(old.id) == replace(old, language="de")
    assert unannotated(library.catalog) == 0


def test_annotating_goes_on_where_it_was_cut_off(library: Library) -> None:
    put(library, *many(BATCH + 3))
    assert annotate_next(library.catalog)
    assert (unannotated(library.catalog), examine(library).unannotated) == (3, 3)
    library.close()
    with open_library(library.folder) as again:
        embed_pending(again)
        assert (unannotated(again.catalog), examine(again).unannotated) == (0, 0)


def test_an_unreadable_article_does_not_hold_up_the_others(library: Library) -> None:
    put(library, *many(3))
    embed_pending(library)
    library.catalog.annotations.drop()
    library.catalog.database.change("UPDATE articles SET published = 'soon' WHERE number = 2")
    embed_pending(library)
    assert unannotated(library.catalog) == 0
    assert len(library.catalog.annotations.of([one.id for one in many(3)])) == 3


def test_a_repair_annotates_every_article_again(library: Library) -> None:
    take(library, [BRIDGE])
    library.catalog.database.change("UPDATE annotations SET sentences = x'00'")
    repair(library)
    assert library.catalog.annotations.of([BRIDGE.id]) == {BRIDGE.id: annotate(BRIDGE)}


def test_articles_of_an_older_annotator_are_read_again(library: Library) -> None:
    take(library, [BRIDGE])
    library.catalog.database.change("UPDATE annotations SET version = ?", VERSION + 1)
    embed_pending(library)
    assert library.catalog.annotations.left(VERSION) == 0


def test_asking_never_loads_the_annotator(library: Library, tmp_path: Path) -> None:
    take(library, [BRIDGE])
    program = (
        "import atexit, json, sys\n"
        "atexit.register(lambda: json.dump(sorted(sys.modules), open(sys.argv[-1], 'w')))\n"
        "from article_qa.qa.cli import app\n"
        "app(sys.argv[1:-1])"
    )
    told = tmp_path / "modules.json"
    # One that asks for yes or no is judged as a claim is, and may load it.
    arguments = ["ask", "Which bridge is shut?", "--data", str(library.folder), "--json", str(told)]
    subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True)
    loaded = json.loads(told.read_text())
    assert "article_qa.qa.assistant" in loaded
    assert "article_qa.index.annotate" not in loaded
    assert "article_qa.index.ingest" not in loaded
