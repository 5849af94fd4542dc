"""Cold starts against the bare imports: `article-qa ask` with and without a server, and the page until it is up.

    python -m benchmarks.cold [--rounds 7]

Each is a process of its own, over a library of the starter articles; the bare
process imports what the other must: onnxruntime, tokenizers, chromadb, the used
part of llama_index and, for the page, gradio. They run in turn. With a server the bare process imports typer
and httpx, and the question's own time, as the answer tells it, is taken off.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from benchmarks.budgets import told

ROOT = Path(__file__).parents[1]
QUESTION = "Why is Syria a priority for Jordan?"
NEEDED = "import onnxruntime, tokenizers, chromadb, llama_index.core.embeddings"
FOR_THE_PAGE = f"{NEEDED}, gradio"
FOR_A_SERVER = "import typer, httpx"


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
        with_server(data, rounds)
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


def with_server(data: Path, rounds: int) -> None:
    """Prints what a question to a running server takes more than its bare imports, in shares of a cold start."""
    cold = [ran(*asked(data)) for _ in range(rounds)]
    with served(data):
        for _ in range(2):  # The server loads its models with the first.
            ran(*asked(data))
        over, bare = [], []
        for _ in range(rounds):
            started = time.perf_counter()
            answer = json.loads(output(*asked(data)))
            taken = time.perf_counter() - started - answer["timings_ms"]["total"] / 1000
            bare.append(ran("-c", FOR_A_SERVER))
            over.append((taken - bare[-1]) / median(cold))
    low, _, high = quantiles(over, n=4)
    share = f"{median(over):.2f} ({low:.2f} to {high:.2f})"
    print(f"with a server: bare imports {median(bare):.2f} s, and {share} of a cold start ({median(cold):.2f} s) more")
    told(
        "`article-qa ask` with a running server, beyond typer, httpx and the question",
        "at most 0.10 of a cold start",
        share,
    )


def asked(data: Path) -> tuple[str, ...]:
    """The arguments of a question."""
    return "-m", "article_qa", "ask", QUESTION, "--json", "--data", str(data)


def ran(*arguments: str) -> float:
    """Seconds that a Python process with these arguments takes."""
    started = time.perf_counter()
    output(*arguments)
    return time.perf_counter() - started


def output(*arguments: str) -> str:
    """What a Python process with these arguments prints."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def up(data: Path) -> float:
    """Seconds until the page says where it is."""
    started = time.perf_counter()
    with served(data):
        return time.perf_counter() - started


@contextmanager
def served(data: Path) -> Iterator[None]:
    """A page over the library, from when it says where it is."""
    command = [sys.executable, "app.py", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        for line in process.stderr:
            if line.startswith("Article QA is at "):
                break
        yield
        process.kill()


if __name__ == "__main__":
    main()
