"""A draft that a reader gives on the page is checked, and told of meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.qa.assistant import Assistant
from article_qa.qa.drafts.draft import Draft
from article_qa.qa.web.draft_checking import uploaded, watched
from tests.qa.drafts.libraries import assistant_over


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_over(tmp_path_factory.mktemp("checking")) as assistant:
        yield assistant


def test_progress_comes_before_the_draft(assistant: Assistant) -> None:
    *before, draft = watched(assistant, "The mill in Ostrel employs 90 workers. The mill in Ostrel burned down.")
    assert before == [(1, 2), (2, 2)]
    assert isinstance(draft, Draft)


def test_what_cannot_be_checked_costs_a_sentence(assistant: Assistant) -> None:
    assert list(watched(assistant, " ")) == ["the text is empty; give the sentences to check"]


def test_an_uploaded_file_is_read_and_deleted(tmp_path: Path) -> None:
    file = tmp_path / "draft.html"
    file.write_text(
        "<html><body><article><p>The mill in Ostrel was opened by Per Hald in 1998.</p></article></body></html>"
    )
    assert uploaded(file) == ("The mill in Ostrel was opened by Per Hald in 1998.", "")
    assert not file.exists()


def test_a_file_without_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "none.txt"
    file.write_text("")
    assert "'none.txt' holds no text" in uploaded(file)[1]
