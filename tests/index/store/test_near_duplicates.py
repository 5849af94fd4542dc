"""NearDuplicates: which two articles are one report, and groups that do not depend on the order of things."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from article_qa.index.formats.load import load
from article_qa.index.ingest.add import add, examine, group_pending, repair
from article_qa.index.ingest.chunking import cut
from article_qa.index.library import Library, open_library
from article_qa.index.records import Article
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.near_duplicates import (
    are_copies,
    band_keys,
    fingerprint,
    share_held,
    signature,
)
from article_qa.index.store.schema import STEPS
from tests.index.fakes import article, put, sentences, words
from tests.index.formats.files import taken
from tests.index.older import file_of
from tests.starters import SEEDS

DAY = date(2022, 11, 3)
STORY = sentences(18)
OTHER = sentences(18, seed=1)
FIRST_NUMBERS = [222428043, 736887332, 192603496, 866613601]
NOTICE = " ".join(sentences(5, seed=2))


def text(*parts: str | Iterable[str]) -> str:
    return " ".join(part if isinstance(part, str) else " ".join(part) for part in parts)


def are_alike(one: str, other: str, apart: int = 0) -> bool:
    pair = fingerprint(one, DAY), fingerprint(other, DAY + timedelta(days=apart))
    assert are_copies(*pair) == are_copies(*reversed(pair))
    return are_copies(*pair)


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(text("AMMAN, Nov 3 (The Wire) -", STORY), id="a dateline in front"),
        pytest.param(text(STORY, "Reporting by A. Writer; editing by B. Editor."), id="a line at the end"),
        pytest.param(text(STORY).upper().replace(".", " –\n\n"), id="case, punctuation and paragraphs"),
        pytest.param(text(STORY[:12]), id="cut by a third"),
        pytest.param(text(STORY[:9]), id="cut by half"),
        pytest.param(text(STORY[:6], OTHER[0], STORY[7:]), id="a sentence changed"),
        pytest.param(text("By our own staff.", STORY[:5], STORY[6:13]), id="a line in front, a sentence out, cut"),
        pytest.param(text(STORY, OTHER[:5]), id="new lines at the end of an updated story"),
    ],
)
def test_a_copy_is_a_copy(copy: str) -> None:
    assert are_alike(text(STORY), copy)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(text(OTHER), id="another story"),
        pytest.param(text(OTHER[:12], STORY[3:6]), id="a shared quote"),
        pytest.param(text(OTHER[:2], STORY[:6]), id="a shared background and another lead"),
        pytest.param(text(STORY[:2]), id="a headline and a line of it"),
    ],
)
def test_another_report_is_no_copy(other: str) -> None:
    assert not are_alike(text(STORY), other)


def test_a_long_notice_of_the_outlet_makes_no_near_duplicates() -> None:
    assert not are_alike(text(STORY[:2], NOTICE), text(OTHER[:2], NOTICE))
    assert not are_alike(text(NOTICE, STORY[:2]), text(NOTICE, OTHER[:2]))


def test_a_text_with_every_fifth_word_changed_is_no_copy() -> None:
    reworded = [word if n % 5 else f"new{n}" for n, word in enumerate(text(STORY).split())]
    assert not are_alike(text(STORY), text(reworded))


def test_last_years_report_rewritten_is_no_copy_its_words_are() -> None:
    changed = text(STORY[:6], OTHER[0], STORY[7:])
    assert are_alike(text(STORY), changed, apart=7)
    assert not are_alike(text(STORY), changed, apart=8)
    assert are_alike(text(STORY), text(STORY).lower(), apart=365)


def test_an_undated_copy_is_compared_by_its_words_alone() -> None:
    assert are_copies(fingerprint(text(STORY), DAY), fingerprint(text(STORY[:12]), None))


def test_short_notes_are_twins_only_in_the_same_words() -> None:
    assert are_alike("The bridge is shut, said the mayor.", "The bridge is shut – said the mayor")
    assert not are_alike("The bridge is shut, said the mayor.", "The bridge is shut, said the mayor again.")
    assert not are_alike("", "One.")


@pytest.mark.parametrize(
    ("words", "within", "share"),
    [
        ("The bridge is shut.", "AMMAN – the bridge is SHUT, he said.", 1),
        ("Shut.", "It is shut.", 1),
        ("One two three four five.", "One two three four six.", 0.5),
        ("One two three four.", "", 0),
        ("…", "", 1),
    ],
)
def test_how_much_of_some_words_a_text_holds(words: str, within: str, share: float) -> None:
    assert share_held(words, within) == share


def test_texts_without_words_and_of_any_script_have_a_report() -> None:
    for odd in ("", "…", "😀", "東京。大阪。", "\ud800 x", "ы" * 5000):
        assert len(band_keys(signature(fingerprint(odd, None).shingles))) == 20


def test_a_signature_is_the_same_today_and_tomorrow() -> None:
    made = signature(fingerprint("The bridge at Amman is shut until further notice.", None).shingles)
    assert made[:4].tolist() == FIRST_NUMBERS


def test_a_long_text_has_the_signature_that_its_pieces_give() -> None:
    many = np.arange(25_000, dtype=np.uint64)
    assert signature(many).tolist() == np.minimum(signature(many[:9_000]), signature(many[9_000:])).tolist()


# Groups


def printed(outlet: str, body: str, day: date | None = DAY) -> Article:
    return article(body, source=f"{outlet}.txt", title=f"{outlet} says", publisher=outlet, published=day)


def store(catalog: Catalog, *articles: Article) -> None:
    for each in articles:
        catalog.put(each, cut(each, words))


def groups(catalog: Catalog) -> set[frozenset[str | None]]:
    ids = [listing.id for listing in catalog.listings()]
    return {frozenset(copy.publisher for copy in copies) for copies in catalog.copies(ids).values()}


def test_copies_are_one_group_and_say_where_they_stand(catalog: Catalog) -> None:
    wire, star = printed("Wire", text(STORY)), printed("Star", text(STORY[:12]), DAY + timedelta(days=1))
    store(catalog, star, wire, printed("Post", text(OTHER)))
    found = catalog.copies([wire.id, star.id, "nothing"])
    assert found.keys() == {wire.id, star.id}
    assert found[wire.id] == found[star.id]
    assert [(c.article_id, c.title, c.publisher) for c in found[wire.id]] == [
        (wire.id, "Wire says", "Wire"),
        (star.id, "Star says", "Star"),
    ]


def test_the_same_words_of_another_outlet_are_kept_as_a_copy(catalog: Catalog) -> None:
    store(catalog, printed("Wire", text(STORY)), printed("Star", text(STORY)))
    assert groups(catalog) == {frozenset({"Wire", "Star"})}


def test_an_article_joins_two_groups_and_its_removal_parts_them(catalog: Catalog) -> None:
    first, middle, last = (printed(f"{n}", text(STORY[n : n + 12])) for n in (0, 1, 2))
    assert not are_alike(first.text, last.text)
    store(catalog, first, last)
    assert groups(catalog) == set()
    store(catalog, middle)
    assert groups(catalog) == {frozenset("012")}
    catalog.remove(middle.id)
    assert groups(catalog) == set()


def test_an_edited_article_that_is_no_copy_any_more_leaves(catalog: Catalog) -> None:
    store(catalog, printed("Wire", text(STORY)), printed("Star", text(STORY[:12])))
    store(catalog, printed("Star", text(OTHER)))
    assert groups(catalog) == set()


def test_a_new_date_far_away_parts_two_copies(catalog: Catalog) -> None:
    wire, star = printed("Wire", text(STORY)), printed("Star", text(STORY[:12]))
    store(catalog, wire, star, replace(star, published=DAY + timedelta(days=300)))
    assert groups(catalog) == set()


def test_a_removal_leaves_nothing_behind(catalog: Catalog) -> None:
    copies = [printed(name, text(STORY)) for name in ("Wire", "Star")]
    store(catalog, *copies)
    for each in copies:
        catalog.remove(each.id)
    with sqlite3.connect(file_of(catalog).path) as db:
        assert db.execute("SELECT (SELECT count(*) FROM twins) + (SELECT count(*) FROM twin_bands)").fetchone() == (0,)


# Windows over one story, a sentence further each: neighbours are twins, others are not.
TEXTS = [text(STORY[n : n + 12]) for n in range(3)] + [text(OTHER)]
STEP = st.tuples(st.integers(0, 3), st.none() | st.integers(0, len(TEXTS) - 1), st.sampled_from([0, 0, 9]))


@given(st.lists(STEP, min_size=4, max_size=16))
@example([(0, 0, 0), (1, 1, 0), (2, 2, 0), (1, None, 0)])
@settings(max_examples=60)
def test_groups_after_any_changes_equal_those_compared_afresh(
    steps: list[tuple[int, int | None, int]],
) -> None:
    catalog = Catalog(Path(tempfile.mkdtemp()) / "catalog.sqlite3")
    held: dict[str, Article] = {}
    for number, which, days in steps:
        outlet = f"Outlet {number}"
        if which is None:
            catalog.remove(printed(outlet, "").id)
            held.pop(outlet, None)
        else:
            held[outlet] = printed(outlet, TEXTS[which], DAY + timedelta(days=days))
            store(catalog, held[outlet])
    assert groups(catalog) == connected(held)
    catalog.close()


def connected(held: dict[str, Article]) -> set[frozenset[str]]:
    """The groups by brute force: all pairs compared, then everything connected."""
    reports = {outlet: fingerprint(each.text, each.published) for outlet, each in held.items()}
    found = [{outlet} for outlet in held]
    for one in held:
        near = [group for group in found if any(are_copies(reports[one], reports[other]) for other in group)]
        found = [group for group in found if group not in near] + [set().union(*near)]
    return {frozenset(group) for group in found if len(group) > 1}


# Libraries that were there before


@pytest.fixture
def old_library(tmp_path: Path) -> Iterator[Library]:
    """A library as the first version left it: no twins, and a copy under another name."""
    folder = tmp_path / "old"
    folder.mkdir()
    db = sqlite3.connect(folder / "catalog.sqlite3")
    db.executescript(STEPS[0])
    for each in (printed("Wire", text(STORY)), printed("Star", text(STORY[:12])), printed("Post", text(OTHER))):
        db.execute(
            "INSERT INTO articles (id, title, text, sha256, source, publisher, published, questions) "
            "VALUES (?,?,?,?,?,?,?,'[]')",
            (each.id, each.title, each.text, each.sha256, each.source, each.publisher, DAY.isoformat()),
        )
    db.execute("PRAGMA application_id = 1095844145")
    db.commit()
    db.close()
    with open_library(folder) as library:
        yield library


def test_an_older_library_opens_and_waits_to_be_compared(old_library: Library) -> None:
    assert old_library.catalog.overview().articles == 3
    assert groups(old_library.catalog) == set()
    assert old_library.catalog.ungrouped() == 3
    assert not examine(old_library).healthy


@pytest.mark.parametrize("catch_up", [lambda library: add(library, []), repair], ids=["add", "repair"])
def test_add_and_doctor_compare_what_an_older_version_stored(
    old_library: Library, catch_up: Callable[[Library], object]
) -> None:
    catch_up(old_library)
    assert groups(old_library.catalog) == {frozenset({"Wire", "Star"})}
    assert old_library.catalog.ungrouped() == 0


def test_an_older_library_takes_a_copy_before_it_has_caught_up(old_library: Library) -> None:
    put(old_library, printed("Daily", text(STORY)))
    assert groups(old_library.catalog) == set()
    group_pending(old_library)
    assert groups(old_library.catalog) == {frozenset({"Wire", "Star", "Daily"})}


def test_no_two_starter_articles_are_copies(tmp_path: Path) -> None:
    with open_library(tmp_path / "data", create=True) as library:
        put(library, *(each for path in sorted(SEEDS.glob("*.md")) for each in taken(load(path))))
        assert library.catalog.overview().articles == 12
        assert groups(library.catalog) == set()
