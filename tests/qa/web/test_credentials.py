"""One reader's tries and another's: how many are checked, and who is asked to wait."""

import asyncio
import base64
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from article_qa.qa.web.attempts import FREE_TRIES
from article_qa.qa.web.credentials import BUSY, CHECKS_AT_ONCE, MAX_CHECKS, Credentials, TooManyTries, basic
from article_qa.qa.web.passwords import Passwords
from tests.qa.web.serving import NAME, PASSWORD

HERE, THERE = "192.0.2.1", "198.51.100.7"


def opened() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


@dataclass(frozen=True)
class CountingPasswords(Passwords):
    """Takes one password, counts what it checks, and checks nothing before it is open."""

    hashes: Mapping[str, str] = field(default_factory=dict)
    checked: list[tuple[str, str]] = field(default_factory=list)
    is_open: threading.Event = field(default_factory=opened)

    def admits(self, name: str, password: str) -> bool:
        self.checked.append((name, password))
        self.is_open.wait(60)
        return (name, password) == (NAME, PASSWORD)


async def tried(credentials: Credentials, name: str, password: str, address: str) -> bool | TooManyTries:
    try:
        return await credentials.admits(name, password, address)
    except TooManyTries as refusal:
        return refusal


def test_a_flood_of_wrong_tries_is_hardly_checked() -> None:
    passwords = CountingPasswords()

    async def flood() -> list[Any]:
        credentials = Credentials(passwords)
        tries = (tried(credentials, NAME, f"wrong {n}", HERE) for n in range(60))
        return await asyncio.gather(*tries)

    results = asyncio.run(flood())
    assert results.count(False) == len(passwords.checked) == FREE_TRIES
    assert all(result.seconds >= 1 and "Too many wrong tries" in result.reason for result in results[FREE_TRIES:])


def test_an_admitted_reader_is_not_checked_again() -> None:
    passwords = CountingPasswords()

    async def scene() -> list[Any]:
        credentials = Credentials(passwords)
        assert await credentials.admits(NAME, PASSWORD, HERE)
        passwords.is_open.clear()
        crowd = [asyncio.create_task(tried(credentials, f"n{n}", "x", f"203.0.113.{n}")) for n in range(60)]
        await asyncio.sleep(0)
        before = len(passwords.checked)
        # From an address that is itself in a pause, too.
        assert [await credentials.admits(NAME, PASSWORD, "203.0.113.1") for _ in range(30)] == [True] * 30
        assert len(passwords.checked) - before <= CHECKS_AT_ONCE
        passwords.is_open.set()
        return await asyncio.gather(*crowd)

    results = asyncio.run(scene())
    refused = [result for result in results if isinstance(result, TooManyTries)]
    assert len(refused) == 60 - MAX_CHECKS
    assert {refusal.reason for refusal in refused} == {BUSY}


def test_the_same_right_words_at_once_are_checked_once() -> None:
    passwords = CountingPasswords()

    async def page() -> list[bool]:
        credentials = Credentials(passwords)
        return await asyncio.gather(*(credentials.admits(NAME, PASSWORD, HERE) for _ in range(40)))

    assert asyncio.run(page()) == [True] * 40
    assert len(passwords.checked) == 1


def test_who_leaves_does_not_take_the_answer_from_the_others() -> None:
    passwords = CountingPasswords(is_open=threading.Event())

    async def scene() -> bool:
        credentials = Credentials(passwords)
        first, second = (asyncio.create_task(credentials.admits(NAME, PASSWORD, HERE)) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        passwords.is_open.set()
        return await second

    assert asyncio.run(scene())


def test_a_name_under_attack_stays_open_to_its_reader_elsewhere() -> None:
    async def scene() -> bool:
        credentials = Credentials(CountingPasswords())
        for n in range(60):
            await tried(credentials, NAME, f"wrong {n}", HERE)
        assert isinstance(await tried(credentials, NAME, PASSWORD, HERE), TooManyTries)
        return await credentials.admits(NAME, PASSWORD, THERE)

    assert asyncio.run(scene())


def encoded(words: bytes) -> str:
    return base64.b64encode(words).decode()


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Basic " + encoded(b"ada:a:b"), ("ada", "a:b")),
        ("basic " + encoded("zoë:ü".encode()), ("zoë", "ü")),
        ("Basic " + encoded(b"ada"), None),
        ("Basic " + encoded(b"\xff:\xfe"), None),
        ("Basic !!", None),
        ("Basic é", None),
        ("Bearer x", None),
        ("", None),
    ],
)
def test_only_a_name_and_a_password_are_read(header: str, expected: tuple[str, str] | None) -> None:
    assert basic(header) == expected
