"""Thousands of reports that differ in a number: what they cost grows in step with how many there are.

What is counted are comparisons of two texts, and steps: calls in Python and hundreds of SQLite's instructions.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from article_qa.index.records import Article
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.near_duplicates import MAX_COMPARED, Fingerprint, are_copies
from article_qa.index.store.schema import APPLICATION_ID, STEPS, TWINS_BY_DAY
from tests.index.fakes import article, sentences
from tests.index.older import file_of
from tests.index.store.test_near_duplicates import DAY, OTHER, STORY, groups, printed, store, text

QUARTER = 60
ALL = 4 * QUARTER


class Counting:
    """Compares as always, and counts how often."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, one: Fingerprint, other: Fingerprint) -> bool:
        self.count += 1
        return are_copies(one, other)


class Scale:
    """What work on a catalog takes: comparisons, and steps."""

    def __init__(self, path: Path | None = None) -> None:
        self.compared = Counting()
        path = path or Path(tempfile.mkdtemp()) / "catalog.sqlite3"
        self.catalog = Catalog(path, compare=self.compared)
        self._steps = 0

    def weigh(self, work: Callable[[], Any]) -> tuple[int, int]:
        self._steps = self.compared.count = 0
        file_of(self.catalog).connection.set_progress_handler(self._instructions, 100)
        before = sys.getprofile()
        sys.setprofile(self._called)
        try:
            work()
        finally:
            sys.setprofile(before)
            file_of(self.catalog).connection.set_progress_handler(None, 0)
        return self.compared.count, self._steps

    def _instructions(self) -> int:
        self._steps += 1
        return 0

    def _called(self, frame: FrameType, event: str, argument: Any) -> None:
        self._steps += event in ("call", "c_call")


def same_day(number: int) -> Article:
    return quake(number, text(STORY[:5], f"The quake had magnitude {number}.", STORY[5:9]), DAY)


def day_by_day(number: int) -> Article:
    return replace(same_day(number), published=DAY + timedelta(days=number))


def far_apart(number: int) -> Article:
    return replace(same_day(number), published=DAY + timedelta(days=8 * number))


def short(number: int) -> Article:
    return quake(number, f"A quake of magnitude {number} was felt in Amman on Monday, the observatory said.", DAY)


def alike(number: int) -> Article:
    """Two thirds of it are those of all others, the rest is its own, so no two are twins."""
    return quake(number, text(STORY[:6], sentences(3, seed=number + 9)), DAY)


def quake(number: int, words: str, day: date) -> Article:
    return article(words, source=f"{number}.txt", title=f"Quake {number}", publisher=f"Outlet {number}", published=day)


KINDS = pytest.mark.parametrize("kind", [same_day, day_by_day, far_apart, short, alike], ids=lambda kind: kind.__name__)


def quarters(kind: Callable[[int], Article]) -> list[list[Article]]:
    return [[kind(n) for n in range(first, first + QUARTER)] for first in range(0, ALL, QUARTER)]


def remove(catalog: Catalog, articles: list[Article]) -> None:
    for each in articles:
        catalog.remove(each.id)


def assert_level(weighed: list[tuple[int, int]], articles: int) -> None:
    """The first is not like the others, for bounds are not reached in it."""
    _, second, *_, last = weighed
    assert all(compared <= MAX_COMPARED * articles for compared, _ in weighed[1:])
    assert last[1] <= 1.6 * second[1]


@KINDS
def test_adding_another_quarter_takes_what_the_one_before_took(kind: Callable[[int], Article]) -> None:
    scale = Scale()
    assert_level([scale.weigh(partial(store, scale.catalog, *quarter)) for quarter in quarters(kind)], QUARTER)
    scale.catalog.close()


@pytest.mark.parametrize("kind", [same_day, alike], ids=lambda kind: kind.__name__)
def test_comparing_an_older_library_costs_the_same_each_quarter(kind: Callable[[int], Article]) -> None:
    scale = Scale()
    store(scale.catalog, *(each for quarter in quarters(kind) for each in quarter))
    scale.catalog.database.change("DELETE FROM twins")
    scale.catalog.database.change("DELETE FROM twin_bands")
    assert_level([scale.weigh(partial(scale.catalog.group, QUARTER)) for _ in range(4)], QUARTER)
    assert scale.catalog.ungrouped() == 0
    scale.catalog.close()


