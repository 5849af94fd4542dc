"""Who may use a page that others can reach: a file of names and hashed passwords, one a line.

A line is `name:scrypt$16384$8$5$salt$key` for a password, or has a token as
`qa.web.tokens` writes it; empty lines and those that begin with # count for
nothing. No password and no token is ever stored.
"""

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from article_qa.index.errors import PasswordFileRejected
from article_qa.qa.web.tokens import Token, read_entry, token_entry

SHORTEST = 8
# Cost, block size and passes of scrypt, as OWASP recommends for 16 MiB.
COST, BLOCK, PASSES = 2**14, 8, 5
KEY_BYTES = 32
MAX_MEMORY = 2**27
FORM = "name:scrypt$…"


@dataclass(frozen=True)
class Passwords:
    """The names that may sign in, each with the hash of its password, and the tokens by their digests."""

    hashes: Mapping[str, str]
    tokens: Mapping[str, Token] = field(default_factory=dict)

    def admits(self, name: str, password: str) -> bool:
        """Whether `password` is that of `name`; takes as long for a name that is not there."""
        known = self.hashes.get(name)
        fits = _fits(password, known or _written(bytes(16), bytes(KEY_BYTES)))
        return fits and known is not None


def hashed(password: str) -> str:
    """The hash of `password` as it stands in the file, with a salt of its own."""
    salt = secrets.token_bytes(16)
    return _written(salt, _key(password, salt, COST, BLOCK, PASSES))


def read_passwords(path: Path) -> Passwords:
    """The names and hashes in the file. Raises PasswordFileRejected, with the line that is wrong."""
    hashes: dict[str, str] = {}
    tokens: dict[str, Token] = {}
    named: set[tuple[str, bool]] = set()
    for number, line in enumerate(_lines(path), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, entry = line.strip().partition(":")
        token = read_entry(name, entry)
        if not _is_name(name) or not (token or _is_hash(entry)):
            raise PasswordFileRejected(
                f"line {number} of {str(path)!r} is not of the form {FORM}; make it with: article-qa password NAME"
            )
        if (name, token is None) in named:
            raise PasswordFileRejected(f"line {number} of {str(path)!r} names {name!r} again; keep one of the lines")
        named.add((name, token is None))
        if token:
            tokens[token[0]] = token[1]
        else:
            hashes[name] = entry
    if not named:
        raise PasswordFileRejected(
            f"{str(path)!r} names nobody; add a line with: article-qa password NAME --auth {path}"
        )
    return Passwords(hashes, tokens)


def is_open_to_others(path: Path) -> bool:
    """Whether other users of this machine may read the file."""
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def line_for(name: str, password: str) -> str:
    """The line of the file for this name. Raises PasswordFileRejected for a name that cannot stand there."""
    _refuse_odd_name(name)
    if len(password) < SHORTEST:
        raise PasswordFileRejected(f"the password is too short; take at least {SHORTEST} characters")
    return f"{name}:{hashed(password)}"


def token_line(name: str, token: str, *, may_write: bool) -> str:
    """The line of the file for a token of this name. Raises PasswordFileRejected for a name that cannot stand there."""
    _refuse_odd_name(name)
    return f"{name}:{token_entry(token, may_write=may_write)}"


def write_line(path: Path, line: str) -> None:
    """Put `line` into the file, in place of an earlier one of its kind for the same name.

    A name may have a password and a token. Only its owner can read a new file.
    """
    others = [other for other in _lines(path) if _holder(other) != _holder(line)] if path.exists() else []
    # Beside the old file and then over it, so that a crash leaves one or the other.
    draft = path.with_name(f".{path.name}.new")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.writelines(f"{each}\n" for each in [*others, line])
        draft.replace(path)
    except OSError as exc:
        raise PasswordFileRejected(f"cannot write {str(path)!r} ({exc.strerror}); name another file") from exc


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as exc:
        raise PasswordFileRejected(
            f"cannot read {str(path)!r} ({exc.strerror}); make it with: article-qa password NAME --auth {path}"
        ) from exc
    except UnicodeDecodeError as exc:
        raise PasswordFileRejected(
            f"{str(path)!r} is not a file of names and passwords; make one with: article-qa password NAME"
        ) from exc


def _holder(line: str) -> tuple[str, bool]:
    """Whose line it is, and whether it has a token."""
    name, _, entry = line.partition(":")
    return name, read_entry(name, entry.strip()) is not None


def _refuse_odd_name(name: str) -> None:
    if not _is_name(name):
        raise PasswordFileRejected(f"{name!r} cannot be a name; leave out colons, spaces and a # at its beginning")


def _is_name(name: str) -> bool:
    return bool(name) and name.isprintable() and not set(name) & set(": ") and not name.startswith("#")


def _is_hash(digest: str) -> bool:
    try:
        _parts(digest)
    except ValueError:
        return False
    return True


def _parts(digest: str) -> tuple[int, int, int, bytes, bytes]:
    method, cost, block, passes, salt, key = digest.split("$")
    numbers = int(cost), int(block), int(passes)
    fits = method == "scrypt" and min(numbers) > 0 and numbers[0] & (numbers[0] - 1) == 0
    if not fits or 128 * numbers[0] * numbers[1] > MAX_MEMORY / 2:
        raise ValueError("not a hash that can be checked")
    return *numbers, base64.b64decode(salt, validate=True), base64.b64decode(key, validate=True)


def _fits(password: str, digest: str) -> bool:
    cost, block, passes, salt, key = _parts(digest)
    return hmac.compare_digest(_key(password, salt, cost, block, passes), key)


def _key(password: str, salt: bytes, cost: int, block: int, passes: int) -> bytes:
    return hashlib.scrypt(
        password.encode(errors="replace"),
        salt=salt,
        n=cost,
        r=block,
        p=passes,
        maxmem=MAX_MEMORY,
        dklen=KEY_BYTES,
    )


def _written(salt: bytes, key: bytes) -> str:
    return f"scrypt${COST}${BLOCK}${PASSES}${base64.b64encode(salt).decode()}${base64.b64encode(key).decode()}"
