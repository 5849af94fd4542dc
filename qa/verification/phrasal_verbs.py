"""A verb with its particle tells what another verb tells alone: "let out" is "released"."""

import re
from collections.abc import Iterator

from article_qa.index.text.lemmas import lemma
from article_qa.index.text.words import WORD

PHRASAL = """
blow up: explode
break in: burgle
bring down: topple
bring up: raise
call for: demand
call off: cancel
call on: urge
carry on: continue
carry out: conduct
close down: close
come back: return
cut down: reduce
draw up: draft
fall apart: collapse
fall down: collapse
fill in: complete
fill out: complete
find out: discover
first held: begin
get away: escape
get rid: remove
give away: donate
give back: return
give birth: bear
give in: surrender
give up: surrender
go ahead: proceed
go back: return
go down: fall
go off: explode
go on: continue
go up: rise
hand over: surrender
hit back: respond
knock down: demolish
lay off: dismiss
let go: release
let out: release
lock up: jail
look after: care
look for: seek
look into: investigate
make up: invent
pass away: die
point out: note
pull down: demolish
pull out: withdraw
put off: postpone
put out: extinguish
put up: erect
run away: flee
sell off: sell
send back: return
set free: release
set off: trigger
set up: establish
shut down: close
speak up: speak
stand down: resign
start out: begin
step down: resign
step in: intervene
take part: participate
take place: happen
tear down: demolish
think about: consider
throw away: discard
throw out: reject
turn down: reject
turn up: arrive
wipe out: destroy
work out: solve
"""
# "Handed it over": so little may stand between the two.
_BETWEEN = r"(?: (?:him|her|it|them|me|us|you|himself|herself|itself|themselves))? "


def _by_verb() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    table: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for line in PHRASAL.strip().splitlines():
        phrase, plain = line.split(": ")
        verb, particle = phrase.split()
        rest = re.compile(rf"{_BETWEEN}{particle}\b", re.IGNORECASE)
        table.setdefault(lemma(verb), []).append((rest, plain))
    return table


_BY_VERB = _by_verb()


def phrasal_verbs(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each begins and ends in the text, and the verb that tells the same alone."""
    for match in WORD.finditer(text):
        for rest, plain in _BY_VERB.get(lemma(match.group()), ()):
            if found := rest.match(text, match.end()):
                yield match.start(), found.end(), plain
