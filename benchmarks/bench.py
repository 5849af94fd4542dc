"""Every benchmark, one after the other, into docs/speed.md: in about 15 minutes on a quiet machine.

    python -m benchmarks.bench                all parts
    python -m benchmarks.bench cold stock     these alone; the page then holds no others
    python -m benchmarks.bench --trial FILE   all parts over next to nothing, into FILE: shows that everything runs

Each part is a script of its own, named in the page above its table, and can be
run alone. Nothing else should run meanwhile: times are ratios taken side by
side, and a busy machine still spreads them.
"""

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console

from benchmarks.budgets import gathered, verdict, without
from benchmarks.markdown import table

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "speed.md"
PICTURE = "searching.svg"


@dataclass(frozen=True)
class Part:
    """A benchmark: what it is about, its script, and that script's options, in earnest and for a trial."""

    title: str
    script: str
    options: str = ""
    trial: str = ""


PARTS = (
    Part("Adding articles, beside the bare embedding model", "adding", "--rounds 3 --articles 120",
         "--rounds 1 --articles 4"),
    Part("Memory while adding, and removing one article", "growth", "--articles 1000 5000 --passages 3000 30000",
         "--articles 10 20 --passages 60"),
    Part("Searching, beside the two bare lookups", "searching", "--rounds 100",
         "--rounds 2 --passages 100,200"),
    Part("Exact questions about the library", "library_queries", "", "--rounds 2 --passages 200"),
    Part("A question without a model, part by part", "speed", "", "--rounds 2 --copies 1"),
    Part("Checking a draft, beside its parts", "drafts", "--no-grades --rounds 7", "--no-grades --rounds 1 --copies 1"),
    Part("A model's first sentence", "first_token", "", "--rounds 2 --copies 1"),
    Part("Cold starts, beside the bare imports", "cold", "--rounds 5", "--rounds 2"),
    Part("Ten and thirty readers at once", "readers"),
    Part("Beside a stock LlamaIndex, on the public sets", "stock", "",
         "--names xquad_en,clapnq --articles 12 --questions 5"),
)  # fmt: skip


ABOUT = (
    "- Each part can be run by itself, and `--help` says what it measures.\n"
    "- Ratios were taken side by side in one run, and stand with their quartiles.\n"
    "- No time was tuned on data. The comparison with a stock LlamaIndex asks all questions of three public sets. "
    "How rankings are fused was tuned on half of these questions.\n"
)


@dataclass(frozen=True)
class Done:
    """What a part printed, and how long it took."""

    part: Part
    command: str
    printed: str
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*(part.script for part in PARTS), []], help="all by default")
    parser.add_argument("--trial", type=Path, metavar="FILE", help="over next to nothing, into this file")
    options = parser.parse_args()
    page = options.trial or PAGE
    called = " ".join(["python -m benchmarks.bench", *options.parts]) if options.parts else "make bench"
    progress = Console(stderr=True)
    done: list[Done] = []
    for part in PARTS:
        if options.parts and part.script not in options.parts:
            continue
        progress.print(f"{part.title} …")
        done.append(ran(part, page, is_trial=bool(options.trial)))
        progress.print(done[-1].printed, markup=False, highlight=False, soft_wrap=True)
        # After each part, so that a run that is cut off leaves what it has.
        page.write_text(written(done, called, is_trial=bool(options.trial)), encoding="utf-8")
    progress.print(f"{page} is written.")


def ran(part: Part, page: Path, *, is_trial: bool) -> Done:
    """Run one benchmark; its failure ends all."""
    words = [part.script, *(part.trial if is_trial else part.options).split()]
    command = f"python -m benchmarks.{' '.join(words)}"
    # The picture lies beside the page; where, is no part of the measurement.
    plot = ["--plot", str(page.with_name(PICTURE))] if part.script == "searching" else []
    started = time.perf_counter()
    found = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{words[0]}", *words[1:], *plot],
        cwd=ROOT, env=os.environ | {"COLUMNS": "120"}, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return Done(part, command, found.stdout, time.perf_counter() - started)


def written(done: Sequence[Done], called: str, *, is_trial: bool = False) -> str:
    """The page: the budgets in one table, the time of each part, and what each printed."""
    minutes = sum(each.seconds for each in done) / 60
    trial = "A trial over next to nothing: these figures mean nothing.\n\n" if is_trial else ""
    budgets = [
        (what, asked, measured, verdict(asked, measured), f"`{each.command}`")
        for each in done
        for what, asked, measured in gathered(each.printed)
    ]
    times = [(each.part.title, f"{each.seconds:.0f}") for each in done]
    return "\n".join(
        [
            f"# What it costs\n\n{trial}"
            f"Made by `{called}` on {date.today()} in {minutes:.0f} minutes, {platform.machine()}, "
            f"{os.cpu_count()} cores, Python {platform.python_version()}.\n",
            ABOUT,
            f"{missed(budgets)}\n",
            table(("budget", "asked", "measured", "aim", "command"), budgets),
            table(("part", "seconds"), times),
            *map(section, done),
        ]
    )


def missed(budgets: Sequence[tuple[str, ...]]) -> str:
    """How many aims were missed, in a sentence."""
    count = sum(verdict(asked, measured) == "**missed**" for _, asked, measured, *_ in budgets)
    if not count:
        return "No aim was missed."
    return f"Of {len(budgets)} aims {count} {'was' if count == 1 else 'were'} missed."


def section(done: Done) -> str:
    """One benchmark's output under its title."""
    picture = f"\n![Searching as the library grows]({PICTURE})\n" if done.part.script == "searching" else ""
    return f"## {done.part.title}\n\n`{done.command}`\n\n```text\n{without(done.printed)}\n```\n{picture}"


if __name__ == "__main__":
    main()
