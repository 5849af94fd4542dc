"""How much is read and kept of a file, whatever its format; every reader takes its limits from here.

A limit is generous to what people write and small beside what a machine has.
Text that passes one is refused in a sentence and never cut in silence.
"""

# What is read. A file is held whole, but for the kinds that are read an article at a time.
MAX_FILE_BYTES = 50_000_000
MAX_FILE_BYTES_BY_SUFFIX = {
    **dict.fromkeys((".jsonl", ".csv", ".tsv"), 500_000_000),
    **dict.fromkeys((".zip", ".gz", ".warc", ".wacz"), 200_000_000),
}
MAX_LINE_CHARACTERS = 50_000_000  # of an export; the rest of a longer line is passed over
MAX_PARTS = 3_000_000  # commas and brackets: a bound on the objects that JSON and rows are read into
MAX_FEED_MARKS = 200_000  # tags and references; the time to read a feed grows with them, not with bytes

# What is unpacked.
MAX_ENTRIES = 10_000  # of an archive; each takes memory before anything of it is read
MAX_ENTRY_BYTES = 50_000_000
MAX_ARCHIVE_BYTES = 500_000_000  # all entries together, and what the documents among them unpack to
MAX_MARKUP_BYTES = 15_000_000  # that are read of one document; a tree of them takes many times that
MAX_RATIO = 200  # text packs to a tenth, a bomb to a thousandth
SMALL_ENTRY_BYTES = 1_000_000  # harm nobody, whatever their ratio
UNPACKED_AT_ONCE_BYTES = 64_000  # so that an entry which holds more than it declares is not unpacked whole

# What is kept.
MAX_TEXT_CHARACTERS = 5_000_000  # of one article; the longest novels have three million
MAX_ORIGINAL_BYTES = 100_000_000  # of a file or page that is kept beside the catalog
MAX_FACT_CHARACTERS = 1_000  # of a title, a name or a question; the rest is cut, for it goes into every prompt
MAX_ADDRESS_CHARACTERS = 8_000  # what servers take; a longer address is dropped, for half of it leads elsewhere
MAX_DATE_CHARACTERS = 200  # of what is read as a date; the longest form has forty
MAX_NUMBER_BITS = 1_000  # of a number in a title or date; Python prints none of more than 4,300 digits
MAX_REJECTIONS = 1_000  # of one file that are told one by one; a file can hold millions of broken lines
MAX_QUESTIONS = 100  # that an article brings for itself
MAX_NAME_CHARACTERS = 100  # of an entry's name in a message
MAX_REASON_CHARACTERS = 100  # of what a parser says of its failure

MAX_FRONT_MATTER_CHARACTERS = 20_000  # reading YAML is slow
MAX_FRONT_MATTER_DEPTH = 20  # lists in lists; the parser calls itself for each
