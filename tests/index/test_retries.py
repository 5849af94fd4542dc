"""Pauses between tries: growing, never below our own, and none beyond the deadline."""

from email.utils import formatdate
from typing import Any

import pytest

from article_qa.index.deadline import Deadline
from article_qa.index.retries import Retries, asked_pause


def pauses(*asked: float | None, **options: Any) -> list[float]:
    """How long each pause was, as long as there was one."""
    waited: list[float] = []
    retries = Retries(sleep=waited.append, **options)
    for seconds in asked:
        if not retries.pause(seconds):
            break
    return waited


def test_pauses_grow() -> None:
    assert pauses(None, None, None) == [0.5, 1, 2]
    assert pauses(None, None, first_pause_seconds=1, growth=3) == [1, 3]


@pytest.mark.parametrize("asked", [0.0, -5.0, float("nan")])
def test_a_server_cannot_make_a_pause_shorter(asked: float) -> None:
    assert pauses(asked, asked, asked) == [0.5, 1, 2]


def test_a_server_can_make_a_pause_longer() -> None:
    assert pauses(4, None, 1.5) == [4, 1, 2]


def test_the_last_try_is_followed_by_no_pause() -> None:
    assert pauses(*[None] * 9, tries=3) == [0.5, 1]
    assert pauses(None, tries=1) == []


def test_a_pause_that_is_too_long_is_not_begun() -> None:
    assert pauses(11, max_pause_seconds=10) == []


def test_nothing_is_waited_for_beyond_the_deadline() -> None:
    assert pauses(None, deadline=Deadline.after(0.1)) == []
    assert pauses(None, 3600, deadline=Deadline.after(60)) == [0.5]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("4", 4),
        ("1.5", 1.5),
        ("0", 0),
        (formatdate(0, usegmt=True), 0),
        (None, None),
        ("", None),
        ("soon", None),
        ("-1", None),
        ("nan", None),
        ("inf", None),
        ("1e999", None),
        ("Mon, 99 Foo 2022 10:00:00 GMT", None),
        ("Thu, 01 Jan 0001 00:00:00 -9999", None),
    ],
)
def test_a_retry_after_header_is_read_or_passed_over(header: str | None, seconds: float | None) -> None:
    assert asked_pause(header) == seconds


def test_a_moment_to_come_is_counted_from_now() -> None:
    assert (asked_pause(formatdate(4_000_000_000, usegmt=True)) or 0) > 3600
