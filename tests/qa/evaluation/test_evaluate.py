"""Figures over a small library, worked out by hand; the page of misses; the command."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from article_qa.index.errors import GoldenRejected
from article_qa.index.ingest.add import add
from article_qa.index.library import Library, open_library
from article_qa.qa.answer import Answer, Sentence, Status
from article_qa.qa.citation import Citation
from article_qa.qa.cli import app
from article_qa.qa.evaluation.evaluate import evaluate_library
from article_qa.qa.evaluation.evaluation import Evaluation, compare
from article_qa.qa.evaluation.failures import write_failures
from article_qa.qa.evaluation.golden import Golden, find_wanted
from article_qa.qa.evaluation.outcome import Outcome
from article_qa.qa.evaluation.setting import Setting
from tests.present import present

HOSTILE = '<script>alert(1)</script> & "Who" owns <b>the canal</b>?'
TEXTS = {
    "canal": "The Varn Canal is owned by the town of Ostrey. It was dug in 1871.",
    "bridge": "The Lower Bridge at Ostrey was shut on Tuesday because a pillar had cracked.",
    "orchard": "Apples from the orchards of Merrow won the prize of the county fair.",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("library")
    lines = [{"id": name, "title": name.capitalize(), "text": text} for name, text in TEXTS.items()]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, lines)))
    with open_library(folder / "library", create=True) as library:
        add(library, [folder / "news.jsonl"])
        yield library


def outcome(
    library: Library,
    golden: Golden,
    *,
    quotes: Sequence[tuple[str, str]] = (),
    status: Status = "answered",
    found: Sequence[str] = (),
    milliseconds: float = 1.0,
) -> Outcome:
    """An outcome made by hand: `quotes` and `found` are (article name, words)."""
    ids = {listing.title.lower(): listing.id for listing in library.catalog.listings()}
    citations = []
    for number, (name, words) in enumerate(quotes, 1):
        start = TEXTS[name].index(words)
        citations.append(
            Citation(number, ids[name], name, None, date(2024, 1, 1), None, words, start, start + len(words))
        )
    sentences = tuple(Sentence(c.quote, "quoted", (c.number,)) for c in citations)
    answer = Answer(
        golden.question, golden.question, status, "extract", sentences, tuple(citations), {"total": milliseconds}
    )
    every = library.catalog.passages([passage_id for passage_id, _ in library.catalog.vector_queue.passage_ids()])
    passages = {passage.article_id: passage for passage in every.values()}
    return Outcome(
        golden, find_wanted([golden], library)[0], answer, tuple(passages[ids[name]] for name in found),
        tuple(True for _ in citations),
    )  # fmt: skip


@pytest.fixture(scope="module")
def by_hand(library: Library) -> Evaluation:
    """Four answerable questions, two of them refused, and four unanswerable, three of them refused."""
    owner = Golden(question="Who owns the canal?", answers=["Ostrey"], article=["canal"], group="canal")
    why = Golden(question="Why was the bridge shut?", answers=["a pillar had cracked"], article=["bridge"])
    no = Golden(question=HOSTILE, answerable=False)
    rest: dict[str, Any] = {"status": "abstained"}
    outcomes = [
        outcome(library, owner, quotes=[("canal", "owned by the town of Ostrey")], found=["canal", "bridge"]),
        outcome(library, why, quotes=[("canal", "dug in 1871"), ("bridge", "because a pillar had cracked")],
                found=["orchard", "bridge"], milliseconds=5),
        outcome(library, owner, found=["orchard"], **rest),
        outcome(library, why, found=["bridge"], **rest),
        outcome(library, no, quotes=[("orchard", "Apples")]),
        *(outcome(library, no, **rest) for _ in range(3)),
    ]  # fmt: skip
    return Evaluation(Setting(Path("data")), tuple(outcomes))


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("article_hit_at_1", 2 / 4),
        ("article_hit_at_5", 3 / 4),
        ("article_mrr", (1 + 1 / 2 + 0 + 1) / 4),
        ("passage_recall_at_1", 2 / 4),
        ("gold_in_first_quote", 1 / 4),
        ("gold_in_quotes", 2 / 4),
        ("gold_in_short_answer", 2 / 4),
        ("gold_article_first", 1 / 4),
        ("exact_quotes", 1),
        ("sentences_quoted", 1),
        ("answer_words", 6),
        ("refusal_precision", 3 / 5),
        ("refusal_recall", 3 / 4),
        ("refusal_f1", 2 / 3),
        ("answerable_refused", 2 / 4),
        ("median_ms", 1),
    ],
)
def test_figures_are_as_worked_out_by_hand(by_hand: Evaluation, name: str, figure: float) -> None:
    assert by_hand.figure(name) == pytest.approx(figure)


def test_what_is_shown_as_doubtful_is_counted_apart(library: Library) -> None:
    owner = Golden(question="Who owns the canal?", answers=["Ostrey"], article=["canal"])
    unsaid = Golden(question="Who sold the canal?", answerable=False)
    quotes = [("canal", "dug in 1871")]
    outcomes = [outcome(library, asked, quotes=quotes, status="doubtful") for asked in (owner, unsaid)]
    evaluation = Evaluation(Setting(Path("data")), (*outcomes, outcome(library, owner)))
    names = ("answerable_doubted", "unanswerable_doubted", "answerable_refused", "refusal_recall")
    assert [evaluation.figure(name) for name in names] == [0.5, 1, 0, 0]
    assert evaluation.outcomes[1].misses == []


@pytest.mark.parametrize(
    ("sentences", "stands"),
    [
        pytest.param(["dug " * 59 + "Ostrey"], True, id="sixtieth-word"),
        pytest.param(["dug " * 60 + "Ostrey"], False, id="word-after"),
        pytest.param(["dug " * 60, "Ostrey"], False, id="sentence-after"),
    ],
)
def test_only_what_is_shown_first_counts_as_short(library: Library, sentences: list[str], stands: bool) -> None:
    owner = Golden(question="Who owns the canal?", answers=["Ostrey"], article=["canal"])
    [made] = [outcome(library, owner, quotes=[("canal", "dug in 1871")])]
    told = replace(made.answer, sentences=tuple(Sentence(text, "quoted", (1,)) for text in sentences))
    assert replace(made, answer=told).gold_in_short_answer is stands


def test_the_title_stands_before_the_first_quote_of_its_article(library: Library) -> None:
    asked = Golden(question="What was dug?", answers=["canal"], article=["canal"])
    [made] = [outcome(library, asked, quotes=[("canal", "dug in 1871")])]
    assert made.first_shown == "canal\ndug in 1871"


def test_a_group_has_figures_of_its_own(by_hand: Evaluation) -> None:
    assert {name: len(places) for name, places in by_hand.groups.items()} == {"canal": 2, "(none)": 6}
    assert by_hand.figure("gold_in_quotes", by_hand.groups["canal"]) == 0.5


def test_a_need_met_twice_counts_once(library: Library) -> None:
    asked = Golden(question="Where?", answers=["Ostrey"], article=[["canal", "bridge"]])
    [only] = [outcome(library, asked, found=["bridge", "canal"])]
    evaluation = Evaluation(Setting(Path("data")), (only,))
    assert evaluation.figure("article_recall_at_1") == evaluation.figure("article_ndcg_at_10") == 1


def test_a_quote_that_is_not_in_the_article_lowers_exactness(by_hand: Evaluation) -> None:
    first, *others = by_hand.outcomes
    spoilt = Evaluation(by_hand.setting, (replace(first, exact=(False,)), *others))
    assert spoilt.figure("exact_quotes") == pytest.approx(3 / 4)


def test_a_comparison_gives_each_difference_with_its_interval(by_hand: Evaluation) -> None:
    better = Evaluation(by_hand.setting, (*by_hand.outcomes[:2], by_hand.outcomes[0], *by_hand.outcomes[3:]))
    gap, span = compare(by_hand, better)["gold_in_quotes"]
    low, high = present(span)
    assert gap == pytest.approx(1 / 4)
    assert low <= gap <= high


def test_questions_are_asked_as_a_reader_asks_them(library: Library) -> None:
    golden = [
        Golden(question="Who owns the Varn Canal?", answers=["Ostrey"], article=["canal"]),
        Golden(question="Who owns it?", history=["When was the Varn Canal dug?"], article=["canal"]),
        Golden(question="Who owns the Varn Canal?", publisher="The Times", answerable=False),
    ]
    evaluation = evaluate_library(library, golden, Setting(library.folder, mode="extract"))
    assert evaluation.figure("gold_in_quotes") == 1
    assert evaluation.figure("article_hit_at_1") == 1
    assert evaluation.figure("refusal_recall") == 1
    assert "Varn" in evaluation.outcomes[1].answer.searched
    assert evaluation.outcomes[2].passages == ()


def test_fewer_passages_read_are_fewer_passages_quoted(library: Library) -> None:
    golden = [Golden(question="What happened at Ostrey?")]
    read = evaluate_library(library, golden, Setting(library.folder, passages=1)).outcomes[0]
    cited = {citation.article_id for citation in (*read.answer.citations, *read.answer.nearest)}
    assert len(cited) == 1
    assert len(read.passages) > 1


@pytest.mark.parametrize("text", ["mode", "mode=best", "rankings=", "passages=0", "passages=many", "speed=1"])
def test_a_wrong_comparison_is_told_what_can_be_compared(text: str) -> None:
    with pytest.raises(GoldenRejected, match=r"rankings=both\|dense\|keyword"):
        Setting(Path("data")).changed(text)


def test_one_setting_is_changed_at_a_time() -> None:
    setting = Setting(Path("data"), mode="extract")
    assert setting.changed("rankings=dense") == Setting(Path("data"), "extract", rankings="dense")
    assert setting.changed("data=other").data == Path("other")
    assert setting.changed("passages=8").passages == 8


def test_the_page_of_misses_shows_each_one_and_runs_nothing(by_hand: Evaluation, tmp_path: Path) -> None:
    assert write_failures(tmp_path / "misses.html", by_hand) == 3
    page = (tmp_path / "misses.html").read_text()
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert page.count("refused, though the articles say") == 2
    assert page.count("answered, though the articles do not say") == 1
    assert "http" not in page.replace("http-equiv", "")


def test_the_command_prints_a_table_or_one_json_object(library: Library, tmp_path: Path) -> None:
    lines = [
        {"question": "Who owns the Varn Canal?", "answers": "Ostrey", "article": "canal", "group": "direct"},
        {"question": "Who won the chess match?", "answerable": False, "group": "off topic"},
    ]
    (tmp_path / "golden.jsonl").write_text("\n".join(map(json.dumps, lines)))
    command = ["evaluate", str(tmp_path / "golden.jsonl"), "--data", str(library.folder), "--mode", "extract"]
    shown = CliRunner().invoke(app, [*command, "--compare", "rankings=dense"])
    assert shown.exit_code == 0, shown.output
    assert "Compared with rankings=dense" in shown.stdout
    facts = json.loads(CliRunner().invoke(app, [*command, "--json"]).stdout)
    assert facts["figures"]["gold_in_quotes"] == {
        "value": 1.0,
        "interval": facts["figures"]["gold_in_quotes"]["interval"],
        "of": 1,
    }
    assert set(facts["groups"]) == {"direct", "off topic"}


def test_the_command_names_a_bad_line_and_fails(library: Library, tmp_path: Path) -> None:
    (tmp_path / "golden.jsonl").write_text('{"question": "Who?"}\n{"quest": 1}\n')
    result = CliRunner().invoke(app, ["evaluate", str(tmp_path / "golden.jsonl"), "--data", str(library.folder)])
    assert result.exit_code == 1
    assert "line 2 of" in result.stderr
