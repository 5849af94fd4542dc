"""How much is read and kept of a file, whatever its format. Every reader takes its limits from here.

A limit is generous to what people write and small beside what a machine has:
what passes one is refused in a sentence, never cut in silence.
"""

MAX_TEXT_CHARACTERS = 5_000_000  # of one article; the longest novels have three million
MAX_FACT_CHARACTERS = 1_000  # of a title, a name or a question; the rest is cut, for it goes into every prompt
MAX_ADDRESS_CHARACTERS = 8_000  # what servers take; a longer address is dropped, for half of it leads elsewhere
MAX_DATE_CHARACTERS = 200  # of what is read as a date; the longest form has forty
MAX_NUMBER_BITS = 1_000  # of a number in a title or date; Python prints none of more than 4,300 digits
MAX_QUESTIONS = 100  # that an article brings for itself
MAX_REASON_CHARACTERS = 100  # of what a parser says of its failure

MAX_FRONT_MATTER_CHARACTERS = 20_000  # reading YAML is slow
MAX_FRONT_MATTER_DEPTH = 20  # lists in lists; the parser calls itself for each
