"""The verbs of a sentence by which somebody is said to have said something: who, and which words. English only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from article_qa.index.annotate.cast import Speaker
from article_qa.index.annotate.clauses import AUXILIARY, FINITE, HEARER, PHRASE_ONLY, THAT, clause_start, opens_clause
from article_qa.index.annotate.cues import ACT, BESIDE_QUOTES, CLAIM, CUES, NAMING, NOUNS, TELLS
from article_qa.index.annotate.noun_phrases import WORD
from article_qa.index.annotate.roles import PREPOSITIONS
from article_qa.index.annotate.scenes import QUOTED, Scene, clipped, inner
from article_qa.index.annotate.speakers import speaker_after, speaker_before
from article_qa.index.text.sentences import Span

_ADVERBS = frozenset(
    """also then later further however previously again since once now already still only both earlier even simply
    just first repeatedly recently today yesterday reportedly himself herself itself themselves all each has have
    had did""".split()
)
_BARRED = frozenset(
    """is are was were be been being am will would could can may might should must to not never cannot
    don't didn't doesn't won't wouldn't hasn't haven't hadn't wasn't isn't don’t didn’t doesn’t won’t wouldn’t hasn’t
    haven’t hadn’t wasn’t isn’t nor neither who've by of a an the""".split()
)
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Ii]n the words of)\s+")
_PRONOUN = re.compile(r"\b(?:he|she|it|they|He|She|It|They)\s+$")
_CONJUNCTION = re.compile(r"[,;]?\s*\b(?:and|but|while|whilst|although|though)\s*(?:the\s*)?$")
# In characters. A longer sentence is one that was not cut, and fewer characters before a verb of saying are no clause.
MAX_SENTENCE, MIN_CLAUSE = 6_000, 9


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's words in a sentence; the clause that tells it begins at `start`."""

    speaker: Speaker
    cue: str
    words: Span
    is_direct: bool
    start: int
    is_act: bool = False


def attributions(scene: Scene) -> list[Attribution]:
    """Every attribution of the sentence in order, at most one for each speaker in a row."""
    if scene.end - scene.start > MAX_SENTENCE or scene.masked[scene.end - 1] == "?":
        return []
    if CUES.isdisjoint(WORD.findall(scene.masked, scene.start, scene.end)):
        return _by_preposition(scene)[:1]
    found = _by_preposition(scene)
    tokens = list(WORD.finditer(scene.masked, scene.start, scene.end))
    for at, token in enumerate(tokens):
        if token.group() in CUES and (attribution := _by_verb(scene, tokens, at, found)):
            found.append(attribution)
    return _joined(scene, sorted(found, key=lambda each: each.start))


def _by_preposition(scene: Scene) -> list[Attribution]:
    """ "According to the mayor, the bridge is shut"; "the bridge is shut, according to the mayor"."""
    found = []
    for match in _ACCORDING.finditer(scene.masked, scene.start, scene.end):
        speaker = speaker_after(scene.cast, scene.masked, match.end(), scene.end)
        if not isinstance(speaker, Speaker):
            continue
        words = _words_around(scene, match.start(), speaker)
        if words and words[1] - words[0] > 10:
            quoted = _only_quote(scene, words)
            cue = match.group().strip().lower()
            found.append(Attribution(speaker, cue, quoted or words, bool(quoted), match.start()))
    return found


def _words_around(scene: Scene, start: int, speaker: Speaker) -> Span | None:
    """What an "according to" at `start` goes with: the clause behind it at the front, else the one before it."""
    lead = scene.masked[scene.start : start].strip(" ,“\"'")
    if lead and lead.rsplit(" ", 1)[-1] not in _LEADS_ON:
        return clipped(scene.cast.text, scene.start, start)
    begin = speaker.end
    while (comma := re.compile(r"[^,.;\x02]{0,90},\s*").match(scene.masked, begin, scene.end)) and begin < scene.end:
        if begin > speaker.end and AUXILIARY.search(comma.group()):
            break
        begin = comma.end()
        if not _OPENS_APPOSITION.match(scene.masked, begin):
            break
    return clipped(scene.cast.text, begin, scene.end)


