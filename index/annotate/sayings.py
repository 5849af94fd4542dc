"""Who says what in an article: quotations, reported speech, and the turns of an interview. English only."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from article_qa.index.annotate.attributions import attributions
from article_qa.index.annotate.cast import Cast, Speaker
from article_qa.index.annotate.cues import CUES
from article_qa.index.annotate.interviews import turns
from article_qa.index.annotate.noun_phrases import WORD
from article_qa.index.annotate.pull_quotes import pull_quotes
from article_qa.index.annotate.quotations import quotations
from article_qa.index.annotate.roles import PREPOSITIONS
from article_qa.index.annotate.scenes import QUOTED, Scene, inner, masked, scene_spans
from article_qa.index.annotations import AnnotatedSentence, Name, Saying
from article_qa.index.records import Article
from article_qa.index.text.languages import is_foreign
from article_qa.index.text.sentences import Span

# How many sentences back "he" may reach.
MAX_REACH = 3
# A sentence that names several people is about the one whom it names within its first words.
MAX_LEAD = 40
_BEGINS_WITH = re.compile(r"(She|He)\b")
_GAVE_STATEMENT = re.compile(
    r"\b(?:issued|released|made|gave|published) (?:a|the following) (?:[a-z]+ )?(?:statement|speech|apology)\b"
)


@dataclass(slots=True)
class _Story:
    """What has been read of the article so far: who spoke last and who was spoken of."""

    cast: Cast
    text: str
    masked: str
    quotes: Sequence[Span]
    sayings: list[Saying] = field(default_factory=list)
    last: Speaker | None = None
    last_end: int = -1
    last_body: Speaker | None = None
    last_body_end: int = -1
    # Who is announced by a sentence that ends in a colon, that sentence, and its verb.
    block: tuple[Speaker, Span, str] | None = None
    before: list[Span] = field(default_factory=list)
    current: Span = (0, 0)


def sayings(article: Article, sentences: Sequence[AnnotatedSentence], names: Sequence[Name]) -> list[Saying]:
    """The direct and indirect quotes of the article, in order; none in another language than English."""
    text = article.text
    if not names and is_foreign(article.language):
        return []
    quotes = quotations(text)
    story = _Story(Cast(text, names), text, masked(text, quotes), quotes)
    apart = pull_quotes(story.cast, story.masked)
    spoken = _not_among(turns(article, names, [saying.speaker for saying in apart]), apart)
    inside = sorted({(saying.start, saying.end) for saying in [*spoken, *apart]})
    for span in scene_spans(text, sentences, quotes):
        if not _overlaps(span, inside):
            _read(story, span)
    found = {saying.words_start: saying for saying in [*story.sayings, *spoken, *apart]}
    return sorted(found.values(), key=lambda saying: saying.words_start)


def _not_among(spoken: Sequence[Saying], apart: Sequence[Saying]) -> list[Saying]:
    taken = [(saying.start, saying.end) for saying in apart]
    return [saying for saying in spoken if not _overlaps((saying.start, saying.end), taken)]


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    index = bisect_left(others, (span[1], 0))
    return index > 0 and others[index - 1][1] > span[0]


def _read(story: _Story, span: Span) -> None:
    """Take the sayings out of one sentence."""
    story.current = span
    quotes = _within(story.quotes, span)
    scene = Scene(story.cast, story.masked, *span, quotes, lambda word, at: _resolve(story, word, at))
    found = attributions(scene)
    if not found and not scene.quotes and _goes_on_block(story, span):
        return
    if len(found) == 1 and not found[0].is_direct and story.text[span[1] - 1] == ":":
        story.block = (found[0].speaker, span, found[0].cue)
        _remember(story, found[0].speaker, span[1])
        story.before = [*story.before[-MAX_REACH + 1 :], span]
        return
    story.block = None
    for attribution in found:
        _keep(story, attribution.speaker, span, attribution.words, attribution.cue, attribution.is_direct)
    if not found:
        _without_cue(story, scene)
    story.before = [*story.before[-MAX_REACH + 1 :], span]


def _goes_on_block(story: _Story, span: Span) -> bool:
    """Take a sentence as the words of whoever is announced by a colon before it: a quotation without marks."""
    if story.block is None:
        return False
    speaker, lead, cue = story.block
    last = story.sayings[-1] if story.sayings else None
    if last is not None and last.start == lead[0] and last.speaker == speaker.name:
        if "\n" in story.text[last.end : span[0]]:
            story.block = None
            return False
        words_start = last.words_start
        story.sayings.pop()
    elif span[0] - lead[1] > 4:
        story.block = None
        return False
    else:
        words_start = span[0]
    story.sayings.append(Saying(lead[0], span[1], words_start, span[1], speaker.name, speaker.role, cue, True))
    _remember(story, speaker, span[1])
    story.before = [*story.before[-MAX_REACH + 1 :], span]
    return True


def _within(quotes: Sequence[Span], span: Span) -> list[Span]:
    first = bisect_left(quotes, (span[0], 0))
    last = bisect_left(quotes, (span[1], 0))
    return [quote for quote in quotes[first:last] if quote[1] <= span[1] + 1]


def _keep(story: _Story, speaker: Speaker, span: Span, words: Span, cue: str, is_direct: bool) -> None:
    if words[1] - words[0] < 2:
        return
    story.sayings.append(Saying(*span, *words, speaker.name, speaker.role, cue, is_direct))
    _remember(story, speaker, span[1])


def _remember(story: _Story, speaker: Speaker, end: int) -> None:
    story.last, story.last_end = speaker, end
    if not speaker.is_person:
        story.last_body, story.last_body_end = speaker, end


def _without_cue(story: _Story, scene: Scene) -> None:
    """A sentence that only quotes: it belongs to whom it begins with, or to whoever spoke before."""
    span = (scene.start, scene.end)
    if not scene.quotes:
        if _GAVE_STATEMENT.search(story.masked, *span) and (speaker := _first_person_named(story, span)):
            _remember(story, speaker, scene.end)
        return
    speaker = _before_colon(story, scene)
    if not speaker and _is_quotation(scene) and not _names_another(story, scene) and not _has_cue(scene):
        speaker = _introduced(story, span) or _going_on(story, scene)
    if speaker:
        words = inner(story.text, scene.quotes[0][0], scene.quotes[-1][1])
        _keep(story, speaker, span, words, "", True)


def _is_quotation(scene: Scene) -> bool:
    """Whether a sentence is quoted for the most part, or at both its ends."""
    quoted = sum(end - start for start, end in scene.quotes)
    at_both_ends = scene.quotes[0][0] == scene.start and scene.quotes[-1][1] >= scene.end - 1
    return at_both_ends or quoted > 0.6 * (scene.end - scene.start)


def _before_colon(story: _Story, scene: Scene) -> Speaker | None:
    """Whom a sentence begins with that ends in a colon and a quotation: Ost turned to the council: "…"."""
    start = scene.quotes[0][0]
    if not story.masked[scene.start : start].rstrip().endswith(":") or scene.quotes[-1][1] < scene.end - 1:
        return None
    if pronoun := _BEGINS_WITH.match(story.masked, scene.start, start):
        return _resolve(story, pronoun[1].lower(), scene.start)
    return _subject(story, (scene.start, start), "")


def _has_cue(scene: Scene) -> bool:
    """Whether a sentence tells who said it, though not by a name that is known: "…", the grocer said."""
    return not CUES.isdisjoint(WORD.findall(scene.masked, scene.start, scene.end))


def _names_another(story: _Story, scene: Scene) -> bool:
    """Whether a sentence that mostly quotes names somebody outside the quotation."""
    return any(
        story.last is None or each.name != story.last.name for each in _people(story, (scene.start, scene.end), "")
    )


def _introduced(story: _Story, span: Span) -> Speaker | None:
    """Who is named in a sentence before that ends in a colon or says that a statement follows."""
    if not story.before:
        return None
    start, end = story.before[-1]
    if story.text[end - 1] not in ":;," or span[0] - end > 4:
        return None
    if story.last is not None and story.last_end == end:
        return story.last
    return _first_person_named(story, (start, end))


def _first_person_named(story: _Story, span: Span) -> Speaker | None:
    """The first person that a sentence names, or else the first name that is no place's."""
    speaking = ("person", "organisation")
    found = [
        story.cast.speaker(index) for index in story.cast.within(*span) if story.cast.named[index].kind in speaking
    ]
    return next((each for each in found if each.is_person), found[0] if found else None)


