"""Standing questions as HTML."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from article_qa.index.library import open_library
from article_qa.qa.watching.watches import Notice, Watch, watches
from article_qa.qa.web.watches_html import NOTICES_SHOWN, watches_html
from tests.qa.watching.newsroom import FERRY, FIRST, SECOND, Newsroom

FEED = "/api/watches.atom"
BAD = '<script>x</script>" onclick="x'


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Watch, Notice]]:
    """A question, and what changed in its answer."""
    home: Path = tmp_path_factory.mktemp("watches")
    with open_library(home / "data", create=True) as library:
        newsroom = Newsroom(library, home / "news")
        newsroom.print("Ferry aground", FIRST)
        newsroom.watch()
        newsroom.print("More are injured", SECOND, "2026-03-03")
        (watch,), (notice,) = watches(library.catalog), newsroom.told()
        yield watch, notice


def test_what_changed_stands_under_its_question_with_the_words_that_show_it(told: tuple[Watch, Notice]) -> None:
    watch, notice = told
    html = watches_html([watch], [notice], feed=FEED)
    assert f'<h3 dir="auto">{FERRY}</h3>' in html
    assert notice.changes[0].text in html
    assert f'<q class="words">{notice.answer.citations[0].quote}</q>' in html
    assert "More are injured" in html
    assert f'<a href="{FEED}">' in html


def test_a_question_whose_answer_stands_says_so(told: tuple[Watch, Notice]) -> None:
    assert "Nothing has changed since." in watches_html([told[0]], [], feed=FEED)
    assert "No standing questions yet." in watches_html([], [], feed=FEED)


def test_the_newest_question_stands_first(told: tuple[Watch, Notice]) -> None:
    later = replace(told[0], id="later", question="What came later?")
    html = watches_html([told[0], later], [], feed=FEED)
    assert html.index("What came later?") < html.index(FERRY)


def test_only_so_many_notices_are_shown_and_the_rest_counted(told: tuple[Watch, Notice]) -> None:
    watch, notice = told
    html = watches_html([watch], [notice] * (NOTICES_SHOWN + 3), feed=FEED)
    assert html.count('class="change"') == NOTICES_SHOWN
    assert "3 older: article-qa watches" in html


def test_removing_is_asked_about_first(told: tuple[Watch, Notice]) -> None:
    watch, _ = told
    assert 'data-do="confirm"' not in watches_html([watch], [], feed=FEED)
    assert 'data-do="confirm"' in watches_html([watch], [], feed=FEED, asked_about=watch.id)


def test_what_others_wrote_is_escaped(told: tuple[Watch, Notice]) -> None:
    watch, notice = told
    change = replace(notice.changes[0], now=BAD, was=BAD)
    citation = replace(notice.answer.citations[0], quote=BAD, title=BAD, publisher=BAD, url="javascript:x")
    answer = replace(notice.answer, citations=(citation,))
    changed = replace(notice, changes=(change,), answer=answer)
    html = watches_html([replace(watch, question=BAD)], [changed], feed=FEED, problem=BAD)
    assert "<script" not in html
    assert 'onclick="' not in html
    assert "javascript:" not in html