_OPENS_APPOSITION = re.compile(r"(?:an?|quoting|citing|who|which)\b|[a-z]+(?: [^\W_,;]+){0,12},")
_LEADS_ON = frozenset("but and which that who where because as while though although or".split())


def _only_quote(scene: Scene, words: Span) -> Span | None:
    """The quotation that makes up most of the words, without its marks."""
    for start, end in scene.quotes:
        if words[0] - 2 <= start and end <= words[1] + 2 and end - start > 0.6 * (words[1] - words[0]):
            return inner(scene.cast.text, start, end)
    return None


def _by_verb(
    scene: Scene, tokens: Sequence[re.Match[str]], at: int, found: Sequence[Attribution]
) -> Attribution | None:
    """What the verb at `at` attributes, or None where it is no cue there."""
    cue, verb = tokens[at].group(), tokens[at]
    begin = _verb_start(scene, tokens, at)
    if begin is None:
        return None
    speaker, after = _speaker(scene, cue, begin, verb, found)
    if speaker is None:
        return None
    rest = max(after, verb.end())
    start = _clause_begin(scene, speaker, begin)
    return (
        _after_quote(scene, speaker, cue, start, rest)
        or _before_quote(scene, speaker, cue, start, rest)
        or _behind_clause(scene, speaker, cue, start, rest)
        or _before_clause(scene, speaker, cue, start, rest)
    )


def _clause_begin(scene: Scene, speaker: Speaker, begin: int) -> int:
    """Where the speaker stands in front of the verb, or the pronoun for them, or the verb itself."""
    if scene.start <= speaker.start < begin:
        return speaker.start
    pronoun = _PRONOUN.search(scene.masked, max(scene.start, begin - 6), begin)
    return pronoun.start() if pronoun else begin


def _verb_start(scene: Scene, tokens: Sequence[re.Match[str]], at: int) -> int | None:
    """Where the verb with its adverbs and "has" begins; None if it is denied, passive or an infinitive."""
    begin = tokens[at].start()
    for earlier in range(at - 1, max(at - 5, -1), -1):
        word = tokens[earlier].group().lower()
        gap = scene.masked[tokens[earlier].end() : begin]
        if gap.strip() or (word not in _ADVERBS and not word.endswith("ly")):
            if not gap.strip() and word in _BARRED:
                return None
            break
        begin = tokens[earlier].start()
    return begin


def _speaker(
    scene: Scene, cue: str, begin: int, verb: re.Match[str], found: Sequence[Attribution]
) -> tuple[Speaker | None, int]:
    """Who speaks, and where the words of the speaker end if they stand behind the verb."""
    lead = scene.masked[scene.start : begin].rstrip()
    floor = max([scene.start, *(each.start for each in found if each.start < begin and each.cue != "according to")])
    behind_quote = lead.rstrip(" ,.").endswith(QUOTED) or lead.endswith(("”", '"', "''", "’", "'")) or not lead
    if behind_quote or (lead.endswith(",") and cue in ("said", "says", "say")):
        speaker = _known(scene, speaker_after(scene.cast, scene.masked, verb.end(), scene.end), verb.end())
        if speaker and behind_quote:
            return speaker, speaker.end if speaker.start >= verb.end() else verb.end() + 4
        if speaker and speaker.start - verb.end() < 60 and scene.masked[speaker.end : speaker.end + 1] in (",", "."):
            return speaker, speaker.end
    if cue.endswith("ing"):
        return _of_participle(scene, floor, begin, found), verb.end()
    before = speaker_before(scene.cast, scene.masked, floor, begin)
    if before is None and found and _CONJUNCTION.search(scene.masked, max(floor, begin - 12), begin):
        return found[-1].speaker, verb.end()
    if isinstance(before, Speaker) and before.is_named and (cue in NOUNS or _is_a_thing(scene, before)):
        return None, 0
    return _known(scene, before, begin, found), verb.end()


