"""Countries and large cities in any language, by their code: "Jordan", "Jordanie" and "الأردن" are one place.

The names are those of the Unicode project (CLDR), by Babel: countries, and the
cities that time zones are named after.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from article_qa.index.text.native_words import comparable, is_ideograph, words

MIN_LETTERS = 4
# So many letters of an ending may differ: "Jordanien", "jordanisch"; "Россия", "российский".
MAX_ENDING = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a text names: its code ("JO", "Asia/Amman"), and its name as it stands there."""

    code: str
    name: str
    start: int


def places_in(text: str, code: str | None) -> list[Place]:
    """The places that `text` names in this language, in order."""
    if code is None or code == "und":
        return []
    if is_ideograph(text):
        return [Place(_ideographs(code)[m.group()], m.group(), m.start()) for m in _expression(code).finditer(text)]
    return _in_words(text, code)


def _in_words(text: str, code: str) -> list[Place]:
    listed, found = _gazetteer(code), []
    parts, at = words(text), 0
    while at < len(parts):
        for size in (3, 2, 1):
            key = " ".join(word.key for word in parts[at : at + size])
            place = _named(key, listed, code) if at + size <= len(parts) else None
            if place and (parts[at].text[0].isupper() or not parts[at].text[0].islower()):
                start, end = parts[at].start, parts[at + size - 1].end
                found.append(Place(place, text[start:end], start))
                at += size - 1
                break
        at += 1
    return found


def _named(key: str, listed: Mapping[str, str], code: str) -> str | None:
    """The place of this name, or of one with another ending or, in Arabic, with a small word in front."""
    if place := listed.get(key):
        return place
    if code == "ar" and key[:1] in "وبلفك":
        rest = key[1:]
        return listed.get(rest) or listed.get("ا" + rest)
    if code in ("ru", "uk", "tr", "pl", "cs", "hu", "fi", "hi") and len(key) > MIN_LETTERS:
        stems = [key[:-cut] for cut in (1, 2) if len(key) - cut >= MIN_LETTERS]
        forms = (stem + end for stem in stems for end in ("", "а", "я", "ь", "й"))
        return next((listed[form] for form in forms if form in listed), None)
    return None


def mentions(text: str, place: Place, code: str | None, languages: frozenset[str]) -> bool:
    """Whether `text`, which is in one of these languages, speaks of the place, of its people or what is its own."""
    keys = {word.key for word in words(text)} | {comparable(text)}
    for language in (languages | {code}) - {None, "und"}:
        names = _names_of(str(language)).get(place.code, ())
        if any(_is_said(name, keys, text) for name in names):
            return True
    return place.name in text


def _is_said(name: str, keys: set[str], text: str) -> bool:
    if is_ideograph(name):
        return name in text
    if " " in name:
        return name in " ".join(word.key for word in words(text))
    stem = name[: max(MIN_LETTERS, len(name) - MAX_ENDING)]
    return name in keys or (len(name) > MIN_LETTERS and any(stem in key for key in keys if " " not in key))


@cache
def _gazetteer(code: str) -> Mapping[str, str]:
    """The code of each place by its comparable name."""
    return {name: place for place, names in _names_of(code).items() for name in names}


@cache
def _ideographs(code: str) -> Mapping[str, str]:
    return {name: place for name, place in _gazetteer(code).items() if is_ideograph(name) and len(name) > 1}


@cache
def _expression(code: str) -> re.Pattern[str]:
    listed = sorted(_ideographs(code), key=lambda name: -len(name))
    return re.compile("|".join(map(re.escape, listed)) or r"(?!)")


@cache
def _names_of(code: str) -> Mapping[str, tuple[str, ...]]:
    """The comparable names of every place in a language; nothing where Babel does not know it."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return {}
    countries = {place: name for place, name in locale.territories.items() if len(place) == 2}
    cities = {zone: known["city"] for zone, known in locale.time_zones.items() if "city" in known}
    # A zone whose city is spelled alike in English is not in the list of the language.
    zones = [str(zone) for zone in Locale.parse("ru").time_zones]
    english = {zone: zone.rsplit("/", 1)[-1].replace("_", " ") for zone in zones if "/" in zone}
    latin = {} if code in ("ar", "hi", "ja", "ko", "ru", "uk", "zh") else english
    named = {**latin, **cities, **countries}
    return {place: _forms(name, place) for place, name in named.items()}


def _forms(name: str, place: str) -> tuple[str, ...]:
    whole = " ".join(word.key for word in words(name)) if not is_ideograph(name) else name
    short = {"US": ("usa", "u s"), "GB": ("uk",)}.get(place, ())
    return tuple(dict.fromkeys((whole, *short)))
