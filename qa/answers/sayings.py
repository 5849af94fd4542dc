"""What somebody said: their own words only, newest article first, or those on a subject, the best match first."""

import re
from collections.abc import Sequence
from dataclasses import replace

from article_qa.index.annotations import Saying, Speaker
from article_qa.index.store.annotations import folded_words
from article_qa.index.text.people import is_same_person
from article_qa.index.text.sentences import trim
from article_qa.qa.answers import everybody
from article_qa.qa.answers.evidence import Excerpt, cite_excerpt, excerpt_of, is_repeat, quote_all
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.quotes import abstain
from article_qa.qa.answers.relevance import most_relevant, pieces
from article_qa.qa.answers.reply import Reply

MAX_SAYINGS = 500
# Shown of a speaker's words on whatever subject, and where all of them are asked for.
MAX_SHOWN, MAX_OF_ALL = 6, 20
ALL = re.compile(r"\b(?:all|any|anything|each|every|everything|list|quotes|quotations|whatever)\b", re.IGNORECASE)
MAX_NEAREST = 3
ENDING_CHARACTERS = 5
ENDED = re.compile(r"[.!?][\"”’']*$")
# Another person of the asked name is meant too where they are quoted this often beside the one quoted most.
NAMESAKE_SHARE = 0.5


def reply(material: Material) -> Reply | None:
    """The words of the speaker, or of everybody on a subject; None where what is asked about is not a person."""
    asked = material.request.speaker.strip()
    if not asked:
        return everybody.what_they_say(material)
    speakers = speakers_asked(asked, material)
    if not speakers:
        return _unquoted(asked, material) if _is_name(asked, material) and _is_annotated(material) else None
    said = sayings_of(speakers, material)
    if material.told:
        # Of a long speech the answer before may have shown a piece.
        said = [piece for each in said for piece in pieces(each) if not material.is_told(piece.text)]
    if not said:
        return abstain(f"All that they quote {asked} with was shown.", material.context)
    if not material.request.subject:
        return _newest(said, material)
    about = most_relevant(said, material.request.subject, material)
    return _quoted(about, material) if about else _not_on_subject(asked, said, material)


def speakers_asked(asked: str, material: Material) -> list[Speaker]:
    """Those who can be meant by a name, else by an office or an organisation; who is quoted most first."""
    store, scope = material.library.catalog.annotations, material.request.scope
    words = folded_words(asked)
    named = [s for s in store.speakers_named(words[-1:], scope) if is_same_person(asked, s.name, s.role)]
    if named:
        return _without_namesakes(named)
    held = [s for s in store.speakers(scope) if s.role and not set(words).isdisjoint(folded_words(s.role))]
    return [speaker for speaker in held if is_same_person(asked, speaker.name, speaker.role)]


def sayings_of(speakers: Sequence[Speaker], material: Material) -> list[Excerpt]:
    """All that they say, newest article first, then as it stands; what is told twice only once."""
    catalog = material.library.catalog
    said = catalog.annotations.sayings_of([s.name for s in speakers], material.request.scope, MAX_SAYINGS)
    articles = {i: article for i in {i for i, _ in said} if (article := catalog.article(i))}
    found = [excerpt_of(articles[i], s) for i, s in said if i in articles and s.end <= len(articles[i].text)]
    return list({" ".join(folded_words(each.text)): each for each in reversed(found)}.values())[::-1]


def without_repeats(said: Sequence[Excerpt]) -> list[Excerpt]:
    """Without what hardly differs from another, or stands in the same sentences."""
    kept: list[Excerpt] = []
    for each in said:
        if not any(_is_same(each, other) for other in kept):
            kept.append(each)
    return kept


def _is_same(one: Excerpt, other: Excerpt) -> bool:
    if one.article.id == other.article.id:
        return one.start < other.end and other.start < one.end
    return is_repeat(one.text, other.text)


def _without_namesakes(speakers: Sequence[Speaker]) -> list[Speaker]:
    """Of several people with the asked surname the one quoted most, unless another is quoted about as often."""
    whole = [speaker for speaker in speakers if " " in speaker.name] or list(speakers)
    first = max(whole, key=lambda speaker: speaker.count)
    return [s for s in speakers if _can_be(s, first) or s.count >= NAMESAKE_SHARE * first.count]


def _can_be(one: Speaker, other: Speaker) -> bool:
    return is_same_person(one.name, other.name) or is_same_person(other.name, one.name)


def _newest(said: Sequence[Excerpt], material: Material) -> Reply:
    """As many as are shown, of each that is long its beginning."""
    limit = MAX_OF_ALL if ALL.search(material.request.text) else MAX_SHOWN
    warning = f"The newest {limit} of {len(said)} sayings are shown." if len(said) > limit else ""
    return _quoted([pieces(each)[0] for each in said[: 2 * limit]], material, limit=limit, warning=warning)


def _quoted(said: Sequence[Excerpt], material: Material, *, limit: int = MAX_SHOWN, warning: str = "") -> Reply:
    """The first of these, each told once and without what others say in the same sentences."""
    shown = without_repeats(said)[:limit]
    annotations = material.library.catalog.annotations.of(list({each.article.id for each in shown}))
    alone = [without_others(each, annotations[each.article.id].sayings) for each in shown]
    return quote_all(alone, warnings=[warning])


def without_others(excerpt: Excerpt, sayings: Sequence[Saying]) -> Excerpt:
    """The excerpt without the sentences of other speakers before and after its speaker's words."""
    words = excerpt.words or (excerpt.start, excerpt.end)
    others = [saying for saying in sayings if saying.speaker != excerpt.speaker]
    before = [o.words_end for o in others if excerpt.start < o.words_end <= words[0] and _ends(excerpt, o.words_end)]
    start, end = max(before, default=excerpt.start), excerpt.end
    if any(words[1] <= other.words_start < end for other in others) and _ends(excerpt, words[1]):
        end = words[1]
    return replace(excerpt, start=trim(excerpt.article.text, start, end)[0], end=end)


def _ends(excerpt: Excerpt, at: int) -> bool:
    """Whether a sentence ends there."""
    return ENDED.search(excerpt.article.text, max(excerpt.start, at - ENDING_CHARACTERS), at) is not None


def _is_name(asked: str, material: Material) -> bool:
    """Whether somebody is asked about by name, capital or not: "the report" and "experts" are nobody."""
    words = asked.split()
    if any(word[0].isupper() for word in words):
        return True
    is_thing = words[0] in ("the", "a", "an", "this", "that", "these", "those")
    return not is_thing and len(words) > 1 and material.library.catalog.annotations.is_name_word(words[-1])


def _is_annotated(material: Material) -> bool:
    """Whether the articles that come nearest have been read for sayings yet."""
    nearest = list(material.context.articles)
    return len(material.library.catalog.annotations.of(nearest)) == len(nearest)


def _unquoted(asked: str, material: Material) -> Reply:
    """Nobody of that name is quoted, or is there at all."""
    keywords = material.library.catalog.keywords
    never = not any(keywords.frequency(word) for word in folded_words(asked)[-1:])
    reason = f"They never mention “{asked}”." if never else f"They do not quote {asked}."
    return abstain(reason, material.context)


def _not_on_subject(asked: str, said: Sequence[Excerpt], material: Material) -> Reply:
    reason = f"They quote {asked}, but not on {material.request.subject}."
    nearest = [cite_excerpt(number, each) for number, each in enumerate(said[:MAX_NEAREST], 1)]
    return Reply("abstained", "extract", nearest=tuple(nearest), reason=reason)
