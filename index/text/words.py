"""Words of a text, and which of them tell its subject."""

import re

WORD = re.compile(r"[^\W_]+")
# Words that are in most questions and tell nothing of their subject.
STOP_WORDS = frozenset(
    """a about after all also an and any are as at be because been before being but by can could
    did do does doing during each for from had has have having he her hers him his how i if in
    into is it its just may me might more most much must my no nor not of off on once or other
    our out over own s same shall she should so some such t than that the their them then there
    these they this those through to too under until up us very was we were what when where
    which while who whom whose why will with would you your""".split()
)


def content_words(query: str) -> list[str]:
    """The words of `query` that name its subject, lower case, each once, in order.

    All of its words when nothing else is left.
    """
    words = list(dict.fromkeys(word.lower() for word in WORD.findall(query)))
    return [word for word in words if word not in STOP_WORDS] or words
