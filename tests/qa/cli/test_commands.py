"""The command line as it is typed: what it prints where, and its exit status."""

import json
import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from article_qa.index.formats.kinds import SUFFIXES
from article_qa.index.library import open_library
from article_qa.qa.cli import app
from article_qa.qa.cli.articles import KINDS
from tests.index.web.servers import Reply, serving
from tests.qa.fakes import fails, scripted_server
from tests.starters import SEEDS

HEADED = "---\ntitle: Bridge\npublished: 2022-11-03\npublisher: Wire\nauthor: A. Writer\n---\n"
PRIORITY = "Why is Syria a priority for Jordan?"


def run(*words: str | Path, cwd: Path) -> SimpleNamespace:
    """One command, in this process: importing everything anew for each would take most of the time."""
    with chdir(cwd):
        done = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    return SimpleNamespace(returncode=done.exit_code, stdout=done.stdout, stderr=done.stderr)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    done = run("add", SEEDS, cwd=home)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "12 added, 0 changed, 0 unchanged, 0 failed\n"
    return home


def test_columns_are_told_and_checked(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Kopf,Inhalt\nBridge shut,The bridge in Bonn was shut on Monday.\n")
    refused = run("add", "a.csv", cwd=tmp_path)
    assert refused.returncode == 1
    assert "--column text=NAME" in " ".join(refused.stderr.split())
    assert run("add", "a.csv", "--column", "text=Inhalt", "--column", "title=Kopf", cwd=tmp_path).returncode == 0
    assert "Bridge shut" in run("list", cwd=tmp_path).stdout
    odd = run("add", "a.csv", "--column", "Inhalt", cwd=tmp_path)
    assert odd.returncode == 2
    assert "names no column" in " ".join(odd.stderr.split())


def test_the_starters_answer_the_first_question_to_the_character(home: Path) -> None:
    answer = json.loads(run("ask", PRIORITY, "--json", cwd=home).stdout)
    assert answer["status"] == "answered"
    assert "border" in answer["citations"][0]["quote"]
    for citation in answer["citations"]:
        article = json.loads(run("show", citation["article_id"], "--json", cwd=home).stdout)
        assert article["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_an_answer_is_printed_with_its_sources(home: Path) -> None:
    done = run("ask", PRIORITY, cwd=home)
    assert done.returncode == 0
    assert "[1] Lavrov in Amman" in done.stdout
    assert "Article QA Wire, 3 November 2022" in done.stdout
    assert done.stderr == ""


def test_a_question_is_asked_of_one_article(home: Path) -> None:
    [cited, *_] = json.loads(run("ask", PRIORITY, "--json", cwd=home).stdout)["citations"]
    others = [each["id"] for each in json.loads(run("list", "--json", cwd=home).stdout)["articles"]]
    others.remove(cited["article_id"])
    narrowed = json.loads(run("ask", PRIORITY, "--article", cited["article_id"][:9], "--json", cwd=home).stdout)
    assert narrowed["scope"]["articles"] == [cited["article_id"]]
    assert {each["article_id"] for each in narrowed["citations"]} == {cited["article_id"]}
    elsewhere = json.loads(run("ask", PRIORITY, "--article", others[0], "--json", cwd=home).stdout)
    assert elsewhere["status"] == "abstained"


def test_an_unknown_article_or_collection_is_named(home: Path) -> None:
    done = run("ask", PRIORITY, "--article", "zzz", cwd=home)
    assert (done.returncode, done.stderr.split(";")[0]) == (1, "Error: no article has the id 'zzz'")
    done = run("ask", PRIORITY, "--collection", "Bridges", cwd=home)
    assert "There is no collection 'Bridges'." in done.stdout
    done = run("ask", PRIORITY, "--language", "de", "--language", "fr", cwd=home)
    assert "No article is in 'de' or 'fr'." in done.stdout


def test_a_question_is_asked_of_a_collection(home: Path) -> None:
    [cited, *_] = json.loads(run("ask", PRIORITY, "--json", cwd=home).stdout)["citations"]
    assert (
        run("collect", "Syria and Jordan", cited["article_id"][:9], cwd=home).stdout == "1 put into Syria and Jordan\n"
    )
    answer = json.loads(run("ask", PRIORITY, "--collection", "syria and jordan", "--json", cwd=home).stdout)
    assert (answer["status"], answer["scope"]["collections"]) == ("answered", ["Syria and Jordan"])
    assert {each["article_id"] for each in answer["citations"]} == {cited["article_id"]}
    listed = json.loads(run("collections", "--json", cwd=home).stdout)
    assert listed == {"collections": [{"name": "Syria and Jordan", "articles": 1}]}
    run("collect", "--remove", "SYRIA and jordan", cited["article_id"], cwd=home)
    assert "There is no collection." in run("collections", cwd=home).stdout


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


def test_show_says_where_the_original_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The bridge in Bonn was shut on Monday.")
    run("add", "a.txt", cwd=tmp_path)
    [article] = json.loads(run("list", "--json", cwd=tmp_path).stdout)["articles"]
    assert json.loads(run("show", article["id"], "--json", cwd=tmp_path).stdout)["original"] is None
    run("add", "a.txt", "--keep-originals", cwd=tmp_path)
    original = json.loads(run("show", article["id"], "--json", cwd=tmp_path).stdout)["original"]
    assert Path(original).read_text() == (tmp_path / "a.txt").read_text()
    assert original in run("show", article["id"], cwd=tmp_path).stdout
    (tmp_path / "data" / "originals" / "0123456789abcdef.txt").touch()
    assert "Originals: 1 without an article" in run("doctor", cwd=tmp_path).stdout
    assert run("doctor", "--repair", cwd=tmp_path).returncode == 0


def test_nothing_is_collected_of_an_unknown_article_or_under_no_name(home: Path) -> None:
    [cited, *_] = json.loads(run("ask", PRIORITY, "--json", cwd=home).stdout)["citations"]
    assert run("collect", "Ships", cited["article_id"], "zzz", cwd=home).returncode == 1
    assert run("collect", " ", cited["article_id"], cwd=home).returncode == 2
    assert json.loads(run("collections", "--json", cwd=home).stdout) == {"collections": []}


def test_a_refusal_says_why_and_has_a_status_of_its_own(home: Path) -> None:
    done = run("ask", "Who won the 2031 chess championship?", cwd=home)
    assert done.returncode == 3
    assert done.stdout.startswith("Not in these articles. They never mention “2031”, “chess”")


def test_adding_again_changes_nothing_and_json_is_all_the_output(home: Path) -> None:
    done = run("add", SEEDS, "--json", cwd=home)
    assert json.loads(done.stdout) == {"added": 0, "changed": 0, "unchanged": 12, "failed": [], "notes": []}


def test_list_names_every_article_with_its_state(home: Path) -> None:
    articles = json.loads(run("list", "--json", cwd=home).stdout)["articles"]
    assert len(articles) == 12
    assert articles[0].keys() == {"id", "title", "publisher", "published", "url", "passages", "state", "language"}
    assert {article["state"] for article in articles} == {"ready"}
    assert {article["language"] for article in articles} == {"en"}
    assert articles[-1]["published"] is None
    assert "Notre-Dame" in run("list", cwd=home).stdout


def test_show_prints_the_article_by_the_beginning_of_its_id(home: Path) -> None:
    first = json.loads(run("list", "--json", cwd=home).stdout)["articles"][0]
    assert first["title"] in run("show", first["id"][:8], cwd=home).stdout


def test_show_says_the_language_that_an_article_gives(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nlanguage: en-GB\n---\nThe bridge is shut.")
    run("add", "a.md", cwd=tmp_path)
    first = json.loads(run("list", "--json", cwd=tmp_path).stdout)["articles"][0]
    assert json.loads(run("show", first["id"], "--json", cwd=tmp_path).stdout)["language"] == "en"


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


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        pytest.param([], 2, "there is nothing to correct", id="nothing"),
        pytest.param(["--published", "3 May"], 2, "'3 May' is not a date; write it as 2022-11-03", id="no-date"),
        pytest.param(["--title", ""], 2, "cannot be without a title", id="no-title"),
    ],
)
def test_a_wrong_correction_is_refused(home: Path, words: list[str], status: int, said: str) -> None:
    first = json.loads(run("list", "--json", cwd=home).stdout)["articles"][0]["id"]
    done = run("edit", first, *words, cwd=home)
    assert (done.returncode, said in done.stderr, done.stdout) == (status, True, "")


def test_an_edit_of_an_unknown_article_names_the_nearest(home: Path) -> None:
    first = json.loads(run("list", "--json", cwd=home).stdout)["articles"][0]["id"]
    done = run("edit", first[:8] + "zz", "--title", "New", cwd=home)
    assert (done.returncode, f"nearest: {first}" in done.stderr) == (1, True)


def test_the_help_of_add_names_only_kinds_that_are_read() -> None:
    assert set(KINDS.split()) <= set(SUFFIXES)


def test_doctor_finds_nothing_wrong(home: Path) -> None:
    assert run("doctor", cwd=home).stdout == "Catalog, keyword index and vectors agree.\n"


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


def test_the_data_folder_comes_from_the_environment(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDEX_DATA_DIR", str(home / "data"))
    assert len(json.loads(run("list", "--json", cwd=tmp_path).stdout)["articles"]) == 12


def test_it_runs_as_a_program_of_its_own(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "article_qa", "ask", PRIORITY, "--json"],
        cwd=home,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(SEEDS.parent)},
    )
    assert json.loads(done.stdout)["status"] == "answered"
    assert done.stderr == ""


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


def test_why_a_model_refused_stands_in_the_log_on_standard_error(home: Path) -> None:
    with scripted_server(fails(400, "num_ctx is unknown here")) as server:
        environment = os.environ | {"QA_BASE_URL": server.url, "QA_MODEL": "llama"}
        done = subprocess.run(
            [sys.executable, "-m", "article_qa", "ask", PRIORITY],
            cwd=home,
            env=environment,
            capture_output=True,
            text=True,
        )
    assert "num_ctx" not in done.stdout
    [logged] = [line for line in done.stderr.splitlines() if "num_ctx" in line]
    assert logged == "the language model 'llama' failed and said: 'num_ctx is unknown here'"
    assert "refused the request; check the settings, and read the reason in the log. These" in " ".join(
        done.stderr.split()
    )
