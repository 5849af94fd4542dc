"""What happens in the tab "People and places", without a browser."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.ingest.annotating import annotate_next
from article_qa.index.library import open_library
from article_qa.qa.web.events import Press
from article_qa.qa.web.people_desk import PeopleDesk
from tests.index.fakes import article, put

SAID = "“The bridge is not safe,” Rosa Okafor, the mayor, said on Monday in Quayhaven."
LATER = "Rosa Okafor walked over to Millford and met Lena Ost there."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PeopleDesk]:
    with open_library(tmp_path_factory.mktemp("people") / "data", create=True) as library:
        put(library, article(SAID, source="one", published=date(2022, 11, 8), language="en"))
        put(library, article(LATER, source="two", published=date(2023, 2, 1), language="en"))
        while annotate_next(library.catalog):
            pass
        yield PeopleDesk(library)


def test_whoever_is_named_most_is_open_at_first(desk: PeopleDesk) -> None:
    parts = desk.enter(None, "")
    assert parts["chosen"] == "Rosa Okafor"
    assert "named in 2 articles" in parts["person"]


def test_whoever_is_open_stays_open(desk: PeopleDesk) -> None:
    parts = desk.enter("ost", "Lena Ost")
    assert parts["chosen"] == "Lena Ost"
    assert "person" not in parts
    assert "Rosa Okafor" not in parts["names"]


def test_a_name_opens_and_a_month_limits_it(desk: PeopleDesk) -> None:
    assert desk.press(Press("name", "Lena Ost"), "Rosa Okafor")["chosen"] == "Lena Ost"
    november = desk.press(Press("month", "2022-11"), "Rosa Okafor")
    assert november["chosen"] == "Rosa Okafor"
    assert "Articles of November 2022." in november["person"]


def test_nobody_is_open_in_an_empty_library(tmp_path: Path) -> None:
    with open_library(tmp_path / "new", create=True) as new:
        parts = PeopleDesk(new).enter(None, "")
    assert parts["chosen"] == ""
    assert "person" not in parts
