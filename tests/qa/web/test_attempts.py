"""How long wrong sign-ins make the next one wait, on a clock of the test's own."""

import pytest

from article_qa.qa.web.attempts import FORGET_SECONDS, FREE_TRIES, MAX_PAUSE_SECONDS, MAX_REMEMBERED, Attempts

HERE, THERE = "192.0.2.1", "198.51.100.7"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def attempts(clock: Clock) -> Attempts:
    return Attempts(clock=clock)


def wrong(attempts: Attempts, address: str, name: str, times: int = FREE_TRIES) -> None:
    for _ in range(times):
        attempts.begin(address, name)


def test_the_first_wrong_tries_cost_no_pause(attempts: Attempts) -> None:
    wrong(attempts, HERE, "ada", FREE_TRIES - 1)
    assert attempts.pause_seconds(HERE, "ada") == 0


def test_pauses_double_up_to_a_ceiling(attempts: Attempts, clock: Clock) -> None:
    pauses = []
    wrong(attempts, HERE, "ada", FREE_TRIES - 1)
    for _ in range(100):
        attempts.begin(HERE, "ada")
        pauses.append(attempts.pause_seconds(HERE, "ada"))
        clock.now += pauses[-1]
        assert attempts.pause_seconds(HERE, "ada") == 0
    assert pauses[:4] == [1, 2, 4, 8]
    assert set(pauses[6:]) == {MAX_PAUSE_SECONDS}


def test_an_address_pauses_for_every_name(attempts: Attempts) -> None:
    for number in range(FREE_TRIES):
        attempts.begin(HERE, f"name-{number}")
    assert attempts.pause_seconds(HERE, "another") > 0


def test_addresses_of_one_ipv6_network_pause_together(attempts: Attempts) -> None:
    for number in range(FREE_TRIES):
        attempts.begin(f"2001:db8::{number}", "ada")
    assert attempts.pause_seconds("2001:db8::ffff", "ada") > 0
    assert attempts.pause_seconds("2001:db8:0:1::1", "bob") == 0


def test_a_name_tried_from_many_addresses_leaves_each_one_try(attempts: Attempts) -> None:
    for number in range(50):
        attempts.begin(f"203.0.113.{number}", "ada")
    assert attempts.pause_seconds("203.0.113.7", "ada") > 0
    assert attempts.pause_seconds("203.0.113.7", "bob") == 0


def test_a_stranger_cannot_lock_a_reader_out_who_is_elsewhere(attempts: Attempts) -> None:
    wrong(attempts, HERE, "ada", 1000)
    assert attempts.pause_seconds(THERE, "ada") == 0


def test_a_right_sign_in_forgets_the_name_but_not_the_address(attempts: Attempts) -> None:
    wrong(attempts, HERE, "bob")
    attempts.begin(HERE, "ada")
    attempts.succeed(HERE, "ada")
    assert attempts.pause_seconds(HERE, "ada") == 0
    attempts.begin(HERE, "bob")
    assert attempts.pause_seconds(HERE, "bob") > 1


def test_tries_are_forgotten_after_a_while(attempts: Attempts, clock: Clock) -> None:
    wrong(attempts, HERE, "ada", 50)
    clock.now += FORGET_SECONDS + 1
    wrong(attempts, HERE, "ada", FREE_TRIES - 1)
    assert attempts.pause_seconds(HERE, "ada") == 0


def test_what_is_remembered_is_bounded(attempts: Attempts) -> None:
    for number in range(MAX_REMEMBERED):
        attempts.begin(HERE, f"{number}" + "x" * 1000)
    assert len(attempts) <= MAX_REMEMBERED
    assert attempts.pause_seconds(HERE, "ada") == MAX_PAUSE_SECONDS
