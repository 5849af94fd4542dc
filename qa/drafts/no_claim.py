"""Sentences that claim nothing that articles could bear out, and why. English only."""

import re
from collections.abc import Mapping

from article_qa.index.annotations import SentenceKind
from article_qa.index.text.typography import straight
from article_qa.index.text.words import WORD

KINDS: Mapping[SentenceKind, str] = {
    "question": "a question",
    "heading": "a heading",
    "caption": "a caption",
    "byline": "a byline",
    "dateline": "a dateline",
    "newsletter": "a note to the reader",
}
_QUOTED = re.compile(r"\"[^\"]*\"")
_LETTER = re.compile(r"[^\W\d_]")


def _any(*patterns: str, ends: str = r"\b") -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)}){ends}", re.IGNORECASE)


_GREETING = _any(
    r"hello|hi|hey|dear(?! to\b)|greetings|welcome(?: back| to (?:our|the|this|my)|\W*$)|goodbye|cheers|bye",
    r"good (?:morning|afternoon|evening|day)|thank you|thanks(?! to)|happy (?:new year|birthday|reading)",
    r"(?:yours|best|kind|warm)(?: \w+)? ?(?:regards|wishes|sincerely|faithfully|truly)|see you|take care|stay tuned",
    ends=r"(?!\w)",
)
# The bare form of a verb opens the sentence; of those that may be nouns only before an object.
_IMPERATIVE = _any(
    r"please|do not|don't|let(?:'s| us| me)|imagine|consider|remember|forget|listen|find out|learn|click",
    r"subscribe|sign up|tell|choose|enjoy|explain|suppose|make sure|note that|bear in mind|never (?:forget|mind)",
    r"be (?:sure|careful|aware)",
    r"(?:write|send|share|join|keep|look|read|see|follow|ask|give|take|compare|think|try|stay|wait|go|come|bring|check"
    r"|visit|buy|vote|support|help|pick|meet|watch|email|contact|show|picture)"
    r" (?:us|me|it|them|him|her|the|a|an|this|that|these|those|your|our|my|here|below|above|on|out|in|to|for|at|how"
    r"|what|why|who|where|again|back|about|with|and|no|yourself)",
)
# "Support for the mayor has fallen", "Look at prices fell": a noun with its verb.
_NOUN_OPENS = _any(
    r"(?:support|help|vote|share|check|visit|watch|look|show|ask|read|buy)s? (?:for|to|at|on|in|with|of)"
)
_OPINION = _any(
    r"in my (?:view|opinion|eyes|mind|experience)|to my mind|if you ask me|as i see it|for my part|personally",
    r"my (?:own )?(?:view|opinion|guess|hope|fear|hunch|feeling)|it (?:seems to|strikes) me|i'd|i would",
    r"(?:i|we) (?:\w+ly )?(?:think|thought|believe|feel|felt|hope|find|doubt|wish|guess|suspect|fear|love|like|hate"
    r"|prefer|agree|disagree|admire|wonder|suppose|cannot help|can't help|must say|have to say|regret|trust|welcome)",
    r"(?:i am|i'm|we are|we're) (?:\w+ly )?(?:sure|afraid|certain|glad|sorry|convinced|happy|sad|proud)",
)
_ABOUT_WRITER = re.compile(r"I(?:'(?:m|ve|d|ll))? ")
_EXCLAMATION = _any(r"what an? \w+", r"how \w+(?: \w+){0,4}", ends=r"\b.*!$")
_TRANSITION = _any(
    r"now (?:to|on to|back to|over to|for something)|so much for|so far,? so good|first things first|on to|back to",
    r"next up|moving on|in other news|more (?:on|about) (?:that|this)|here's (?:what|why|how)|read on|more below",
    r"here (?:is|are) (?:what|why|how|the (?:facts|story|details)|some|our)|(?:that|which) brings us|there is more",
    r"this is (?:what|why|how) we|that(?:'s| is) (?:not )?all|that(?:'s| is) not the whole story|one thing at a time",
    r"(?:we|i) (?:now )?(?:turn|come|return|move on|begin|start|end|close)|let(?:'s| us) (?:turn|move|come|go|begin)",
    r"(?:as follows|to (?:sum up|summari[sz]e)|in (?:short|sum|conclusion|summary)|meanwhile|elsewhere)\W*$",
    ends=r"(?!\w)",
)
_CONJUNCTION = re.compile(r"(?:and|but|so|first|then|finally),? (?=\w)", re.IGNORECASE)


_TOLD = re.compile(r"\b(?:is|was|are|were|has|had|have|will|fell|rose|grew|\w{2,}ed)\b")


def why_no_claim(text: str, kind: SentenceKind) -> str:
    """Why a sentence of a draft claims nothing, in words for the reader; empty where it does."""
    if kind in KINDS:
        return KINDS[kind]
    plain = straight(text).strip()
    if not _LETTER.search(plain):
        return "no words"
    if plain.rstrip("\"')").endswith("?"):
        return KINDS["question"]
    # What others are quoted for is a claim: they said it.
    own = " ".join(_QUOTED.sub(" ", plain).split())
    return _by_words(own) if _LETTER.search(own) else ""


def _by_words(own: str) -> str:
    """The same by the words outside quotation marks."""
    bare = _CONJUNCTION.sub("", own, count=1) if _CONJUNCTION.match(own) else own
    if _TRANSITION.match(own) or _TRANSITION.match(bare):
        return "a transition"
    if _GREETING.match(own):
        return "a greeting"
    if _OPINION.search(own):
        return "an opinion of the writer"
    if _EXCLAMATION.match(own):
        return "an exclamation"
    if _ABOUT_WRITER.match(own):
        return "about the writer"
    if _IMPERATIVE.match(own) and not (_NOUN_OPENS.match(own) and _TOLD.search(own)):
        return "a request to the reader"
    return "no sentence" if len(WORD.findall(own)) < 2 else ""
