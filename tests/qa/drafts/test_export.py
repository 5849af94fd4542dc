"""A checked draft as Markdown and as a Word document."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from article_qa.qa.drafts.draft import Draft
from article_qa.qa.drafts.export import as_markdown, as_word, paragraphs
from tests.qa.drafts.libraries import assistant_over, checked

TEXT = (
    "# Mills\n\nThe mill in Ostrel employs 140 workers. The mill in Ostrel employs 90 workers.\n\n"
    "The mill in Ostrel will move to Vale. Who will pay?"
)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draft]:
    with assistant_over(tmp_path_factory.mktemp("export")) as assistant:
        yield checked(assistant, TEXT)


def test_paragraphs_are_those_of_the_draft(draft: Draft) -> None:
    assert [len(each) for each in paragraphs(draft)] == [1, 2, 2]


def test_markdown_has_verdict_words_quote_and_source(draft: Draft) -> None:
    text = as_markdown(draft)
    assert "**Contradicted** (the article says 140, not 90): The mill in Ostrel employs 90 workers." in text
    assert (
        "> “The mill in Ostrel employs 140 workers.”\n>\n> **1** · The mill of Ostrel · Ostrel Post, 1 May 2025" in text
    )
    assert "Instead: 140" in text
    assert "> Nearest, no evidence: “" in text


def test_markdown_of_others_is_no_markup(draft: Draft) -> None:
    shown = as_markdown(replace(draft, sentences=(replace(draft.sentences[1], text="<b>*Mill*</b>"),)))
    assert r"\<b\>\*Mill\*\</b\>" in shown


def test_a_word_document_has_the_text_and_a_comment_for_each_claim(draft: Draft) -> None:
    document = Document(BytesIO(as_word(draft)))
    assert [each.text for each in document.paragraphs] == [
        "Mills",
        "The mill in Ostrel employs 140 workers. The mill in Ostrel employs 90 workers.",
        "The mill in Ostrel will move to Vale. Who will pay?",
    ]
    comments = [each.text for each in document.comments]
    assert [each.split(" ")[0] for each in comments] == ["Supported", "Contradicted", "Not"]
    assert "Instead: 140" in comments[1]
    assert "“The mill in Ostrel employs 140 workers.”" in comments[1]


def test_signs_that_a_document_cannot_hold_are_left_out(draft: Draft) -> None:
    odd = replace(draft.sentences[1], text="The mill\x00 \ud800 is old.", reason="\x01")
    document = Document(BytesIO(as_word(replace(draft, sentences=(odd,)))))
    assert document.paragraphs[0].text == "The mill \ufffd is old."
