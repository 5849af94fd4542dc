"""The style sheets: every colour, size of text and corner has one name, and no rule says the same twice."""

import re
from collections import Counter
from collections.abc import Iterator

from article_qa.qa.web.styles import DARK, LIGHT, SHEETS, STATIC, names, style

COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color-mix)a?\(|(?<![-\w])(?:white|black|red)(?![-\w])")
SIZE = re.compile(r"\bfont(?:-size)?:[^;]*?\d(?:rem|px|pt|em)\b|\bborder-radius:[^;]*?[1-9]\d*(?:px|rem)\b")
TEMPLATES = STATIC.with_name("templates")


def code(text: str) -> str:
    """A sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def others() -> dict[str, str]:
    """All that has style, except the sheet of names."""
    sheets = {name: code((STATIC / f"{name}.css").read_text(encoding="utf-8")) for name in SHEETS[1:]}
    pages = {path.name: path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html")}
    styles = {name: "".join(re.findall(r"<style>(.*?)</style>", text, re.DOTALL)) for name, text in pages.items()}
    styles = {name: re.sub(r"\{\{.*?\}\}", "", text) for name, text in styles.items()}
    return sheets | {name: text for name, text in styles.items() if text}


def rules(text: str, frame: str = "") -> Iterator[tuple[str, str, str]]:
    """Frame (a media query, or none), selector and declarations of each rule."""
    for head, body in re.findall(r"([^{}]+)\{((?:[^{}]|\{[^{}]*\})*)\}", text):
        if "{" in body:
            yield from rules(body, " ".join(head.split()))
        else:
            yield frame, " ".join(head.split()), " ".join(body.split())


def test_every_sheet_is_served() -> None:
    assert {path.stem for path in STATIC.glob("*.css")} == set(SHEETS)


def test_colours_sizes_and_corners_are_named_in_one_place() -> None:
    bodies = {name: "; ".join(body for _, _, body in rules(text)) for name, text in others().items()}
    found = {name: [*COLOUR.findall(text), *SIZE.findall(text)] for name, text in bodies.items()}
    assert {name: values for name, values in found.items() if values} == {}


def test_every_name_is_used_and_every_use_has_a_name() -> None:
    declared = set(re.findall(r"(--[\w-]+):", code(style())))
    used = set(re.findall(r"var\((--[\w-]+)\)", code(style()) + "".join(others().values())))
    assert used == declared


def test_no_rule_says_the_same_twice() -> None:
    said = Counter(
        (frame, one.strip(), line.strip())
        for frame, selector, body in rules(code(style()))
        for one in re.split(r",(?![^(]*\))", selector)
        for line in body.split(";")
        if line.strip()
    )
    assert [what for what, count in said.items() if count > 1] == []


def test_rules_of_the_same_body_are_one() -> None:
    bodies = Counter((frame, body) for frame, _, body in rules(code(style())) if body.count(":") > 3)
    assert [body for (_, body), count in bodies.items() if count > 1] == []


def test_pages_without_a_sheet_get_the_names_of_both_schemes() -> None:
    assert "--ink: #292524;" in names(LIGHT)
    assert "--ink: #ece8e3;" in names(DARK)
    assert names(DARK).count("--ink") == 1
