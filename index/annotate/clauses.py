"""What follows a verb of saying: the clause or the object that tells what was said. English only."""

import re

from article_qa.index.annotate.cues import ACT, BESIDE_QUOTES, CLAIM, FREE, NAMING, TELLS
from article_qa.index.annotate.roles import TITLES
from article_qa.index.annotate.scenes import Scene

FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|can|cannot|may|might|should|must|does|do|did|isn['’]t|aren['’]t"
    r"|wasn['’]t|weren['’]t|won['’]t|can['’]t|couldn['’]t|needs?|wants?|[^\W\d_]{2,}ed|[^\W\d_]{2,}(?:['’]s))\b"
)
AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|can|may|might|should|must)\b")
# Behind a noun that begins a clause: within the first words, before any comma.
_SOONFINITE = re.compile(
    r"\s+[^,.;:!?]{1,70}?\s(?:is|are|was|were|has|have|had|will|would|could|can|cannot|may|might|should|must|does"
    r"|did|began|became|came|went|took|gave|led|left|made|fell|rose|lost|won|held|grew)\b"
)
_OPENS_CLAUSE = re.compile(
    r"\s*,?\s*(?:that|how|why|what|whether|where|when|if|he|she|it|they|we|there|this|these|those|his|her|their|its|who)\b"
)
THAT = re.compile(r"\bthat\b,?\s*")
PHRASE_ONLY = re.compile(
    r"\s*(?:$|[,.;!?\x02]|(?:to|in|on|at|during|after|before|from|of|about|via|by|as|late|early|last|this|earlier|with|when"
    r"|today|yesterday|[Mm]onday|[Tt]uesday|[Ww]ednesday|[Tt]hursday|[Ff]riday|[Ss]aturday|[Ss]unday)\b)"
)
HEARER = re.compile(
    r"\s*(?:(?:the|a|his|her|its|their|local|state)\s+[^\W\d_]+(?:['’]s [^\W\d_]+)?|reporters|journalists|lawmakers"
    r"|parliament|congress|police|investigators|viewers|voters|residents|people|officials|us|me|him|her|them|it|you)(?=[\s,:])"
)
_NO_CONTENT = re.compile(r"\s*(?:nothing|no more|so|yes|no|little|goodbye|hello|sorry)\b[^\w]*(?:$|[.,;])")
_ASIDE = re.compile(r"\s+(?:in|on|at|during)\s[^,.;:\x02]{3,60},\s(?=\S)")
_TO = re.compile(r"\s+(?:[^,.;:]{0,120}\s)?(?:not )?(?:to|how|why|whether|if|for)\s")
_OBJECT = re.compile(
    r"\s+(?!(?:in|at|on|by|to|as|with|from|during|after|before|when|into|off|up|out|of|[^\W\d_]+day|today)\b)[^\s,.;:!?\x02]"
)


def opens_clause(text: str) -> bool:
    """Whether a clause begins there: "that", a question word, a pronoun."""
    return bool(_OPENS_CLAUSE.match(text))


def clause_start(scene: Scene, cue: str, rest: int) -> int | None:
    """Where the words begin that the verb leads in, or None if none do."""
    tail = scene.masked[rest : scene.end]
    if _NO_CONTENT.match(tail):
        return None
    that = THAT.search(tail[:140])
    if that and cue not in NAMING and _is_filler(tail[: that.start()], cue):
        return rest + that.end()
    if as_hearer := cue in TELLS and _hearer_end(scene, rest):
        rest, tail = int(as_hearer), scene.masked[int(as_hearer) : scene.end]
    if cue in BESIDE_QUOTES:
        return None
    if aside := _ASIDE.match(tail):
        rest, tail = rest + aside.end() - 1, tail[aside.end() - 1 :]
    if cue in FREE:
        return None if not tail[:1].isspace() or not tail.strip(" .") or _is_bare_phrase(tail) else rest
    if cue in CLAIM or cue in TELLS or cue not in ACT:
        if _OPENS_CLAUSE.match(tail) or _SOONFINITE.match(tail):
            return rest if tail[:1].isspace() and not PHRASE_ONLY.match(tail) else None
        if cue not in ACT:
            return None
    skipped = _acts(tail, cue)
    return None if skipped is None else rest + skipped


def _is_filler(gap: str, cue: str) -> bool:
    """Whether only a hearer, a place or a day stands between the verb and "that"."""
    if gap.strip().startswith(","):
        return gap.strip().endswith(",") and len(gap) < 30
    if not gap.strip() or (PHRASE_ONLY.match(gap) and not FINITE.search(gap)):
        return True
    return len(gap) < 90 and (cue in TELLS or cue.startswith(("warn", "promis")))


def _is_bare_phrase(tail: str) -> bool:
    return bool(PHRASE_ONLY.match(tail)) and not FINITE.search(tail)


def _hearer_end(scene: Scene, rest: int) -> int | None:
    """Where the hearer ends: "told | Ostland Radio | it would stay shut"."""
    begin = rest + 1
    for article in ("the ", "The "):
        if scene.masked.startswith(article, begin):
            begin += 4
    for index in scene.cast.within(rest, min(rest + 60, scene.end)):
        if scene.cast.starts[index] == begin or _only_titles(scene.masked[rest : scene.cast.starts[index]]):
            return scene.cast.ends[index]
    match = HEARER.match(scene.masked, rest, scene.end)
    return match.end() if match else None


def _only_titles(words: str) -> bool:
    return all(word.lower().strip(".") in TITLES for word in words.split())


def _acts(tail: str, cue: str) -> int | None:
    """How far behind a verb of doing its object begins, or None where there is none."""
    if cue.startswith("call"):
        match = re.match(r"\s+(?:for|on|upon)\s", tail)
        named = re.match(r"\s+(?:the|it|him|her|them|his|their|this|that)\s[^,.;:]{0,60}\b(?:an?|the)\s", tail)
        return match.end() - 1 if match else 0 if named else None
    if cue in NAMING:
        return 0 if re.match(r"\s[^,.;:]{1,120}\sas\s", tail) else None
    if cue.startswith(("ask", "urg", "want", "appeal")):
        return 0 if _TO.match(tail) else None
    if cue.startswith(("apolog", "warn")):
        return 0 if re.match(r"\s+(?:for|to|of|against|about|[^\W\d_]+ (?:of|against|about|not|to))\s", tail) else None
    return 0 if _OBJECT.match(tail) else None
