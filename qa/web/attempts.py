"""How long after wrong sign-ins the next one has to wait.

An address that was wrong a few times pauses, each time twice as long, up to a
minute. A name that was tried wrongly from anywhere pauses too, but only for
addresses that were wrong about it themselves: a stranger can slow down guesses
at a name and never lock its reader out. What is kept is bounded, and goes
after a quarter of an hour without a try.
"""

import hashlib
import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

FREE_TRIES = 5
MAX_PAUSE_SECONDS = 60
FORGET_SECONDS = 15 * 60
MAX_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class _Tries:
    wrong: int
    last: float

    @property
    def until(self) -> float:
        """When the next try may come."""
        doublings = min(self.wrong - FREE_TRIES, MAX_PAUSE_SECONDS)
        return self.last + (min(2**doublings, MAX_PAUSE_SECONDS) if doublings >= 0 else 0)


class Attempts:
    """The wrong sign-ins of late, by address, by name, and by both."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: OrderedDict[bytes, _Tries] = OrderedDict()

    def __len__(self) -> int:
        return len(self._tries)

    def pause_seconds(self, address: str, name: str) -> float:
        """How long a try for `name` from `address` has to wait; 0 for not at all."""
        by_address, by_name, by_both = _keys(address, name)
        until = self._known(by_address).until
        if self._known(by_both).wrong:
            until = max(until, self._known(by_name).until)
        return max(0.0, until - self._clock())

    def begin(self, address: str, name: str) -> None:
        """Count a try as wrong before it is checked, so that many at once are counted too."""
        for key in _keys(address, name):
            self._tries[key] = _Tries(self._known(key).wrong + 1, self._clock())
            self._tries.move_to_end(key)
        while len(self._tries) > MAX_REMEMBERED:
            self._tries.popitem(last=False)

    def succeed(self, address: str, name: str) -> None:
        """Take the try back and forget those for `name`; the address keeps what it did to other names."""
        by_address, by_name, by_both = _keys(address, name)
        self._tries.pop(by_name, None)
        self._tries.pop(by_both, None)
        before = self._tries.pop(by_address, None)
        if before and before.wrong > 1:
            # The pause that the try began goes with it.
            self._tries[by_address] = _Tries(before.wrong - 1, before.last - MAX_PAUSE_SECONDS)

    def _known(self, key: bytes) -> _Tries:
        tries = self._tries.get(key)
        if tries is None or self._clock() - tries.last > FORGET_SECONDS:
            return _Tries(0, self._clock() - FORGET_SECONDS)
        return tries


def _keys(address: str, name: str) -> tuple[bytes, bytes, bytes]:
    """Of one length, however long a name is."""
    network = _network(address)
    return _key("address", network), _key("name", name), _key("both", network, name)


def _key(*parts: str) -> bytes:
    return hashlib.blake2b("\0".join(parts).encode(errors="replace"), digest_size=16).digest()


def _network(address: str) -> str:
    """The address, or of IPv6 the network, in which one household has more addresses than can be kept."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else str(known)
