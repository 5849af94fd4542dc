"""Does the source say so? One claim and the texts that it cites -> a finding, without a language model.

What can be compared is compared: figures, dates, names, negation, opposites,
who did it and who said it, of how many, whether it happened, and what came
first. The rest must lie near the cited sentences, by the token vectors that
`qa.reading.late_interaction` reads with. A wrong word that fits the subject
("explosion" for "collapse") passes. So does a swap of two things, or of two
actors that stand in different sentences.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from article_qa.index.text.antonyms import denies, excludes, is_turning
from article_qa.index.text.names import is_named, share_seat, whole
from article_qa.index.text.numbers import NUMBERS, ORDINALS
from article_qa.index.text.stems import stem
from article_qa.index.text.words import WORD
from article_qa.qa.reading.late_interaction import TokenReader
from article_qa.qa.verification.actors import changed_side, wrong_actor
from article_qa.qa.verification.alignment import Case, Ground, read, stems
from article_qa.qa.verification.claim_words import IDLE
from article_qa.qa.verification.clauses import clause_at, clauses
from article_qa.qa.verification.copied import substituted, turned_about
from article_qa.qa.verification.dates import wrong_date
from article_qa.qa.verification.order import wrong_order
from article_qa.qa.verification.persons import wrong_role, wrong_speaker
from article_qa.qa.verification.polarity import CUES
from article_qa.qa.verification.quantities import another_time, not_all, wrong_count, wrong_figure
from article_qa.qa.verification.reality import only_meant, tells_undone, undone, unreal
from article_qa.qa.verification.reasons import instead
from article_qa.qa.verification.roles import AT_A_PLACE, is_turned_round, names_at_places, swapped

# Below this match the passage is on another matter; honest paraphrases began at 0.42.
MIN_MATCH = 0.4
# A word whose nearest word is less like it than this is strange, and so many in a row are invented.
WORD_MATCH_THRESHOLD = 0.45
MAX_STRANGE = 3
# How like a word of the claim must be to one that is denied to be denied itself.
SAME_DENIED = 0.6
# A "not" denies the verb behind it and what comes with it, not the rest of the clause.
DENIED_WORDS = 2
# What is denied stands in a sentence that matches the claim's at most so much worse than the best.
DENIED_MARGIN = 0.26
NEGATIONS = frozenset(
    """not no never none nobody nothing neither nor without cannot nowhere hardly barely unable
    unlikely impossible unclear deny denies denied denying fail fails failed failing refuse
    refuses refused refusing lack lacks lacked""".split()
)
NEGATABLE = re.compile(r"n[’']t\b|[^\W_]+?(?=n[’']t\b)|[^\W_]+", re.IGNORECASE)
# No invention is seen in these: figures are compared as such.
# A report tells at its beginning where it is from.
BEGINNING = 250
SAYS_LITTLE = IDLE | CUES | NUMBERS.keys() | ORDINALS.keys()
NAME_PAIR = re.compile(r"\b([A-Z][^\W\d_]+)[-–]([A-Z][^\W\d_]+)\b")
# Of these there are many: which one is said by the word before.
ORGANISATION = re.compile(
    r"\b([A-Z][^\W\d_]+) (Agency|Bank|Council|Federation|Fund|League|Nations|Organi[sz]ation|Party|Union)\b"
)
# Overlapping, for in "A and B and C" the middle one stands beside both.
SIDE_BY_SIDE = re.compile(r"\b(?=([^\W\d_]+)(?:,? and (?:the )?|[-–/ ])([^\W\d_]+))")
# They tell the same deed from its other side; who did it is looked at elsewhere.
CONVERSES = frozenset(map(stem, "before ahead after behind buy bought purchase sell sold import export".split()))
DERIVED = re.compile(r"(?:ments?|an[ct]s?|ances?)$")


@dataclass(frozen=True, slots=True)
class Finding:
    """What the check of a claim found; `reason` is empty when it is supported."""

    verdict: Literal["supported", "unsupported"]
    reason: str


def verify(claim: str, sources: Sequence[str], reader: TokenReader) -> Finding:
    """Whether the sources say what `claim` says; if not, why, in words for the reader.

    `claim` is one sentence without markers, `sources` are the cited passages
    with headline and date in front. The first check that fails gives the reason.
    """
    claim, *texts = (_encodable(text) for text in (claim, *sources))
    stated = [text for text in texts if WORD.search(text)]
    if not stated:
        return Finding("unsupported", "it cites nothing")
    if not WORD.search(claim):
        return Finding("unsupported", "it says nothing")
    case = read(claim, stated, reader)
    reason = next(filter(None, (check(case) for check in CHECKS)), "")
    return Finding("unsupported" if reason else "supported", reason)


def on_another_matter(case: Case) -> str:
    """A claim that no ground comes near to."""
    return "the passage is on another matter" if case.match < MIN_MATCH else ""


def wrong_name(case: Case) -> str:
    """A name that is nowhere, or elsewhere while another name is near in its very place."""
    near, everywhere = case.near, case.everywhere
    words = case.names()
    for start, end in words:
        word = case.claim[start:end]
        if is_named(word, near):
            continue
        is_elsewhere = is_named(word, everywhere)
        rival = case.nearest_name(start, end)
        others = WORD.findall(rival)
        if any(is_named(o, case.claim) or (is_elsewhere and share_seat(o, word)) for o in others):
            rival = ""
        if not is_elsewhere or (rival and _takes_the_place(case, end, rival)):
            name = next((case.claim[a:b] for a, b in whole(case.claim, words) if a <= start < b), word)
            return instead(name, rival)
    return ""


def wrong_place(case: Case) -> str:
    """A place of which the sources tell other things, while the sentence that matches best has another place.

    One that a headline or the beginning of a source names may be where all of it happened.
    """
    for start, end in whole(case.claim, case.names()):
        name = case.claim[start:end]
        words = WORD.findall(name)
        where = AT_A_PLACE.search(case.claim[:start])
        if not where or not words:
            continue
        own = set(case.telling(start, end))
        ground = case.nearest_sentence([n for n in case.telling(*clause_at(case.claim, start)) if n not in own])
        if ground is None or is_named(words[-1], ground.text):
            continue
        rivals = [ground.text[a:b] for a, b in names_at_places(ground.text, is_on=where[1].lower() == "on")]
        if rivals and not any(is_named(words[-1], source[:BEGINNING]) for source in case.sources):
            return instead(name, rivals[0])
    return ""


def wrong_pair(case: Case) -> str:
    """Two names joined by a hyphen ("Jordan-Lebanon") that stand nowhere side by side."""
    beside = [(m[1], m[2]) for m in SIDE_BY_SIDE.finditer(case.everywhere)]
    for pair in NAME_PAIR.finditer(case.claim):
        orders = ((pair[1], pair[2]), (pair[2], pair[1]))
        if not any(is_named(a, one) and is_named(b, other) for one, other in beside for a, b in orders):
            return instead(pair.group(), "")
    return ""


def wrong_organisation(case: Case) -> str:
    """An organisation ("European Union") of which the passages have both words, but nowhere together."""
    for claimed in ORGANISATION.finditer(case.claim):
        stated = re.findall(rf"([^\W\d_]+)[ -]{claimed[2]}\b", case.everywhere)
        if not any(is_named(claimed[1], word) for word in stated):
            return instead(claimed.group(), "")
    return ""


def wrong_negation(case: Case) -> str:
    """A clause that denies what no ground denies, or says what one denies."""
    stated = [(ground, negation) for ground in case.grounds for negation in _negations(ground.text)]
    for start, end in clauses(case.claim):
        inside = case.telling(start, end)
        claimed = _negations(case.claim[start:end])
        # "Officials have not said why" denies nothing of what somebody said.
        plain = [n for n in inside if case.claim[slice(*case.spans[n])].lower() not in CUES]
        if claimed and inside and not _is_denied(case, inside):
            return f"the passage does not say “{_shown(claimed[0])}”"
        for ground, negation in stated if not claimed else ():
            denied = _denied(ground, negation.end())
            if not denied or not plain or ground.likeness(plain, denied).max() < SAME_DENIED:
                continue
            # Another clause of the claim may deny it.
            elsewhere = [n for each in _negations(case.claim) for n in case.telling(each.end(), len(case.claim))[:1]]
            if not elsewhere or ground.likeness(elsewhere, denied).max() < SAME_DENIED:
                return f"the passage says “{_shown(negation)}”"
    return ""


def opposite(case: Case) -> str:
    """A word that the grounds lack, and whose nearest word in them excludes it."""
    claimed, near = stems(case.claim), stems(case.near)
    for match in WORD.finditer(case.claim):
        word = stem(match.group())
        found = case.nearest_word(*match.span()) if word not in near else None
        if not found:
            continue
        rival = _word_at(*found)
        other = stem(rival)
        # What is made of a verb has its stem and says less: requirements, important.
        if (
            word in CONVERSES
            or (DERIVED.search(rival) and not rival.lower().endswith(match.group().lower()))
            or other in claimed
            or not (denies(word, other) or excludes(word, other, claimed, near))
        ):
            continue
        if not (is_turning(word) and is_turned_round(case, *match.span())):
            return instead(f"“{match.group()}”", f"“{rival}”")
    return ""


def swapped_names(case: Case) -> str:
    """Two names that change places."""
    pair = swapped(case)
    return f"the passage has {pair[0]} and {pair[1]} the other way round" if pair else ""


def invented(case: Case) -> str:
    """Several words in a row that come near to nothing."""
    known = stems(case.everywhere)
    strange: list[str] = []
    for match in WORD.finditer(case.claim):
        if match.group().lower() in SAYS_LITTLE:
            continue
        own = case.telling(*match.span())
        is_known = stem(match.group()) in known or not own or case.nearest[own].mean() >= WORD_MATCH_THRESHOLD
        strange = [] if is_known else [*strange, match.group()]
        if len(strange) == MAX_STRANGE:
            return f"the passage says nothing like “{' … '.join(strange)}”"
    return ""


CHECKS: tuple[Callable[[Case], str], ...] = (
    on_another_matter, wrong_figure, wrong_count, another_time, wrong_date, wrong_name, wrong_place, wrong_pair,
    wrong_organisation,
    wrong_negation, opposite, swapped_names, not_all, unreal, only_meant, undone, wrong_speaker, wrong_role,
    wrong_order, wrong_actor, changed_side, turned_about, substituted, invented,
)  # fmt: skip


def _is_denied(case: Case, inside: Sequence[int]) -> bool:
    """Whether one of the sentences that match these tokens of the claim best denies or undoes something."""
    match = [(ground.match(inside), ground) for ground in case.grounds_of(inside)]
    best = max((each for each, _ in match), default=0)
    near = (ground.text for each, ground in match if each >= best - DENIED_MARGIN)
    return any(_negations(text) or tells_undone(text) for text in near)


def _takes_the_place(case: Case, end: int, rival: str) -> bool:
    """Whether `rival` goes before the same word near as the claim's name that ends at `end`."""
    ours = WORD.search(case.claim, end)
    theirs = re.search(rf"{re.escape(rival)}\W+([^\W_]+)", case.near)
    return bool(ours and theirs and stem(ours.group()) == stem(theirs[1]))


def _negations(text: str) -> list[re.Match[str]]:
    return [m for m in NEGATABLE.finditer(text) if m.group().lower() in NEGATIONS or m.group()[1:2] in ("'", "’")]


def _shown(negation: re.Match[str]) -> str:
    return "not" if negation.group()[1:2] in ("'", "’") else negation.group()


def _denied(ground: Ground, after: int) -> list[int]:
    """The tokens that a negation bears on: the next two that say something, in its own clause."""
    found = ground.telling(after, len(ground.text))
    start = ground.spans[found[0]][1] if found else after
    ends = re.search(r"[,;:.]", ground.text[start:])
    end = start + ends.start() if ends else len(ground.text)
    return [n for n in found if ground.spans[n][1] <= end][:DENIED_WORDS]


def _word_at(ground: Ground, token: int) -> str:
    """The whole word that a token is part of."""
    at = ground.spans[token][0]
    return next((m.group() for m in WORD.finditer(ground.text) if m.start() <= at < m.end()), "")


def _encodable(text: str) -> str:
    """`text` with "?" for what UTF-8 cannot hold; a model may write half a surrogate pair."""
    return text.encode(errors="replace").decode()
