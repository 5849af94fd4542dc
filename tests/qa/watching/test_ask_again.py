"""A standing question is asked again where something new enters its search, and told only when its answer changes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.errors import StoreMismatch
from article_qa.index.ingest.add import remove
from article_qa.index.ingest.embedding_worker import EmbeddingWorker
from article_qa.index.library import CATALOG, Library, open_library
from article_qa.index.records import Scope
from article_qa.qa.watching.ask_again import ask_again
from tests.qa.watching.newsroom import BAKERY, FERRY, FIRST, SECOND, Newsroom
from tests.waiting import wait_until


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with open_library(tmp_path / "data", create=True) as library:
        newsroom = Newsroom(library, tmp_path / "news")
        newsroom.print("Ferry aground", FIRST)
        yield newsroom


def test_another_value_is_told_with_both_and_its_citations(newsroom: Newsroom) -> None:
    newsroom.watch()
    newsroom.print("More injured", SECOND, "2026-03-03", "Morning Post")
    (notice,) = newsroom.told()
    assert notice.question == FERRY
    assert any("Nineteen" in str(change.now) and change.citations for change in notice.changes)
    cited = {citation.number for citation in notice.answer.citations}
    assert {number for change in notice.changes for number in change.citations} <= cited


def test_an_article_on_something_else_asks_no_question_and_tells_nothing(newsroom: Newsroom) -> None:
    for n in range(6):
        newsroom.print(f"Ferry {n}", f"The ferry Aurora carries passengers to island {n}. {FIRST}", f"2026-02-0{n + 1}")
    newsroom.watch()
    newsroom.print("Bakery opens", BAKERY)
    assert newsroom.asked[-1:] == [0]
    assert newsroom.told() == []


def test_the_same_report_from_another_outlet_is_no_news(newsroom: Newsroom) -> None:
    newsroom.watch()
    newsroom.print("Ferry Aurora runs aground", FIRST, "2026-03-02", "Morning Post")
    assert newsroom.told() == []


def test_a_question_without_an_answer_is_told_when_it_has_one(newsroom: Newsroom) -> None:
    newsroom.watch("How many loaves does the bakery in Bonn sell every day?")
    newsroom.print("Bakery sells", "The bakery in Bonn sells 600 loaves every day, its owner said on Monday.")
    (notice,) = newsroom.told()
    assert [change.kind for change in notice.changes] == ["new"]
    assert "600" in str(notice.changes[0].now)


def test_a_changed_article_is_told_with_both_wordings(newsroom: Newsroom) -> None:
    newsroom.watch()
    newsroom.print("Ferry aground", FIRST.replace("Fourteen", "Twenty-one"))
    (notice,) = newsroom.told()
    (change,) = notice.changes
    assert (change.kind, str(change.was)[:8], str(change.now)[:10]) == ("changed", "Fourteen", "Twenty-one")


def test_a_removed_article_is_told_without_its_words(newsroom: Newsroom) -> None:
    newsroom.watch()
    newsroom.print("Ferry aground", FIRST.replace("Fourteen", "Twenty-one"))
    (listing,) = newsroom.library.catalog.listings()
    remove(newsroom.library, [listing.id])
    (notice,) = newsroom.told()
    assert [(change.kind, change.was) for change in notice.changes] == [
        ("withdrawn", "Ferry aground (Town Courier, 1 March 2026)")
    ]
    for file in newsroom.library.folder.glob(f"{CATALOG}*"):
        assert b"Fourteen passengers" not in file.read_bytes()
        assert b"Twenty-one passengers" not in file.read_bytes()


def test_a_question_is_asked_of_its_scope_only(newsroom: Newsroom) -> None:
    newsroom.watch(scope=Scope(publisher="Town Courier"))
    newsroom.print("More injured", SECOND, "2026-03-03", "Morning Post")
    assert newsroom.told() == []
    newsroom.print("Still more injured", SECOND.replace("Nineteen", "Thirty"), "2026-03-04")
    assert any("Thirty" in str(change.now) for change in newsroom.told()[0].changes)


def test_a_count_is_told_when_it_is_another(newsroom: Newsroom) -> None:
    newsroom.watch("How many articles are there?")
    newsroom.print("Bakery opens", BAKERY)
    (notice,) = newsroom.told()
    assert notice.answer.count == 2


def test_who_adds_without_asking_leaves_it_to_the_next(newsroom: Newsroom) -> None:
    newsroom.watch()
    newsroom.library.after_embedding = None
    newsroom.print("More injured", SECOND, "2026-03-03", "Morning Post")
    assert newsroom.told() == []
    assert newsroom.library.catalog.watches.is_waiting()
    newsroom.library.after_embedding = ask_again
    with EmbeddingWorker(newsroom.library, every_seconds=0.05):
        wait_until(lambda: bool(newsroom.told()))
    assert not newsroom.library.catalog.watches.is_waiting()


def test_a_question_that_cannot_be_read_keeps_no_other_from_being_asked(newsroom: Newsroom) -> None:
    broken = newsroom.watch("Where did the ferry Aurora run aground?")
    newsroom.library.catalog.database.change("UPDATE watches SET answer = '{}' WHERE id = ?", broken)
    newsroom.library.catalog.watches.add(FERRY, json.dumps({}), json.dumps(_unanswered()))
    newsroom.print("More injured", SECOND, "2026-03-03", "Morning Post")
    stored = {watch.id: watch.answer for watch in newsroom.library.catalog.watches.all()}
    assert stored.pop(broken) == "{}"
    assert "Nineteen" in next(iter(stored.values()))


def test_questions_for_which_there_is_no_time_are_kept_and_asked_by_the_next(newsroom: Newsroom) -> None:
    ids = {newsroom.watch(question) for question in (FERRY, "Who was injured on the ferry Aurora?")}
    newsroom.library.after_embedding = None
    newsroom.print("More injured", SECOND, "2026-03-03", "Morning Post")
    store = newsroom.library.catalog.watches
    assert ask_again(newsroom.library, seconds=0) == 1
    (left,) = store.due()
    assert store.queue() == []
    assert store.is_waiting()
    newsroom.library.after_embedding = ask_again
    newsroom.print("Bakery opens", BAKERY)
    assert store.due() == []
    assert not store.is_waiting()
    assert {notice.watch_id for notice in newsroom.told()} <= ids
    assert "Nineteen" in {watch.id: watch.answer for watch in store.all()}[left.id]


def _unanswered() -> dict[str, object]:
    return {
        "question": FERRY, "searched": FERRY, "status": "abstained", "mode": "extract", "sentences": [],
        "citations": [], "timings_ms": {}, "model": None, "warnings": [], "nearest": [],
    }  # fmt: skip


def test_removing_goes_on_where_the_questions_cannot_be_asked(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_: Library) -> None:
        raise StoreMismatch("one embedder", "another")

    newsroom.watch()
    newsroom.library.after_embedding = refuse
    (listing,) = newsroom.library.catalog.listings()
    assert remove(newsroom.library, [listing.id]) == 1
    assert "standing questions wait" in caplog.text
    assert newsroom.library.catalog.watches.is_waiting()


def test_nothing_is_noted_where_no_question_stands(newsroom: Newsroom) -> None:
    newsroom.print("More injured", SECOND)
    assert not newsroom.library.catalog.watches.is_waiting()
