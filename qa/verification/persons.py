"""Who says it, and what they are: the speaker and the office of a claim beside those of its sources.

Claim and sources are annotated alike, so both sides are read by one set of rules.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from article_qa.index.annotations import Annotations
from article_qa.index.records import Article
from article_qa.index.text.lemmas import lemma
from article_qa.index.text.names import is_named
from article_qa.index.text.offices import is_held, office_of
from article_qa.index.text.words import STOP_WORDS, WORD
from article_qa.qa.verification.alignment import Case, Ground

# What somebody else says must match better by so much than what the claim's speaker says.
LEAD = 0.05
# Who does one of these does more than speak.
DEEDS = frozenset(map(lemma, "pledge promise agree vow offer approve decide order ask sign apologise confess".split()))


def wrong_speaker(case: Case) -> str:
    """Words that the sources have somebody else say."""
    said = (each for each in _annotated(case.claim).sayings if lemma(each.cue.split(" ")[0]) not in DEEDS)
    saying = next(said, None)
    if saying is None or not _capitals(saying.speaker):
        return ""
    words = case.telling(saying.words_start, saying.words_end)
    if not words:
        return ""
    of_source = [_annotated(source) for source in case.sources]
    spoken = {n: _speakers(ground, of_source[ground.source]) for n, ground in enumerate(case.stated)}
    match = {n: ground.match(words) for n, ground in enumerate(case.stated)}
    best = max(match, key=lambda n: match[n], default=None)
    if best is None or not spoken[best] or any(_are_one(saying.speaker, other) for other in spoken[best]):
        return ""
    own = [match[n] for n, speakers in spoken.items() if any(_are_one(saying.speaker, other) for other in speakers)]
    if own and max(own) > match[best] - LEAD:
        return ""
    return f"the passage has {spoken[best][0]} say so, not {saying.speaker}"


def wrong_role(case: Case) -> str:
    """An office that the sources give to somebody else, or another one that they give to the claim's name."""
    claimed = list(_roles(case.claim))
    held = [each for source in case.sources for each in _roles(source)] if claimed else []
    for name, role in claimed:
        office = office_of(role)
        own = [stated for other, stated in held if _are_one(name, other)]
        if (
            not office.noun
            or not _capitals(name)
            or any(is_held(office, stated) or office.noun in stated.lower() for stated in own)
        ):
            continue
        if any(office.noun in ground.text.lower() and _is_told_of(name, ground) for ground in case.stated):
            continue
        others = [
            other
            for other, stated in held
            if not _are_one(name, other) and is_held(office, stated) and office.are_named(stated)
        ]
        if others and any(_is_told_of(name, ground) for ground in case.stated):
            return f"the passage calls {others[0]} “{role}”, not {name}"
        if own:
            return f"the passage calls {name} “{own[0]}”, not “{role}”"
    return ""


@lru_cache(maxsize=16)
def _annotated(text: str) -> Annotations:
    # Only an answer of a model, a check and a claim need it, so it is not loaded with every question.
    from article_qa.index.annotate.annotate import annotate

    return annotate(_article(text))


def _roles(text: str) -> Iterator[tuple[str, str]]:
    """The people of a text that stand beside an office, and the office."""
    from article_qa.index.annotate.cast import Cast
    from article_qa.index.annotate.noun_phrases import head
    from article_qa.index.annotate.roles import SPEAKING_PEOPLE, TITLES

    cast = Cast(text, _annotated(text).names)
    for name in cast.names:
        for start, end in name.mentions if name.kind == "person" else ():
            role = cast.role_before(start) or cast.role_after(end)
            if head(role) in SPEAKING_PEOPLE | TITLES:
                yield name.name, role


def _article(text: str) -> Article:
    return Article("", "", text, "", "")


def _speakers(ground: Ground, annotations: Annotations) -> Sequence[str]:
    """Who is quoted in a sentence."""
    start, end = ground.start, ground.start + len(ground.text)
    return [each.speaker for each in annotations.sayings if each.start < end and start < each.end]


def _are_one(name: str, other: str) -> bool:
    """Whether the last capitalised word of one is in the other; surnames stand for whole names."""
    ours, theirs = _capitals(name), _capitals(other)
    return bool(ours and is_named(ours[-1], other)) or bool(theirs and is_named(theirs[-1], name))


def _is_told_of(name: str, ground: Ground) -> bool:
    return is_named(_capitals(name)[-1], ground.text)


def _capitals(name: str) -> list[str]:
    return [word for word in WORD.findall(name) if word[0].isupper() and word.lower() not in STOP_WORDS]
