"""Words that make a request polite or short, and say nothing of what is asked.

They are taken off before a question is searched, so that no article is ever
expected to mention "please". Words that tell the kind of answer ("summarise",
"list") are left to the rules of that kind.
"""

import re
from dataclasses import dataclass

from article_qa.index.text.typography import straight
from article_qa.qa.questions.mentions import names
from article_qa.qa.questions.phrases import ASKED, AUXILIARY

# Courtesies stand one after the other. This bounds the loop.
MAX_ROUNDS = 12

_PAUSE = r"(?:\s*[,.!:;-]+\s*|\s+)"
_VERB = r"(?:know|learn|understand|hear|find out|ask(?: you)?|read|see|get|have|be told)"
_POLITE = r"(?:please|pls|plz|kindly|maybe|perhaps|quickly|just|briefly)"
_SOURCES = r"(?:the|these|those|your|our|my) (?:articles?|sources?|news articles?|documents)"
_DIFFERENT = r"(?:(?:different|various|several|other|both|two|three|all|the) )*"
_BRIEF = (
    r"(?:in (?:just )?(?:(?:one|a|two|three|1|2|3) (?:short |single |brief )*(?:sentences?|lines?|words?)"
    r"|(?:a )?few (?:words|sentences|lines)|short|brief|a nutshell)|briefly|(?:very )?shortly|keep it short|be brief"
    r"|short answer)"
)
# Each is followed by the question itself: "Hi, could you tell me when the tram runs?"
OPENINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            rf"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|greetings"
            rf"|dear \w+)(?: there| all| everyone)?{_PAUSE}"
        ),
        (
            rf"(?:many )?(?:thanks|thank you|thx|cheers)(?: (?:so much|very much"
            rf"|a lot|again|for (?:that|this)))?{_PAUSE}"
        ),
        (
            rf"(?:ok|okay|well|so|right|alright|great|fine|cool|now|also|and|but"
            rf"|um+|uh+|hmm+|sure|yes|yeah|no|sorry|excuse me|pardon){_PAUSE}"
        ),
        rf"{_POLITE}{_PAUSE}",
        (
            rf"(?:i have |i've got |i had |here's |just )?(?:a |one )?(?:quick "
            rf"|short |another |last |more |further |silly )*question{_PAUSE}"
        ),
        (
            rf"i(?: would|'d|d) (?:really )?(?:like|love|be interested|appreciate it if you could)"
            rf"(?: (?:to|for you to) {_VERB})?(?: me)?\s+"
        ),
        rf"i (?:(?:really )?(?:want|need|wish|hope|have|am trying|was hoping))(?: to {_VERB})?\s+",
        r"i(?:'m| am| was) (?:just )?(?:curious|wondering|interested|looking|trying to (?:find out|understand))"
        r"(?: (?:about|in|for|to know|to learn))?\s+",
        r"i (?:just )?wonder(?:ed)?(?: if you (?:could|can) tell me)?\s+",
        r"(?:can|could|would|will|might) you (?:be so kind (?:as )?to |be able to |help me (?:to )?)?"
        r"(?:please |kindly |maybe |perhaps |quickly |briefly |also )*"
        r"(?=(?:tell|explain|show|give|help|say|find|list|name|sum|describe"
        r"|compare|contrast|quote|check|confirm|provide"
        r"|write|make|let|remind|look|search|get|bring|brief|elaborate|share"
        r"|walk|talk|recap|outline|answer|clarify|verify"
        r"|fill|catch|send|present|read|count|identify|point)\w*\b)",
        r"(?:can|could|may|might) i (?:please )?(?:ask|know|get|have|see)(?: you)?\s+",
        r"(?:do|does|would) (?:you|anyone|anybody|someone) (?:happen to )?know(?: if| whether)?"
        r"(?=\s+(?:who|whom|whose|what|which|when|where|why|how|if|whether)\b)\s+",
        r"(?:any idea|any chance you know|help me understand|remind me(?: of)?|let me know)\s+",
        r"(?:please )?(?:tell|explain to|show|remind|inform|teach) (?:me|us)[,:]?"
        r"(?=\s+(?:who|whom|whose|what|which|when|where|why|how|if|whether|everything|all)\b)\s+",
        (
            r"tell (?:me|us) (?:(?:a (?:bit|little)|some|more|something) )*about "
            r"(?=(?:who|what|which|when|where|why|how)\b)"
        ),
        r"(?:please )?(?:explain|describe|say|state|find out|look up|check|answer)[,:]?"
        r"(?=\s+(?:who|whom|whose|what|which|when|where|why|how)\b)\s+",
        rf"(?:according to|based on|going by|judging by|from|in|per|using(?: only)?) {_SOURCES}{_PAUSE}",
        rf"{_BRIEF}{_PAUSE}",
    )
)
CLOSINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"[\s,;-]+{_POLITE}",
        r"[\s,.;!?-]+(?:many )?(?:thanks|thank you|thx|cheers)(?: (?:so much|very much|a lot|in advance|again))*",
        (
            r"[\s,;-]+(?:if (?:possible|you can|you could|you know|you don't mind)"
            r"|asap|for me|by any chance|do you know)"
        ),
        rf"[\s,;-]+(?:according to|based on|going by|from|in|within|per|using(?: only)?) {_SOURCES}",
        rf"[\s,;.?-]+{_BRIEF}",
        r"[\s,;-]+or not",
        (
            r"[.?!,;]+ (?:only|just) (?:the )?"
            r"(?:articles?|stor(?:y|ies)|reports?|titles?|headlines?|links?|lists?)(?: please)?"
        ),
        rf"[\s,;-]+(?:according to|based on|going by) {_DIFFERENT}(?:reports?|accounts?|articles?|outlets|papers)",
    )
)
# "I'm doing a school project. Which species …?"
ABOUT_THE_ASKER = re.compile(
    r"(?:(?:i'm|i am|i've|i have|we're|we are|we've|we have|my|our)\b|(?:this is |it's |it is )?for (?:my|our|a)\b)",
    re.IGNORECASE,
)
BRIEF = re.compile(rf"\b{_BRIEF}\b", re.IGNORECASE)
# "How many women... sorry, how many votes did she get?": what comes after counts.
CORRECTED = re.compile(
    r"(?:\.{2,}|[,;:.!?-])\s*(?:oh |ah |no,? )?(?:sorry|i mean|i meant|or rather"
    r"|correction|scratch that|wait|no wait)\b"
    r"(?:,? (?:no|i mean|i meant))?[\s,:.-]*",
    re.IGNORECASE,
)
# "How often is it named, I mean in how many articles?": what is asked for is taken back, and the rest stays.
ASKING_ALONE = re.compile(
    r"(?:(?:in|on|at|of|by|for|from|to|with|since) (?:how (?:many|much)|which|what) [a-z]+(?: [a-z]+)?"
    r"|when|where|why|who|how(?: (?:many|much|often|long))?)[ ?.!]*",
    re.IGNORECASE,
)
ASKED_PART = re.compile(
    rf"(?:who|what|when|where|why|how)(?: (?:long|much|many|often|far|old))?(?: times)? (?P<rest>{AUXILIARY}\b.+)",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?] ")
