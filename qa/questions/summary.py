"""Questions for the whole of an article or a subject: "summarise X", "tell me about X", "everything about X"."""

import re

from article_qa.qa.questions.phrases import ASKED, TEXTS, first_match, rules, trimmed
from article_qa.qa.questions.request import Request

_GIVE = (
    r"(?:(?:write|give|make|provide|prepare|create|need|get|show|present|offer|do|produce|draft|want)(?: me| us)? )?"
)
_SHORT = (
    r"(?:(?:a|an|the|some|short|brief|quick|concise|one-line|longer|detailed|good|general|little|bit of|more|further"
    r"|any) )*"
)
_SUMMARY = (
    r"(?:summar(?:y|ies)|overview|synopsis|outline|recap|digest|abstract|gist"
    r"|briefing|rundown|run-down|resume|précis|précis|main points|key points"
    r"|key facts|key takeaways|takeaways|highlights|basics|essentials|background"
    r"|background information|information|info|details|facts|introduction)"
)
_OF = r"(?: (?:of|on|about|for|from|in|to|regarding|concerning|around|behind)|:)"
_KNOWN = (
    r"(?:that )?(?:you (?:know|have|can find|can tell me|can say)|there is"
    r"(?: to know)?|we know|is (?:known|written|said|reported|there)"
    r"|was (?:written|reported)|(?:the|these|your) (?:articles|sources|reports|papers) (?:say|write|report|have))"
)
_SUBJECT = r"(?P<subject>.+)"
RULES = rules(
    # "Summarise the article on the dam", "Can you sum up the hearing?"
    (
        rf"(?:summari[sz]e|sum up|recap|outline|condense|sketch|brief (?:me|us) "
        rf"(?:on|about)|fill me in (?:on|about)|shorten)(?: for me)?:? {_SUBJECT}"
    ),
    rf"{_SUBJECT}[,:;.-]* ?(?:summar(?:y|i[sz]ed?)|tl;?dr|overview|in a nutshell)",
    rf"(?:tl;?dr|eli5)(?:{_OF})? ?{_SUBJECT}",
    rf"{_GIVE}{_SHORT}{_SUMMARY}{_OF} {_SUBJECT}",
    (
        rf"what(?:'s| is| are| was| were) (?:the )?(?:summary|gist|main points?"
        rf"|key points?|bottom line|key facts|highlights|essence|main message"
        rf"|message)(?:{_OF}) {_SUBJECT}"
    ),
    # "Tell me about the regatta", "Explain the treaty"
    (
        rf"(?:tell|inform|teach|talk to|speak to) (?:me|us) (?:(?:a (?:bit|little)"
        rf"|more|something|everything|anything|all|what you know|what you have"
        rf"|what there is|the story|the news)(?: there is(?: to know)?)? )*(?:about"
        rf"|of|on) {_SUBJECT}"
    ),
    (
        rf"(?:talk|write|report|say something|know more|more|something|information"
        rf"|info|learn more|learn|hear|read|know|know everything) about {_SUBJECT}"
    ),
    rf"about {_SUBJECT}",
    rf"(?:explain|describe|introduce|discuss)(?: to me)?:? {_SUBJECT}",
    # "Everything about the blackout", "What do you know about the dam?", "What is written about the tide?"
    (
        rf"(?:(?:show|give|list|find|get|tell|read)(?: me| us)? )?(?:(?:everything"
        rf"|all|anything|all (?:the )?(?:facts|information|details|news))(?: {_KNOWN})?"
        rf"|(?:what|whatever) {_KNOWN}) (?:about|on|regarding|concerning) {_SUBJECT}"
    ),
    (
        rf"what (?:do|can|could|did) (?:you|we|they|i|(?:the|these|your) (?:articles?"
        rf"|sources?|reports?|library|stor(?:y|ies)|news|papers?|media))(?: all)? "
        rf"(?:know|have|tell|say|find|offer|write|report|learn|read|find out)"
        rf"(?: me)?(?: (?:about|on|regarding|of)) {_SUBJECT}"
    ),
    (
        rf"what (?:does|did|is|was) (?:the|this|that) {TEXTS} (?:say|write|report"
        rf"|tell us|mention)(?: us)? (?:about|on|regarding) {_SUBJECT}"
    ),
    (
        rf"what (?:is|was|has been|were) (?:known|written|reported|published|there)"
        rf"(?: so far| to know)? (?:about|on|regarding) {_SUBJECT}"
    ),
    # "What happened: Comet seen over Oslo": a colon stands before a headline.
    rf"what (?:has |had )?happened: {_SUBJECT}",
    # "What is the article about the comet about?"
    r"what(?:'s| is| was| are) (?P<article>(?:the|this|that|an?) .+?)(?: all)? about",
    rf"what(?:'s| is| was) {_SUBJECT} all about",
    (
        rf"what(?:'s| is| was) the (?:story|matter|background|situation|deal|issue"
        rf"|controversy|scandal|debate|row|affair|context)(?: (?:behind|with|of"
        rf"|about|around|in|surrounding|on)) {_SUBJECT}"
    ),
)
# "the article about the comet", "the interview with Hadley": what it is about, and no words that it must hold.
ARTICLE = re.compile(
    (
        rf"(?:the|an?|this|that|your|all|all the)? ?(?:latest |newest |whole "
        rf"|full |long )?(?:{TEXTS}) (?:about|on|of|from|regarding|covering|concerning) "
    ),
    re.IGNORECASE,
)


def summary_request(text: str) -> Request | None:
    """`text` as a question for the whole of a subject; None where it is none."""
    body = trimmed(text)
    match = first_match(RULES, body)
    if match is None:
        return None
    found = match.groupdict()
    subject = trimmed(ARTICLE.sub("", trimmed(found.get("subject") or found.get("article")), count=1))
    if not subject or ASKED.match(subject):
        return None
    return Request("summary", subject, subject)
