"""Words that stand for one another in a question, and words that ask something else: small lexicons of our own.

A line of `SIBLINGS` holds words of one kind of which no two can be meant at
once: a weekly event is no annual one. A line of `SYNONYMS` holds words that
ask the same. Each line belongs to one of two halves; long lines of siblings are
cut in two. What is measured and what is trained on never share a half.
"""

from collections.abc import Iterator

from article_qa.index.text.stems import stem
from benchmarks.word_forms import forms, is_plain

MEASURED, TRAINED = 0, 1
# A line this long is two halves' by itself.
LONG = 6

# First what a line changes, then whether its words are verbs, nouns, or taken as they are.
SIBLINGS = """
modifier word: annual weekly monthly daily hourly quarterly
modifier word: largest smallest
modifier word: biggest tiniest
modifier word: highest lowest
modifier word: longest shortest
modifier word: oldest youngest newest
modifier word: best worst
modifier word: most least
modifier word: more less
modifier word: greater lesser
modifier word: higher lower
modifier word: larger smaller
modifier word: major minor
modifier word: large small
modifier word: big tiny
modifier word: high low
modifier word: early late
modifier word: old new
modifier word: primary secondary tertiary
modifier word: main minor
modifier word: common rare
modifier word: popular unpopular
modifier word: public private
modifier word: positive negative
modifier word: modern ancient medieval
modifier word: northern southern eastern western central
modifier word: north south east west
modifier word: white black red blue green yellow orange purple brown
modifier word: male female
modifier word: rural urban
modifier word: local national international
modifier word: foreign domestic
modifier word: civil military
modifier word: economic religious medical musical legal linguistic
modifier word: social chemical geological culinary
modifier word: official unofficial
modifier word: permanent temporary
modifier word: average maximum minimum
modifier word: right wrong
modifier word: legal illegal
modifier word: strong weak
modifier word: active passive dormant
modifier word: formal informal
modifier word: free enslaved imprisoned
modifier word: poor rich wealthy
modifier word: light heavy
modifier word: upper lower
modifier word: inner outer
modifier word: solid liquid gaseous
modifier word: indoor outdoor
modifier word: human animal
modifier word: morning afternoon evening
modifier word: summer winter autumn spring
modifier word: natural artificial
modifier word: direct indirect
modifier word: hot cold
modifier word: fast slow
modifier word: cheap expensive
modifier word: simple complicated
modifier word: successful unsuccessful failed
modifier word: federal municipal
modifier word: baroque gothic romanesque
modifier word: communist fascist liberal
modifier word: primarily rarely
modifier word: usually never
modifier word: commonly seldom
modifier word: always sometimes
name word: french dutch german spanish italian portuguese swedish danish norwegian finnish polish russian turkish greek
name word: american british canadian australian irish scottish welsh mexican brazilian argentine chilean cuban
name word: chinese japanese korean indian vietnamese thai persian egyptian mongolian kenyan nigerian
name word: european asian african
name word: france germany spain italy portugal sweden denmark norway finland poland russia turkey greece
name word: england scotland ireland wales canada australia mexico brazil argentina chile cuba
name word: china japan korea india vietnam thailand iran egypt mongolia kenya nigeria
name word: london paris berlin madrid rome lisbon vienna warsaw moscow athens budapest
name word: boston chicago houston seattle denver miami dallas atlanta detroit philadelphia
name word: california texas florida ohio nevada oregon alaska georgia virginia
name word: europe asia africa
name word: january february march april june july august september october november december
name word: monday tuesday wednesday thursday friday saturday sunday
name word: atlantic pacific arctic
name word: christian jewish muslim buddhist hindu sikh
name word: catholic protestant orthodox
name word: republican democratic
role noun: president vice-president secretary treasurer
role noun: king queen prince princess
role noun: father mother
role noun: son daughter
role noun: brother sister
role noun: husband wife
role noun: teacher student
role noun: author illustrator translator editor
role noun: director producer screenwriter
role noun: founder successor
role noun: leader follower
role noun: general admiral colonel
role noun: coach captain goalkeeper
role noun: governor mayor senator
role noun: buyer seller
role noun: composer singer drummer
role noun: architect painter sculptor
role noun: scientist lawyer
role noun: employer employee
role noun: winner loser
role noun: patient doctor nurse
role noun: pope bishop abbot
role noun: owner tenant
relation verb: propose challenge
relation verb: win lose
relation verb: build demolish
relation word: founded dissolved
relation verb: establish abolish
relation verb: create destroy
relation verb: buy sell
relation verb: introduce withdraw
relation verb: support oppose
relation verb: increase decrease
relation verb: discover deny
relation verb: publish censor
relation verb: invent ban
relation verb: design photograph
relation verb: elect impeach
relation verb: appoint dismiss
relation verb: accept reject
relation verb: help hinder
relation verb: allow forbid
relation verb: defeat rescue
relation verb: release recall
relation verb: develop abandon
relation verb: form disband
relation verb: sign veto
relation verb: adopt repeal
relation verb: attack defend
relation verb: arrive depart
relation verb: marry divorce
relation verb: join leave
relation verb: produce import
relation verb: cause prevent
relation verb: influence criticise
relation verb: translate copy
relation verb: locate relocate
relation verb: contain lack
relation verb: consider forget
relation verb: receive refuse
relation verb: describe ignore
relation verb: believe doubt
relation verb: add remove
relation verb: open close
relation verb: move stay
relation verb: teach study
relation verb: play watch
relation verb: rule betray
relation noun: advantage disadvantage
relation noun: cause consequence
relation noun: victory defeat
relation noun: birth death
relation noun: beginning ending
relation noun: length width height depth weight
relation noun: profit loss
relation noun: population area altitude
relation noun: majority minority
relation noun: cost revenue
relation noun: import export
relation noun: name nickname
relation noun: city village
relation noun: country province
relation noun: river lake mountain
relation noun: school hospital prison
relation noun: book film song
relation noun: battle treaty
relation noun: student professor
relation noun: day week month year decade century
relation noun: mile acre
relation noun: game concert
relation noun: team orchestra
relation noun: company charity
relation noun: church castle
relation noun: temperature pressure
relation noun: museum library stadium
relation noun: language currency
relation noun: colour flavour
relation noun: woman man
order word: first last
order word: second penultimate
order word: before after
order word: during after
order word: since until
order word: originally eventually
order word: initially finally
order word: previously later
order word: earliest latest
order verb: begin end
order verb: start finish
order verb: open shut
order noun: start end
order noun: predecessor successor
"""
SYNONYMS = """
word: approximately roughly
word: usually normally
word: commonly often
word: biggest largest
word: big large
word: small little
word: main principal
word: during throughout
word: initially at first
word: currently at present
word: per for each
word: besides apart from
word: about around
word: amongst among
word: within inside
word: famous well-known
word: important significant
word: entire whole
word: difficult hard
word: yearly annual
word: particular specific
noun: type kind
noun: sort kind
noun: film movie
noun: occupation job
noun: country nation
noun: purpose aim
noun: reason cause
noun: area region
noun: city town
noun: percentage share
noun: house home
noun: author writer
noun: illness disease
noun: road street
noun: child kid
noun: shop store
noun: car automobile
noun: physician doctor
noun: job occupation
noun: method way
noun: result outcome
verb: begin start
verb: start begin
verb: build construct
verb: construct build
verb: create make
verb: buy purchase
verb: obtain get
verb: receive get
verb: help assist
verb: kill slay
verb: need require
verb: require need
verb: happen occur
verb: occur happen
verb: allow permit
verb: show display
verb: finish complete
verb: assist help
verb: earn make
word: founded established
verb: hold keep
verb: believe think
verb: choose pick
verb: select choose
verb: end finish
verb: live reside
word: named called
verb: locate situate
verb: control govern
verb: suggest propose
"""


