"""HTML comes out of templates, and no value becomes markup in them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from article_qa.qa.templating import Templates

ROOT = Path(__file__).parents[2]
TAG = re.compile(r"(?<!\?P)</?[a-zA-Z][\w-]*(?:[\s/>]|$)|<!doctype|&#?\w+;", re.IGNORECASE)
# What is no HTML that a reader sees.
ALLOWED = {
    Path("qa/generation"): "marks in prompts and in the replies of models",
}


def strings(source: str) -> Iterator[str]:
    """All string constants of a module, those inside f-strings too, without docstrings."""
    nodes = list(ast.walk(ast.parse(source)))
    docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def markup(source: str) -> list[str]:
    return [text for text in strings(source) if TAG.search(text)]


def test_no_module_holds_markup_in_a_string() -> None:
    modules = sorted(path.relative_to(ROOT) for path in (ROOT / "qa").rglob("*.py"))
    checked = [path for path in modules if not any(path.is_relative_to(room) for room in ALLOWED)]
    assert len([path for path in checked if path.is_relative_to("qa/web")]) > 60
    found = {str(path): markup((ROOT / path).read_text(encoding="utf-8")) for path in checked}
    assert {path: texts for path, texts in found.items() if texts} == {}


@pytest.mark.parametrize("source", ["x = '<p>'", "x = f'<li class=\"{y}\">'", "x = f'{y}</b>'", "x = '&nbsp;'"])
def test_markup_in_a_string_is_found(source: str) -> None:
    assert markup(source)


@pytest.mark.parametrize("source", ["'''<p>'''", "x = r'(?P<name>\\w)'", "x = 'a < b'", "x = r'(?<=\\d)'"])
def test_what_is_no_markup_is_left(source: str) -> None:
    assert markup(source) == []


def test_values_are_escaped_and_missing_ones_named(tmp_path: Path) -> None:
    (tmp_path / "said.html").write_text("<p>{{ words }}</p>\n", encoding="utf-8")
    templates = Templates(tmp_path)
    assert templates.render("said.html", words="<b>") == "<p>&lt;b&gt;</p>"
    with pytest.raises(UndefinedError, match="words"):
        templates.render("said.html")
