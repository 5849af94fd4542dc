"""A statement that no single sentence decides, held against whole passages by the check of a model's sentences.

`qa.verification.verify` asks of a passage whether anything speaks against the
statement. That is enough to contradict it. To support it, one sentence must come
near to it as a whole and word by word, with nothing but its headline and the
sentence before it.
"""

import re
from collections.abc import Sequence

from article_qa.index.records import Passage, embedded_text
from article_qa.index.text.antonyms import are_alike
from article_qa.index.text.days import days
from article_qa.index.text.lemmas import lemma
from article_qa.index.text.light_words import LIGHT_VERBS
from article_qa.index.text.names import is_named
from article_qa.index.text.numbers import figures
from article_qa.index.text.sentences import sentences
from article_qa.index.text.words import STOP_WORDS, WORD
from article_qa.qa.answers.held import Found
from article_qa.qa.answers.speaking_against import OTHERWISE, as_read
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.verification.alignment import Case, read
from article_qa.qa.verification.bearing import Bearing, beside_sentence
from article_qa.qa.verification.claim_words import ALIKE, Claim, lemmas_of
from article_qa.qa.verification.clauses import clause_at
from article_qa.qa.verification.hindered import is_hindered
from article_qa.qa.verification.polarity import hedges, negations
from article_qa.qa.verification.reality import tells_undone
from article_qa.qa.verification.sides import changed_sides
from article_qa.qa.verification.slots import counted, day_slots
from article_qa.qa.verification.subjects import is_of_other_people
from article_qa.qa.verification.verbs import AUXILIARY, first_verb
from article_qa.qa.verification.verify import verify

# The passages of so many of the best sentences are looked at.
MAX_PASSAGES = 2
# A passage whose best sentence is farther off is on another matter.
MIN_MATCH = 0.5
# Set by hand on the claims that `python -m benchmarks.drafts` grades; both halves were looked at.
# A shorter statement shares all its words with sentences that say something else.
SAYS_WORDS = 4
SAYS_MATCH = 0.65
SAYS_WORD = 0.35
# In a statement of few words each must be nearer.
FEW_WORDS = 6
SAYS_WORD_OF_FEW = 0.5
# Of all words but the one that it comes least near to.
SAYS_SECOND = 0.4
# Of the first verb, in the sentence by itself.
DEED_WORD = 0.36
DENIES_MATCH = 0.58
DENIES_WORD = 0.5
_CLAUSE = re.compile(r"[,;:–—]\s|\s(?:but|while|although|whereas|because|which|who)\s")


def second_look(statement: str, near: Sequence[Candidate], found: Found) -> Bearing | None:
    """How the passage that comes nearest bears on the statement; None where it decides nothing.

    `near` are the sentences that were found for it, the best match first.
    """
    looked = [(_case(statement, passage, found), passage) for passage in _nearest(near)]
    for case, passage in sorted(looked, key=lambda each: -each[0].match):
        candidate = _carrying(case, passage, near) if case.match >= DENIES_MATCH else None
        if candidate and (bearing := _bearing(case, candidate, found)):
            return bearing
    return None


def _bearing(case: Case, candidate: Candidate, found: Found) -> Bearing | None:
    """How a passage bears on the statement, by its sentence that carries it."""
    reason = verify(case.claim, case.sources, found.reader).reason
    if not reason:
        return Bearing(candidate, "says", case.match) if _is_said(case, candidate, found) else None
    otherwise = OTHERWISE.fullmatch(reason)
    if not otherwise or not _excludes(case.claim, candidate.text, otherwise):
        return None
    if min(_nearness(case, otherwise["claimed"]), default=0.0) < DENIES_WORD:
        return None
    return Bearing(candidate, "denies", case.match, f"{otherwise['claimed']} / {otherwise['stated']}")


