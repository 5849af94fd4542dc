"""Words that tell little by themselves: what happened is said by the words beside them."""

from article_qa.index.text.lemmas import lemma

# What these verbs tell is told by the words beside them: guards are posted, placed or stand somewhere.
LIGHT_VERBS = frozenset(
    map(lemma, "take bring put place post set stand make give send go come keep tell let play treat call face".split())
)
# The forms after "who" that name no deed. Not "taken" or "given": those tell what was done to somebody.
LIGHT_FORMS = frozenset(
    "get gets got make makes made take takes took give gives gave come comes came go goes went".split()
)
# They are in nearly every claim and say little: what happened is said by the words beside them.
LIGHT_WORDS = frozenset(
    """did does done become became becomes becoming get got gets anyone anybody anything someone somebody something
    there really ever still already able true false correct today now people person one ones way time
    between among against within across along behind beside near toward towards upon per despite amid""".split()
)