def _is_a_thing(scene: Scene, speaker: Speaker) -> bool:
    """Whether a name is one of many of its kind: "an Ostland Story posted on Monday"."""
    before = scene.masked[max(0, speaker.start - 3) : speaker.start]
    return not speaker.is_person and before.endswith((" a ", "an "))


def _known(scene: Scene, speaker: Speaker | str | None, at: int, found: Sequence[Attribution] = ()) -> Speaker | None:
    """The speaker, or whom the pronoun stands for: whoever spoke before in the same sentence, if that fits."""
    if not isinstance(speaker, str):
        return speaker
    if found and found[-1].start < at:
        last = found[-1].speaker
        is_person = last.is_person or (not last.is_named and last.end - last.start > 2)
        if speaker in ("it", "they") and not last.is_person:
            return last
        if speaker in ("he", "she") and is_person and scene.cast.fits(last.name, speaker):
            return last
    return scene.resolve(speaker, at)


def _of_participle(scene: Scene, floor: int, begin: int, found: Sequence[Attribution]) -> Speaker | None:
    """Who speaks in ", adding that …" and "with Ost saying": the name before it, or the speaker of the sentence."""
    mentions = scene.cast.within(max(floor, begin - 60), begin)
    if mentions and not scene.masked[scene.cast.ends[mentions[-1]] : begin].strip():
        return scene.cast.speaker(mentions[-1])
    if not scene.masked[scene.start : begin].rstrip().endswith(","):
        return None
    if found:
        return found[-1].speaker
    first = scene.cast.within(scene.start, min(begin, scene.start + 80))
    return scene.cast.speaker(first[0]) if first else None


def _after_quote(scene: Scene, speaker: Speaker, cue: str, start: int, rest: int) -> Attribution | None:
    """ "…," said Ost. Also "…," Ost said, "…"."""
    before = [each for each in scene.quotes if each[1] <= start and _is_role_gap(scene.masked[each[1] : start])]
    if not before:
        return None
    first = before[-1][0]
    if scene.masked[scene.start : first].strip() and not PHRASE_ONLY.match(scene.masked, rest, scene.end):
        # Only a piece is quoted in front: Called "the ice queen", Ost said the lock was shut.
        return None
    later = [each for each in scene.quotes if rest <= each[0] < rest + 120]
    goes_on = later and re.search(r"[,.:;]", scene.masked[rest : later[0][0]])
    last = later[-1][1] if goes_on else before[-1][1]
    return Attribution(speaker, cue, inner(scene.cast.text, first, last), True, start)


def _is_role_gap(gap: str) -> bool:
    """Whether nothing stands between a quotation and a name but the name's role: "…" | Mayor | Lena Ost."""
    plain = gap.strip(" ,.—–-")
    return not plain or (len(plain) < 70 and not FINITE.search(plain) and not re.search(r"[.,;:]", plain))


def _before_quote(scene: Scene, speaker: Speaker, cue: str, start: int, rest: int) -> Attribution | None:
    """Ost said: "…". Also: Ost called it "a disgrace"."""
    following = next((quote for quote in scene.quotes if quote[0] >= rest), None)
    if following is None:
        return None
    gap = scene.masked[rest : following[0]]
    if not _leads_to_quote(scene, gap, cue, following):
        return None
    last = following[1]
    for begin, end in scene.quotes:
        if begin > following[0] and begin - last < 40 and not FINITE.search(scene.masked, last, begin):
            last = end
    return Attribution(speaker, cue, inner(scene.cast.text, following[0], last), True, start, cue in ACT)


def _leads_to_quote(scene: Scene, gap: str, cue: str, quote: Span) -> bool:
    """Whether nothing but a hearer, a place or a day stands between the verb and a quotation."""
    plain = gap.strip()
    if not plain or plain in (",", ":", "that", ": that", "for", "on", "only"):
        # A quotation that the sentence goes on with is only a part of what was said.
        return plain in (",", ":") or not FINITE.search(scene.masked, quote[1], scene.end)
    if len(gap) > 260:
        return False
    if plain.endswith(":"):
        return cue in ACT or cue in BESIDE_QUOTES or (not opens_clause(gap) and not FINITE.search(gap))
    if cue in NAMING:
        return len(gap) < 160
    if THAT.search(gap) or FINITE.search(gap) or len(gap) > 140:
        return False
    if PHRASE_ONLY.match(gap):
        return True
    return cue in TELLS and (plain.endswith(",") or bool(HEARER.match(gap + " ")))