def _is_said(case: Case, candidate: Candidate, found: Found) -> bool:
    """Whether the sentence that carries the statement says it with its headline and the sentence before it.

    A passage has the words of many statements that it does not make.
    """
    if len(_nearness(case)) < SAYS_WORDS or not _is_told_alike(case, candidate.text):
        return False
    if _is_of_others(case.claim, candidate, found):
        return False
    article, told = found.articles[candidate.passage.article_id], _with_the_one_before(candidate, found)
    # A headline has figures of other things.
    if not all(any(own.fits(each) for each in figures(told)) for own in Claim(case.claim).figures):
        return False
    text, _ = embedded_text(article.title, article.published, told)
    alone = read(case.claim, [text], found.reader)
    if not _has_its_deed(case.claim, candidate, found):
        return False
    return _is_near(alone) and not verify(case.claim, [text], found.reader).reason


def _has_its_deed(statement: str, candidate: Candidate, found: Found) -> bool:
    """Whether the sentence itself comes near to the first verb: a headline may tell of another deed."""
    verb = first_verb(statement)
    if verb is None or lemma(verb.group()) in LIGHT_VERBS or verb.group() in AUXILIARY:
        return True
    (ours, claimed), (theirs, _) = found.reader.token_vectors([statement, candidate.text])
    if any(are_alike(lemma(verb.group()), other) for other in lemmas_of(candidate.text)):
        return True
    own = [n for n, (start, end) in enumerate(claimed) if verb.start() <= start < end <= verb.end()]
    return not own or float((ours[own] @ theirs.T).max(axis=1).mean()) >= DEED_WORD


def _is_told_alike(case: Case, sentence: str) -> bool:
    """Whether the sentence tells of it as the statement does: as denied or not, as done or only thought of."""
    is_denied = any(_is_told_in(case, sentence, m.start()) for m in negations(sentence))
    if is_denied != bool(negations(case.claim)) or (tells_undone(sentence) and not tells_undone(case.claim)):
        return False
    return bool(hedges(case.claim)) or not any(_is_told_in(case, sentence, m.end(), m.end()) for m in hedges(sentence))


def _is_of_others(statement: str, candidate: Candidate, found: Found) -> bool:
    """Whether the sentence tells of somebody else, of another day, or of what was kept from happening."""
    claim = Claim.beside(statement, [candidate.passage.text])
    whole = found.wholes[candidate.passage.article_id]
    beside = beside_sentence(claim, candidate, whole, found.days(candidate), found.reader)
    fits = {slot.fit for slot in day_slots(beside, whole.published)}
    if "differs" in fits or ("missing" in fits and days(candidate.text)) or changed_sides(statement, candidate.text):
        return True
    return _is_of_another(claim, candidate.text) or is_of_other_people(beside) or is_hindered(beside)


def _with_the_one_before(candidate: Candidate, found: Found) -> str:
    """The sentence after the one that stands before it in its passage."""
    article = found.articles[candidate.passage.article_id]
    before = article.text[candidate.passage.start : candidate.start].rstrip()
    spans = sentences(before)
    return f"{before[slice(*spans[-1])] if spans else ''} {candidate.text}".strip()


def _is_near(alone: Case) -> bool:
    """Whether all names of the statement stand there, and its words are near enough, as a whole and one by one."""
    least, *others = sorted(_nearness(alone)) or [0.0]
    has_names = all(is_named(alone.claim[start:end], alone.everywhere) for start, end in alone.names())
    if not has_names or max(_nearness(alone, _names_of(alone)), default=1.0) < SAYS_SECOND:
        return False
    enough = SAYS_WORD_OF_FEW if len(others) + 1 < FEW_WORDS else SAYS_WORD
    return alone.match >= SAYS_MATCH and least >= enough and min(others, default=1.0) >= SAYS_SECOND


