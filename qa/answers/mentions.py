"""Which articles mention a subject: exactly what was looked for, and what was found.

A name is looked for as it is written. Of anything else the other number counts
too: "elections" is mentioned where "election" stands. What stands nowhere as a
phrase is looked for by its words, in any form and any order.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from article_qa.index.records import ArticleRef, Scope
from article_qa.index.store.catalog import Catalog
from article_qa.index.text.words import STOP_WORDS, WORD, content_words

# A shorter word has no ending to take off or put on.
MIN_STEM = 3

# "The ferry that was delayed" ends with no noun.
_CLAUSE = re.compile(r"\b(?:that|which|who|where|is|are|was|were|has|have|had|been)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mentions:
    """The articles that mention a subject, the newest first, and `looked_for` in words: “elections” or “election”.

    `apart` are further articles that have all of its words, each in some form,
    but not side by side.
    """

    looked_for: str
    articles: Sequence[ArticleRef]
    apart: Sequence[ArticleRef] = ()

    @property
    def every(self) -> list[ArticleRef]:
        """Both, the newest first."""
        return newest_first([*self.articles, *self.apart])


def mentions(subject: str, catalog: Catalog, scope: Scope) -> Mentions:
    """The articles in `scope` that mention `subject`."""
    phrase = bare(subject)
    if (parts := _parts(phrase)) and not catalog.queries.mentioning(phrase, scope):
        return _all_of(parts, catalog, scope)
    forms = [phrase] if is_name(phrase) or _CLAUSE.search(phrase) else [phrase, *_other_number(phrase)]
    found = {ref.article_id: ref for form in forms for ref in catalog.queries.mentioning(form, scope)}
    words = content_words(phrase)
    are_apart = len(words) > 1 and not (found and is_name(phrase))
    apart = [ref for ref in catalog.queries.having(words, scope) if ref.article_id not in found] if are_apart else []
    return Mentions(" or ".join(f"“{form}”" for form in forms), newest_first(list(found.values())), apart)


def _parts(phrase: str) -> list[str]:
    """The names that "and" joins: both of them are meant, wherever they stand."""
    parts = [bare(part) for part in re.split(r"\s+and\s+", phrase.removeprefix("both ")) if part.strip()]
    return parts if len(parts) > 1 and all(map(is_name, parts)) else []


def _all_of(parts: Sequence[str], catalog: Catalog, scope: Scope) -> Mentions:
    """The articles that mention each of the names."""
    found = [catalog.queries.mentioning(part, scope) for part in parts]
    shared = set.intersection(*({ref.article_id for ref in refs} for refs in found))
    looked_for = " and ".join(f"“{part}”" for part in parts)
    return Mentions(looked_for, newest_first([ref for ref in found[0] if ref.article_id in shared]))


def bare(subject: str) -> str:
    """The subject without an article in front and without marks at its ends."""
    words = subject.strip(" \t\n.,;:!?\"'“”‘’«»()").split()
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in ("the", "a", "an") else words)


def is_name(phrase: str) -> bool:
    """Whether all words of the phrase that tell something are capitalised or figures."""
    words = [word for word in WORD.findall(phrase) if word.lower() not in STOP_WORDS]
    return bool(words) and all(word[0].isupper() or word[0].isdigit() for word in words)


def newest_first(refs: Sequence[ArticleRef]) -> list[ArticleRef]:
    """In the order of a list of articles: the newest first, undated ones last, of a day by title."""
    by_title = sorted(refs, key=lambda ref: (ref.title, ref.article_id))
    return sorted(by_title, key=lambda ref: ref.published.toordinal() if ref.published else 0, reverse=True)


def _other_number(phrase: str) -> list[str]:
    """The phrase in the singular or the plural, as English forms it regularly."""
    start, last = phrase[: phrase.rfind(" ") + 1], phrase[phrase.rfind(" ") + 1 :]
    if len(last) < MIN_STEM or not last.isalpha():
        return []
    if last.endswith("ies") and len(last) > MIN_STEM + 1:
        return [f"{start}{last[:-3]}y"]
    if last.endswith(("sses", "shes", "ches", "xes")):
        return [f"{start}{last[:-2]}"]
    if last.endswith("s") and not last.endswith(("ss", "us", "is")):
        return [f"{start}{last[:-1]}"]
    if last.endswith(("ss", "sh", "ch", "x")):
        return [f"{start}{last}es"]
    is_y = last.endswith("y") and last[-2] not in "aeiou"
    return [f"{start}{last[:-1]}ies" if is_y else f"{start}{last}s"]
