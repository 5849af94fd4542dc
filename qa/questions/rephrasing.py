"""A follow-up that only makes sense with the question before it -> that question, changed as it asks.

"And Messi?" swaps the name, "No, I meant the boiler" corrects, "Why?" asks the
same thing for its reason.
"""

import re

from article_qa.index.text.typography import straight
from article_qa.qa.questions.mentions import names
from article_qa.qa.questions.phrases import ASKED, AUXILIARY, trimmed

# "And in Paris?" puts a name in the place of another. A longer fragment is a question of its own.
MAX_FRAGMENT_WORDS = 6
_PREPOSITION = r"(?:for|in|at|on|from|to|by|with|against|about|of|during|after|before|since|near)"
FRAGMENT = re.compile(
    r"(?:(?:and|but|or|so|ok(?:ay)?|then|also)[, ]+)*(?:(?:what|how) about "
    r"|what of |the same (?:for|about) |same (?:for|question (?:for|about)) "
    r"|now )?"
    rf"(?P<preposition>{_PREPOSITION} )?(?P<name>.+?)[\s?.!]*",
    re.IGNORECASE,
)
IS_OPENED = re.compile(r"(?:and|but|or|so|then|also|what about|how about|what of|the same|same)\b", re.IGNORECASE)
CORRECTION = re.compile(
    r"(?:(?:no|nope|not that|sorry|oh|ah|actually|wait|well|pardon|my mistake|oops)[\s,.!;:-]+)*"
    r"(?:i (?:actually |really )?(?:meant|mean|was asking (?:about|for)?"
    r"|am asking (?:about|for)?|wanted to know)(?: to (?:ask|say))?|i'm asking"
    r"(?: about)?|make that|rather)[\s,:]+(?P<meant>.+)",
    re.IGNORECASE,
)
WHO_SAYS = re.compile(
    (
        r"(?:and )?(?:who (?:said|says|claims|claimed|reported|told (?:you|us)"
        r"|is saying) (?:that|so|this|it)|says who|according to wh(?:om|o)|says which "
        r"(?:one|article))\W*"
    ),
    re.IGNORECASE,
)
BARE = re.compile(
    (
        r"(?:and |but |so )?(?P<asking>why not|why|when|where|how|who|since when"
        r"|how long|how much|how many|where exactly|when exactly|why exactly"
        r"|how exactly|how so|how come)\W*"
    ),
    re.IGNORECASE,
)
ASKING_PART = re.compile(
    (
        rf"(?P<asking>(?:who|what|when|where|why|how)(?: (?:long|much|many|often"
        rf"|far|old|high|big))?(?: exactly)?)?\s*(?P<rest>\b{AUXILIARY}\b.+)"
    ),
    re.IGNORECASE,
)
# Another side has another opponent: "And for Brenwick?" after "Who scored for Ellery against Hadley?".
OPPONENT = re.compile(r" (?:against|versus|vs\.?) (?:the )?(?P<name>[^\W\d_a-z].*)")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def meant(question: str) -> str | None:
    """What a correction says was meant: "No, I meant the boiler." -> "the boiler"; None where it corrects nothing."""
    match = CORRECTION.fullmatch(straight(question))
    return question[match.start("meant") :].strip(" ,:") if match else None


def asks(text: str) -> bool:
    """Whether `text` opens as a question does."""
    return bool(ASKED.match(straight(text)) or re.match(rf"{AUXILIARY}\b", straight(text), re.IGNORECASE))


def rephrase(question: str, earlier: str) -> str | None:
    """The `earlier` question as `question` changes it; None where `question` is one of its own."""
    if not earlier:
        return None
    if WHO_SAYS.fullmatch(straight(question)):
        return f"Who said {_small(earlier)}"
    bare = BARE.fullmatch(straight(question))
    if bare:
        return _asked_for(bare["asking"], earlier)
    if not IS_OPENED.match(question):
        return None
    return _with_fragment(question, earlier)


def swapped(phrase: str, earlier: str) -> str | None:
    """`earlier` about `phrase` instead of what it was about; None where that cannot be told."""
    named = names(f"about {phrase}")
    old = next((name for name in names(earlier) if name.lower() != phrase.lower()), None) if named else None
    return earlier.replace(old, phrase, 1) if old else None


def _with_fragment(question: str, earlier: str) -> str | None:
    """ "And for Belgium?": the name with this preposition is swapped, or the first name, or the words are added."""
    match = FRAGMENT.fullmatch(straight(question))
    if not match or len(match["name"].split()) > MAX_FRAGMENT_WORDS or asks(match["name"]):
        return None
    fragment = trimmed(question[match.start("name") : match.end("name")])
    preposition = (match["preposition"] or "").strip().lower()
    body = earlier.rstrip(" ?.!")
    year = YEAR.search(body)
    if YEAR.fullmatch(fragment):
        return f"{body[: year.start()]}{fragment}{body[year.end() :]}?" if year else f"{body} in {fragment}?"
    if not names(f"about {fragment}") or fragment[:1].islower():
        return None
    before = re.search(rf"\b{preposition} (?:the )?", body, re.IGNORECASE) if preposition else None
    placed = next((name for name in names(body) if before and body.startswith(name, before.end())), None)
    if before and placed:
        return f"{body[: before.end()]}{fragment}{_without_opponent(body[before.end() + len(placed) :])}?"
    if preposition:
        return f"{body} {preposition} {fragment}?"
    return swapped(fragment, f"{body}?")


def _without_opponent(rest: str) -> str:
    """What follows a swapped name without whom the other one stood against, where that ends the question."""
    opponent = OPPONENT.search(rest)
    if not opponent or names(f"about {opponent['name']}") != [opponent["name"]]:
        return rest
    return rest[: opponent.start()]


def _asked_for(asking: str, earlier: str) -> str | None:
    """`earlier` asked for another thing: "When did it run aground?" and "why" -> "Why did it run aground?"."""
    match = ASKING_PART.fullmatch(earlier)
    asking = asking.lower().removesuffix(" exactly")
    if not match or (match["asking"] or "").lower() == asking:
        return None
    return f"{asking.capitalize()} {_small(match['rest'])}"


def _small(text: str) -> str:
    """`text` without the capital of its first word, where a question's first word has it for that."""
    return text[:1].lower() + text[1:] if asks(text) else text
