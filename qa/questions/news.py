"""Questions for what is new, or for what a span of days brought: "latest news", "what happened last week?"."""

from article_qa.qa.questions.phrases import TEXTS, first_match, rules, trimmed
from article_qa.qa.questions.request import Request

_GIVE = r"(?:(?:give|show|tell|send|bring|get|read|list)(?: me| us)? |i want |i need )?(?:all )?"
_NEW = (
    r"(?:(?:the|your|all|any|some|today's|this week's|last week's|yesterday's"
    r"|latest|newest|most recent|recent|current|breaking|top|new|fresh|important"
    r"|big|biggest|main|other) )*"
)
_NEWS = r"(?:news|headlines|updates?|stories|reports|developments|latest|newest|top stories|news stories|events)"
_ON = r"(?: (?:on|about|from|of|in|regarding|concerning|with|around|out of|for))"
_SUBJECT = r"(?P<subject>(?!which |what |whom ).+)"
_WRITTEN = (
    r"(?:reported|published|written|printed|covered|broadcast|posted|said in the news"
    r"|in the (?:news|papers?|headlines|press|media)|making (?:the )?(?:news"
    r"|headlines)|news|the news|going on|happening|new)"
)
_CAME_OUT = (
    r"(?:came out|come out|ran|run|appeared|went out|(?:was|were|is|are|been) (?:out|released|put out|run|dated"
    r"|published|printed|posted|written|added)|(?:was|were|is|are) (?:there|from)|dates?(?: back)?|broke|comes? from)"
)
RULES = rules(
    # "latest news on the strike", "any updates on the dam?"
    (
        rf"{_GIVE}(?:are there |is there |have you (?:got )?|do you have |got "
        rf"|what are |what(?:'s| is) |what were |what was )?{_NEW}{_NEWS}(?:{_ON} {_SUBJECT})?"
    ),
    # "What's new in Brenwick?", "What is going on?"
    (
        rf"(?:what(?:'s| is)|anything|is there anything|what else is) (?:new|going on"
        rf"|happening|up|the latest)(?:{_ON} {_SUBJECT}| (?:here|currently|now"
        rf"|right now|lately|these days))?"
    ),
    (
        rf"what has (?:been (?:going on|happening)|happened|changed)(?:{_ON} {_SUBJECT})?"
        rf"(?: (?:lately|recently|of late))?"
    ),
    # "What was in the news?", "What was reported about the harbour?"
    (
        rf"what (?:all )?(?:is|was|were|has been|have been|had been|got|are) {_WRITTEN}"
        rf"(?: (?:about|on|regarding|concerning) {_SUBJECT})?"
    ),
    (
        rf"what did (?:the |all )?(?:papers?|newspapers?|news|media|press|outlets"
        rf"|articles|headlines)(?: all)? (?:report|write|publish|say|cover|bring"
        rf"|print)(?: (?:about|on) {_SUBJECT})?"
    ),
    (
        rf"(?:catch|bring|get|fill|keep) (?:me|us) (?:up(?: to (?:date|speed))?"
        rf"|in|posted|updated)(?: (?:on|about|with) {_SUBJECT})?"
    ),
    rf"what (?:have|did) i miss(?:ed)?(?:{_ON} {_SUBJECT})?",
)
# Only of days, else it asks for an event: "What happened in the tunnel?"
OF_DAYS = rules(
    (
        r"(?:what|tell me what|list what|show what)(?: all| else| important| significant)? "
        r"(?:happened|occurred|took place|went on|was going on|was new|has happened"
        r"|happens)"
    ),
    r"what (?:important |major |main |big )?(?:events|things|stories) (?:happened|occurred|took place|were there)",
    # "Which stories ran in May?", "What came out on 3 May?"
    rf"(?:{_GIVE}|(?:which|what) )(?:(?:all |the |of the )*{TEXTS} )?(?:that |which )?(?:else )?{_CAME_OUT}",
    r"what (?:do|did|have|has) (?:you|we|they|the library) (?:have|got|get|hold|report|publish)",
    (
        r"(?:the )?(?:events|happenings|stories|reports|articles|coverage|everything"
        r"|anything)(?: published| reported| that happened)?"
    ),
)


def news_request(text: str, *, has_days: bool = False) -> Request | None:
    """`text`, its days taken off, as a question for news; None where it is none.

    `has_days` says whether it named days.
    """
    body = trimmed(text)
    match = first_match((*RULES, *OF_DAYS) if has_days else RULES, body)
    if match is None:
        return None
    subject = trimmed(match.groupdict().get("subject"))
    # Its words tell the day of the report ("published") from that of the event ("happened").
    return Request("news", "", subject)
