"""What is said to the program itself: greetings, thanks, "who are you?". Only where nothing else is asked."""

import re

from article_qa.index.text.typography import straight
from article_qa.qa.questions.phrases import rules
from article_qa.qa.questions.request import ChatTopic

_END = r"(?:[\s,.!?:)-]|there|all|everyone|again|so much|very much|a lot|then|friend|please)*"
_THANKS = (
    r"(?:(?:many |ok(?:ay)?,? |great,? |perfect,? |no,? )?(?:thanks|thank you"
    r"|thx|cheers|ta)(?: (?:for (?:that|this|your help|the help|the answer)|a million"
    r"|you))?)"
)
_PRAISE = (
    r"(?:(?:that|this|it)(?:'s| is| was)? (?:helps?|helped|(?:very |really |so )?(?:helpful|useful|great|good|perfect"
    r"|all))|great|perfect|awesome|nice|cool|excellent|got it|good job|well done|good to know|ok(?:ay)?|i see"
    r"|understood|brilliant|wonderful|super"
    r"|(?:that|this|it|you)(?:'ve| have)?(?: really)? helped(?: me| us)?(?: a lot| a great deal| very much| so much)?"
    r"|you(?:'re| are| were|'ve been| have been) (?:so |very |really |such )*(?:an? )?"
    r"(?:great |big |real |huge |good )?(?:help|helpful|kind|great|awesome|useful|brilliant|amazing))"
)
_DO = r"(?:translate|answer|reply|respond|say|write|speak|read|understand)"
_TONGUE = (
    r"(?:english|german|french|spanish|italian|portuguese|dutch|arabic|chinese"
    r"|russian|japanese|turkish|polish|another language|other languages)"
)
TOPICS: tuple[tuple[ChatTopic, tuple[re.Pattern[str], ...]], ...] = (
    (
        "greeting",
        rules(
            rf"(?:hi|hello|hey|hiya|yo|howdy|greetings|hi hi|good (?:morning|afternoon|evening|day)){_END}",
            (
                rf"(?:(?:hi|hello|hey)[,! ]+)?(?:how are you(?: doing)?(?: today)?"
                rf"|how do you do|how's it going|what's up|nice to meet you){_END}"
            ),
        ),
    ),
    (
        "thanks",
        rules(
            rf"{_THANKS}{_END}(?:{_PRAISE}{_END})?",
            rf"{_PRAISE}{_END}(?:(?:{_THANKS}|{_PRAISE}){_END})?",
        ),
    ),
    (
        "farewell",
        rules(
            r"(?:ok(?:ay)?,? |well,? )?(?:good ?bye|bye(?: bye)?|see you(?: later| soon| tomorrow)?|good night|farewell"
            r"|have a (?:nice|good) (?:day|one|evening)|that's all|that is all|that's it)"
            rf"{_END}(?:(?:{_THANKS}|{_PRAISE}){_END})*"
        ),
    ),
    (
        "language",
        rules(
            rf"(?:can|could|would|will|do) you (?:please )?{_DO}\b.*\b{_TONGUE}{_END}",
            r"(?:please )?(?:translate|say) (?:it|this|that|the answer|everything|the above|your answer)\b.*",
            rf"(?:please )?(?:translate|answer|reply|respond|write|speak)(?: (?:in|to|into))? {_TONGUE}{_END}",
            r"(?:what|which) languages? (?:do|can) you .*",
        ),
    ),
    (
        "self",
        rules(
            rf"(?:who|what) (?:are|r) (?:you|u){_END}",
            (
                rf"(?:what(?:'s| is) your name|who (?:made|built|created|wrote"
                rf"|trained) you|are you (?:an? )?(?:\w+ )?(?:robot|bot|human"
                rf"|person|ai|machine|real|chatgpt|program|computer|assistant"
                rf"|model|llm)|are you (?:there|alive|real)){_END}"
            ),
            (
                rf"(?:what|how much) can (?:you|i) (?:do|ask|help(?: me)? with"
                rf"|ask you)(?: (?:for me|here|you|about|with this))*{_END}"
            ),
            (
                rf"(?:how (?:do|does|can|should) (?:you|this|it|i use (?:this"
                rf"|you|it)|this (?:program|thing|tool|app|site))(?: work)?|what is this"
                rf"(?: (?:for|program|app|tool|site|page|thing))*|what do you do|what are you"
                rf"(?: for| able to do)?|how can you help(?: me)?|help(?: me)?"
                rf"|(?:can|could|will|would) (?:you|u|someone|anyone) (?:please )?help(?: me| us)?(?: out)?"
                rf"|i need (?:some |your )?help|tell me about yourself|introduce yourself|what model are you){_END}"
            ),
        ),
    ),
)  # fmt: skip
# Small talk is short. A longer text that begins with "hello" asks something.
MAX_CHARACTERS = 120
# What may stand before a question about the program: "Good morning, who are you?"
GREETED = re.compile(
    r"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day))(?: there| all| again| everyone)?[\s,.!:;-]+(?=\w)",
    re.IGNORECASE,
)
# An emoji says nothing that the words do not.
SIGNS = re.compile(r"[^\w\s,.!?:;'()&@/-]+")


def chat_topic(question: str) -> ChatTopic | None:
    """What kind of small talk the whole of `question` is; None where something is asked."""
    text = SIGNS.sub("", straight(question)).strip()
    if len(text) > MAX_CHARACTERS:
        return None
    return _topic(text) or _topic(GREETED.sub("", text, count=1))


def _topic(text: str) -> ChatTopic | None:
    return next((topic for topic, patterns in TOPICS if any(p.fullmatch(text) for p in patterns)), None)
