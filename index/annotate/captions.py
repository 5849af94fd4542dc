"""Captions that nothing marks: a short line that names what a picture shows, and has no verb. English only."""

import re

# A longer line without a verb is more likely one whose verb is not known here.
MAX_WORDS = 9
# Nothing here is a parse: whatever may be a verb, or stand beside one without an ending, keeps the line a sentence.
_NAMES_SOMETHING = re.compile(
    r"(?:The|A|An) [^,;:!?\"]+\b(?:of|in|at|with|from|on|near|before|after|during) [^,;:!?\"]+\."
)
_VERB = re.compile(r"\b[a-z]+(?:ed|s|ing|n't)\b")
_WORDS = frozenset(
    """am are be been can could did do does had has have is may might must shall should was were will would became
    began bent bit bled blew bore bought bound broke brought built burnt burst came caught chose clung cost
    crept cut dealt drank drew drove dug fed fell felt fled flew fought found froze gave got grew heard held
    hid hit hung hurt kept knelt knew laid lay led left lent let lit lost made meant met paid put quit ran
    rang read rode rose said sang sank sat saw sent set shook shot shrank shut slept slid sold sought spent
    split spoke spread sprang stole stood struck stuck sung swam swept swore swung taught thought threw told
    took tore understood went wept woke won wore wrote he her him i it me people children men women police
    they them this that these those us we who which you""".split()
)


def is_verbless(text: str) -> bool:
    """Whether a short line names something and says nothing of it: "The old mill of Oxbarrow."."""
    if len(text) > 12 * MAX_WORDS or len(words := text.lower().strip(".").split()) > MAX_WORDS:
        return False
    return bool(_NAMES_SOMETHING.fullmatch(text)) and not _VERB.search(text) and not _WORDS & set(words)
