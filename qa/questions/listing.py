"""Questions for all of something: "list the winners", "which villages lost power?", "who were the three clim"
"bers?"."""

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
    r"(?:list|name|enumerate|itemi[sz]e)(?: me| us)?:?(?: (?:all|every|each))?(?: of)? (?P<subject>.+)",
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
_PREPOSITION = r"(?:of|in|on|at|from|for|with|by|to|near|under|against|that|who|which|between|around|inside|among)"
_VERB = (
    rf"(?:{AUXILIARY}|\w+ed|(?:won|lost|got|get|made|make|took|take|came|come"
    rf"|went|go|fell|fall|gave|give|had|have|ran|run|sold|sell|bought|buy|left"
    rf"|leave|beat|use|say|said|broke|built|led|held|hold|met|saw|see|sank|spoke"
    rf"|began|begin|cost|hit|won't|live|work|play|share|support|oppose|belong"
    rf"|produce|need|want|remain|exist|appear|grow|grew|stood|stand|told|sent"
    rf"|set|cut|put|became|become|face|own|offer|speak|eat|drink|reach|join|leave"
    rf"|pay|paid|contain|include))"
)
_STOP = rf"(?:{AUXILIARY}|{_PREPOSITION}|the|a|an|it|they|he|she|you|we|his|her|its|their|and|or)\b"
NOUNS = re.compile(
    rf"(?:which|what)(?: (?:of the|{_NUMBER}|other|kinds? of|types? of|sorts? of))* "
    rf"(?:(?!{_STOP})[\w'-]+ ){{0,3}}?(?P<noun>{PLURAL})(?:\s+(?:{_VERB}|{_PREPOSITION}"
    rf"|also|all|still|else|now|never|not|already)\b.*|\s*)"
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
    r"(?:what|which) (?:kinds?|types?|sorts?) of .+",
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
    return bool(NOUNS.fullmatch(body[:1].lower() + body[1:]))
