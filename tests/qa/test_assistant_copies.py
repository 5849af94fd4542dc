"""An answer over copies of one report: one is cited, the others are named, the report counts once."""

import json
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from article_qa.index.ingest.add import add
from article_qa.index.library import Library, open_library
from article_qa.index.records import Copy, Scope
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import Assistant
from article_qa.qa.citation import Citation
from article_qa.qa.cli import app
from article_qa.qa.generation.llm import Model
from article_qa.qa.llama_index import open_engine, open_retriever
from tests.index.fakes import article, put
from tests.present import present
from tests.qa.fakes import ScriptedModel

QUESTION = "Why did the mayor of Amman shut the Wadi bridge?"
WIRE = """The mayor of Amman shut the Wadi bridge on Monday because its pillars had cracked, his office said.

Engineers had found the cracks during a routine inspection last week and asked for more measurements at once.

Drivers on their way to the western districts now have to take the ring road, which adds half an hour.

The Wadi bridge was opened in 1974 and carries about forty thousand vehicles on a working day."""
REST = """Repairs of the pillars are expected to cost two million dinars and to be finished by the end of the summer."""
OWN = """Traffic in Amman came to a halt after the Wadi bridge was shut by the mayor.

Shopkeepers told the Gazette that the mayor shut the bridge because a lorry had hit one of its columns in spring."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    written = {
        ("The Wire", "2022-11-01"): f"{WIRE}\n\n{REST}",
        ("Daily Star", "2022-11-02"): f"AMMAN (The Wire) - {WIRE}",
        ("Morning Post", "2022-11-02"): f"{WIRE}\n\n{REST}\n\nReporting by A. Writer.",
        ("The Gazette", "2022-11-02"): OWN,
    }
    for (outlet, day), text in written.items():
        head = f"---\ntitle: Bridge, says {outlet}\npublisher: {outlet}\npublished: {day}\n---\n"
        (home / f"{outlet}.md").write_text(head + text)
    with open_library(home / "data", create=True) as library:
        add(library, sorted(home.glob("*.md")))
    return home


@pytest.fixture(scope="module")
def library(home: Path) -> Iterator[Library]:
    with open_library(home / "data") as library:
        yield library


def outlets(answer: Answer) -> list[Any]:
    return [citation.publisher for citation in answer.citations]


def test_one_copy_is_cited_and_the_others_are_named(library: Library) -> None:
    answer = Assistant.over(library).ask(QUESTION)
    cited = {citation.publisher: citation for citation in answer.citations}
    assert "The Wire" in cited
    assert not {"Daily Star", "Morning Post"} & cited.keys()
    assert {copy.publisher for copy in cited["The Wire"].also_in} == {"Daily Star", "Morning Post"}
    assert cited["The Wire"].elsewhere in ("Also in Daily Star, Morning Post", "Also in Morning Post, Daily Star")
    for citation in answer.citations:
        assert (
            present(library.catalog.article(citation.article_id)).text[citation.start : citation.end] == citation.quote
        )


def test_an_independent_report_is_among_the_passages_and_counts(library: Library) -> None:
    assistant = Assistant.over(library)
    articles = {hit.article_id for hit in assistant.search(QUESTION).hits}
    assert {present(library.catalog.article(i)).publisher for i in articles} == {"The Wire", "The Gazette"}


def test_a_scope_shows_its_outlets_copy_and_names_the_others(library: Library) -> None:
    answer = Assistant.over(library).ask(QUESTION, scope=Scope(publisher="daily star"))
    assert set(outlets(answer)) == {"Daily Star"}
    assert {copy.publisher for copy in answer.citations[0].also_in} == {"The Wire", "Morning Post"}


def test_a_scope_in_time_leaves_the_original_out(library: Library) -> None:
    answer = Assistant.over(library).ask(QUESTION, scope=Scope(since=date(2022, 11, 2)))
    assert "The Wire" not in outlets(answer)
    assert {"Daily Star", "Morning Post"} & set(outlets(answer))


def test_a_model_is_given_one_copy(library: Library) -> None:
    model = ScriptedModel("The pillars had cracked. [1]")
    assistant = Assistant.over(library)
    replace(assistant, model=Model(model, "scripted")).ask(QUESTION)
    assert model.seen[0].count("because its pillars had cracked") == 1


def test_the_json_names_the_copies_and_counts_the_reports(library: Library) -> None:
    answer = Assistant.over(library).ask(QUESTION, scope=Scope(publisher="The Wire"))
    facts = json.loads(json.dumps(answer.as_dict()))
    assert facts["reports"] == 1
    assert [copy["publisher"] for copy in facts["citations"][0]["also_in"]].count("Daily Star") == 1
    assert list(facts["citations"][0]["also_in"][0]) == ["article_id", "title", "publisher", "published", "url"]
    assert facts["citations"][0]["also_in"][0]["published"] == "2022-11-02"


def test_the_command_line_says_where_else_it_stands(home: Path) -> None:
    with chdir(home):
        asked = CliRunner().invoke(app, ["ask", QUESTION, "--publisher", "Daily Star"]).stdout
        found = json.loads(CliRunner().invoke(app, ["list", "--json"]).stdout)["articles"]
        star = next(each["id"] for each in found if each["publisher"] == "Daily Star")
        shown = CliRunner().invoke(app, ["show", star]).stdout
        facts = json.loads(CliRunner().invoke(app, ["show", star, "--json"]).stdout)
    assert "Rests on one report, in 3 copies." in asked
    assert "Also in The Wire, Morning Post" in asked
    assert "Also in The Wire · 2022-11-01 · " in shown
    assert [copy["publisher"] for copy in facts["also_in"]] == ["The Wire", "Morning Post"]


def test_llama_index_nodes_name_the_copies_in_their_metadata(home: Path) -> None:
    scope = Scope(publisher="Daily Star")
    node = open_engine(home / "data", scope=scope).query(QUESTION).source_nodes[0].node
    assert node.metadata["also_in"] == "The Wire, Morning Post"
    passages = open_retriever(home / "data").retrieve(QUESTION)
    assert {each.node.metadata["publisher"] for each in passages} == {"The Wire", "The Gazette"}


# In words


def citation(number: int, article_id: str, *also: str) -> Citation:
    copies = tuple(Copy(name, f"{name} says", name, date(2022, 11, 1), None) for name in also)
    return Citation(number, article_id, "Bridge", "The Wire", None, None, "shut", 0, 4, copies)


def resting_on(*citations: Citation) -> Answer:
    return Answer("", "", "answered", "extract", (), citations, {})


@pytest.mark.parametrize(
    ("citations", "reports", "says"),
    [
        pytest.param([], 0, "", id="none"),
        pytest.param([citation(1, "a"), citation(2, "a")], 1, "", id="one report, nothing merged"),
        pytest.param([citation(1, "a", "b")], 1, "Rests on one report, in 2 copies.", id="one report, copied"),
        pytest.param(
            [citation(1, "a", "b"), citation(2, "b", "a")], 1, "Rests on one report, in 2 copies.", id="two copies"
        ),
        pytest.param([citation(1, "a"), citation(2, "c")], 2, "Rests on 2 independent reports.", id="two reports"),
    ],
)
def test_an_answer_says_on_how_many_independent_reports_it_rests(
    citations: list[Citation], reports: int, says: str
) -> None:
    assert (resting_on(*citations).reports, resting_on(*citations).basis) == (reports, says)


def test_copies_are_named_in_a_line_and_own_versions_by_date() -> None:
    assert citation(1, "a", *"bcdefgh").elsewhere == "Also in b, c, d, e, f and 2 more"
    assert citation(1, "a", "The Wire").elsewhere == "Also in The Wire (1 November 2022)"
    assert citation(1, "a").elsewhere == ""


def test_bidi_marks_are_dropped_in_headings_and_kept_in_quotes(tmp_path: Path) -> None:
    """A library of an earlier version may hold it in titles and outlets."""
    turned = "The Wadi bridge in Amman was shut because \u2067its pillars\u2069 had cracked."
    with open_library(tmp_path / "data", create=True) as library:
        put(library, article(turned, title="Bridge\u202e shut", publisher="Wire\u2066"))
        put(library, article(turned, source="b", title="\u202dBridge shut", publisher="Post\u202c"))
        [citation] = Assistant.over(library).ask(QUESTION).citations
    assert citation.quote == turned
    assert (citation.title, citation.dateline) in {("Bridge shut", "Wire, undated"), ("Bridge shut", "Post, undated")}
    assert {(copy.title, copy.publisher) for copy in citation.also_in} <= {
        ("Bridge shut", "Wire"),
        ("Bridge shut", "Post"),
    }
    assert len(citation.also_in) == 1


def very_many(article_id: str) -> Citation:
    """A citation of one of 200 copies."""
    copies = [Copy(f"{n:03}", f"Quake {n}", f"Outlet {n}", date(2022, 11, 1), None) for n in range(200)]
    return citation(1, article_id).told_in(copies)


def test_the_first_of_many_copies_are_named_and_the_rest_counted() -> None:
    cited = very_many("007")
    assert [copy.article_id for copy in cited.also_in] == [f"{n:03}" for n in range(51) if n != 7]
    assert cited.more_copies == cited.as_dict()["more_copies"] == 149
    assert cited.elsewhere == "Also in Outlet 0, Outlet 1, Outlet 2, Outlet 3, Outlet 4 and 194 more"
    assert citation(1, "a", "b").as_dict()["more_copies"] == 0


def test_very_many_copies_are_one_report() -> None:
    answer = resting_on(very_many("007"), very_many("150"), very_many("151"))
    assert (answer.reports, answer.basis) == (1, "Rests on one report, in 200 copies.")
    assert resting_on(very_many("007"), citation(2, "other")).reports == 2
