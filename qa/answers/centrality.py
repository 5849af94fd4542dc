"""How central each of several sentences is to what they tell together, by the words that they share."""

from collections import Counter
from collections.abc import Mapping, Sequence

from article_qa.index.text.stems import stem
from article_qa.index.text.words import STOP_WORDS, WORD

# Of a shorter sentence each word would count too much.
MIN_WORDS = 8


def centrality(texts: Sequence[str]) -> list[float]:
    """For each text, the mean of how often its words are said in all of them, the most frequent counting 1.

    After SumBasic (Nenkova and Vanderwende, 2005).
    """
    told = [content_stems(text) for text in texts]
    weights = word_weights(told)
    return [sum(weights[word] for word in words) / max(MIN_WORDS, len(words)) for words in told]


def word_weights(told: Sequence[set[str]]) -> Mapping[str, float]:
    """In how many of the sentences each word is, the most frequent one counting 1."""
    counts = Counter(word for words in told for word in words)
    most = max(counts.values(), default=1)
    return {word: count / most for word, count in counts.items()}


def content_stems(text: str) -> set[str]:
    """The words of `text` without stop words, as stems."""
    return {stem(word) for word in WORD.findall(text) if word.lower() not in STOP_WORDS}
