"""The catalog's statements as PostgreSQL understands them, and what it lacks of SQLite's functions."""

import re
import sys
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

# What SQLite says another way; all else of the statements is understood by both.
REWRITINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r" INDEXED BY \w+", ""),
        (r"(?<=AND )\+(?=\w)", ""),
        (r"\bWHERE 1(?=$|[ )])", "WHERE TRUE"),
        (r"\bjson_each\(", "elements("),
        (r"\b(embedded|renewed) = 1\b", r"\1 = TRUE"),
        (r"\b(embedded|renewed) = 0\b", r"\1 = FALSE"),
        (r"([\w.]+) COLLATE NOCASE", r"lower(\1)"),
        (r" IS \?", " IS NOT DISTINCT FROM ?"),
        (r"lower\(\?\)", 'lower(? COLLATE "C")'),
        (r"CAST\((\w+) AS BLOB\)", r"convert_to(\1, 'UTF8')"),
        (r"CAST\(\? AS TEXT\)", "convert_from(?, 'UTF8')"),
        (r"CROSS JOIN (\w+ \w+) ON", r"JOIN \1 ON"),
        (r"\bIN \(\)", "IN (NULL)"),
        # -1 is no limit.
        (r"\bLIMIT (\?\d*)", r"LIMIT nullif(\1::bigint, -1)"),
    )
)
IGNORING = re.compile(r"\s*INSERT OR IGNORE ")
MARK = re.compile(r"\?(\d*)")


@lru_cache(maxsize=2000)
def adapted(statement: str) -> tuple[str, tuple[int, ...]]:
    """The statement with psycopg's marks, and which of its values stands at each of them."""
    text = statement.replace("%", "%%")
    if IGNORING.match(text):
        text = IGNORING.sub("INSERT ", text) + " ON CONFLICT DO NOTHING"
    for pattern, replacement in REWRITINGS:
        text = pattern.sub(replacement, text)
    numbers = [int(mark) - 1 if mark else None for mark in MARK.findall(text)]
    places = tuple(at if number is None else number for at, number in enumerate(numbers))
    return MARK.sub("%s", text), places


def placed(values: Sequence[Any], places: Sequence[int]) -> list[Any]:
    """A value for each mark."""
    return [values[place] for place in places]


@cache
def functions() -> str:
    """SQLite's functions, and the catalog's own, as PostgreSQL's.

    Letter case is forgiven as by Python's `casefold`, which folds some letters
    that no collation folds.
    """
    single: dict[str, str] = {}
    several: dict[str, str] = {}
    for letter in map(chr, range(128, sys.maxunicode + 1)):
        if not letter.isprintable() or letter.lower() != letter or letter.casefold() == letter:
            continue
        (single if len(letter.casefold()) == 1 else several)[letter] = letter.casefold()
    folded = 'lower(words COLLATE "und-x-icu")'
    for letter, letters in several.items():
        folded = f"replace({folded}, '{letter}', '{letters}')"
    folded = f"translate({folded}, '{''.join(single)}', '{''.join(single.values())}')"
    return f"""
CREATE FUNCTION elements(list text) RETURNS TABLE (key bigint, value text) LANGUAGE sql IMMUTABLE AS
    $$ SELECT place - 1, each FROM jsonb_array_elements_text(list::jsonb) WITH ORDINALITY found (each, place) $$;
CREATE FUNCTION instr(words text, part text) RETURNS integer LANGUAGE sql IMMUTABLE AS
    $$ SELECT strpos(words, part) $$;
CREATE FUNCTION folded(words text) RETURNS text LANGUAGE sql IMMUTABLE AS
    $$ SELECT CASE WHEN octet_length(words) = length(words) THEN lower(words COLLATE "C")
       ELSE ({folded}) COLLATE "C" END $$;
CREATE FUNCTION holds(words text, title text, publisher text, published text) RETURNS boolean
    LANGUAGE sql IMMUTABLE AS
    $$ SELECT coalesce(bool_and(strpos(folded(concat_ws(' ', title, publisher, published)), word) > 0), TRUE)
       FROM unnest(string_to_array(words, ' ')) word WHERE word != '' $$
"""
