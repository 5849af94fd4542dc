"""Who is meant by "the mayor of Sundby", "Moscow" or "the experts": the speakers whose words are asked for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from article_qa.index.annotations import Speaker
from article_qa.index.records import Article
from article_qa.index.store.annotations import folded_words
from article_qa.index.text.offices import STATE_WORDS, Office, is_held, is_same_state, office_of, speaks_for, state_of
from article_qa.index.text.people import is_same_person
from article_qa.index.text.words import STOP_WORDS
from article_qa.qa.answers.material import Material

# Another person of the asked name is meant too where they are quoted this often beside the one quoted most.
NAMESAKE_SHARE = 0.5
# Of those who hold such an office anywhere, so many are looked at, each where they speak.
MAX_HOLDERS, MAX_PLACES = 40, 200
# What an article calls somebody stands so near their name, and where that is in its beginning.
NEAR_CHARACTERS, WIDE_CHARACTERS, LEAD_CHARACTERS = 70, 400, 200
# The first letters of a word, and the longest name of a state with its government.
GLANCE, MAX_STATE = 3, 40
# How surely somebody is the one asked for: what they are called says all of it, or what stands around does.
SURE, NEAR, IN_ARTICLE = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Meant:
    """Speakers by name; of those who have none ("a doctor") only the words in these articles, None for all."""

    names: tuple[str, ...]
    articles: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Somebody who speaks in an article."""

    speaker: Speaker
    article: Article


def readings(asked: str, material: Material) -> Iterator[Meant]:
    """Who can be meant, the likeliest first: by name, by office, by what the articles call them, as a state."""
    store, scope = material.library.catalog.annotations, material.request.scope
    named = _named(asked, material)
    if named:
        yield Meant(tuple(speaker.name for speaker in _without_namesakes(named)))
    everybody = store.speakers(scope)
    alike = [speaker for speaker in everybody if _is_alike(asked, speaker.role)]
    yield from _of([speaker for speaker in alike if is_same_person(asked, "-", speaker.role)])
    yield from _described(office_of(asked), everybody, material)
    yield from _of([s for s in _of_state(asked, everybody) if s not in named])
    yield from _of([speaker for speaker in alike if speaks_for(asked, speaker.role)])


def _is_alike(asked: str, role: str) -> bool:
    """Whether a role may have a word that is asked for, at a glance: there are many roles."""
    return bool(role) and any(word[:GLANCE] in role.lower() for word in asked.lower().split() if word not in STOP_WORDS)


def _of_state(asked: str, everybody: Sequence[Speaker]) -> list[Speaker]:
    wanted = state_of(asked)
    return [s for s in everybody if wanted and len(s.name) <= MAX_STATE and is_same_state(wanted, state_of(s.name))]


def is_without_name(name: str) -> bool:
    """Whether a speaker is only told by what they are: "doctor", "canal authority"."""
    return name == name.lower() or (" " not in name and office_of(name).noun in STATE_WORDS)


def _of(speakers: Sequence[Speaker]) -> Iterator[Meant]:
    if speakers:
        yield Meant(tuple(speaker.name for speaker in speakers))


def _named(asked: str, material: Material) -> list[Speaker]:
    """Those whose name is asked for, or has all words that are: "the police in Sundby" is the Sundby Police."""
    store, scope = material.library.catalog.annotations, material.request.scope
    words = [word for word in folded_words(asked) if word not in STOP_WORDS] or folded_words(asked)
    if not words:
        return []
    found = [s for s in store.speakers_named(words[-1:], scope) if is_same_person(asked, s.name)]
    found = [s for s in found if not is_without_name(s.name) or _is_all(words, s.name)]
    found = [s for s in found if not _is_served(s.name, asked)]
    longest = max(words, key=len)
    return found or [s for s in store.speakers_named([longest], scope) if len(words) > 1 and _has_all(words, s.name)]


def _is_all(words: Sequence[str], name: str) -> bool:
    """Whether nothing is asked for beside the name; a plural is one, too."""
    own = [word for word in folded_words(name) if word not in STOP_WORDS]
    return {word.rstrip("s") for word in words} == {word.rstrip("s") for word in own}


def _is_served(name: str, asked: str) -> bool:
    """Whether somebody of `name` is asked for, not it: "the president of the Sundby Council"."""
    return re.search(rf"[a-z] (?:of|for|at|in) (?:the )?{re.escape(name)}$", asked, re.IGNORECASE) is not None


