"""Commands that change the library: adding, feeds, corrections, collections, removing; each over one of its own."""

import json
from pathlib import Path

import pytest

from article_qa.index.library import open_library
from tests.index.web.servers import Reply, serving
from tests.qa.cli.run import run

HEADED = "---\ntitle: Bridge\npublished: 2022-11-03\npublisher: Wire\nauthor: A. Writer\n---\n"
PRIORITY = "Why is Syria a priority for Jordan?"


def test_articles_are_put_into_a_collection_as_they_are_added(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("The bridge in Bonn was shut on Monday.")
    added = run("add", "in", "--collection", "Bridges", cwd=tmp_path)
    assert added.stdout == "1 added, 0 changed, 0 unchanged, 1 put into the collection, 0 failed\n"
    (tmp_path / "in" / "b.txt").write_text("The ferry to Bonn sank on Tuesday.")
    synced = json.loads(run("sync", "in", "--collection", "bridges", "--json", cwd=tmp_path).stdout)
    assert synced["collected"] == 1
    listed = json.loads(run("collections", "--json", cwd=tmp_path).stdout)
    assert listed == {"collections": [{"name": "Bridges", "articles": 2}]}
    assert run("sync", "in", "--collection", " ", cwd=tmp_path).returncode == 2


def test_a_correction_is_shown_answers_and_is_kept_by_sync(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text(HEADED + "The bridge in Bonn was shut on Monday by its owner.")
    run("sync", "in", cwd=tmp_path)
    [before] = json.loads(run("list", "--json", cwd=tmp_path).stdout)["articles"]
    words = ("--title", "Bonn closes bridge", "--published", "2023-05-06", "--publisher", "Gazette", "--author", "")
    edited = json.loads(run("edit", before["id"][:7], *words, "--json", cwd=tmp_path).stdout)
    assert edited == {
        "id": before["id"], "title": "Bonn closes bridge", "published": "2023-05-06", "publisher": "Gazette",
        "author": None, "corrected": ["title", "published", "publisher", "author"],
    }  # fmt: skip
    (tmp_path / "in" / "a.md").write_text(HEADED + "The bridge in Bonn was shut on Tuesday by its owner.")
    assert run("sync", "in", cwd=tmp_path).stdout.startswith("0 added, 1 changed")
    assert "Corrected: title, published, publisher, author" in run("show", before["id"], cwd=tmp_path).stdout
    asked = ("ask", "Who shut the bridge in Bonn?", "--publisher", "gazette", "--since", "2023-05-06", "--json")
    [cited, *_] = json.loads(run(*asked, cwd=tmp_path).stdout)["citations"]
    assert (cited["title"], cited["published"], cited["publisher"]) == ("Bonn closes bridge", "2023-05-06", "Gazette")
    assert cited["quote"] == "The bridge in Bonn was shut on Tuesday by its owner."
    assert run("doctor", cwd=tmp_path).returncode == 0


def test_removal_takes_an_article_out_and_unknown_ids_take_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The bridge is shut.")
    run("add", "a.txt", cwd=tmp_path)
    [article] = json.loads(run("list", "--json", cwd=tmp_path).stdout)["articles"]
    refused = run("remove", article["id"], "nonsense", cwd=tmp_path)
    assert (refused.returncode, "'nonsense'" in refused.stderr) == (1, True)
    assert run("remove", article["id"], cwd=tmp_path).stdout == "1 removed\n"
    assert json.loads(run("list", "--json", cwd=tmp_path).stdout) == {"articles": []}
    assert run("doctor", cwd=tmp_path).returncode == 0


def test_a_removal_run_again_finishes_what_a_killed_one_left(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The bridge is shut.")
    run("add", "a.txt", cwd=tmp_path)
    with open_library(tmp_path / "data") as library:
        [article] = library.catalog.listings()
        # Killed once the article was gone, before its vector was.
        library.catalog.remove(article.id)
        assert library.catalog.vector_queue.waiting() == (0, 1)
    assert run("remove", article.id, cwd=tmp_path).returncode == 1
    with open_library(tmp_path / "data") as library:
        assert library.catalog.vector_queue.waiting() == (0, 0)


def test_one_bad_file_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The bridge is shut.")
    (tmp_path / "bad.txt").write_bytes(bytes(100))
    done = run("add", ".", "--json", cwd=tmp_path)
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert report["added"] == 1
    assert "a binary file; add the article's text" in report["failed"][0]


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        pytest.param(["ask", ""], 2, "the question is empty", id="empty question"),
        pytest.param(["ask", "why " * 25_000], 2, "at most 2,000", id="question of 100,000 characters"),
        pytest.param(["ask", "Why?", "--data", "none"], 1, "article-qa add PATH", id="no library"),
        pytest.param(["ask", "Why?", "--data", "text.txt"], 1, "name an empty or new folder", id="data is a file"),
        pytest.param(["ask", "Why?", "--data", "other"], 1, "it holds 'notes.doc'", id="data is something else"),
        pytest.param(["add", "text.txt", "--data", "other"], 1, "it holds 'notes.doc'", id="add to something else"),
        pytest.param(["add", "text.txt", "--data", "/proc/none"], 1, "cannot write to", id="data cannot be written"),
        pytest.param(["add", "empty"], 1, "put files of these kinds in it", id="empty folder"),
        pytest.param(["add", "missing.txt"], 1, "check the path", id="missing path"),
        pytest.param(["ask", "Why?", "--since", "May"], 2, "write it as", id="bad date"),
        pytest.param(["ask", "Why?", "--mode", "llm"], 1, "no language model is set up", id="no model"),
        pytest.param(["show", "nothing"], 1, "article-qa list", id="unknown id"),
    ],
)
def test_bad_input_gets_one_sentence_and_no_traceback(tmp_path: Path, words: list[str], status: int, says: str) -> None:
    (tmp_path / "text.txt").write_text("The bridge is shut.")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.doc").write_text("mine")
    (tmp_path / "empty").mkdir()
    if words[0] == "show" or "llm" in words or not words[1].split("why ")[-1]:
        run("add", "text.txt", cwd=tmp_path)
    done = run(*words, cwd=tmp_path)
    assert done.returncode == status
    assert says in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr
    assert (tmp_path / "other" / "notes.doc").read_text() == "mine"


def test_a_page_is_added_by_its_address(tmp_path: Path) -> None:
    page = Reply("<html><body><article><p>The bridge is shut, the mayor said on Thursday.</p></article></body></html>")
    with serving({"/a": page}) as site:
        refused = run("add", site.url("/a"), "--data", tmp_path / "data", cwd=tmp_path)
        assert (refused.returncode, "--allow-private" in refused.stderr) == (1, True)
        done = run("add", site.url("/a"), "--allow-private", "--data", tmp_path / "data", cwd=tmp_path)
    assert done.stdout == "1 added, 0 changed, 0 unchanged, 0 failed\n"


def test_a_feed_is_followed_refreshed_listed_and_left(tmp_path: Path) -> None:
    words = "The bridge is shut, the mayor said on Thursday, and it will stay shut until the crack is mended in spring."
    item = "<item><title>Bridge shut</title><link>/a</link></item><item><title>Gone</title><link>/gone</link></item>"
    feed = f'<rss version="2.0"><channel><title>The Wire</title>{item}</channel></rss>'
    data = ("--data", tmp_path / "data")
    with serving(
        {
            "/feed": Reply(feed, "application/rss+xml"),
            "/a": Reply(f"<html><body><article><p>{words}</p></article></body></html>"),
        }
    ) as site:
        address = site.url("/feed")
        done = run("follow", address, site.url("/none"), "--allow-private", *data, cwd=tmp_path)
        assert (done.returncode, done.stdout.split("(")[0]) == (1, "Following The Wire ")
        assert "Not followed: there is no page at" in done.stderr
        done = run("refresh", "--allow-private", *data, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (1, "1 added, 0 changed, 0 unchanged, 1 failed\n")
        assert "Not taken: there is no page at" in done.stderr
        done = run("refresh", "--allow-private", "--json", *data, cwd=tmp_path)
        counts = {"added": 0, "changed": 0, "unchanged": 0}
        assert json.loads(done.stdout) == counts | {"failed": [], "notes": [], "waiting": []}
        # Without the permission the feed fails, and its time is kept.
        assert run("refresh", *data, cwd=tmp_path).returncode == 1
    assert f": {address}\n" in run("refresh", "--allow-private", *data, cwd=tmp_path).stdout
    (listed,) = json.loads(run("feeds", "--json", *data, cwd=tmp_path).stdout)["feeds"]
    assert (listed["address"], listed["title"], listed["failures"]) == (address, "The Wire", 1)
    assert listed["last_good"] < listed["next_try"]
    shown = run("feeds", *data, cwd=tmp_path).stdout
    assert "The Wire" in shown
    assert "Failed: '127.0.0.1' is not a public host" in shown
    assert run("unfollow", address, *data, cwd=tmp_path).stdout == "1 unfollowed\n"
    done = run("unfollow", address, *data, cwd=tmp_path)
    assert (done.returncode, "see the addresses with: article-qa feeds" in done.stderr) == (1, True)
    assert "article-qa follow URL" in run("feeds", *data, cwd=tmp_path).stdout
