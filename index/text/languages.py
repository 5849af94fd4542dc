"""Is it English? Decides how a question and its passages are read."""

from article_qa.index.text.words import WORD

# Words that nearly every English sentence has and that hardly stand in other languages: not "is", "was", "in" or "on".
ENGLISH = frozenset(
    """and are because been but by could did does for from has have his how into its many of that the
    their there these they this were what when where which while who whom whose why with would""".split()
)
MIN_SHARE = 0.08


def is_english(text: str) -> bool:
    """Whether `text` has the small words of English; a few bare keywords do not."""
    words = WORD.findall(text.lower())
    return sum(word in ENGLISH for word in words) > MIN_SHARE * len(words)