def _has_all(words: Sequence[str], name: str) -> bool:
    return {word.replace(".", "") for word in words} <= set(folded_words(name.replace(".", "")))


def _without_namesakes(speakers: Sequence[Speaker]) -> list[Speaker]:
    """Of several people with the asked surname the one quoted most, unless another is quoted about as often."""
    whole = [speaker for speaker in speakers if " " in speaker.name] or list(speakers)
    first = max(whole, key=lambda speaker: speaker.count)
    return [s for s in speakers if _can_be(s, first) or s.count >= NAMESAKE_SHARE * first.count]


def _can_be(one: Speaker, other: Speaker) -> bool:
    return is_same_person(one.name, other.name) or is_same_person(other.name, one.name)


def _described(office: Office, everybody: Sequence[Speaker], material: Material) -> Iterator[Meant]:
    """Those whom articles call what is asked for, in their role or beside their name."""
    likely = [s for s in everybody if any(noun in (s.role or s.name).lower() for noun in office.nouns)]
    holders = [s for s in likely if is_held(office, s.role or _own_office(s.name))][:MAX_HOLDERS]
    weighed = [(place, _sureness(office, place)) for place in _places(holders, material)]
    best = max((sureness for _, sureness in weighed), default=0)
    for is_nameless in (False, True):
        meant = [p for p, sure in weighed if sure == best > 0 and is_without_name(p.speaker.name) == is_nameless]
        if meant:
            names = tuple(dict.fromkeys(place.speaker.name for place in meant))
            yield Meant(names, frozenset(place.article.id for place in meant) if is_nameless else None)


def _own_office(name: str) -> str:
    return name if is_without_name(name) else ""


def _places(holders: Sequence[Speaker], material: Material) -> list[_Place]:
    """Where these speak, and everybody who speaks in the articles found for the question."""
    catalog, scope = material.library.catalog, material.request.scope
    by_name = {speaker.name: speaker for speaker in holders}
    said = catalog.annotations.sayings_of(list(by_name), scope, MAX_PLACES) if by_name else []
    found = {(saying.speaker, article_id): by_name[saying.speaker] for article_id, saying in said}
    for article_id, annotations in catalog.annotations.of(list(material.context.articles)).items():
        for saying in filter(lambda each: each.speaker, annotations.sayings):
            found.setdefault((saying.speaker, article_id), Speaker(saying.speaker, saying.role, 1))
    articles = {i: article for i in {i for _, i in found} if (article := catalog.article(i))}
    return [_Place(speaker, articles[i]) for (_, i), speaker in found.items() if i in articles]


def _sureness(office: Office, place: _Place) -> int:
    """How surely the speaker is called so in the article; 0 where they are not."""
    speaker, article = place.speaker, place.article
    near = "\n".join(_around(speaker.name, article, NEAR_CHARACTERS))
    called = speaker.role or _own_office(speaker.name)
    if not is_held(office, called) and not _is_beside(office, speaker.name, article):
        return 0
    if office.are_named(f"{called} {speaker.name}"):
        return SURE
    if office.are_named(f"{called} {near}"):
        return NEAR
    lead = f"{article.title}\n{article.text[:LEAD_CHARACTERS]}"
    wide = "\n".join(_around(speaker.name, article, WIDE_CHARACTERS))
    return IN_ARTICLE if office.are_named(f"{called} {wide}\n{lead}") else 0


def _around(name: str, article: Article, characters: int) -> list[str]:
    """What stands around each mention of the name."""
    text, surname = article.text, name.rpartition(" ")[2]
    spots = re.finditer(rf"\b{re.escape(surname)}\b", text)
    return [text[max(0, spot.start() - characters) : spot.end() + characters] for spot in spots]


def _is_beside(office: Office, name: str, article: Article) -> bool:
    """Whether headline or text has the office right beside the name: "its captain, Ida Holm", "Ida Holm, captain"."""
    if is_without_name(name):
        return False
    noun = rf"(?:{'|'.join(map(re.escape, sorted(office.nouns)))})"
    whole = re.escape(name)
    beside = rf"\b{noun}s?\b[^\n.;]{{0,3}}\b{whole}\b|\b{whole}\b, (?:[^\W\d_]+ ){{0,4}}{noun}\b"
    return re.search(beside, f"{article.title}\n{article.text}", re.IGNORECASE) is not None
