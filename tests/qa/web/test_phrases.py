"""The page's phrases: which language a reader gets, and that its catalog lacks nothing."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment

from article_qa.index.errors import RequestRejected
from article_qa.qa.answer import DOUBTFUL, NOT_FOUND, VERDICT_WORDS
from article_qa.qa.disagreement import LEADING, OPENINGS
from article_qa.qa.drafts.draft import DRAFT_VERDICT_WORDS
from article_qa.qa.web.borrowed_phrases import IN_ANSWERS, IN_SCRIPTS
from article_qa.qa.web.months_html import months_html
from article_qa.qa.web.phrases import FOLDER, Languages, gettext, ngettext, speaking
from article_qa.qa.web.templates import render
from scripts.page_catalogs import found, missing, updated, written

WEB = Path(__file__).parents[3] / "qa" / "web"
GERMAN = Languages().language("de")
PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("fr;q=0.9, de;q=0.5, en;q=0.1", "de"),
        ("en-GB,de;q=0.9", "en"),
        ("DE", "de"),
        ("de;q=0", "en"),
        ("../../etc/passwd, ;;q=x,*", "en"),
        ("", "en"),
    ],
)
def test_a_reader_gets_the_first_language_of_the_browser_that_there_is(accepted: str, code: str) -> None:
    assert Languages().chosen(accepted).code == code


def test_one_language_can_be_for_everybody() -> None:
    assert Languages("de").chosen("en").code == "de"
    assert Languages("en").chosen("de").code == "en"
    with pytest.raises(RequestRejected, match="does not speak 'tlh'; choose one of: auto, en, de"):
        Languages("tlh").check()


def test_words_numbers_and_days_are_the_reader_s() -> None:
    with speaking(GERMAN):
        assert ngettext("%(num)s article", "%(num)s articles", 1200) == "1.200 Artikel"
        assert gettext("In %(collection)s", collection="100 % Häfen") == "In 100 % Häfen"
        assert "Dezember 2022: 1" in months_html({"2022-11": 1, "2022-12": 1})
    assert ngettext("%(num)s article", "%(num)s articles", 1200) == "1,200 articles"


def test_what_stands_in_a_phrase_is_escaped_in_every_language() -> None:
    for language in (GERMAN, Languages().language("en")):
        with speaking(language):
            html = render(
                "chips.html", chips=[type("C", (), {"name": "a", "value": "", "words": '<i>"'})], at=0, problem=""
            )
            assert "<i>" not in html and "&lt;i&gt;&#34;" in html


def test_the_catalogs_have_every_phrase_and_each_placeholder() -> None:
    template = found()
    assert (FOLDER / "page.pot").read_bytes() == written(template), "run: python -m scripts.page_catalogs"
    for path in FOLDER.glob("*.po"):
        catalog = updated(path, template)
        assert list(missing(catalog)) == []
        for message in catalog:
            asked, words = texts(message.id), texts(message.string)
            for each in words if message.id else ():
                assert set(PLACE.findall(each)) <= set(PLACE.findall(asked[-1])), each
                # The words go into HTML as they are.
                assert not set('<>"&') & set(each), each


def texts(said: object) -> tuple[str, ...]:
    """A phrase, or the forms of its plural."""
    return tuple(map(str, said)) if isinstance(said, list | tuple) else (str(said),)


def test_german_is_marked_as_not_reviewed() -> None:
    with (FOLDER / "de.po").open("rb") as file:
        catalog = read_po(file)
    assert "not reviewed" in catalog.header_comment
    assert all(message.fuzzy for message in catalog if message.id)


def test_phrases_of_answers_and_scripts_are_said_where_they_are_needed() -> None:
    said = {NOT_FOUND, DOUBTFUL, *VERDICT_WORDS.values(), *OPENINGS.values(), *LEADING.values()}
    assert said | set(DRAFT_VERDICT_WORDS.values()) == set(IN_ANSWERS)
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in WEB.glob("static/*.js"))
    assert set(re.findall(r"said\('([^']+)'", scripts)) | {"“{name}” was removed: this browser has no more room."} | {
        "“{name}” was removed: {number} conversations are kept."
    } == set(IN_SCRIPTS)


def test_no_template_has_words_of_its_own() -> None:
    """Text between tags, and the attributes that are read out, come from the catalog."""
    own = []
    for path in sorted(WEB.glob("templates/*.html")):
        tokens = Environment().lex(path.read_text(encoding="utf-8"))
        html = "".join(text if kind == "data" else "\0" for _, kind, text in tokens)
        html = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
        attributes = re.findall(r'(?:aria-label|placeholder|title)="([^"]*)"', html)
        texts = [
            *attributes,
            *re.sub(r"<[^>]*>", "\n", re.sub(r'[\w-]+="[^"]*"', "", html.replace("\0", ""))).split("\n"),
        ]
        own += [(path.name, text.strip()) for text in texts if re.search(r"[A-Za-z]{2}", text.replace("\0", ""))]
    assert own == [
        ("masthead.html", "Article QA"),
        ("sign_in.html", "· Article QA"),
        ("sign_in.html", "Article QA"),
        ("start.html", "article-qa add PATH"),
    ]
