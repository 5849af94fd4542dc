"""The words of a text around what a search found in it."""

import re

BEFORE, AFTER = 50, 90


def found_words(text: str, search: str) -> str:
    """The words around the first place where a word of `search` stands in `text`; empty where none does."""
    words = [re.escape(word) for word in re.findall(r"\w+", search)]
    found = re.search(rf"\b(?:{'|'.join(words)})", text, re.IGNORECASE) if words else None
    if not found:
        return ""
    start, end = max(0, found.start() - BEFORE), min(len(text), found.end() + AFTER)
    shown = " ".join(text[start:end].split())
    # A word that is cut says nothing.
    shown = shown.partition(" ")[2] if start and " " in shown else shown
    shown = shown.rpartition(" ")[0] if end < len(text) and " " in shown else shown
    return f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}"
