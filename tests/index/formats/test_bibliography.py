"""RIS and BibTeX files: facts by our names, and articles of their abstracts."""

from collections.abc import Sequence

import pytest

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Note, Origin
from article_qa.index.formats.bibliography import Reference, references
from article_qa.index.formats.latex import latex_text
from tests.index.formats.files import SENTENCE, loaded, only, refusal

RIS = f"""TY  - NEWS
TI  - Bridge shut
AU  - Reed, Ann
AU  - Tom Holm
DA  - 2024/05/03/
PY  - 2024
T2  - Bonn Post
UR  - https://bonn.example/bridge
L1  - file:///home/me/Storage/a%20b.pdf
LA  - en
AB  - {SENTENCE}
A second line.
ER  -
"""
BIBTEX = (
    r"""@comment{nothing}
@string{post = "Bonn Post"}
@article{reed2024,
  title = {The {B}ridge is {\"U}ber 50\% shut -- again},
  author = {Reed, Ann and M{\'e}nard, Zo\"{e}},
  journal = post, year = 2024, month = may, day = {3},
  file = {Full Text:files/12/Reed - 2024.pdf:application/pdf;Page:C\:\\x\\page.html:text/html},
  url = {https://bonn.example/a\_b},
  abstract = "SENTENCE {"}quoted{"}"
}
@misc{second, title = {Open, note = {short}
@online{third, title = "Third", date = {2024-05}, doi = {10.1000/XYZ.1}}
"""
).replace("SENTENCE", SENTENCE)


def found(text: str, suffix: str) -> Sequence[Reference]:
    return references(text.encode(), Origin(suffix, "/news/a" + suffix, "'a'"))


def test_an_entry_with_an_abstract_is_an_article() -> None:
    article = only(RIS, ".ris")
    assert (article.title, article.publisher, article.author) == ("Bridge shut", "Bonn Post", "Ann Reed, Tom Holm")
    assert (str(article.published), article.url) == ("2024-05-03", "https://bonn.example/bridge")
    assert article.text == f"{SENTENCE}\nA second line."


def test_bibtex_is_read_with_its_macros_and_letters() -> None:
    first, *_ = loaded(BIBTEX, ".bib")
    assert first.title == "The Bridge is Über 50% shut – again"
    assert (first.author, first.publisher, str(first.published)) == ("Ann Reed, Zoë Ménard", "Bonn Post", "2024-05-03")
    assert first.url == "https://bonn.example/a_b"
    assert first.text.startswith(SENTENCE)


def test_an_entry_that_is_not_closed_costs_none_of_the_others() -> None:
    assert [(each.key, each.doi) for each in found(BIBTEX, ".bib")] == [
        ("reed2024", ""), ("second", ""), ("third", "10.1000/xyz.1"),
    ]  # fmt: skip


def test_files_are_known_by_their_names_without_folders() -> None:
    assert found(RIS, ".ris")[0].files == ("a b.pdf",)
    assert found(BIBTEX, ".bib")[0].files == ("Reed - 2024.pdf", "page.html")


def test_entries_without_text_are_counted_once() -> None:
    *_, note = loaded(RIS + "TY  - NEWS\nTI  - Old news\nER  - \nTY  - NEWS\nTI  - More\nER  - \n", ".ris")
    assert isinstance(note, Note)
    assert note.text == "'a.ris' has 2 entries without an abstract or a file in its folder, such as 'Old news'"


@pytest.mark.parametrize(
    ("text", "suffix", "said"),
    [
        ("TY  - NEWS\nTI  - Old news\nER  - \n", ".ris", "no entry of 'a.ris' has an abstract; add a folder"),
        ("Only words.", ".ris", "has no entry of RIS or BibTeX"),
        ("@comment{nothing}", ".bib", "has no entry of RIS or BibTeX"),
        ("%PDF-1.4", ".bib", "is a PDF"),
    ],
)
def test_what_gives_no_article_is_refused(text: str, suffix: str, said: str) -> None:
    assert said in refusal(text, suffix)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"Stra{\ss}e, \'{\i}, {\o}re, \v{c}, \c c", "Straße, í, øre, č, ç"),
        (r"\emph{Title} \& ``more''~here", "Title & “more” here"),
        ("plain", "plain"),
    ],
)
def test_signs_of_latex_are_letters(written: str, read: str) -> None:
    assert latex_text(written) == read


def test_an_entry_of_any_depth_is_read() -> None:
    (rejection,) = loaded("@misc{a, title = " + "{" * 100_000, ".bib")
    assert isinstance(rejection, ArticleRejected)
