"""Every benchmark, one after the other, into docs/speed.md.

    python -m benchmarks.bench              all parts
    python -m benchmarks.bench cold stock   these alone; the page then holds no others

Each part is a script of its own, named in the page above its table, and can be
run alone. Nothing else should run meanwhile: times are ratios taken side by
side, and a busy machine still spreads them.
"""

import os
import platform
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from rich.console import Console

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "speed.md"
PICTURE = "searching.svg"
PARTS = (
    ("Adding articles, beside the bare embedding model", "adding --rounds 2"),
    ("Memory while adding, and removing one article", "growth"),
    ("Searching, beside the two bare lookups", f"searching --rounds 100 --plot docs/{PICTURE}"),
    ("A question without a model, part by part", "speed"),
    ("A model's first word", "first_token"),
    ("Cold starts, beside the bare imports", "cold --rounds 5"),
    ("Ten readers at once", "readers"),
    ("Beside a stock LlamaIndex, on the public sets", "stock"),
)


def main() -> None:
    wanted = sys.argv[1:]
    command = " ".join(["python -m benchmarks.bench", *wanted]) if wanted else "make bench"
    progress = Console(stderr=True)
    started = time.perf_counter()
    parts: list[str] = []
    for title, part in PARTS:
        if wanted and part.split()[0] not in wanted:
            continue
        progress.print(f"{title} …")
        parts.append(section(title, part))
        # After each part, so that a run that is cut off leaves what it has.
        PAGE.write_text("\n".join([head(command, (time.perf_counter() - started) / 60), *parts]), encoding="utf-8")
    progress.print(f"{PAGE.relative_to(ROOT)} is written.")


def head(command: str, minutes: float) -> str:
    return (
        "# What it costs\n\n"
        f"Made by `{command}` on {date.today()} in {minutes:.0f} minutes, {platform.machine()}, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}. Each part can be run alone; "
        "`--help` says what it measures. Ratios were taken side by side in one run, and their quartiles "
        "say how far they spread.\n"
    )


def section(title: str, command: str) -> str:
    """One benchmark's output under its title; a failure ends all."""
    environment = os.environ | {"COLUMNS": "120"}
    run = [sys.executable, "-m", *f"benchmarks.{command}".split()]
    done = subprocess.run(run, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    sys.stdout.write(f"{done.stdout}\n")
    picture = f"![Searching as the library grows]({PICTURE})\n\n" if PICTURE in command else ""
    return f"## {title}\n\n`python -m benchmarks.{command}`\n\n```text\n{done.stdout.strip()}\n```\n\n{picture}"


if __name__ == "__main__":
    main()
