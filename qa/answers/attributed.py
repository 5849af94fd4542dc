"""Sentences of the articles found that tell what somebody says, where no saying of theirs is known. English only."""

import re

from article_qa.qa.answers.evidence import Excerpt, evidence_of
from article_qa.qa.answers.material import Material

# In characters. Nobody has a longer name.
MAX_ASKED = 60
_ARTICLES = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
# "A nurse at the clinic said": the clinic said nothing.
_WITHIN = re.compile(r"\b(?:of|at|for|in|from|with|by|to|on|against|about)\s+(?:the\s+)?$", re.IGNORECASE)
# The longest preposition with its article: "against the ".
WITHIN_CHARACTERS = 14
_VERB = (
    r"(?:sa(?:y|ys|id)|warn(?:s|ed)?|announc(?:e|es|ed)|declar(?:e|es|ed)|claim(?:s|ed)?|argu(?:e|es|ed)|insist(?:s|ed)?"
    r"|explain(?:s|ed)?|admit(?:s|ted)?|den(?:y|ies|ied)|promis(?:e|es|ed)|predict(?:s|ed)?|caution(?:s|ed)?"
    r"|complain(?:s|ed)?|demand(?:s|ed)?|condemn(?:s|ed)?|criticis(?:e|es|ed)|criticiz(?:e|es|ed)|apologis(?:e|es|ed)"
    r"|apologiz(?:e|es|ed)|point(?:s|ed)? out|call(?:s|ed)? for|repl(?:y|ies|ied)|respond(?:s|ed)?|stat(?:es|ed)"
    r"|wr(?:ites?|ote)|tweet(?:s|ed)|told|tells?|believ(?:e|es|ed)|fear(?:s|ed)?|hop(?:e|es|ed)|urg(?:e|es|ed)"
    r"|suggest(?:s|ed)?|estimat(?:e|es|ed)|vow(?:s|ed)?|pledg(?:e|es|ed)|maintain(?:s|ed)?|stress(?:es|ed)?)"
)
_BETWEEN = r"(?:,[^,.;!?\n]{1,160},)?(?:\s(?:has|have|had|also|now|later|already|both|then|since|again)){0,3}\s"


def attributed(asked: str, material: Material) -> list[Excerpt]:
    """Sentences of these articles that tell that those who are asked for say something."""
    plain = _ARTICLES.sub("", asked.strip())
    if not plain or len(plain) > MAX_ASKED:
        return []
    says = _says(plain)
    articles = material.context.articles
    annotations = material.library.catalog.annotations.of(list(articles))
    return [
        Excerpt(article, each.start, each.end, speaker=article.text[slice(*found.span("who"))])
        for article in articles.values()
        for each in evidence_of(article, annotations)
        if (found := says.search(article.text, each.start, each.end)) and not _is_within(article.text, found.start())
    ]


def _is_within(text: str, start: int) -> bool:
    """Whether the name only tells where somebody else belongs."""
    return _WITHIN.search(text, max(0, start - WITHIN_CHARACTERS), start) is not None


def _says(plain: str) -> re.Pattern[str]:
    who = r"\s+".join(re.escape(word) for word in plain.split())
    before = rf"(?<![\w’'-])(?P<who>{who})\b{_BETWEEN}{_VERB}\b"
    return re.compile(before, re.IGNORECASE)