def _going_on(story: _Story, scene: Scene) -> Speaker | None:
    """Whoever spoke last, if nothing but a caption or a question stands between."""
    if story.last is None or not story.before:
        return None
    gap = story.text[story.last_end : scene.start]
    if "\n" not in gap:
        return story.last if len(gap) < 200 else None
    opens_paragraph = not scene.start or story.text[scene.start - 1] == "\n"
    return story.last if opens_paragraph and len(gap) < 150 and gap.count("\n\n") <= 2 else None


def _resolve(story: _Story, word: str, at: int) -> Speaker | None:
    """Who "he", "she", "it" or "they" is, where the article leaves little doubt."""
    if word in ("it", "they"):
        near = any(start < story.last_body_end <= end for start, end in [*story.before, story.current])
        return story.last_body if near else None
    return _person(story, word, at)


def _person(story: _Story, pronoun: str, at: int) -> Speaker | None:
    opened = _subject(story, (story.current[0], at), pronoun)
    if opened:
        return opened
    people: list[Speaker] = []
    for span in reversed(story.before):
        if story.last is not None and story.last_end == span[1] and story.last.is_person:
            fits = story.cast.fits(story.last.name, pronoun)
            return _learned(story, story.last, pronoun) if fits else None
        if subject := _subject(story, span, pronoun):
            return _learned(story, subject, pronoun)
        people = people or _people(story, span, pronoun)
        newcomers = {each.name for each in people if each.start == story.cast.first[each.name]}
        if len(newcomers) == 1 and people[0].name in newcomers:
            return _learned(story, people[0], pronoun)
    is_sure = len({each.name for each in people}) == 1
    return _learned(story, people[0], pronoun) if is_sure else None


def _subject(story: _Story, span: Span, pronoun: str) -> Speaker | None:
    """Somebody with whose name the sentence itself begins."""
    people = [each for each in _people(story, span, pronoun) if each.start - span[0] < MAX_LEAD]
    if not people:
        return None
    lead = [word.lower() for word in WORD.findall(story.masked[span[0] : people[0].start])]
    return None if any(word in PREPOSITIONS or word in ("asked", "when") for word in lead) else people[0]


def _people(story: _Story, span: Span, pronoun: str) -> list[Speaker]:
    unquoted = [at for at in story.cast.within(*span) if story.masked[story.cast.starts[at]] != QUOTED]
    found = [story.cast.speaker(at) for at in unquoted]
    return [each for each in found if each.is_person and story.cast.fits(each.name, pronoun)]


def _learned(story: _Story, speaker: Speaker, pronoun: str) -> Speaker:
    (story.cast.men if pronoun == "he" else story.cast.women).add(speaker.name)
    return speaker
