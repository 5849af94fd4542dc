"""The people, organisations and places that an article names, each under the fullest form of its name. English only."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from article_qa.index.annotate.cues import SPEECH
from article_qa.index.annotate.name_kinds import is_dateline, kind_of
from article_qa.index.annotate.name_runs import Run, Word, name_runs, words_of
from article_qa.index.annotate.roles import ORGANISATIONS, TITLES
from article_qa.index.annotations import AnnotatedSentence, Name
from article_qa.index.records import Article
from article_qa.index.text.languages import is_foreign
from article_qa.index.text.sentences import Span
from article_qa.index.text.stems import fold

# More of them are a list or a table, not an article.
MAX_NAMES = 2_000
_ABBREVIATION = re.compile(r" \((?:the )?[\"“]?([A-Z][A-Za-z&.]{1,9})[\"”]?[,;)]")
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Mention:
    span: Span
    key: _Key
    run: Run


def names(article: Article, sentences: Sequence[AnnotatedSentence]) -> list[Name]:
    """The names in the article, in the order of their first mention; none in another language than English."""
    text = article.text
    if is_foreign(article.language):
        return []
    words = words_of(text)
    runs = _trusted(text, words, name_runs(text, words), _titled(text, words, sentences))
    mentions = [_Mention((run.start, run.end), _key(text, run), run) for run in runs]
    return _named(text, mentions)[:MAX_NAMES]


def _titled(text: str, words: Sequence[Word], sentences: Sequence[AnnotatedSentence]) -> list[Span]:
    """The headings, and whatever else writes most words with a capital: capitals say nothing there."""
    found = []
    at = 0
    for sentence in sentences:
        small = capital = 0
        while at < len(words) and words[at].start < sentence.end:
            if words[at].start >= sentence.start and words[at].end - words[at].start > 3:
                capital += words[at].is_capital
                small += not words[at].is_capital
            at += 1
        is_shown_off = capital >= 4 and capital > 2 * small and text[sentence.end - 1] not in '.!?"”'
        if sentence.kind == "heading" or is_shown_off:
            found.append((sentence.start, sentence.end))
    return found


def _trusted(text: str, words: Sequence[Word], runs: Iterable[Run], titled: Sequence[Span]) -> list[Run]:
    """The runs that are names: a first word of a sentence counts when it is a name elsewhere, or speaks."""
    body, inside = _divided(runs, titled)
    small = {word.lower for word in words if not word.is_capital}
    sure = {text[slice(*span)] for run in body for span in run.words[run.opens_sentence :]}
    next_words = {word.end: following.lower for word, following in pairwise(words)}
    kept = []
    for run in body:
        first = text[slice(*run.words[0])]
        if run.opens_sentence and first not in sure and first.lower() in small:
            run = Run(run.words[1:], None, False) if len(run.words) > 1 else run
            first = text[slice(*run.words[0])]
        alone = run.opens_sentence and len(run.words) == 1
        if not alone or first in sure or (first.lower() not in small and _speaks(text, run, next_words)):
            kept.append(run)
    known = {_key(text, run) for run in kept}
    again = [
        run for run in inside if _key(text, run) in known or (len(run.words) < 4 and _key(text, run)[-1:] in known)
    ]
    return sorted([*kept, *again], key=lambda run: run.start)


def _divided(runs: Iterable[Run], titled: Sequence[Span]) -> tuple[list[Run], list[Run]]:
    """The runs outside the headings, and those within."""
    outside: list[Run] = []
    inside: list[Run] = []
    at = 0
    for run in runs:
        while at < len(titled) and titled[at][1] <= run.start:
            at += 1
        (outside if at == len(titled) or run.start < titled[at][0] else inside).append(run)
    return outside, inside


def _speaks(text: str, run: Run, next_words: Mapping[int, str]) -> bool:
    """Whether a word that opens a sentence is a name by what stands around it: a verb of saying, "'s", a dash."""
    if next_words.get(run.end) in SPEECH or text[run.end : run.end + 2] in ("'s", "’s"):
        return True
    return text[run.start + 1 : run.end].isupper() or text[max(0, run.start - 2) : run.start] in ("— ", "– ")


def _key(text: str, run: Run) -> _Key:
    return tuple(_plain(text[start:end]) for start, end in run.words)


def _plain(word: str) -> str:
    return word.lower() if word.isascii() else fold(word).lower()


def _named(text: str, mentions: Sequence[_Mention]) -> list[Name]:
    """The mentions put together under the fullest form of each name."""
    full = _full_forms(text, mentions)
    together: defaultdict[_Key, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        together[full[mention.key]].append(mention)
    found = []
    for key, group in together.items():
        if len(key) == 1 and (key[0] in ORGANISATIONS or key[0] in TITLES):
            continue
        forms = [mention for mention in group if mention.key == key] or group
        # A name of a headline or a dateline may be in capitals, the others say how it is written.
        fullest = next((each for each in forms if not text[slice(*each.span)].isupper()), forms[0])
        spans = tuple(mention.span for mention in group)
        kind = kind_of(text, key, [mention.run for mention in group])
        name = " ".join(text[slice(*fullest.span)].split())
        found.append(Name(name.title() if is_dateline(text, fullest.run) else name, kind, spans))
    return found


def _full_forms(text: str, mentions: Sequence[_Mention]) -> dict[_Key, _Key]:
    """Each form of a name with the fullest one that it can only mean."""
    counts = Counter(mention.key for mention in mentions)
    full = {key: key for key in counts}
    by_word: defaultdict[str, list[_Key]] = defaultdict(list)
    for key in counts:
        if len(key) > 1:
            for word in {key[0], key[-1]}:
                by_word[word].append(key)
    places: defaultdict[_Key, list[int]] = defaultdict(list)
    for mention in mentions:
        places[mention.key].append(mention.span[0])
    shouted = {mention.key for mention in mentions if text[slice(*mention.span)].isupper()}
    for key in counts:
        if key in shouted and len(key) == 1:
            continue
        longer = [other for other in {*by_word[key[0]], *by_word[key[-1]]} if len(other) > len(key)]
        for is_short in (_is_surname, _is_beginning):
            fitting = [other for other in longer if is_short(key, other) and not _comes_late(key, other, places)]
            if fitting:
                full[key] = _only(fitting, counts) or key
                break
    for mention in mentions:
        if match := _ABBREVIATION.match(text, mention.span[1]):
            short = match[1].replace(".", "").lower()
            if short == "".join(word[0] for word in mention.key) and len(short) > 1:
                full[(match[1].lower(),)] = mention.key
    return {key: _end(key, full) for key in full}


def _comes_late(short: _Key, long: _Key, places: Mapping[_Key, Sequence[int]]) -> bool:
    """Whether an article that uses a short name often comes to the long one late: then they are two things."""
    return len(short) == 1 and len(places[short]) > 3 and places[short][3] < places[long][0]


def _is_surname(short: _Key, long: _Key) -> bool:
    """Whether `short` ends the name, or leaves out what stands between its two ends."""
    if short == long[-len(short) :]:
        return len(short) > 1 or not set(long) & ORGANISATIONS or short[0] in ORGANISATIONS
    return len(short) > 1 and short[0] == long[0] and short[-1] == long[-1]


def _is_beginning(short: _Key, long: _Key) -> bool:
    """Whether `short` begins the name: a first name, or "the Council" of a longer one."""
    if short != long[: len(short)]:
        return False
    return bool(set(short) & ORGANISATIONS) if set(long) & ORGANISATIONS else len(short) == 1 and len(long) < 4


def _only(keys: Sequence[_Key], counts: Mapping[_Key, int]) -> _Key | None:
    """The longest of the names, if all the others are forms of it; of two spellings the usual one."""
    longest = max(keys, key=lambda key: (len(key), counts[key]))
    alike = all(
        key == longest or _is_surname(key, longest) or _is_beginning(key, longest) or _is_misspelt(key, longest)
        for key in keys
    )
    return longest if alike else None


def _is_misspelt(key: _Key, other: _Key) -> bool:
    """Whether two names differ by one letter of the first name: "Kristin Holm", "Kristen Holm"."""
    if len(key) != len(other) or key[1:] != other[1:] or len(key[0]) != len(other[0]) or len(key[0]) < 4:
        return False
    return sum(one != two for one, two in zip(key[0], other[0], strict=True)) == 1


def _end(key: _Key, full: Mapping[_Key, _Key]) -> _Key:
    for _ in range(3):
        key = full.get(key, key)
    return key
