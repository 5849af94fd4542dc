"""The command line as it is typed: what it prints where, and its exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from article_qa.index.formats.kinds import SUFFIXES
from article_qa.qa.cli import main
from article_qa.qa.cli.articles import KINDS
from tests.qa.cli.run import run
from tests.qa.fakes import fails, scripted_server
from tests.starters import SEEDS

HEADED = "---\ntitle: Bridge\npublished: 2022-11-03\npublisher: Wire\nauthor: A. Writer\n---\n"
PRIORITY = "Why is Syria a priority for Jordan?"


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


@pytest.mark.parametrize("own", [None, "3"])
def test_products_have_one_thread_unless_the_environment_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, own: str | None
) -> None:
    name = "OPENBLAS_NUM_THREADS"
    monkeypatch.setenv(name, own or "")
    if own is None:
        monkeypatch.delenv(name)
    with pytest.raises(SystemExit):
        main(["list", "--help"])
    assert os.environ[name] == (own or "1")


def test_numpy_is_not_loaded_before_the_command_line_has_set_its_threads() -> None:
    program = "import sys, article_qa.qa.cli; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


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
