"""Whether a name and a password fit, without one reader's tries slowing another's.

Promises that whoever was admitted once with the same words is admitted without
being checked anew, that few checks run and wait at once, and that a wrong try
makes the next one from there wait.
"""

import asyncio
import base64
import hashlib
import math
import secrets
from dataclasses import dataclass

from article_qa.qa.web.attempts import Attempts
from article_qa.qa.web.passwords import Passwords
from article_qa.qa.web.tokens import Token, token_digest

CHECKS_AT_ONCE = 2
MAX_CHECKS = 20
WRONG_SECONDS = 0.5
WRONG = "That name and password do not fit."
BUSY = "Too many sign-ins are being checked; try again in a second."


@dataclass(frozen=True)
class TooManyTries(Exception):
    """Why a name and password are not checked now, and after how many seconds they may come again."""

    reason: str
    seconds: int


class Credentials:
    """The names that may sign in, and the tries of late."""

    def __init__(self, passwords: Passwords, *, attempts: Attempts | None = None) -> None:
        self.passwords = passwords
        self.attempts = attempts or Attempts()
        self._checking = asyncio.Semaphore(CHECKS_AT_ONCE)
        self._running: dict[bytes, asyncio.Task[bool]] = {}
        # One for each name that is in the file.
        self._admitted: dict[str, bytes] = {}
        self._pepper = secrets.token_bytes(32)

    async def admits(self, name: str, password: str, address: str) -> bool:
        """Whether the password is that of the name. Raises TooManyTries when that is not checked now."""
        mark = self._mark(name, password)
        if self._admitted.get(name) == mark:
            return True
        # A page asks for many things at once, all with the same words.
        same = self._mark(name, password, address)
        running = self._running.get(same)
        if running is None:
            self._refuse_too_many(name, address)
            self.attempts.begin(address, name)
            running = self._running[same] = asyncio.create_task(self._check(name, password, address))
            running.add_done_callback(lambda _: self._running.pop(same, None))
        # Who goes away does not take the answer from the others.
        admitted = await asyncio.shield(running)
        if not admitted:
            await asyncio.sleep(WRONG_SECONDS)
        return admitted

    async def token(self, token: str, address: str) -> Token | None:
        """Whose token this is; None when nobody's. Raises TooManyTries for a wrong one that comes too early."""
        if known := self.passwords.tokens.get(token_digest(token)):
            return known
        self._refuse_too_many("", address)
        self.attempts.begin(address, "")
        await asyncio.sleep(WRONG_SECONDS)
        return None

    def _refuse_too_many(self, name: str, address: str) -> None:
        if pause := math.ceil(self.attempts.pause_seconds(address, name)):
            unit = "second" if pause == 1 else "seconds"
            raise TooManyTries(f"Too many wrong tries; try again in {pause} {unit}.", pause)
        if len(self._running) >= MAX_CHECKS:
            raise TooManyTries(BUSY, 1)

    async def _check(self, name: str, password: str, address: str) -> bool:
        mark = self._mark(name, password)
        async with self._checking:
            admitted = await asyncio.to_thread(self.passwords.admits, name, password)
        if admitted:
            self.attempts.succeed(address, name)
            self._admitted[name] = mark
        return admitted

    def _mark(self, *words: str) -> bytes:
        digest = hashlib.blake2b(key=self._pepper)
        for word in words:
            digest.update(hashlib.blake2b(word.encode(errors="surrogatepass")).digest())
        return digest.digest()


def basic(header: str) -> tuple[str, str] | None:
    """Name and password of an Authorization header of the kind Basic; None for any other."""
    kind, _, value = header.partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        name, colon, password = base64.b64decode(value.strip(), validate=True).decode().partition(":")
    except ValueError:
        return None
    return (name, password) if colon else None