@pytest.mark.parametrize(
    ("kind", "order"),
    [(same_day, 1), (same_day, -1), (day_by_day, 1), (alike, 1)],
    ids=lambda each: getattr(each, "__name__", each),
)
def test_removing_most_of_twice_as_many_takes_twice_as_much(kind: Callable[[int], Article], order: int) -> None:
    weighed = []
    for count in (ALL // 2, ALL):
        scale, articles = Scale(), [kind(number) for number in range(count)]
        store(scale.catalog, *articles)
        going = articles[::order][: count * 5 // 6]
        weighed.append(scale.weigh(partial(remove, scale.catalog, going)))
        scale.catalog.close()
    (compared, steps), (compared_of_twice, steps_of_twice) = weighed
    assert compared_of_twice <= 2.4 * compared
    assert steps_of_twice <= 2.4 * steps


@KINDS
def test_changing_one_takes_the_same_whatever_their_number(kind: Callable[[int], Article]) -> None:
    scale, weighed = Scale(), []
    for quarter in quarters(kind):
        store(scale.catalog, *quarter)
        changed = [replace(each, text=f"{each.text} More soon.", sha256=each.sha256[::-1]) for each in quarter[5:15]]
        weighed.append(scale.weigh(partial(store, scale.catalog, *changed)))
    assert_level(weighed, 10)
    scale.catalog.close()


def test_reading_the_groups_of_twice_as_many_takes_twice_as_much() -> None:
    scale, weighed = Scale(), []
    for half in (range(ALL // 2), range(ALL // 2, ALL)):
        store(scale.catalog, *map(same_day, half))
        ids = [listing.id for listing in scale.catalog.listings()]
        for read in (scale.catalog.copies, scale.catalog.copies_among):
            weighed.append(scale.weigh(partial(read, ids))[1])
    assert weighed[2] <= 2.4 * weighed[0]
    assert weighed[3] <= 2.4 * weighed[1]
    scale.catalog.close()


# What is recognised among so many


def test_many_reports_that_differ_in_a_number_are_one_group(catalog: Catalog) -> None:
    store(catalog, *map(same_day, range(ALL)))
    assert {len(group) for group in groups(catalog)} == {ALL}


def test_those_that_are_asked_for_are_a_group_among_themselves(catalog: Catalog) -> None:
    articles = [same_day(number) for number in range(5)]
    store(catalog, *articles, printed("Post", text(OTHER)))
    asked = [articles[number].id for number in (1, 3)]
    found = catalog.copies_among([*asked, printed("Post", "").id, "nothing"])
    assert {each: {copy.article_id for copy in found[each]} for each in found} == {each: set(asked) for each in asked}
    assert catalog.copies_among(asked[:1]) == {}


def test_a_copy_is_found_among_reports_of_many_other_days(catalog: Catalog) -> None:
    store(catalog, *map(far_apart, range(ALL)))
    old = far_apart(7)
    store(catalog, replace(old, id="copy", publisher="Star", text=text("AMMAN -", old.text), sha256="copy"))
    assert groups(catalog) == {frozenset({"Outlet 7", "Star"})}


def test_the_same_words_are_found_on_any_day_among_so_many(catalog: Catalog) -> None:
    store(catalog, *map(far_apart, range(ALL)))
    later = replace(far_apart(7), id="copy", publisher="Star", published=DAY + timedelta(days=9000))
    store(catalog, later)
    assert groups(catalog) == {frozenset({"Outlet 7", "Star"})}


def test_a_large_group_stays_together_when_numbers_come_again(catalog: Catalog) -> None:
    articles = [same_day(number) for number in range(QUARTER)]
    store(catalog, *articles)
    for each in (articles[0], articles[-1]):
        catalog.remove(each.id)
    store(catalog, printed("Post", text(OTHER)))
    assert {len(group) for group in groups(catalog)} == {QUARTER - 2}


def test_a_library_of_the_last_version_keeps_its_groups(tmp_path: Path) -> None:
    made = Catalog(tmp_path / "made.sqlite3")
    store(made, printed("Wire", text(STORY)), printed("Star", text(STORY[:12]), None), printed("Post", text(OTHER)))
    made.close()
    with closing(sqlite3.connect(tmp_path / "catalog.sqlite3")) as db:
        db.executescript(";".join(STEPS[: STEPS.index(TWINS_BY_DAY)]))
        db.execute("ATTACH ? AS made", (str(tmp_path / "made.sqlite3"),))
        for table in ("articles", "passages", "twins", "twin_bands"):
            columns = ",".join(f'"{name}"' for _, name, *_ in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM made.{table}")
        db.commit()
        db.executescript(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {STEPS.index(TWINS_BY_DAY)}")
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    assert catalog.ungrouped() == 0
    assert groups(catalog) == {frozenset({"Wire", "Star"})}
    store(catalog, printed("Daily", text("AMMAN -", STORY)))
    assert groups(catalog) == {frozenset({"Wire", "Star", "Daily"})}
    catalog.remove(printed("Star", "").id)
    assert groups(catalog) == {frozenset({"Wire", "Daily"})}
    catalog.close()
