"""Front matter that is built to bring the reader down costs its file one sentence, and the files beside it nothing."""

from pathlib import Path

import pytest

from article_qa.index.formats.load import load
from tests.index.formats.files import loaded, only, refusal

BODY = "The bridge in Bonn is closed."


def with_facts(facts: str) -> str:
    return f"---\n{facts}\n---\n{BODY}"


def aliases(levels: int, field: str) -> str:
    """`field` as ten times ten times ten … values, in forty characters a level."""
    towers = [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, levels)]
    return "\n".join(["a0: &a0 x", *towers, f"{field}: *a{levels - 1}"])


@pytest.mark.parametrize("field", ["published", "title", "author", "questions", "url", "language", "other"])
def test_an_alias_is_refused_whatever_it_repeats(field: str) -> None:
    message = refusal(with_facts(aliases(12, field)), ".md")
    assert message == ("the front matter of 'a.md' has a YAML anchor or alias (& or *); write each value out")


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param("title: &t Shut", id="an-anchor-alone"),
        pytest.param("base: &b {title: Shut}\n<<: *b", id="merged"),
        pytest.param("a: &a [*a]", id="in-itself"),
        pytest.param("a: &a\n  <<: *a", id="merged-in-itself"),
    ],
)
def test_anchors_are_refused_in_every_shape(facts: str) -> None:
    assert "YAML anchor or alias" in refusal(with_facts(facts), ".md")


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        pytest.param("n: " + "[" * 21 + "]" * 21, "nested more than 20 deep", id="lists"),
        pytest.param("n: " + "{a: " * 3000, "nested more than 20 deep", id="mappings"),
        pytest.param("n:\n" + "\n".join(" " * i + "- " for i in range(1, 150)), "nested more than 20", id="blocks"),
        pytest.param("<<: " * 1 + "{<<: " * 3000 + "{}" + "}" * 3000, "nested more than 20 deep", id="merges"),
        pytest.param("? " * 200 + "a", "nested more than 20 deep", id="keys"),
        pytest.param("n: " + "9" * 5000, "not valid YAML (Exceeds the limit", id="endless-number"),
        pytest.param("n: " + "59:" * 2000 + "5.0", "not valid YAML (", id="endless-time"),
        pytest.param("n: !" + "x" * 5000 + " 1", "not valid YAML (could not determine", id="endless-tag"),
        pytest.param("n: 2022-11-03T10:00:00+99:99", "not valid YAML (", id="odd-zone"),
        pytest.param("? [a]\n: b", "not valid YAML (", id="a-list-for-a-name"),
    ],
)
def test_front_matter_beyond_reason_is_refused_on_one_short_line(facts: str, says: str) -> None:
    message = refusal(with_facts(facts), ".md")
    assert says in message
    assert len(message.splitlines()) == 1
    assert len(message) < 250


@pytest.mark.parametrize("number", ["0x" + "F" * 4000, "0" + "7" * 6000], ids=["hexadecimal", "octal"])
def test_a_number_too_long_to_print_is_no_title_and_no_day(number: str) -> None:
    article = only(with_facts(f"title: {number}\nauthor: [{number}, Ann Lee]\nlanguage: {number}"), ".md")
    assert (article.title, article.author, article.language) == (BODY, "Ann Lee", None)
    undated, note = loaded(with_facts(f"published: {number}"), ".md")
    assert undated.published is None
    assert "has the date '<int>', which is not a day that can be read" in note.text


def test_a_file_of_any_content_costs_a_folder_nothing_else(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.md").write_text(f"Report {number} of the bridge.")
    for name, facts in {"2a": "title: 0x" + "F" * 4000, "3a": "published: 0x" + "F" * 4000}.items():
        (tmp_path / f"{name}.md").write_text(with_facts(facts))
    found = [each for path in sorted(tmp_path.iterdir()) for each in load(path)]
    assert [type(each).__name__ for each in found].count("Article") == 8
    assert [type(each).__name__ for each in found].count("Note") == 1


def test_plain_values_are_read_as_before() -> None:
    facts = "title: 1984\nauthor: [Ann Lee, 7]\npublished: 2022-11-03 10:00:00 +02:00\nlanguage: en\n"
    facts += "params: {a: [1, {b: 2}]}"
    (article,) = loaded(with_facts(facts), ".md")
    assert (article.title, article.author, str(article.published)) == ("1984", "Ann Lee", "2022-11-03")
    assert article.text == BODY
