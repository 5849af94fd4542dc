"""How questions about the library are worded: what an article does, whom it is of, where it stands."""

from article_qa.qa.questions.phrases import LIBRARY

MENTION = (
    r"(?:(?:that |which )?(?:mentions?|mentioned|covers?|covered|discuss(?:es|ed)?|names?|cites?|quotes?"
    r"|describes?|contains?|references?|features?|includes?"
    r"|(?:is|are|was|were|be) (?:written |all |only )?(?:about|on)|(?:has"
    r"|have) (?:something |anything )?(?:to do with|about|on)"
    r"|(?:deals?|dealt) with|(?:talks?|talked) (?:about|of)|(?:reports?|reported) "
    r"(?:on|about)|(?:writes?|wrote) (?:on|about)"
    r"|(?:speaks?|spoke) (?:of|about)|(?:refers?|referred) to"
    r"|(?:tells?|told)(?: (?:me|us|more))* (?:of|about)|says? something about"
    r"|say anything about|mentioning|covering|discussing|dealing with|referring to|quoting|concern(?:s|ing)?)"
    r"|about|on|regarding|with the words?)"
)
SUBJECT = r"(?P<subject>.+)"
# Who published or wrote it; an outlet where the library knows it as one.
OUTLET = r"(?P<outlet>.+?)"
ALL = (
    r"(?:(?:altogether|in total|all|all of|every|any|each|the|of (?:the|your|these|those|our)|some|more|other"
    r"|recent) )*"
)
# "Do you have", "come", "were published": what stands between articles and the outlet that they are from.
THERE = (
    r"(?: (?:do|did|have|has|had|are|were|is|was|come|comes|came|stem|originate|you|we|i|they|there|got|here|in"
    r"|the|this|your|library|collection|stored|listed|published|written|taken))"
)
# "Is it mentioned in", "does it turn up", "has a mention of it".
TURNS_UP = (
    r"(?:(?:be |get )?(?:mentioned|named|quoted|cited|covered|discussed|found|featured|referred to|written about"
    r"|talked about|brought up)|(?:turn|show|pop|crop|come)(?:ing|s)? up|appear(?:ing)?|occur|feature|figure"
    r"|play a (?:part|role)|get a mention)"
)
HERE = (
    rf"(?: (?:here|(?:in|of|from) {LIBRARY}|in total|altogether|overall|all in all"
    rf"|are there|do you have|there are|in all|available|exist))*"
)
WHICH = r"(?:which|what)(?: of (?:the|these|your))?"
SHOW = (
    r"(?:(?:show|give|find|list|get|fetch|name|display|search for|look for|print"
    r"|send|pull up|see|bring)(?: me| us)?(?: a list of)? )"
)
COVER = (
    r"(?:report(?:ed|s)?(?: on| about)?|cover(?:ed|s)?|wr(?:ote|ites?)(?: about"
    r"| on)?|mention(?:ed|s)?|publish(?:ed)?(?: about| on)?"
    r"|carr(?:y|ied)|r[ua]n|(?:have|has) (?:something |anything |articles "
    r"|stories |reports |an article )?(?:written |reported )?(?:about|on"
    r"|covered)"
    r"|(?:talk(?:ed|s)?|spoke) about|discuss(?:ed)?)"
)
