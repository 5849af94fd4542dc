"""Words that tell the same in news: who resigned quit, and what blew up exploded.

Words are compared by their stems (`index.text.stems`), so one form stands for all
regular ones. A word that often means something else is left out on purpose: a
sentence that is taken for the same when it is not bears out what nobody said.
"""

from article_qa.index.text.stems import stem

# The words of each line tell the same.
SYNONYMS = """
accord agreement pact treaty deal
acknowledge admit concede confess
actor actress
advise advice recommend recommendation counsel
aeroplane airplane plane aircraft
aid assist assistance help
aim goal objective
annual annually yearly
apologise apologize apology sorry
arena stadium
argue argument contend assert maintain
arms weapon
arrange organise organize
ask request
atomic nuclear
attempt try
attorney lawyer solicitor barrister
author writer
automobile car
avert prevent
award prize
baby infant
ballot vote
bicycle bike
big large huge enormous
blast explosion explode detonate
blaze fire
boat ship vessel
boss chief
building construction build construct erect
business company firm corporation
camera camcorder
cancel scrap
capture seize
catastrophe disaster tragedy
cause trigger prompt spark
centre center
champion winner
child kid youngster
choose choice select selection pick
inventory stock
theatre theater
client customer
close shut
coach trainer
collide collision crash
colour color
commence begin start beginning
compel force oblige
complete finish
conceal hide
concern fear worry
convince persuade
cost price
country nation
court tribunal
create creation establish found
crime offence offense
crucial vital essential
dad father
damage harm
danger hazard
deadly fatal lethal
decision decide
defence defense
delay postpone
deputy vice
destroy destruction devastate wreck
detainee prisoner inmate
die kill perish
difficulty problem trouble
disappear vanish
disclose reveal
discover discovery find
discuss discussion debate
disease illness sickness
dismiss sack
dispute disagreement
doctor physician
donate donation
drown drowning
earnings income revenue
earthquake quake tremor
educate education teach
employ employment hire
employee worker staff personnel
entire whole
erroneously incorrectly mistakenly wrongly
error mistake
escape flee
evidence proof
exhibit exhibition display
expensive costly
experiment test
explain explanation
fan supporter
film movie
firearm gun
football soccer
footwear shoe
forecast predict prediction
former previous
freedom liberty
gasoline petrol
gather gathering assemble
global worldwide
government administration
hamper hinder
happen occur
hijack seize
holiday vacation
home house residence
hostage captive
hurt injure injury wound
ill sick
illegal unlawful illicit
immediately instantly
immigrant migrant
important significant
inform notify tell
inhabitant resident
inquiry investigation investigate probe
instruct order command
jab vaccine vaccination
jail prison
journalist reporter correspondent
journey trip voyage
judgment judgement ruling verdict
killer murderer
kilometre kilometer
labour labor
last final
law legislation
lawmaker legislator
lawsuit suit sue
lead head
leave depart departure exit
lease rent
liberate free freed release
litre liter
location place site
lorry truck
maker manufacturer producer
marry marriage wed wedding
match game
meet meeting talk
mend repair fix
metre meter
military army
mum mom mother
murder assassinate assassination slay
need require
neighbour neighbor
newspaper paper
observe watch monitor
own possess
oil petroleum
opponent rival
outcome result
oversee supervise
participate participation
phone telephone
photo photograph picture
plan scheme
pledge promise vow
policeman policewoman officer police
poll survey
pope pontiff
post job
produce make manufacture production
programme program
propose proposal suggest suggestion
protect protection safeguard
protest demonstrate demonstration
protester demonstrator
provide supply
pupil student schoolchild
quit resign resignation
rebuild reconstruct reconstruction restore restoration
receive get obtain
refuse decline reject
reply answer respond response
rescue save
researcher scientist
rich wealthy
rob robbery steal theft
robber thief
sailor seaman crewman
salary wage
scholar academic
sea ocean
send dispatch
serious severe grave
show demonstrate demonstration
shop store
small little tiny
soldier troop
speak talk
spokesman spokeswoman spokesperson
spouse partner
stab stabbing knife
stampede crush
stay remain
strange odd unusual
surrender capitulate
surgery operation
teacher instructor
team side squad
teenager teen adolescent
tall high
terrible awful
timetable schedule
trade commerce
traveller traveler
use utilise utilize
victory win triumph
warn alert warning
wood timber
worship pray prayer
"""


def _groups() -> dict[str, set[str]]:
    alike: dict[str, set[str]] = {}
    for line in SYNONYMS.strip().splitlines():
        line_stems = set(map(stem, line.split()))
        for each in line_stems:
            alike.setdefault(each, set()).update(line_stems)
    return alike


_ALIKE = _groups()


def are_synonyms(one: str, other: str) -> bool:
    """Whether two stems tell the same."""
    return one == other or other in _ALIKE.get(one, ())