def siblings(half: int) -> dict[str, list[tuple[str, str]]]:
    """For each form of each word of this half: what its line changes, and a form of another word of the line."""
    table: dict[str, list[tuple[str, str]]] = {}
    for changes, kind, words in _lines(SIBLINGS, half):
        for one in words:
            for other in words:
                if one != other and (kind != "verb" or is_plain(other)):
                    for old, new in zip(forms(one, kind), forms(other, kind), strict=True):
                        table.setdefault(old, []).append((changes, new))
    return table


def synonyms(half: int) -> dict[str, str]:
    """For each form of the first word of each line of this half, that form of what asks the same."""
    table: dict[str, str] = {}
    for number, line in enumerate(SYNONYMS.strip().splitlines()):
        if number % 2 == half:
            kind, words = line.split(": ")
            one, other = words.split(" ", 1)
            if kind != "verb" or is_plain(other):
                table |= dict(zip(forms(one, kind), forms(other, kind), strict=True))
    return {old: new for old, new in table.items() if old != new}


def is_said(word: str, text_stems: frozenset[str]) -> bool:
    """Whether `word`, or another form of it, is among the stems of a text."""
    return stem(word) in text_stems


def _lines(lines: str, half: int) -> Iterator[tuple[str, str, list[str]]]:
    short = 0
    for line in lines.strip().splitlines():
        head, words = line.split(": ")
        changes, kind = head.split()
        if len(words.split()) >= LONG:
            yield changes, kind, words.split()[half::2]
            continue
        if short % 2 == half:
            yield changes, kind, words.split()
        short += 1
