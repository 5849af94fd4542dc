"""Questions over many reports that differ in a number, counted as in tests.index.store.test_many_near_duplicates.py."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from article_qa.index.records import Article
from article_qa.index.search import keyword
from article_qa.qa.assistant import Assistant
from article_qa.qa.retrieval.search import LibrarySearch
from tests.index.store.test_many_near_duplicates import Scale, alike, same_day, short
from tests.index.store.test_near_duplicates import store
from tests.qa.fakes import WordReader

QUESTION = "What magnitude had the quake?"


@pytest.mark.parametrize("kind", [same_day, short, alike], ids=lambda kind: kind.__name__)
def test_four_times_the_copies_cost_at_most_four_times_as_much(kind: Callable[[int], Article], tmp_path: Path) -> None:
    weighed = []
    for count in (60, 240):
        scale = Scale(tmp_path / f"{count}.sqlite3")
        store(scale.catalog, *(kind(number) for number in range(count)))
        assistant = Assistant(LibrarySearch(scale.catalog, {"dense": keyword(scale.catalog)}), WordReader())
        assistant.ask(QUESTION)
        weighed.append(scale.weigh(partial(assistant.ask, QUESTION)))
        scale.catalog.close()
    assert weighed[1][1] <= 5 * weighed[0][1]