def _is_of_another(claim: Claim, sentence: str) -> bool:
    """Whether the sentence lacks the first name of the claim and begins with one that the claim lacks.

    Less strict than `subjects.is_of_another`, which looks at every name before the deed.
    """
    first = WORD.search(sentence)
    if not claim.names or not first or is_named(WORD.findall(claim.text[slice(*claim.names[0])])[-1], sentence):
        return False
    begins = [sentence[a:b] for a, b in claim.names_in(sentence) if a <= first.start()]
    return any(not is_named(WORD.findall(name)[-1], claim.text) for name in begins)


def _is_told_in(case: Case, sentence: str, at: int, after: int = 0) -> bool:
    """Whether most of what the claim tells comes nearest to the clause at this place, or what follows `after` in it."""
    start, end = clause_at(sentence, at)
    if after:
        # Who "will face undefeated and top-seeded" players will face all of them.
        end = next((m.start() for m in _CLAUSE.finditer(sentence, after)), len(sentence))
    words = [m.span() for m in WORD.finditer(case.claim) if case.telling(*m.span())]
    found = [case.nearest_word(*each) for each in words]
    places = [ground.spans[token][0] for ground, token in filter(None, found) if ground.text == sentence]
    return 2 * sum(max(start, after) <= place < end for place in places) > len(words)


def _names_of(case: Case) -> str:
    return " ".join(case.claim[start:end] for start, end in case.names())


def _excludes(statement: str, sentence: str, otherwise: re.Match[str]) -> bool:
    """Whether what the sentence says cannot be true beside the statement: another figure, day, place or speaker.

    That somebody else did it excludes nothing: both may have done it.
    """
    claimed, stated = otherwise["claimed"].strip("“”"), otherwise["stated"]
    if stated not in sentence:
        return False
    if figures(claimed) and not _counts_alike(claimed, stated, statement, sentence):
        return False
    if figures(claimed) or days(claimed) or otherwise["has"]:
        return True
    return _is_place(claimed, statement) and _is_place(stated, sentence)


def _counts_alike(claimed: str, stated: str, statement: str, sentence: str) -> bool:
    """Whether the figure of the statement and that of the sentence count the same, as far as both say what."""
    ours, theirs = (
        {counted(text, each).unit for each in figures(text) if each.text in figure}
        for figure, text in ((claimed, statement), (stated, sentence))
    )
    return not (ours and theirs) or "" in ours | theirs or not ours.isdisjoint(theirs)


def _is_place(name: str, text: str) -> bool:
    return bool(re.search(rf"\b(?:in|at|on|near|from|to|into) (?:the )?{re.escape(name)}", text))


def _nearest(near: Sequence[Candidate]) -> list[Passage]:
    """The passages of the sentences that match best, if they match well enough."""
    passages = {each.passage.id: each.passage for each in near if each.match >= MIN_MATCH}
    return list(passages.values())[:MAX_PASSAGES]


def _case(statement: str, passage: Passage, found: Found) -> Case:
    return read(statement, [as_read(passage, found)], found.reader)


def _nearness(case: Case, without: str = "") -> list[float]:
    """How near the passage comes to each word of the statement that tells something, but for some of its words."""
    left_out = {word.lower() for word in WORD.findall(without)}
    told = lemmas_of(case.near)
    found = []
    for match in WORD.finditer(case.claim):
        own = case.telling(*match.span())
        if not own or match.group().lower() in STOP_WORDS | left_out or match.group().isdigit():
            continue
        is_said = any(are_alike(lemma(match.group()), other) for other in told)
        found.append(max(float(case.nearest[own].mean()), ALIKE * is_said))
    return found


def _carrying(case: Case, passage: Passage, near: Sequence[Candidate]) -> Candidate | None:
    """The sentence that carries the statement, if it is evidence."""
    body = len(case.sources[0]) - len(passage.text)
    for ground in case.grounds:
        start = passage.start + ground.start - body
        for each in near:
            if each.passage.id == passage.id and each.start <= start < each.end:
                return each
    return None