SENTENCES = re.compile(r"(?<=[.!?]) +")
LAST_WORD = re.compile(r"\w+$")
OPENS_QUESTION = re.compile(rf"(?:{ASKED.pattern}|{AUXILIARY}\b)", re.IGNORECASE)


SHORT_FORMS = re.compile(
    (
        r"\b(?:(wh(?:at|o|ere|en|y)|how|that|there|here)s|(do|does|did|is|are"
        r"|was|were|has|have|had|would|should|could)nt|(u)|(ur))\b"
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question without its request words, and whether a short answer is wanted."""

    text: str
    is_brief: bool = False


def spelled_out(question: str) -> str:
    """`question` with the apostrophes that hurry leaves out: "whats" is "what's"."""
    return SHORT_FORMS.sub(_spelled, question)


def _spelled(short: re.Match[str]) -> str:
    asking, verb, you, your = short.groups()
    if short.group().isupper() and len(short.group()) < 3:
        return short.group()
    return f"{asking}'s" if asking else f"{verb}n't" if verb else "you" if you else "your" if your else short.group()


def without_request_words(question: str) -> Asked:
    """The question itself: "Could you please explain why it rained?" -> "why it rained?"

    Letters keep their case. A question of nothing but request words stays as it is.
    """
    is_brief = bool(BRIEF.search(straight(question)))
    text = _repaired(question.strip())
    text = _opened(_closed(_without_the_asker(text))) or question.strip()
    # A question that is no sentence any more ends without a full stop.
    is_open = ASKED.match(text) and not SENTENCE_END.search(text)
    return Asked(text.rstrip(".") if is_open else text, is_brief)


def _without_the_asker(text: str) -> str:
    """The last question alone, where what comes before tells only of who asks and names nothing."""
    *before, last = SENTENCES.split(straight(text))
    is_idle = all(ABOUT_THE_ASKER.match(each) and not names(each) for each in before)
    return text[-len(last) :] if is_idle and OPENS_QUESTION.match(last) and last.endswith("?") else text


def _opened(text: str) -> str:
    """`text` without what comes before the question."""
    for _ in range(MAX_ROUNDS):
        folded = straight(text)
        end = next((match.end() for opening in OPENINGS if (match := opening.match(folded))), 0)
        if not end or not any(character.isalnum() for character in text[end:]):
            break
        text = text[end:].lstrip(" ,:;.!-")
    return text


def _closed(text: str) -> str:
    """`text` without what comes after the question; its question mark stays."""
    body = text.rstrip(" ?!.…")
    mark = "?" if "?" in text[len(body) :] else text[len(body) : len(body) + 1].strip()
    for _ in range(MAX_ROUNDS):
        folded = straight(body)
        start = next((at for closing in CLOSINGS if (at := _closing(closing, folded)) is not None), len(body))
        if start == len(body) or not any(character.isalnum() for character in body[:start]):
            break
        mark = "?" if "?" in body[start:] or body[:start].endswith("?") else mark
        body = body[:start].rstrip(" ,;?!.…")
    return body + mark


def _closing(closing: re.Pattern[str], text: str) -> int | None:
    """Where `closing` begins, if it ends the text; only the last words are looked at."""
    first = max(0, len(text) - 80)
    return next((m.start() for m in closing.finditer(text, first) if m.end() == len(text)), None)


def _repaired(text: str) -> str:
    """`text` with what the reader took back left out."""
    for match in reversed(list(CORRECTED.finditer(straight(text)))):
        before, after = text[: match.start()], text[match.end() :]
        if not before.strip(" ,.") or len(after.split()) < 1:
            continue
        asked = ASKED_PART.fullmatch(straight(before).strip(" ,"))
        if asked and ASKING_ALONE.fullmatch(straight(after)):
            return f"{after.rstrip(' ?.!')} {before.strip(' ,')[asked.start('rest') :]}?"
        if OPENS_QUESTION.match(after):
            return after
        return LAST_WORD.sub("", before) + after
    return text
