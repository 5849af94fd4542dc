"""A checked draft as HTML."""

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from article_qa.qa.drafts.draft import Draft
from article_qa.qa.drafts.export import as_markdown
from article_qa.qa.web.draft_html import draft_html, progress_html
from article_qa.qa.web.messages_html import problem
from tests.qa.drafts.libraries import assistant_over, checked

TEXT = "The mill in Ostrel employs 90 workers. The mill in Ostrel will move to Vale."


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draft]:
    with assistant_over(tmp_path_factory.mktemp("html")) as assistant:
        yield checked(assistant, TEXT)


def test_each_sentence_has_its_verdict_in_words(draft: Draft) -> None:
    html = draft_html(draft)
    assert (
        '<li class="checked contradicted"><p class="said" dir="auto">The mill in Ostrel employs 90 workers.</p>' in html
    )
    assert '<strong class="word">Contradicted</strong> <span class="reason">the article says 140, not 90</span>' in html
    assert "Instead: <b>140</b>" in html
    assert '<p class="summary" role="status">1 contradicted, 1 not found</p>' in html


def test_the_nearest_words_are_told_from_evidence(draft: Draft) -> None:
    html = draft_html(draft)
    assert html.count("Nearest, no evidence:</span>") == 1
    assert 'data-citation="1"' in html


def test_what_others_wrote_is_escaped(draft: Draft) -> None:
    bad = "<script>x</script>"
    sentence = replace(draft.sentences[0], text=bad, reason=bad, claim=bad)
    citation = replace(draft.citations[0], quote=bad, title=bad, publisher=bad)
    html = draft_html(replace(draft, sentences=(sentence,), citations=(citation,), warnings=(bad,)))
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<script" not in problem(bad)


def test_the_draft_is_taken_along_for_word_as_markdown_and_as_json(draft: Draft) -> None:
    found = re.findall(r'data-name="([^"]+)"[^>]*data-base64="([^"]+)"', draft_html(draft))
    files = {name: b64decode(content) for name, content in found}
    assert list(files) == ["draft.docx", "draft.md", "draft.json"]
    assert len(list(Document(BytesIO(files["draft.docx"])).comments)) == 2
    assert files["draft.md"].decode() == as_markdown(draft)
    assert Draft.from_dict(json.loads(files["draft.json"])) == draft


def test_progress_is_told_in_words_too() -> None:
    assert "Checked 3 of 9 claims" in progress_html(3, 9)
    assert "Reading the draft" in progress_html(0, 0)
