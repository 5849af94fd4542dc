"""The forms of an English word: plural, third person, past, participle and -ing, by rules and a list."""

# The base, then its past and its participle.
IRREGULAR = """
begin began begun
build built built
buy bought bought
sell sold sold
choose chose chosen
get got got
hold held held
keep kept kept
leave left left
lose lost lost
make made made
slay slew slain
shut shut shut
teach taught taught
think thought thought
win won won
withdraw withdrew withdrawn
forbid forbade forbidden
forget forgot forgotten
"""
PLURALS = {"woman": "women", "man": "men", "wife": "wives", "child": "children", "penny": "pence"}
_IRREGULAR = {line.split()[0]: line.split()[1:] for line in IRREGULAR.strip().splitlines()}
# Ends in a consonant that is doubled before an ending, though the word is longer than one syllable.
DOUBLED = frozenset({"forbid", "begin", "get", "shut", "ban", "win", "occur", "stop"})


def forms(word: str, kind: str) -> list[str]:
    """The forms of a word, in an order that is that of every word of its kind."""
    if kind == "word":
        return [word]
    if kind == "noun":
        return [word, PLURALS.get(word) or _with_s(word)]
    past, participle = _IRREGULAR.get(word) or [_with(word, "ed")] * 2
    return [word, _with_s(word), past, participle, _with(word, "ing")]


def is_plain(verb: str) -> bool:
    """Whether past and participle are one, so that no sentence shows which is wanted."""
    past, participle = _IRREGULAR.get(verb) or ("", "")
    return past == participle


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "sh", "ch", "x", "o")) else f"{word}s"


def _with(word: str, ending: str) -> str:
    if word in DOUBLED:
        return f"{word}{word[-1]}{ending}"
    if word.endswith("e") and not word.endswith(("ee", "ye")):
        return f"{word[:-1]}{ending}"
    if ending == "ed" and word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ied"
    return f"{word}{ending}"
