"""The sentences that readers of the page meet and that other rooms put into words: warnings, reasons and errors.

They are found in the code by their shape, so none can be forgotten: every
argument of an error, each sentence that ends with a full stop or names a remedy
after a semicolon, and each reason of the rooms that give reasons. What changes
in a sentence becomes a %(name)s.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("qa", "index")
# What is said there, readers of the page do not meet: programs and people at a terminal do.
SILENT = (
    "qa/cli", "qa/mcp", "qa/llama_index", "qa/evaluation", "qa/web/rest", "qa/web/api.py", "qa/web/passwords.py",
    "qa/web/proxies.py", "qa/web/server.py", "qa/web/phrases.py", "qa/web/logs.py", "qa/web/hosting.py",
    "qa/web/origins.py", "qa/web/suggestions.py", "qa/web/follow_ups.py", "qa/web/page.py",
    "qa/web/tokens.py", "qa/web/request_bodies.py", "qa/receipts/saved.py",
    "qa/export/given.py", "qa/answer_schema.py", "qa/jupyter_html.py", "qa/settings.py", "index/backup",
    "index/ingest/sync.py", "index/ingest/salvage.py", "index/ingest/reembed.py", "index/ingest/leased_work.py",
    "index/ingest/doctor.py", "index/settings.py", "index/embedders/choose.py", "index/store/restored.py",
    "index/store/replacing.py", "index/store/postgres",
)  # fmt: skip
REASON_ROOMS = (
    "qa/verification/", "qa/drafts/no_claim.py", "qa/drafts/verdicts.py", "qa/drafts/check.py",
    "qa/receipts/verify.py", "qa/notebook/saved_answers.py",
)  # fmt: skip
SENTENCE = re.compile(r"(?:[A-Z“\d]|%\(\w+\)s)(?:.*[.?]|.*\. .*)", re.DOTALL)
REASON = re.compile(
    r"an? \w+|no (?!sentence was)\w+|it \w+ \w+|(?:the|asked|about) \w+,? \w+|only English|%\(\w+\)s is not in "
)
# Of a library that cannot be opened, and of files that a terminal names: there is no page then.
AT_TERMINAL = {
    "UnsafeAddress", "BackupRejected", "GoldenRejected", "PasswordFileRejected", "LibraryMissing", "NotALibrary",
    "NotACatalog", "NewerLibrary",
}  # fmt: skip
IS_KIND = re.compile(r"s is %\(\w+\)s$")
PLACE = re.compile(r"%\(\w+\)s")
# Queries, patterns and markup are no sentences.
OTHER = re.compile(
    r"[\\<>{}\n]|\*\*|^\S+$|\(\?|\b(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE|ALTER|JOIN)\b|'self'|charset=|\?,"
)
SAID_ALREADY = {"gettext", "ngettext", "gettext_noop", "_"}
NOT_SHOWN = {*SAID_ALREADY, "compile", "AssertionError", "ValueError", "TypeError", "KeyError", "RuntimeError"}
MAX_FORMS = 12
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Said:
    """The strings that have names: constants of the tree by module and name, and those of the function at hand."""

    constants: Mapping[str, ast.expr]
    local: Mapping[str, ast.expr] = field(default_factory=dict)

    def of(self, name: str) -> ast.expr | None:
        """What the name stands for, if it is words."""
        return self.local.get(name) or self.constants.get(name)


def messages() -> dict[str, list[str]]:
    """Every sentence as a template, with the files that have it."""
    found: dict[str, list[str]] = {}
    for path in _files():
        name = path.relative_to(ROOT).as_posix()
        for message in _of_module(_parsed(path), name):
            if name not in found.setdefault(message, []):
                found[message].append(name)
    return found


def _files() -> list[Path]:
    paths = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return sorted(path for path in paths if not path.relative_to(ROOT).as_posix().startswith(SILENT))


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def errors() -> frozenset[str]:
    """The names of every error of the tree that is made for readers."""
    classes = [each for path in _files() for each in ast.walk(_parsed(path)) if isinstance(each, ast.ClassDef)]
    found = {"ArticleQAError", "TooManyTries", "FormRejected", "Note"}
    while more := {each.name for each in classes if {ast.unparse(base) for base in each.bases} & found} - found:
        found |= more
    return frozenset(found - AT_TERMINAL)


@cache
def _constants(path: Path) -> dict[str, ast.expr]:
    """The strings that have a name in a module, its own and those that it imports."""
    found: dict[str, ast.expr] = {}
    for node in _parsed(path).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("article_qa."):
            source = ROOT / (str(node.module).removeprefix("article_qa.").replace(".", "/") + ".py")
            theirs = _constants(source) if source.exists() and any(each.name.isupper() for each in node.names) else {}
            found |= {each.name: theirs[each.name] for each in node.names if each.name in theirs}
    return found | _named(_parsed(path).body)


def _named(body: list[ast.stmt]) -> dict[str, ast.expr]:
    """The strings, and choices between strings, that are given a name once in these statements."""
    given: dict[str, list[ast.expr]] = {}
    for statement in body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                given.setdefault(node.targets[0].id, []).append(node.value)
    return {name: values[0] for name, values in given.items() if len(values) == 1 and _is_words(values[0])}


def _is_words(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return _is_words(node.body) and _is_words(node.orelse)
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _of_module(module: ast.Module, name: str) -> Iterator[str]:
    said = Said(_constants(ROOT / name))
    is_reason = name.startswith(REASON_ROOMS)
    for node, local, in_error in _strings(module, {}, in_error=False):
        for words in _forms(node, Said(said.constants, local)):
            if not OTHER.search(words) and _is_message(words, in_error=in_error, is_reason=is_reason):
                yield words


def _is_message(words: str, *, in_error: bool, is_reason: bool) -> bool:
    count = len(re.findall(r"[^\W\d_]{2,}", PLACE.sub("", words)))
    if in_error:
        return count >= 2 or bool(IS_KIND.search(words))
    is_sentence = bool(SENTENCE.fullmatch(words)) or "; " in words
    return (count >= 3 and is_sentence) or (is_reason and bool(REASON.match(words)))


def _strings(
    node: ast.AST, local: Mapping[str, ast.expr], *, in_error: bool
) -> Iterator[tuple[ast.expr, Mapping[str, ast.expr], bool]]:
    """The outermost strings below `node`, the names of their function, and whether an error is made of each."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in NOT_SHOWN or name in AT_TERMINAL:
            return
        in_error = in_error or name in errors()
    if isinstance(node, ast.ClassDef):
        if node.name in AT_TERMINAL:
            return
        in_error = node.name in errors()
    if isinstance(node, Function):
        local = _named(node.body)
    if isinstance(node, ast.expr) and (isinstance(node, ast.JoinedStr) or _is_words(node)):
        yield node, local, in_error
        return
    for child in ast.iter_child_nodes(node):
        # A string that stands alone says what the code is for.
        if not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            yield from _strings(child, local, in_error=in_error)


