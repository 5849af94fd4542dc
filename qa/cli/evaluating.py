"""`evaluate`: golden questions -> figures."""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from qa.cli.asking import Mode
from qa.cli.shared import AsJson, Data, err, guarded, out, progress_bars, show_result

if TYPE_CHECKING:
    from qa.evaluate import Evaluation
    from qa.measures import Interval

CUTS = (1, 5, 10)
FIRST_COLUMN = 18
SHARES = {
    "gold_in_first_quote": "accepted answer in the first quote",
    "gold_in_quotes": "accepted answer in any quote",
    "gold_in_short_answer": "accepted answer in an answer of at most 60 words",
    "gold_article_first": "first quote from a gold article",
    "exact_quotes": "quotes that equal their slice of the article",
    "sentences_quoted": "sentences quoted",
    "sentences_supported": "sentences supported",
    "sentences_unsupported": "sentences unsupported",
    "refusal_precision": "refusals that were right (precision)",
    "refusal_recall": "unanswerable questions refused (recall)",
    "refusal_f1": "F1 of refusing",
    "answerable_refused": "answerable questions refused",
}
OTHERS = {"answer_words": "words in an answer", "median_ms": "milliseconds, median", "p95_ms": "95th percentile"}
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
    golden: Annotated[Path, typer.Argument(metavar="GOLDEN.jsonl", help="Questions and what is right for them.")],
    data: Data,
    mode: Annotated[Mode, typer.Option(help="What answers, as in ask.")] = Mode.auto,
    compare: Annotated[
        str | None,
        typer.Option(
            metavar="NAME=VALUE",
            help="Ask again with one setting changed and show each difference: mode=auto|extract|llm, "
            "rankings=both|dense|keyword, passages=1 to 50 (how many are read; 5 are by default), data=FOLDER.",
        ),
    ] = None,
    failures: Annotated[
        Path | None, typer.Option(metavar="OUT.html", help="Write a page that shows every miss beside its gold.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure the answers on questions whose right answers are known.

    A line of GOLDEN.jsonl holds a "question" and any of "answers", "article" (id, address, title or file
    name of the gold article), "passage" (its exact words), "answerable", "history", "since", "until",
    "publisher", "today" and "group".
    """
    from qa import evaluate as run
    from qa.failures import write_failures
    from qa.golden import read_golden

    questions = read_golden(golden)
    setting = run.Setting(data, mode.value)
    changed = setting.changed(compare) if compare else None
    with progress_bars() as progress:
        evaluation = run.evaluate(setting, questions, progress)
    other = None
    if changed:
        with progress_bars() as progress:
            other = run.evaluate(changed, questions, progress)
    differences = run.compare(evaluation, other) if other else {}
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
        "[dim]Rankings by trec_eval (ir-measures, pytrec_eval), the first 50 passages. Intervals of 95 %: Wilson's "
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
    table.add_section()
    return table


def _answering(evaluation: "Evaluation") -> Table:
    from qa.measures import every, interval

    table = _table("Answering", "", "figure", "95 %", "of")
    for name, label in SHARES.items():
        measure = evaluation.measures[name]
        table.add_row(
            label, _share(evaluation.figure(name)), _between(interval(measure, every(measure))), str(measure.count)
        )
    for name, label in OTHERS.items():
        measure = evaluation.measures[name]
        table.add_row(label, _plain(evaluation.figure(name)), "", str(measure.count))
    return table


def _groups(evaluation: "Evaluation") -> Table:
    table = _table("By group", "", "asked", *BY_GROUP.values())
    for name, questions in evaluation.groups.items():
        shares = (_share(evaluation.figure(figure, questions)) for figure in BY_GROUP)
        table.add_row(escape(name), str(len(questions)), *shares)
    return table


def _print_comparison(
    one: "Evaluation", other: "Evaluation", differences: "dict[str, tuple[float, Interval | None]]", changed: str
) -> None:
    table = _table(f"\nCompared with {escape(changed)}", "", "before", "after", "difference", "95 %, paired")
    for name, (gap, between) in differences.items():
        show = _plain if name in OTHERS else _share
        if math.isnan(gap):
            continue
        sure = between is not None and (between[0] > 0 or between[1] < 0)
        sign = "+" if gap > 0 else ""
        label = (SHARES | OTHERS).get(name, name.replace("_", " "))
        figures = (show(one.figure(name)), show(other.figure(name)), f"{sign}{show(gap)}", _between(between, show))
        table.add_row(label, *figures, style="bold" if sure else "")
    out.print(table)
    out.print("[dim]Bold: the interval leaves out 0.[/]")


def _share(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"


def _plain(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.0f}"


def _between(interval: "Interval | None", show: Any = _share) -> str:
    return f"{show(interval[0])} to {show(interval[1])}" if interval else ""
