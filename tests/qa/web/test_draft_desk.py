"""What happens in the tab "Check a draft", without a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant
from article_qa.qa.drafts.draft import Draft
from article_qa.qa.web.draft_desk import DraftDesk
from tests.index.fakes import put
from tests.qa.drafts.libraries import FLOOD, MILL

HINT = 'class="hint"'
TEXT = "The mill in Ostrel employs 90 workers. Four people died in the flood of Lund."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DraftDesk]:
    with open_library(tmp_path_factory.mktemp("draft") / "data", create=True) as library:
        for each in (MILL, FLOOD):
            put(library, each)
        yield DraftDesk(library, Assistant.over(library))


@pytest.fixture(scope="module")
def checked(desk: DraftDesk) -> Draft:
    *_, last = desk.check(TEXT)
    assert isinstance(last["checked"], Draft)
    return last["checked"]


def test_a_check_tells_how_far_it_is_and_opens_the_first_quote(desk: DraftDesk) -> None:
    first, *under_way, last = desk.check(TEXT)
    assert first["is_checking"] and first["checked"] is None
    assert "Checked 2 of 2 claims" in under_way[-1]["result"]
    assert not last["is_checking"]
    assert 'data-opened-by="answer"' in last["source"]


def test_without_a_quote_no_article_is_open(desk: DraftDesk) -> None:
    *_, last = desk.check("Thank you all.")
    assert isinstance(last["checked"], Draft)
    assert HINT in last["source"]


def test_a_text_that_cannot_be_checked_leaves_the_button_ready(desk: DraftDesk) -> None:
    *_, last = desk.check(" ")
    assert set(last) == {"result", "is_checking"}
    assert "The text is empty" in last["result"]
    assert not last["is_checking"]


def test_a_file_fills_the_box_or_says_why_not(desk: DraftDesk, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(TEXT)
    (tmp_path / "none.txt").write_text("")
    assert desk.upload(str(tmp_path / "draft.txt"))["draft"] == TEXT
    assert set(desk.upload(str(tmp_path / "none.txt"))) == {"result"}


def test_a_quote_opens_its_article(desk: DraftDesk, checked: Draft) -> None:
    for number, article in enumerate(checked.citations, 1):
        source = desk.open(number, checked)["source"]
        assert article.title in source
        assert 'data-opened-by="reader"' in source


def test_a_quote_that_the_draft_has_not_opens_nothing(desk: DraftDesk, checked: Draft) -> None:
    assert desk.open(0, checked) == desk.open(len(checked.citations) + 1, checked) == desk.open(1, None) == {}
