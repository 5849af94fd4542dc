"""`evaluate`: golden questions -> figures."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from article_qa.qa.cli.asking import Mode
from article_qa.qa.cli.shared import AsJson, Data, err, guarded, out, progress_bars, show_result

if TYPE_CHECKING:
    from article_qa.qa.evaluation.evaluation import Evaluation
    from article_qa.qa.evaluation.measures import Interval

CUTS = (1, 5, 10)
FIRST_COLUMN = 18
PLAIN = ("answer_words", "median_ms", "p95_ms")
BY_GROUP = {
    "article_hit_at_1": "article\nat 1",
    "article_recall_at_5": "articles\nin 5",
    "passage_hit_at_5": "passage\nin 5",
    "gold_in_first_quote": "first\nquote",
    "gold_in_quotes": "any\nquote",
    "answerable_refused": "wrongly\nrefused",
    "refusal_recall": "rightly\nrefused",
}


@guarded
def evaluate(
    golden: Annotated[Path, typer.Argument(metavar="GOLDEN.jsonl", help="Questions with their right answers.")],
    data: Data,
    mode: Annotated[Mode, typer.Option(help="What writes the answers, as in ask.")] = Mode.auto,
    compare: Annotated[
        str | None,
        typer.Option(
            metavar="NAME=VALUE",
            help="Ask again with one setting changed, and show the differences: mode=auto|extract|llm, "
            "rankings=both|dense|keyword, passages=1 to 50 (5 by default), data=FOLDER.",
        ),
    ] = None,
    failures: Annotated[
        Path | None, typer.Option(metavar="OUT.html", help="Write a page that shows every miss with its gold answer.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure the answers on questions whose right answers you know.

    A line of GOLDEN.jsonl holds a "question" and any of "answers", "article" (id, address, title or file
    name of the gold article), "passage" (its exact words), "answerable", "history", "since", "until",
    "publisher", "today" and "group".
    """
    from article_qa.qa.evaluation.evaluate import evaluate
    from article_qa.qa.evaluation.evaluation import compare as differ
    from article_qa.qa.evaluation.failures import write_failures
    from article_qa.qa.evaluation.golden import read_golden
    from article_qa.qa.evaluation.setting import Setting

    questions = read_golden(golden)
    setting = Setting(data, mode.value)
    changed = setting.changed(compare) if compare else None
    with progress_bars() as progress:
        evaluation = evaluate(setting, questions, progress)
    other = None
    if changed:
        with progress_bars() as progress:
            other = evaluate(changed, questions, progress)
    differences = differ(evaluation, other) if other else {}
    if failures:
        count = write_failures(failures, evaluation)
        err.print(f"{count} misses in {escape(str(failures))}")
    facts: dict[str, Any] = {"golden": str(golden)} | evaluation.as_json()
    if other:
        facts["compared"] = other.as_json() | {
            "changed": compare,
            "differences": {
                name: {"value": None if math.isnan(gap) else round(gap, 4), "interval": between}
                for name, (gap, between) in differences.items()
            },
        }

    def tables() -> None:
        _print_evaluation(evaluation)
        if other and compare:
            _print_comparison(evaluation, other, differences, compare)

    show_result(facts, as_json, tables)


def _print_evaluation(evaluation: "Evaluation") -> None:
    setting = evaluation.setting
    out.print(
        f"[bold]{len(evaluation.outcomes)} questions[/], mode {setting.mode}, rankings {setting.rankings}, "
        f"{setting.passages} passages read, library {escape(str(setting.data))}\n"
    )
    out.print(_finding(evaluation))
    out.print(_answering(evaluation))
    if evaluation.groups:
        out.print(_groups(evaluation))
    out.print(
        "\n[dim]Rankings by trec_eval (ir-measures, pytrec_eval), the first 50 passages. Intervals of 95 %: Wilson's "
        "for shares of questions, else a bootstrap over the questions. Answers are compared as in SQuAD.[/]"
    )


def _table(title: str, *columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left", title_style="bold")
    for number, name in enumerate(columns):
        table.add_column(name, justify="right" if number else "left", min_width=0 if number else FIRST_COLUMN)
    return table


def _finding(evaluation: "Evaluation") -> Table:
    table = _table("Finding", "", "at 1", "at 5", "at 10", "MRR", "nDCG@10", "of")
    for of in ("passage", "article"):
        figure = {name: _share(evaluation.figure(name)) for name in evaluation.measures if name.startswith(of)}
        count = str(evaluation.measures[f"{of}_mrr"].count)
        hits = [figure[f"{of}_hit_at_{cut}"] for cut in CUTS]
        recalls = [figure[f"{of}_recall_at_{cut}"] for cut in CUTS]
        table.add_row(f"{of}s: any gold one found", *hits, figure[f"{of}_mrr"], figure[f"{of}_ndcg_at_10"], count)
        table.add_row(f"{of}s: share of gold found (recall)", *recalls, "", "", count)
    return table


def _answering(evaluation: "Evaluation") -> Table:
    from article_qa.qa.evaluation.figures import LABELS
    from article_qa.qa.evaluation.measures import every, interval

    table = _table("\nAnswering", "", "figure", "95 %", "of")
    for name, measure in evaluation.measures.items():
        if name.startswith(("passage_", "article_")):
            continue
        between = None if name in PLAIN else interval(measure, every(measure))
        table.add_row(LABELS[name], _shown(name)(evaluation.figure(name)), _between(between), str(measure.count))
    return table


def _groups(evaluation: "Evaluation") -> Table:
    table = _table("\nBy group", "", "asked", *BY_GROUP.values())
    for name, questions in evaluation.groups.items():
        shares = (_share(evaluation.figure(figure, questions)) for figure in BY_GROUP)
        table.add_row(escape(name), str(len(questions)), *shares)
    return table


def _print_comparison(
    one: "Evaluation", other: "Evaluation", differences: "dict[str, tuple[float, Interval | None]]", changed: str
) -> None:
    from article_qa.qa.evaluation.figures import LABELS

    table = _table(f"\nCompared with {escape(changed)}", "", "before", "after", "difference", "95 %, paired")
    for name, (gap, between) in differences.items():
        if math.isnan(gap):
            continue
        show = _shown(name)
        is_sure = between is not None and (between[0] > 0 or between[1] < 0)
        figures = (show(one.figure(name)), show(other.figure(name)), f"{'+' if gap > 0 else ''}{show(gap)}")
        table.add_row(LABELS[name], *figures, _between(between, show), style="bold" if is_sure else "")
    out.print(table)
    out.print("[dim]Bold: the interval leaves out 0.[/]")


def _shown(name: str) -> Callable[[float], str]:
    return _plain if name in PLAIN else _share


def _share(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"


def _plain(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.0f}"


def _between(interval: "Interval | None", show: Callable[[float], str] = _share) -> str:
    return f"{show(interval[0])} to {show(interval[1])}" if interval else ""
