"""A value as loosely as a file gives it -> its text, or nothing; no value is too large or too odd for that."""

from datetime import date
from typing import Any

from article_qa.index.limits import MAX_NUMBER_BITS, MAX_REASON_CHARACTERS


def plain_text(value: Any) -> str | None:
    """A text, a number or a date as text; None for anything else.

    None also for a number that is longer than any that a person writes, which
    Python refuses to print.
    """
    if isinstance(value, int) and value.bit_length() > MAX_NUMBER_BITS:
        return None
    return str(value) if isinstance(value, (str, int, float, date)) else None


def is_blank(value: Any) -> bool:
    """Whether `value` says nothing: it is missing, empty or white space."""
    return not value or (isinstance(value, str) and not value.strip())


def shown(value: Any, characters: int = 60) -> str:
    """`value` in quotes for a message, at most so many characters of it; its kind if it is no plain one."""
    text = plain_text(value)
    return repr(f"<{type(value).__name__}>" if text is None else text[:characters])


def reason(exc: BaseException) -> str:
    """Why a parser failed, on one short line: its own words up to its advice, or the kind of its error."""
    try:
        words = " ".join(str(exc).split(";")[0].split())
    # An error that holds a number of thousands of digits cannot be printed.
    except ValueError:
        words = ""
    printable = "".join(character for character in words if character.isprintable())
    return printable[:MAX_REASON_CHARACTERS].strip() or type(exc).__name__
