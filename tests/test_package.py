"""What the package shows to programs, and what it does not load for them."""

import inspect
import re
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

import article_qa
from article_qa.index import errors
from article_qa.index.web.fetch import HEADERS
from article_qa.qa.cli import app
from tests.starters import library_of_starters

ROOT = Path(__file__).parents[1]
SLOW = ("gradio", "llama_index", "openai", "spacy")


def exported() -> dict[str, object]:
    """What a star import gives."""
    names: dict[str, object] = {}
    exec("from article_qa import *", names)
    del names["__builtins__"]
    return names


def loaded_by(*words: str) -> set[str]:
    """Those of the slow packages that a Python program has loaded when it ends."""
    counting = "import sys; print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    program = f"import atexit; atexit.register(lambda: exec({counting!r})); {words[0]}"
    done = subprocess.run([sys.executable, "-c", program, *words[1:]], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split()) & set(SLOW)


def test_a_star_import_gives_every_public_name_and_nothing_else() -> None:
    assert sorted(exported()) == sorted(article_qa.__all__) == sorted(dir(article_qa))


def test_every_public_name_is_what_its_home_defines() -> None:
    for name, value in exported().items():
        assert name.startswith("_") or getattr(value, "__name__", "") == name


def test_a_name_that_is_not_public_is_an_ordinary_mistake() -> None:
    with pytest.raises(AttributeError, match="module 'article_qa' has no attribute 'open_motor'"):
        article_qa.open_motor  # type: ignore[attr-defined]  # noqa: B018


def test_every_error_is_public_and_no_other_error_is() -> None:
    classes = {name for name, each in vars(errors).items() if inspect.isclass(each) and issubclass(each, Exception)}
    public = {name for name, each in exported().items() if inspect.isclass(each) and issubclass(each, Exception)}
    assert public == classes


def test_type_checkers_see_the_same_names() -> None:
    source = (ROOT / "package" / "__init__.py").read_text(encoding="utf-8")
    seen = source.split("if TYPE_CHECKING:")[1].split("__version__")[0].replace("import", ",").replace("(", ",")
    words = {word.strip() for line in seen.splitlines() for word in line.replace(")", "").split(",")}
    assert "from article_qa.index.errors import *" in source
    assert set(article_qa.__all__) - {"__version__", *errors.__all__} <= words
    assert files("article_qa").joinpath("py.typed").is_file()


@pytest.mark.parametrize("line", ["import article_qa", "import article_qa.qa.cli", "from article_qa import Assistant"])
def test_importing_loads_nothing_slow(line: str) -> None:
    assert loaded_by(line) == set()


def test_a_question_loads_neither_the_page_nor_llama_index(tmp_path: Path) -> None:
    data = library_of_starters(tmp_path / "data")
    asking = "from article_qa.qa.cli import main; main()"
    assert loaded_by(asking, "ask", "Why is Syria a priority for Jordan?", "--data", str(data)) & set(SLOW[:3]) == set()


def test_the_version_is_written_once() -> None:
    assert CliRunner().invoke(app, ["--version"]).stdout == f"article-qa {article_qa.__version__}\n"
    assert HEADERS["User-Agent"].startswith(f"ArticleQA/{article_qa.__version__} ")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]


def test_every_folder_of_modules_is_part_of_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = set(project["tool"]["setuptools"]["packages"])
    folders = {path.parent.relative_to(ROOT) for room in ("index", "qa") for path in (ROOT / room).rglob("*.py")}
    assert packages - {"article_qa", "article_qa.seeds"} == {".".join(("article_qa", *each.parts)) for each in folders}


def test_the_docs_list_every_public_name() -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    tree = inspect.cleandoc(str(errors.__doc__).split("\n\n")[1])
    assert tree in page
    assert set(article_qa.__all__) <= set(re.findall(r"`(\w+)`", page)) | set(re.findall(r"\w+", tree))


def test_the_starting_file_knows_the_command_line_only() -> None:
    # The check of the layers reads packages, and this is a file by itself.
    lines = (ROOT / "app.py").read_text(encoding="utf-8").splitlines()
    imported = [line for line in lines if line.strip().startswith(("import ", "from "))]
    assert imported == ["import sys", "from article_qa.qa.cli import main"]
