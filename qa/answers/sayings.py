"""What somebody said: their own words only, newest article first, or those on a subject, the best match first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from article_qa.index.annotations import Saying
from article_qa.index.store.annotations import folded_words
from article_qa.index.text.sentences import trim
from article_qa.qa.answers import everybody
from article_qa.qa.answers.attributed import attributed
from article_qa.qa.answers.evidence import Excerpt, cite_excerpt, excerpt_of, is_repeat, quote_all
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.quotes import abstain
from article_qa.qa.answers.relevance import most_relevant, pieces
from article_qa.qa.answers.reply import Reply
from article_qa.qa.answers.speakers import Meant, readings
from article_qa.qa.questions.sayings import wants_words

# The newest ones. Bounds what is read for somebody who speaks in every article.
MAX_SAYINGS = 500
# Shown of a speaker's words on whatever subject, and where all of them are asked for.
MAX_SHOWN, MAX_OF_ALL = 6, 20
ALL = re.compile(r"\b(?:all|any|anything|each|every|everything|list|quotes|quotations|whatever)\b", re.IGNORECASE)
# Enough to see what the speaker talks about.
MAX_NEAREST = 3
# Such words are often told as a fact, and no quote.
TELLING = re.compile(
    r"\b(?:tell|told|announced?|argued?|claim(?:ed)?|explain(?:ed)?|promised?|declared?|predict(?:ed)?|stated?"
    r"|warn(?:ed)?|den(?:y|ied)|admit(?:ted)?|answer(?:ed)?|position|arguments?|attitude|criticisms?)\b",
    re.IGNORECASE,
)
# A full stop with its quotation marks and a space.
ENDING_CHARACTERS = 5
ENDED = re.compile(r"[.!?][\"”’']*$")


def reply(material: Material) -> Reply | None:
    """The words of the speaker, or of everybody on a subject; None where what is asked about is not a person."""
    asked = material.request.speaker.strip()
    if not asked:
        return everybody.what_they_say(material)
    first: Sequence[Excerpt] | None = None
    for found in _readings(asked, material):
        said = _untold(found, material)
        first = said if first is None else first
        if shown := _answer(said, material):
            return shown
    if not wants_words(material.request.text):
        return None
    if first is None:
        return _unquoted(asked, material) if _is_name(asked, material) and _is_annotated(material) else None
    if not first:
        return abstain(f"All that they quote {asked} with was shown.", material.context)
    return _not_on_subject(asked, first, material)


def _untold(said: Sequence[Excerpt], material: Material) -> list[Excerpt]:
    """What no answer before has shown; of a long speech it may have shown a piece."""
    if not material.told:
        return list(said)
    return [piece for each in said for piece in pieces(each) if not material.is_told(piece.text)]


def _readings(asked: str, material: Material) -> Iterator[list[Excerpt]]:
    """What those say who can be meant, the likeliest first, and then what only a sentence tells of them."""
    yield from (sayings_of(meant, material) for meant in readings(asked, material))
    if found := attributed(asked, material):
        yield found


def _answer(said: Sequence[Excerpt], material: Material) -> Reply | None:
    """What is said, about the subject where there is one; None for nothing."""
    subject = material.request.subject
    if not said or not subject:
        return _newest(said, material) if said else None
    about = most_relevant(said, subject, material)
    return _quoted(about, material) if about else None


def sayings_of(meant: Meant, material: Material) -> list[Excerpt]:
    """All that they say, newest article first, then as it stands; what is told twice only once."""
    catalog = material.library.catalog
    told = catalog.annotations.sayings_of(meant.names, material.request.scope, MAX_SAYINGS)
    said = [(i, saying) for i, saying in told if meant.articles is None or i in meant.articles]
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
    if words[-1][0].isupper():
        return True
    is_thing = words[0] in ("the", "a", "an", "this", "that", "these", "those")
    return not is_thing and len(words) > 1 and material.library.catalog.annotations.is_name_word(words[-1])


def _is_annotated(material: Material) -> bool:
    """Whether the articles that come nearest have been read for sayings yet."""
    nearest = list(material.context.articles)
    return len(material.library.catalog.annotations.of(nearest)) == len(nearest)


def _unquoted(asked: str, material: Material) -> Reply | None:
    """Nobody of that name is quoted, or is there at all; None where the articles may tell what they announced."""
    keywords = material.library.catalog.keywords
    never = not any(keywords.frequency(word) for word in folded_words(asked)[-1:])
    if not never and TELLING.search(material.request.text):
        return None
    reason = f"They never mention “{asked}”." if never else f"They do not quote {asked}."
    return abstain(reason, material.context)


def _not_on_subject(asked: str, said: Sequence[Excerpt], material: Material) -> Reply:
    reason = f"They quote {asked}, but not on {material.request.subject}."
    nearest = [cite_excerpt(number, each) for number, each in enumerate(said[:MAX_NEAREST], 1)]
    return Reply("abstained", "extract", nearest=tuple(nearest), reason=reason)
