"""The words of other languages that the rules need: small words, denials, numbers, requests, days.

Each language is one file of `language_data/`, named by its code, which a speaker
can correct. All files have the same keys. Names of months and weekdays are not in
them: they come from `dateparser` and Babel (`native_days`).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from article_qa.index.text.native_words import comparable, words

FOLDER = files("article_qa.index.text") / "language_data"
CODES = ("ar", "de", "es", "fr", "hi", "it", "pt", "ru", "tr", "zh")
# The keys of a file, by the table they stand in; "" is what stands above all tables.
KEYS: Mapping[str, tuple[str, ...]] = {
    "": ("name", "small_words", "question_words", "negations", "negation_patterns", "hedges", "titles", "places",
         "not_names"),
    "numbers": ("decimal", "glued", "joiners", "words", "magnitudes"),
    "questions": ("requests", "closings", "follow_ups", "pronouns", "more", "news"),
    "days": ("today", "yesterday", "this_week", "last_week", "this_month", "last_month", "this_year", "last_year"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NativeWords:
    """What is known of one language. Words are as `comparable` makes them, phrases as the file has them."""

    code: str
    name: str
    small_words: frozenset[str]
    question_words: frozenset[str]
    negations: frozenset[str]
    negation_patterns: tuple[str, ...]
    # What is told as planned, possible, under a condition, or is in doubt.
    hedges: frozenset[str]
    titles: frozenset[str]
    # Prepositions before the name of a place.
    places: frozenset[str]
    not_names: frozenset[str]
    # Signs that may stand before a fraction: "," or "." or both.
    decimal: str
    # Whether numbers are written as one word: "zweiundzwanzig".
    is_glued: bool
    joiners: frozenset[str]
    numbers: Mapping[str, int]
    magnitudes: Mapping[str, int]
    pronouns: frozenset[str]
    # The phrases of `questions` and `days`, by their key.
    questions: Mapping[str, tuple[str, ...]]
    days: Mapping[str, tuple[str, ...]]


@cache
def native_words(code: str | None) -> NativeWords | None:
    """The words of the language with this code ("de"); None where there is no file for it."""
    if code not in CODES:
        return None
    return _read(code, tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8")))


def _read(code: str, data: Mapping[str, Any]) -> NativeWords:
    """The record of a file's data. Raises ValueError, with the remedy, for a file that lacks a key or has another."""
    for table, keys in KEYS.items():
        found = {key for key in (data[table] if table else data) if table or key not in KEYS}
        if odd := found.symmetric_difference(keys):
            raise ValueError(f"{code}.toml has other keys in {table or 'its head'!r}: {sorted(odd)}; see de.toml")
    numbers, questions = data["numbers"], data["questions"]
    listed = {key: _words(data[key]) for key in KEYS[""] if key not in ("name", "negation_patterns")}
    return NativeWords(
        code=code,
        name=data["name"],
        negation_patterns=tuple(data["negation_patterns"]),
        decimal=numbers["decimal"],
        is_glued=numbers["glued"],
        joiners=_words(numbers["joiners"]),
        numbers=_values(numbers["words"]),
        magnitudes=_values(numbers["magnitudes"]),
        pronouns=_words(questions["pronouns"]),
        questions={key: tuple(value) for key, value in questions.items() if key != "pronouns"},
        days={key: tuple(value) for key, value in data["days"].items()},
        **listed,
    )


def _words(listed: str) -> frozenset[str]:
    return frozenset(comparable(word) for word in listed.split())


def _values(table: Mapping[str, list[str]]) -> dict[str, int]:
    """The number that each word is; of several words the comparable ones with a space between."""
    return {" ".join(word.key for word in words(form)): int(value) for value, forms in table.items() for form in forms}
