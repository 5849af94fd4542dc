"""Whether a change leaves every answer as it was: all questions of all sets, asked before and after.

python -m benchmarks.same record FILE           asks every question and writes the answers; --set takes some sets only
python -m benchmarks.same compare BEFORE AFTER  says which answers differ; exit status 1 if any does

Times are not compared, nor fields that only one of the two has; these are named.
Nor are ids of articles: one of a file is made from its path, and two checkouts
have two.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from article_qa.index.library import Library
from article_qa.qa.assistant import Assistant
from article_qa.qa.reading.late_interaction import CachingReader
from benchmarks.sets import SETS, GoldenSet, filled, read_set

DATA = Path(__file__).parents[2] / "shared" / "data"
SHOWN = 5
NOT_COMPARED = {"timings_ms", "article_id"}
app = typer.Typer(add_completion=False)


@app.command()
def record(
    file: Path,
    data: Annotated[Path, typer.Option(help="Folder of the evaluation sets.")] = DATA,
    sets: Annotated[list[str] | None, typer.Option("--set", help="Only this set; may be repeated.")] = None,
) -> None:
    """Ask every question of every set and write the answers, one a line."""
    if unknown := set(sets or ()) - SETS.keys():
        raise SystemExit(f"there is no set {min(unknown)!r}; name one of {', '.join(SETS)}")
    with file.open("w", encoding="utf-8") as out:
        for name in sets or SETS:
            if not (of := read_set(name, data)):
                raise SystemExit(f"there is no set {name!r} in {str(data)!r}; name their folder with --data")
            with filled(of) as library:
                for line in _answers(of, library):
                    out.write(json.dumps(line, ensure_ascii=False) + "\n")
            print(f"{name}: {len(of.questions)} questions", file=sys.stderr, flush=True)


@app.command()
def compare(before: Path, after: Path) -> None:
    """Name the answers that differ."""
    old, new = _read(before), _read(after)
    if old.keys() != new.keys():
        raise SystemExit(f"{str(before)!r} and {str(after)!r} hold other questions; record both with the same sets")
    differing = {key: fields for key in old if (fields := _differing(old[key], new[key]))}
    added = sorted({name for key in old for name in new[key].keys() - old[key].keys()})
    dropped = sorted({name for key in old for name in old[key].keys() - new[key].keys()})
    print(f"{len(old)} questions, {len(differing)} answers differ")
    print(f"fields only after: {', '.join(added) or 'none'}; only before: {', '.join(dropped) or 'none'}")
    for key, fields in list(differing.items())[:SHOWN]:
        print(f"{key}: {', '.join(fields)}")
        for field in fields:
            print(f"  before {json.dumps(old[key][field], ensure_ascii=False)[:300]}")
            print(f"  after  {json.dumps(new[key][field], ensure_ascii=False)[:300]}")
    raise typer.Exit(1 if differing else 0)


def _answers(of: GoldenSet, library: Library) -> list[dict[str, Any]]:
    assistant = Assistant.over(library)
    # Passages that several questions find are read once.
    assistant = replace(assistant, reader=CachingReader(assistant.reader))
    told = []
    for number, golden in enumerate(of.questions):
        answer = assistant.ask(
            golden.question, history=golden.turns, scope=golden.scope, today=golden.today, mode="extract"
        )
        told.append({"set": of.name, "number": number} | answer.as_json())
    return told


def _read(file: Path) -> dict[str, dict[str, Any]]:
    lines = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return {f"{line['set']} {line['number']}": line for line in lines}


def _differing(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """The fields that both have and that differ; of citations what both say of them."""
    return [name for name in old if name in new and name not in NOT_COMPARED and _differ(old[name], new[name])]


def _differ(old: Any, new: Any) -> bool:
    """Whether two values differ in what both have."""
    if isinstance(old, dict) and isinstance(new, dict):
        return any(_differ(old[name], new[name]) for name in (old.keys() & new.keys()) - NOT_COMPARED)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) != len(new) or any(map(_differ, old, new))
    return bool(old != new)


if __name__ == "__main__":
    app()