def _behind_clause(scene: Scene, speaker: Speaker, cue: str, start: int, rest: int) -> Attribution | None:
    """The bridge is shut, Ost said on Monday. Also in the middle: The bridge, Ost said, is shut."""
    lead = scene.masked[scene.start : start]
    comma = lead.rfind(",")
    if _is_role_gap(lead[comma + 1 :]):
        lead = lead[: comma + 1]
    if not lead.endswith(",") or (cue in ACT and cue not in CLAIM) or cue in BESIDE_QUOTES:
        return None
    tail = scene.masked[rest : scene.end]
    if not PHRASE_ONLY.match(tail) or (THAT.search(tail[:120]) and not tail.startswith(",")):
        return None
    if speaker.role and (role := lead.rfind(",", 0, len(lead) - 1)) > 0 and speaker.role in lead[role:]:
        lead = lead[: role + 1]
    if not FINITE.search(lead) and not tail.startswith(","):
        return None
    if lead.split(" ", 1)[0].lower() in PREPOSITIONS | {"asked", "when", "as"} and not FINITE.search(lead):
        return None
    is_within = tail.startswith(",") and not FINITE.search(lead)
    end = scene.end if is_within else scene.start + len(lead) - 1
    return Attribution(speaker, cue, clipped(scene.cast.text, scene.start, end), False, start)


def _before_clause(scene: Scene, speaker: Speaker, cue: str, start: int, rest: int) -> Attribution | None:
    """Ost said that the bridge is shut. Also: Ost thanked the fire brigade."""
    is_only_act = cue in ACT and cue not in CLAIM
    if is_only_act and cue.endswith("ing"):
        # "A letter asking the council to pay": it is seldom the speaker who asks.
        return None
    begin = clause_start(scene, cue, rest)
    if begin is None:
        return None
    words = clipped(scene.cast.text, begin, scene.end)
    if words[1] - words[0] < MIN_CLAUSE:
        return None
    return Attribution(speaker, cue, words, False, start, is_only_act)


def _joined(scene: Scene, found: Sequence[Attribution]) -> list[Attribution]:
    """One attribution for each speaker in a row; what another goes on to say is cut off."""
    kept: list[Attribution] = []
    for each in found:
        if kept and kept[-1].speaker.name == each.speaker.name:
            kept[-1] = _one(kept[-1], each)
        elif kept and kept[-1].cue == "according to" and kept[-1].start < kept[-1].words[0]:
            # A medium that only passes on what somebody else says.
            kept[-1] = each
        elif kept and kept[-1].words[0] <= each.start < kept[-1].words[1]:
            if not _CONJUNCTION.search(scene.masked, max(scene.start, each.start - 60), each.start):
                continue
            cut = _before_conjunction(scene, each.start)
            if cut > kept[-1].words[0] + 3 and not kept[-1].is_direct:
                kept[-1] = replace(kept[-1], words=(kept[-1].words[0], cut))
            kept.append(each)
        else:
            kept.append(each)
    return kept


def _before_conjunction(scene: Scene, start: int) -> int:
    match = _CONJUNCTION.search(scene.masked, max(scene.start, start - 60), start)
    return clipped(scene.cast.text, scene.start, match.start())[1] if match else start


def _one(first: Attribution, second: Attribution) -> Attribution:
    """Two attributions to the same speaker as one: the quotation, where the other only tells of an act."""
    if second.is_direct and not first.is_direct and first.is_act:
        return second
    if first.is_direct and not second.is_direct:
        return first
    words = (min(first.words[0], second.words[0]), max(first.words[1], second.words[1]))
    return Attribution(first.speaker, first.cue, words, first.is_direct and second.is_direct, first.start)
