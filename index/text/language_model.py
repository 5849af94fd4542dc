"""Which language a text is in, by py3langid: a naive Bayes classifier over its bytes.

The model comes inside the package; nothing is downloaded. Loading it takes a
second or two, so only texts are given to it that are not plainly English.
"""

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier


def identify(text: str, among: Collection[str]) -> tuple[str, float]:
    """The likeliest language of `text` among these codes, and how likely it is, between 0 and 1.

    Codes that the model does not know are passed over.
    """
    language, likelihood = _identifier(frozenset(among)).classify(text)
    return str(language), float(likelihood)


@cache
def _identifier(among: frozenset[str]) -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(among.intersection(identifier.labels))
    return identifier
