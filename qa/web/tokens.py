"""Bearer tokens: how programs sign in. A line of the file of readers is `name:token$read$…` or `name:token$write$…`.

A token has 256 random bits, so its SHA-256 says nothing of it, and it can be
looked up by that at once.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass

PREFIX = "aqa_"
_LINE = re.compile(r"token\$(read|write)\$([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Token:
    """Whose token it is, and whether it may add and remove articles."""

    name: str
    may_write: bool


def new_token() -> str:
    return PREFIX + secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def token_entry(token: str, *, may_write: bool) -> str:
    """The token as it stands in the file, after the name."""
    return f"token${'write' if may_write else 'read'}${token_digest(token)}"


def read_entry(name: str, entry: str) -> tuple[str, Token] | None:
    """The digest and the token of such an entry; None for any other."""
    found = _LINE.fullmatch(entry)
    return (found[2], Token(name, found[1] == "write")) if found else None


def bearer(header: str) -> str | None:
    """The token of an Authorization header of the kind Bearer; None for any other."""
    kind, _, value = header.partition(" ")
    return value.strip() if kind.lower() == "bearer" and value.strip() else None
