"""No kind of answer raises, whatever words a request has, and every quote is exact."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_qa.qa.answer import Kind
from article_qa.qa.answers.by_kind import PASSAGE_KINDS
from article_qa.qa.questions.request import Request
from article_qa.qa.retrieval.search import LibrarySearch
from tests.present import present
from tests.qa.answers.annotated import Told, library_of, material

TEXT = (
    "🔥 The dam at Østholm broke — at noon. «It’s over», said Ada Łund. Who knew?\n"
    "- ropes, axes and maps\n- Øre\nİstanbul sent Lund, Per O’Dd and 12 men. He said\u2028nothing."
)
WORDS = st.one_of(
    st.text(max_size=30),
    st.lists(st.sampled_from("dam Łund lund Østholm the who said ropes 12 — ? İ ''".split()), max_size=6).map(" ".join),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LibrarySearch]:
    told = Told("Dam at Østholm", TEXT, date(2031, 4, 2)).happened("🔥 The dam", date(2031, 4, 1))
    told.said("«It’s over»", "Ada Łund", "It’s over").is_a("list_item", "- ropes", "- Øre", lead="Who knew")
    folder: Path = tmp_path_factory.mktemp("library")
    yield library_of(folder, told)


@pytest.mark.parametrize("kind", ["sayings", "timeline", "listing", "summary"])
@settings(max_examples=40, deadline=None)
@given(text=WORDS, subject=WORDS, speaker=WORDS)
def test_odd_words_are_answered_or_refused(
    library: LibrarySearch, kind: Kind, text: str, subject: str, speaker: str
) -> None:
    asked = material(library, Request(kind, text or "dam", subject, speaker=speaker))
    reply = PASSAGE_KINDS[kind](asked)
    for citation in (*reply.citations, *reply.nearest) if reply else ():
        whole = present(library.catalog.article(citation.article_id)).text
        assert whole[citation.start : citation.end] == citation.quote
        start, end = citation.highlight or (0, 0)
        assert 0 <= start <= end <= len(citation.quote)
