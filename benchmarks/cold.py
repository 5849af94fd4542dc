"""Cold starts beside the bare imports: `article-qa ask`, and the page until it is up.

    python -m benchmarks.cold [--rounds 7]

Each is a process of its own, over a library of the starter articles; the bare
process imports what the other must: onnxruntime, tokenizers, chromadb, the used
part of llama_index and, for the page, gradio. They run in turn.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from benchmarks.budgets import told

ROOT = Path(__file__).parents[1]
QUESTION = "Why is Syria a priority for Jordan?"
NEEDED = "import onnxruntime, tokenizers, chromadb, llama_index.core.embeddings"
FOR_THE_PAGE = f"{NEEDED}, gradio"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="how often each is started")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as work:
        data = Path(work) / "library"
        with open_library(data, create=True) as library:
            add(library, [ROOT / "seeds"])
        print(f"{rounds} rounds{'':17} seconds   bare imports   ratio (quartiles)")
        asking = compared(
            "article-qa ask", lambda: ran("-m", "article_qa", "ask", QUESTION, "--data", str(data)), NEEDED, rounds
        )
        compared("page, until it is up", lambda: up(data), FOR_THE_PAGE, rounds)
        told("`article-qa ask`, cold, beside the bare imports", "at most 1.50", asking)


def compared(name: str, ours: Callable[[], float], needed: str, rounds: int) -> str:
    """Prints both times; the ratio and its quartiles."""
    taken, bare = [], []
    for _ in range(rounds + 1):
        taken.append(ours())
        bare.append(ran("-c", needed))
    ratios = [a / b for a, b in zip(taken[1:], bare[1:], strict=True)]
    low, _, high = quantiles(ratios, n=4)
    ratio = f"{median(ratios):.2f} ({low:.2f} to {high:.2f})"
    print(f"{name:22} {median(taken[1:]):8.2f} {median(bare[1:]):14.2f}   {ratio}", flush=True)
    return ratio


def ran(*arguments: str) -> float:
    """Seconds that a Python process with these arguments takes."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - started


def up(data: Path) -> float:
    """Seconds until the page says where it is."""
    started = time.perf_counter()
    command = [sys.executable, "app.py", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        for line in process.stderr:
            if line.startswith("Article QA is at "):
                break
        took = time.perf_counter() - started
        process.kill()
    return took


if __name__ == "__main__":
    main()