def _forms(node: ast.expr, said: Said, depth: int = 0) -> list[str]:
    """Every form of a string: one for each choice in it, with names for what is not words."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return [*_forms(node.body, said, depth), *_forms(node.orelse, said, depth)]
    assert isinstance(node, ast.JoinedStr)
    names: dict[str, str] = {}
    parts: list[list[str]] = []
    for value in node.values:
        if isinstance(value, ast.FormattedValue):
            inner = said.of(value.value.id) if isinstance(value.value, ast.Name) else value.value
            is_plain = inner is not None and value.conversion == -1 and depth < 3 and _is_words(inner)
            parts.append(_forms(inner, said, depth + 1) if inner and is_plain else [_place(value.value, names)])
        else:
            parts.append([str(value.value)] if isinstance(value, ast.Constant) else [""])
    return ["".join(form) for form in product(*parts)][:MAX_FORMS]


def _place(node: ast.expr, names: dict[str, str]) -> str:
    """The %(name)s of an expression; two that differ have two names."""
    code, name = ast.unparse(node), _name(node)
    while names.setdefault(name, code) != code:
        name = f"{name}_too"
    return f"%({name})s"


def _name(node: ast.expr) -> str:
    match node:
        case ast.Call(args=[first, *_]) if not isinstance(first, ast.Starred):
            return _name(first)
        case ast.Call():
            return _name(node.func)
        case ast.Attribute():
            return node.attr.strip("_").lower()
        case ast.Name():
            return node.id.strip("_").lower() or "value"
        case ast.Subscript():
            return _name(node.value)
        case ast.BinOp():
            return _name(node.left)
        case ast.IfExp():
            return _name(node.body)
        case ast.BoolOp():
            return _name(node.values[0])
        case _:
            return "value"
