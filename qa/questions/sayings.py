"""Questions for somebody's words: "What did X say about Y?", "quote X", "X's view on Y"."""

import re

from article_qa.qa.questions.phrases import ABOUT, first_match, rules, trimmed
from article_qa.qa.questions.request import Request

_SPEAKER = r"(?P<speaker>[^,;:?!]{1,80}?)"
# Of "the position of the satellite that …" no word is anybody's.
_SIMPLE_SPEAKER = r"(?P<speaker>(?:(?! (?:that|which) )[^,;:?!]){1,80}?)"
_SUBJECT = r"(?P<subject>.+)"
# Without "call", "give" and the like, which ask for a fact. As it stands after "did", "has" and "is".
_SAY = (
    r"(?:say|tell|tweet|think|comment|(?-i:state)|declare|claim|argue|explain"
    r"|announce|warn|promise|reply|respond|answer"
    r"|remark|admit|deny|complain|predict|post|have to say)"
)
_SAID = (
    r"(?:said|told|tweeted|thought|commented|stated|declared|claimed|argued|explained|announced|warned|promised"
    r"|replied|responded|answered|remarked|admitted|denied|complained|predicted|posted|had to say)"
)
_SAYING = r"(?:saying|telling|thinking|tweeting|claiming|arguing|announcing)"
_TO = (
    rf"(?: (?:{ABOUT}|to|in response to|in reply to|after|before|during|when|at"
    rf"|that|as to|with regard to|with respect to))"
)
_VIEW = (
    r"(?:views?|opinions?|positions?|stances?|thoughts?|comments?|remarks?"
    r"|statements?|reactions?|responses?|words?|quotes?"
    r"|quotations?|take|attitude|feelings?|standpoint|criticisms?|assessment|arguments?|sayings?|tweets?)"
)
_SAYINGS = r"(?:views?|opinions?|comments?|remarks?|statements?|reactions?|quotes?|quotations?|sayings?|tweets?)"
# Verbs and nouns that tell of words more loosely: where nobody is quoted, the question is a plain one.
_CRITICISE = r"(?:critici[sz]e|condemn|praise|blame|characteri[sz]e|dismiss|reject|welcome)"
_TELL = (
    r"(?:assert|insist|pledge|vow|demand|recommend|suggest|urge|stress|maintain|estimate|allege|caution|hope|believe"
    r"|fear|concede|confirm|mention|point out|ask for|call for|apologi[sz]e(?: for)?|regret|write"
    rf"|{_CRITICISE})"
)
_TOLD = (
    r"(?:warnings?|threats?|promises?|pledges?|predictions?|estimates?|explanations?|apolog(?:y|ies)|complaints?"
    r"|demands?|criticisms?|views?|opinions?|advice|messages?|assessments?|verdicts?|impressions?|descriptions?|claims?"
    r"|appeals?|pleas?|comments?|remarks?|statements?|reactions?|stances?)"
)
_BEFORE_SUBJECT = (
    r"(?: (?:of|about|on|to|towards?|for|before|after|that|against|regarding|concerning|over|in|as to|when))"
)
_AUXILIARY = r"(?:did|does|do|has|have|had)"
_ABOUT = r"(?: (?:about|on|to|towards?|regarding|concerning))"
_ON = rf"(?:(?:{_TO})? {_SUBJECT})?"
_WHAT = r"what (?:else )?(?:exactly )?"
_EVER = r"(?:(?:also|really|actually|publicly|ever|been|has|have|had) )*"
_ALL_THINGS = r"(?:everything|anything|all|all the things|the things|things)"
_ALL = r"(?:(?:all|all of|every|any|each|the|some|more|other|exact|direct|recent|everything) )*"
# "What Lena Ostrom said", but not "what U.S. entity said", which asks who did.
_NAME = r"(?-i:[A-Z][\w.'-]{0,30}(?: [A-Z][\w.'-]{0,30}){0,4})"
_SHOW = (
    r"(?:(?:show|give|find|list|get|collect|gather|name|read|bring|search for"
    r"|look for|present|see|summari[sz]e)(?: me| us)?(?: a list of)? )"
)
# Nobody in particular: the words of everybody are asked for.
_EVERYBODY = (
    r"(?:(?:all|both|the|those|these|different|various|other|opposing|several|two|three) )*"
    r"(?:people|persons|sides?|parties|camps?|voices|speakers|everybody|everyone|others|they all)"
    r"(?: (?:involved|concerned|in it|in this))?"
)
RULES = rules(
    # "Was the bridge safe? What do the different people say?"
    (
        rf"(?P<subject>[^?!]+)[?!]\s+(?:and )?what (?:do|did|does) (?P<speaker>{_EVERYBODY}) "
        r"(?:say|think|claim|tell)(?: (?:about|on|to|of) (?:it|this|that))?"
    ),
    # "How did the union react to the layoffs?"
    (
        rf"how (?:did|does|do|has|have|was|were|is) {_SPEAKER} (?:react(?:ed|ing"
        rf"|s)?|respond(?:ed|ing)?|repl(?:y|ied)|feel|felt|comment(?:ed)?)(?:"
        rf"(?:{_TO})? {_SUBJECT})?"
    ),
    rf"how (?:did|does|do) {_SPEAKER} (?:see|view|judge|justify|defend|describe|assess|explain|interpret) {_SUBJECT}",
    rf"where (?:does|do|did) {_SPEAKER} stand{_TO} {_SUBJECT}",
    # "What was said about the dam?"
    rf"what (?:was|has been|is being|is|were) (?:publicly )?said{_TO} {_SUBJECT}",
    # "What did Lena Ostrom say about the tram?", "What has the bank said?", "What is the union saying?"
    rf"{_WHAT}(?:did|does|do|would|will|can)(?:n't)? {_SPEAKER} {_EVER}{_SAY}{_ON}",
    rf"{_WHAT}(?:has|have|had)(?:n't)? {_SPEAKER} {_EVER}(?:{_SAID}|been {_SAYING}){_ON}",
    rf"(?:{_WHAT}(?:is|are|was|were)|what's) {_SPEAKER} {_EVER}{_SAYING}{_ON}",
    # "everything the coach said about the referee", "List what the coach said"
    rf"{_SHOW}?(?:me )?{_ALL_THINGS}(?: that| which)? {_SPEAKER} {_EVER}(?:{_SAID}|says|thinks){_ON}",
    rf"{_SHOW}(?:me )?what {_SPEAKER} {_EVER}(?:{_SAID}|says|thinks){_ON}",
    (
        rf"what (?P<speaker>(?:(?:the|a|his|her|their|mr|mrs|dr) [^,;:?!]{{1,80}}?|{_NAME})) {_EVER}"
        rf"(?:said|told|says|thinks){_ON}"
    ),
    (
        rf"{_SHOW}?(?:what (?:are|were) )?{_ALL}{_SAYINGS} (?:that |which )?{_SPEAKER} "
        rf"(?:made|gave|has made|posted){_ON}"
    ),
    # "Quotes by Mayor Hadley on housing", "the opinion of X on Y"
    (
        rf"(?:what (?:is|are|was|were) |{_SHOW})?{_ALL}{_SAYINGS} (?:by|from|of|made by) "
        rf"{_SIMPLE_SPEAKER}(?:{_TO} {_SUBJECT})?"
    ),
    (
        rf"(?:what (?:is|are|was|were) |{_SHOW})?{_ALL}{_VIEW} (?:by|from|of|made by) "
        rf"{_SIMPLE_SPEAKER}{_ABOUT} {_SUBJECT}"
    ),
    # "Quote Ingrid Vass on the museum"
    rf"(?:quote|cite) {_SPEAKER}(?:{_TO} {_SUBJECT})?",
    # "What is Osterman's position on quotas?", "Osterman's view on quotas"
    (
        rf"(?:what(?:'s| is| are| was| were) |{_SHOW})?{_ALL}(?P<owner>[^,;:?!]{{1,80}}?)"
        rf"(?:'s|s') (?:\w+ )?{_VIEW}{_ABOUT} {_SUBJECT}"
    ),
    (
        rf"(?:what(?:'s| is| are| was| were) |{_SHOW})(?P<owner>[^,;:?!]{{1,80}}?)"
        rf"(?:'s|s') (?:views?|opinions?|stance|comments?|remarks?|statements?"
        rf"|reactions?|response|quotes|words|tweets?)"
    ),
)
LOOSE_RULES = rules(
    # "Did the bank say anything about the fees?", "Has the coach commented on the match?"
    rf"{_AUXILIARY}(?:n't)? {_SPEAKER} {_EVER}(?:say|said) (?:anything|something|much|a word){_ON}",
    (
        rf"{_AUXILIARY}(?:n't)? {_SPEAKER} {_EVER}(?:comment(?:ed)?|speak|spoken|talk(?:ed)?|express(?:ed)?)"
        rf"(?: (?:out|up|publicly|a view|an opinion))?(?:{_BEFORE_SUBJECT} {_SUBJECT})?"
    ),
    rf"(?:has|have) {_SPEAKER} {_EVER}(?:reacted|responded|replied|apologi[sz]ed)(?:{_BEFORE_SUBJECT} {_SUBJECT})?",
    # "How does the union criticise the plan?", "What did the mayor pledge after the flood?"
    rf"how (?:did|does|do|has|have) {_SPEAKER} {_CRITICISE}d? {_SUBJECT}",
    rf"{_WHAT}(?:did|does|do) {_SPEAKER} {_EVER}{_TELL}{_ON}",
    rf"what (?:did|does|do) {_SPEAKER} accuse {_SUBJECT} of",
    rf"what (?:is|was|are|were) {_SPEAKER} quoted (?:as )?saying{_ON}",
    rf"what (?:exact )?words (?:did|does|do) {_SPEAKER} use(?: (?:to describe|for|about|on) {_SUBJECT})?",
    # "What was the pilot's warning before the flight?", "What promise did the mayor make about the school?"
    (
        rf"what(?:'s| is| are| was| were) (?P<owner>[^,;:?!]{{1,80}}?)(?:'s|s') (?:\w+ )?{_TOLD}"
        rf"(?:{_BEFORE_SUBJECT} {_SUBJECT})?"
    ),
    (
        rf"(?:what|which) (?:\w+ )?{_TOLD} (?:did|does|do|has|have) {_SPEAKER} (?:make|give|issue|express|voice|offer"
        rf"|share|made|given|issued|expressed|voiced)(?:{_BEFORE_SUBJECT} {_SUBJECT})?"
    ),
    # "According to the engineer, what caused the crack?"
    rf"according to {_SPEAKER},? (?:what|why|how|who|when|where|which) {_SUBJECT}",
    rf"(?:what|why|how|who|when|where) {_SUBJECT},? according to {_SPEAKER}",
    rf"in (?P<owner>[^,;:?!]{{1,80}}?)(?:'s|s') (?:own |exact )?words,? (?:what|why|how|who|when|where) {_SUBJECT}",
)
EVERYBODY = re.compile(_EVERYBODY, re.IGNORECASE)
SELF = re.compile(r"(?:him|her|it|your|my)self|themselves", re.IGNORECASE)
# What has no mouth: its contents are facts.
THINGS = re.compile(
    r"(?:(?:the|a|an|this|that|new|latest|recent|official|\w+'s) )*(?:\w+ )?"
    r"(?:laws?|rules?|reports?|stud(?:y|ies)|surveys?|polls?|constitution"
    r"|treaty"
    r"|contract|letter|signs?|documents?|texts?|figures|data|numbers|research"
    r"|evidence|statistics|bible|agreement|deal|bill|order|plans?|rulings?"
    r"|manual|terms?|words?|names?|titles?|experiments?|theor(?:y|ies)|tests?|results?|fossils?|records?"
    r"|label|maps?|forecast|charter|statement|indictment|verdict|ingredients?|questionnaire|menu|budget)",
    re.IGNORECASE,
)
NOBODY = re.compile(
    (
        # An article alone: the verb was a part of a name, "the Hope".
        r"(?:the|an?|his|her|their|its|our|my|your|these|those"
        r"|you|i|we|it|one|that|this|there|people think|the articles?|articles"
        r"|the library|sources|the sources|these articles|the stor(?:y|ies)|the news"
        r"|the interview|the paper|the title|the headline)"
    ),
    re.IGNORECASE,
)
LEADING = re.compile(rf"^(?:that |{ABOUT} )", re.IGNORECASE)
# To whom it was told says nothing of what it was about: "tell the newspaper", "tell reporters about the fire".
HEARER = re.compile(
    r"^(?:to )?(?:(?:the|a|our|his|her|their|local) )*(?:us|me|(?:news)?papers?|reporters?|journalists?|press|media"
    r"|magazine|interviewers?|radio|television|tv|broadcaster|(?:news )?(?:agency|outlet|site|conference)"
    r"|correspondents?|public|audience|readers|listeners|viewers)"
    r"(?: (?=(?:that|about|on|of|regarding|concerning|after|before|during) )|$)",
    re.IGNORECASE,
)


def sayings_request(text: str) -> Request | None:
    """`text` as a question for somebody's words; None where it is none."""
    match = first_match((*RULES, *LOOSE_RULES), trimmed(text))
    if match is None:
        return None
    found = match.groupdict()
    speaker = trimmed(found.get("speaker") or found.get("owner"))
    subject = trimmed(LEADING.sub("", HEARER.sub("", found.get("subject") or "")))
    if THINGS.fullmatch(speaker) or NOBODY.fullmatch(speaker):
        return None
    speaker = "" if EVERYBODY.fullmatch(speaker) else speaker
    return Request("sayings", text, "" if SELF.fullmatch(subject) else subject, speaker=speaker)


def wants_words(text: str) -> bool:
    """Whether `text` asks for words and nothing else: where nobody said them, that is the answer."""
    return first_match(RULES, trimmed(text)) is not None or bool(_PLAINLY.search(text))


_PLAINLY = re.compile(
    r"\b(?:say|said|says|comment(?:s|ed)?|quot(?:e|es|ed|ing|ation|ations)|opinion|statement|remarks?)\b", re.IGNORECASE
)
