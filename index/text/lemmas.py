"""Words by their lemma: irregular verbs and plurals too, which no stemmer brings together."""

from functools import lru_cache

from article_qa.index.text.stems import stem

# The form in the dictionary, then the irregular ones.
IRREGULAR = """
be was were been am is are
beat beaten
become became
begin began begun
bite bit bitten
blow blew blown
break broke broken
bring brought
build built
burn burnt
buy bought
catch caught
choose chose chosen
come came
deal dealt
die dead death
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled
fly flew flown flight
forbid forbade forbidden
forget forgot forgotten
freeze froze frozen
get got gotten
give gave given
go goes went gone
grow grew grown growth
hang hung
have has had
hear heard
hide hid hidden
hold held
keep kept
know knew known
lay laid
lead led
leave left
lend lent
lose lost loss
make made
mean meant
meet met
pay paid payment
ride rode ridden
ring rang rung
rise rose risen
run ran
say said
see saw seen
sell sold sale
send sent
shake shook shaken
shoot shot
show shown
shrink shrank shrunk
sing sang sung
sink sank sunk
sit sat
sleep slept
speak spoke spoken speech
spend spent
stand stood
steal stole stolen
strike struck
swear swore sworn
sweep swept
swim swam swum
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
understand understood
wake woke woken
wear wore worn
win won
withdraw withdrew withdrawn withdrawal
write wrote written
child children
man men
woman women
person people
foot feet
life lives
"""


def _table() -> dict[str, str]:
    rows = (line.split() for line in IRREGULAR.strip().splitlines())
    return {form: stem(first) for first, *forms in rows for form in forms}


_LEMMAS = _table()
# "Came", "began", "children": they cannot be taken for the form in the dictionary.
IRREGULAR_FORMS = frozenset(_LEMMAS)


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """What all forms of a word have in common: "came" and "coming" are "come"."""
    lower = word.lower()
    stemmed = stem(lower)
    return _LEMMAS.get(lower) or _LEMMAS.get(stemmed) or stemmed
