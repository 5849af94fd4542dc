"""Questions for events in their order: "timeline of X", "step by step", "how did X unfold?"."""

import re

from article_qa.qa.questions.phrases import first_match, rules, trimmed
from article_qa.qa.questions.request import Request

_GIVE = (
    r"(?:(?:give|show|make|write|draw(?: up)?|create|build|prepare|compile|list"
    r"|provide|present|construct|need|do|put together)(?: me| us)? )?"
)
_ORDER = (
    r"(?:time ?-?line|chronology|chronological (?:order|account|overview"
    r"|summary|list|history)|sequence|order of events|sequence of events"
    r"|course of events"
    r"|(?:the )?(?:key |most |important |main |major |all )*(?:dates|milestones"
    r"|stages|steps|events)(?: in (?:chronological )?order)?)"
)
_OF = r"(?: (?:of|for|on|about|in|around|behind|to|from|concerning|regarding|during)|:| -)"
_STORY = (
    r"(?:(?:the )?(?:story|stories|history|case|events|course|coverage|life|saga"
    r"|matter|affair) (?:of|about|around|in) )?"
)
_BY_STEP = (
    r"(?:step by step|in (?:(?:chronological|the right|the correct|the|time|date|historical) )?order"
    r"(?: (?:of|by) (?:(?:the|its|their) )?(?:dates?|days?|time|events))?(?! (?:to|of|by|that)\b)"
    r"|(?:sorted|ordered|arranged) by (?:dates?|day|time)|(?:date|day) after (?:date|day)|chronologically"
    r"|one (?:step|event) after (?:the other|another)|from (?:start"
    r"|beginning) to (?:finish|end)|(?P<each>[^\W\d_]{3,}) by (?P=each))"
    r"(?:,? with (?:(?:all|the|their) )*(?:dates|days))?"
)
_NEXT = r"(?:and )?(?:what )?(?:happened |came )?(?:next|then|after (?:that|it|wards)|afterwards|later|after)"
RULES = rules(
    # "Give me a timeline of the strike", "timeline brexit"
    rf"{_GIVE}(?:an? |the )?(?:\w+ )?{_ORDER}{_OF} (?P<subject>{_STORY}.+)",
    r"(?:time ?-?line|chronology):? (?P<subject>.+)",
    # "What was the order of events in the strike?", "What are the most important dates of the strike?"
    (
        r"what(?:'s| is| are| was| were) (?:the )?(?:time ?-?line|chronology"
        r"|(?:right |correct |exact )?(?:order|sequence|course) of events"
        rf"|(?:key |most |important |main |major )*dates){_OF} (?P<subject>{_STORY}.+)"
    ),
    # "What is the timetable for the vote?"
    rf"(?:what(?:'s| is| was) |{_GIVE})(?:the |a )?(?:time ?-?table|schedule) (?:for|of) (?P<subject>.+)",
    # "In which order did the towns fall?"
    r"in (?:which|what) (?:order|sequence) (?:did|were|was|have|has|do|does) (?P<event>.+)",
    # "What happened first in the tunnel, and what next?"
    rf"what (?:happened|came) first,? {_NEXT},? (?:in|with|during) (?P<subject>.+)",
    rf"what (?:happened|came) first (?:in|with|during) (?P<subject>.+?),? {_NEXT}",
    # "Harbour fire: what happened when"
    r"(?P<subject>[^:;?!]{2,80}?)(?:[:,;?!.]| -) (?:what|which events) happened when",
    (
        r"(?P<subject>(?!walk |how |what |list |tell |explain |describe |give |show |write |read ).+?):? "
        rf"(?:(?:(?:told |shown |given )?(?:as|in(?: the form of)?) )?(?:an? )?(?:time ?-?line|chronology)|{_BY_STEP})"
    ),
    # "Give me the whole harbour story in order, with dates"
    rf"(?:give|show|tell|write|read)(?: me| us)? (?P<subject>.+?)[,.?]* {_BY_STEP}",
    # "Step by step, how did the merger go?"
    rf"(?:walk|talk|take|guide) (?:me|us) through (?P<subject>.+?)(?: {_BY_STEP})?",
    rf"{_BY_STEP}[,:]? (?P<event>.+)",
    rf"(?:what|when) happened when(?: (?:in|with|during|to) (?P<subject>.+?))?(?:[,.?]* {_BY_STEP})?",
    rf"(?:what|tell me what|list what) happened (?:in|with|during|to) (?P<subject>.+?)[,.?]* {_BY_STEP}",
    rf"(?:what|tell me what) happened,? {_BY_STEP}(?:,? (?:in|with|during|to) (?P<subject>.+))?",
    rf"(?P<event>(?:how|what|tell|explain|describe|list)\b.+?)[,.?]* {_BY_STEP}",
    # "How did the strike unfold?"
    (
        r"how (?:did|has|have) (?P<subject>.+?) (?:unfold(?:ed)?|develop(?:ed)?"
        r"|evolve[d]?|progress(?:ed)?|play(?:ed)? out|proceed(?:ed)?|come about"
        r"|run its course)(?: over time| so far| over the (?:years|months|weeks))?"
    ),
    # "History of the Ashby poisoning case"
    (
        r"(?:what(?:'s| is) |give me |tell me )?(?:a |the )?(?:short |brief "
        r"|full )?(?:history|background|course|evolution) of (?P<subject>(?!which |what ).+?)"
    ),
    (
        r"(?:when|on (?:which|what) (?:dates?|days?)) did (?:what|everything"
        r"|it all|all this|things) happen(?: (?:in|with|during) (?P<subject>.+))?"
    ),
)
EVENT = re.compile(
    r"(?:tell me |explain |describe |list |show (?:me )?)?(?:how (?:did|does|do|was|were|has|have) )?(?P<what>.+?)"
    r"(?: (?:go|went|happen(?:ed)?|work(?:ed)?|unfold(?:ed)?|develop(?:ed)?"
    r"|proceed(?:ed)?|evolve[d]?|come about|come to be|take place|progress"
    r"(?:ed)?))?",
    re.IGNORECASE,
)
# "The Gliders do at the World Cups": the verb of the question is no word of the story.
FARE = re.compile(r" (?:do|fare|perform|get on) (?=(?:at|in|on|during|with|against)\b)", re.IGNORECASE)
OVER_TIME = re.compile(
    r",? (?:over (?:the (?:years|months|weeks|decades)|time)|through(?:out)? the years)$", re.IGNORECASE
)
STORY = re.compile(
    r"(?:(?:the|a|whole|full|entire|complete) )*(?:story|stories|history|events|course|coverage|life|saga"
    r"|case|affair) (?:of|about|around|in) (?P<of>.+)"
    r"|(?:(?:the|a|whole|full|entire|complete) )*(?P<named>.+) (?:story|stories|saga|affair|events|coverage|history)",
    re.IGNORECASE,
)


def timeline_request(text: str) -> Request | None:
    """`text` as a question for events in their order; None where it is none."""
    body = trimmed(text)
    match = first_match(RULES, body)
    if match is None:
        return None
    found = match.groupdict()
    subject = found.get("subject") or ""
    if found.get("event") and (event := EVENT.fullmatch(found["event"])):
        subject = FARE.sub(" ", event["what"])
    subject = OVER_TIME.sub("", trimmed(subject))
    story = STORY.fullmatch(subject)
    subject = (story["of"] or story["named"]) if story else subject
    return Request("timeline", subject or text, subject)
