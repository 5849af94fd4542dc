"""Lists of references, read by programs that others wrote."""

import json
import re
from datetime import date

import bibtexparser
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st

from article_qa.index.formats.article import Origin
from article_qa.index.formats.bibliography import references
from article_qa.qa.export.references import as_bibtex, as_csl, as_ris
from article_qa.qa.export.source import Author, Source, sources_of_answer
from tests.qa.export.answers import ANSWER, AUTHORS, AWKWARD

SOURCES = sources_of_answer(ANSWER, AUTHORS)
# The reader of LaTeX drops \\textbraceleft and takes \\textasciicircum for the accent.
DECODED = AWKWARD.replace("{more}", "more").replace("^", "ˆ")
LINE = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1).filter(str.strip)
SIGNS = st.text("ab {}\\&%$#_~^\"'@,=", min_size=1).filter(str.strip)


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_ris_is_read_back() -> None:
    first, second = rispy.loads(as_ris(SOURCES))
    assert (first["type_of_reference"], first["id"], first["title"]) == ("NEWS", "a1", AWKWARD)
    assert first["authors"] == ["Ost, Lena", "van Dam, Jo"]
    assert (first["secondary_title"], first["year"], first["date"]) == ("The Wire & Sons", "2022", "2022/11/03/")
    assert first["urls"] == ["https://example.org/a_(b)?q=1&r=%20"]
    assert first["notes"] == ["“It is shut.”", f"“{AWKWARD}”"]
    assert second["authors"] == ["Reuters staff"]
    assert not {"year", "date", "urls", "secondary_title"} & second.keys()


def test_bibtex_is_read_back() -> None:
    library = bibtexparser.parse_string(as_bibtex(SOURCES), append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    first, second = library.entries
    assert (first.entry_type, first.key, second.key) == ("article", "ost2022costs", "reutersstaffbridge")
    assert first["title"].strip("{}") == DECODED
    assert first["author"] == "Ost, Lena and van Dam, Jo"
    assert (first["journal"], first["date"], first["month"]) == ("The Wire & Sons", "2022-11-03", "11")
    assert first["note"] == f"“It is shut.” “{DECODED}”"
    assert "https://example.org/a_(b)?q=1&r=%20" in as_bibtex(SOURCES)


def test_csl_has_the_fields_of_its_schema() -> None:
    first, second = json.loads(as_csl(SOURCES))
    assert first["issued"] == {"date-parts": [[2022, 11, 3]]}
    assert first["author"] == [{"family": "Ost", "given": "Lena"}, {"family": "van Dam", "given": "Jo"}]
    assert second == {
        "id": "reutersstaffbridge",
        "type": "article-newspaper",
        "title": "Bridge opens",
        "author": [{"literal": "Reuters staff"}],
        "note": "“It opened.”",
    }


def test_what_is_exported_can_be_added() -> None:
    found = references(as_ris(SOURCES).encode(), Origin(".ris", "list.ris", "list.ris"))
    assert [each.facts["title"] for each in found] == [AWKWARD, "Bridge opens"]
    assert found[0].facts["published"] == "2022/11/03"


@given(LINE, LINE)
def test_no_line_of_an_article_becomes_a_field_of_ris(title: str, quote: str) -> None:
    (read,) = rispy.loads(as_ris([Source("a", title, None, date(2020, 1, 2), None, quotes=(quote,))]))
    assert (read["title"], read["notes"]) == (one_line(title), [f"“{one_line(quote)}”"])


@given(SIGNS, SIGNS, SIGNS)
def test_no_sign_of_an_article_ends_an_entry_of_bibtex(title: str, name: str, url: str) -> None:
    sources = [Source("a", title, name, None, f"https://x.example/{url}", (Author(name),)), SOURCES[1]]
    library = bibtexparser.parse_string(as_bibtex(sources))
    assert not library.failed_blocks
    assert len(library.entries) == 2
    assert set(library.entries[0].fields_dict) <= {"title", "author", "journal", "url"}
    assert not re.search(r"[{}\\\s]", library.entries[0]["url"])
