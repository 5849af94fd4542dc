"""Questions for all of something: "list the winners", "which villages lost power?", "who were the three?"."""

import re

from article_qa.qa.questions.phrases import AUXILIARY, first_match, rules, trimmed
from article_qa.qa.questions.request import Request

_NUMBER = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|several"
    r"|various|many|other|different|all)"
)
RULES = rules(
    # "List the winners of the regatta", "Name all the countries that signed"
    (
        r"(?:list|name|enumerate|give|show|tell|find|count|identify|specify)"
        r"(?: me| us)?(?: (?:a|the) (?:complete |full |short )?list (?:of|with))"
        r"(?: all)?(?: of)? (?P<subject>.+)"
    ),
    (
        r"(?:list|name|enumerate|itemi[sz]e)(?: me| us)?:?(?: (?:all|every|each))?"
        r"(?: of)? (?P<subject>(?!one\b|an?\b).+)"
    ),
    r"(?:give|show|tell|find)(?: me| us)? (?:all|every|each)(?: of)? (?P<subject>.+)",
    r"(?:an? |the )?(?:complete |full )?list of (?:all )?(?P<subject>.+)",
)
# Plural without an s; "media" and "police" are rarely counted.
PLURALS = (
    "people|men|women|children|persons|players|feet|mice|teeth|geese|species"
    "|series|means|criteria|phenomena|fish|sheep|aircraft"
)
PLURAL = (
    rf"(?:(?!(?:\w*(?:ss|us|is|news|always|perhaps|whereas|besides|this|his|its"
    rf"|was|has|does|physics|politics|economics|mathematics|athletics|series)\b))[a-z][a-z'-]*[a-z]s"
    rf"|{PLURALS})"
)
# The noun is the last word before the verb: "which sports teams won", but "which sports team won".
_PREPOSITION = r"(?:of|in|on|at|from|for|with|by|to|near|under|against|between|around|inside|among)"
_IRREGULAR = (
    r"(?:won|lost|got|get|made|make|took|take|came|come|went|go|fell|fall|gave|give|had|have|ran|run|sold|sell|bought"
    r"|buy|left|leave|beat|use|say|said|broke|built|led|held|hold|met|saw"
    r"|see|sank|spoke|began|begin|cost|hit|live|work"
    r"|play|share|support|oppose|belong|produce|need|want|remain|exist|appear|grow|grew|stood|stand|told|sent|set|cut"
    r"|put|became|become|face|own|offer|speak|eat|drink|reach|join|pay|paid|contain|include|affect)"
)
_VERB = rf"(?:{AUXILIARY}|\w+ed|{_IRREGULAR})"
_STOP = rf"(?:{_VERB}|{_PREPOSITION}|best|the|a|an|it|they|he|she|you|we|his|her|its|their|and|or|that|who)\b"
# Right after "what" these are verbs: "what happens to the ferry".
_NO_NOUN = (
    r"(?:happens|makes|causes|gives|takes|comes|goes|becomes|means|lies|remains|follows|helps|allows|says|keeps)\b"
)
_OF_THESE = rf"(?:which|what)(?: (?:of the|{_NUMBER}|other|kinds? of|types? of|sorts? of))* (?!{_NO_NOUN})"
_NOUN = rf"(?:(?!{_STOP})[\w'-]+ ){{0,3}}?{PLURAL}"
NOUNS = (
    re.compile(rf"{_OF_THESE}{_NOUN}(?:\s+(?:{_VERB}|also|all|still|else|now|never|not|already)\b.*|\s*)"),
    # "which problem consists of both": without a verb after it the plural is one itself.
    re.compile(rf"{_OF_THESE}{_NOUN} {_PREPOSITION}\b.*\b{_VERB}\b.*"),
)
WHO = rules(
    # "Who were the three climbers?", "What are the conditions of the loan?"
    (
        rf"(?:who|which|what) (?:are|were) (?:(?:the|his|her|their|its|all|some"
        rf"|some of the|those|[\w.'-]+'s) )+(?:{_NUMBER} )?(?:[\w'-]+ ){{0,3}}?{PLURAL}"
        rf"(?:\s+\b(?:{_PREPOSITION}|{_VERB}|\w+ed|killed|named|called|said|\w+ing"
        rf"|found)\b.*|\s*)"
    ),
    r"who (?:all|else) .+",
    # Several people speak in an interview or a debate.
    (
        r"who (?:speaks|spoke|talks|talked|takes part|took part|appears|appeared"
        r"|attended|participated|was (?:there|present)|were (?:there|present)"
        r"|is quoted|are quoted)(?: (?:in|at|on) .+)?"
    ),
    r"(?:what|which) (?:kinds|types|sorts) of .+",
)
SINGULAR = re.compile(r"(?:which|what) one\b", re.IGNORECASE)


def listing_request(text: str) -> Request | None:
    """`text` as a question for all of something; None where one thing is asked for."""
    body = trimmed(text)
    match = first_match(RULES, body)
    if match:
        subject = trimmed(match["subject"])
        return Request("listing", subject, subject)
    if first_match(WHO, body) or _asks_for_several(body):
        return Request("listing", text)
    return None


def _asks_for_several(body: str) -> bool:
    """Whether the noun after "which" or "what" is a plural."""
    if SINGULAR.match(body):
        return False
    # Names keep their capital, and are no plurals: "Which Texas town".
    return first_match(NOUNS, body[:1].lower() + body[1:]) is not None
