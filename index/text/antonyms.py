# ruff: noqa: E501
"""Words that exclude each other: what rose did not fall, who came before did not come after.

Words are compared by their stems (`index.text.stems`), so one form stands for all
regular ones. Words of several unrelated meanings are left out on purpose.
"""

from article_qa.index.text.stems import stem
from article_qa.index.text.synonyms import are_synonyms

# Each line holds sides that exclude each other. These also turn round who did it to whom.
TURNING = """
before ahead / after behind
win won beat beating defeat / lose lost
more over above greater larger bigger higher older better earlier / less fewer under below smaller lower younger worse later
buy bought purchase / sell sold
import / export
"""
# These do not.
EXCLUDING = """
rise rose risen increase grow grew climb jump surge gain add raise expand / fall fell fallen decrease drop decline sink sank slide slid shrink shrank reduce cut
because following / despite
first / last final
begin begun began start open launch / end close stop shut finish
arrive enter / leave left depart exit
accept approve allow permit support welcome endorse agree encourage / reject ban prohibit block forbid forbade oppose condemn criticise criticize refuse disagree discourage
force require order oblige / allow voluntarily voluntary optional
delete remove erase scrap / keep kept retain
north northern / south southern / east eastern / west western
north-west / north-east
old / new young
oldest / newest youngest
most / least
largest biggest highest best / smallest lowest worst
high / low
early / late
minute / hour / day / week / month / year / decade / century
morning / afternoon / evening night
black / white / red / blue / green / yellow / orange / purple / pink / brown / grey gray
brother / sister
husband / wife
father / mother
son / daughter
man men male / woman women female
guilty convicted / innocent acquitted
succeed success / failure fail
public / private
federal / provincial
temporary temporarily / permanent permanently
safe / dangerous unsafe
strong strength strengthen / weak weaken weakness
something / nothing
everyone everybody / nobody
always / never
friend ally allies / enemy enemies rival
true / false
loss / profit gain
confirm / deny denied
uphold upheld / overturn overrule quash annul revoke
attack / defend
victory / defeat
slow slowly / fast quickly
cheap / expensive
hot warm / cold cool
right / left
same / different
optimistic / pessimistic
arrest detain jail imprison / release free
majority / minority
gold / silver / bronze
spring / summer / autumn / winter
mile / kilometre
democrat democratic / republican / libertarian
"""
NEGATING_PREFIXES = ("un", "in", "im", "dis", "non", "il", "ir")


def _sides(lines: str) -> list[list[frozenset[str]]]:
    return [[frozenset(map(stem, side.split())) for side in line.split(" / ")] for line in lines.split("\n") if line]


_TURNING = _sides(TURNING)
_ALL = _TURNING + _sides(EXCLUDING)
# For each stem, the side that it is on and each of the others. Few words are on any.
_OPPOSED: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
for _each in _ALL:
    for _ours in _each:
        for _word in _ours:
            _OPPOSED.setdefault(_word, []).extend((_ours, theirs) for theirs in _each if theirs is not _ours)


def excludes(one: str, other: str, claimed: set[str], stated: set[str]) -> bool:
    """Whether the stem `one` of a claim excludes the stem `other` of what is stated.

    Not when the claim has a word of the other's side too, or the stated of one's.
    """
    return any(other in theirs and not theirs & claimed and not ours & stated for ours, theirs in _OPPOSED.get(one, ()))


def denies(one: str, other: str) -> bool:
    """Whether one is the other with "un-" or the like in front."""
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and any(long == prefix + short for prefix in NEGATING_PREFIXES)


def is_turning(word: str) -> bool:
    """Whether the stem stands between two actors so that its opposite turns them round."""
    return any(word in side for sides in _TURNING for side in sides)


def turn_round(claimed: set[str], stated: set[str]) -> bool:
    """Whether the two sets of stems hold opposites: A sold to B, and B bought from A."""
    return any(excludes(one, other, claimed, stated) for one in claimed for other in stated)


def are_alike(one: str, other: str) -> bool:
    """Whether two stems tell the same, as beat and defeat, close and shut, die and kill."""
    return are_synonyms(one, other) or any(other in ours for ours, _ in _OPPOSED.get(one, ()))
