"""The language of a question, where it is not English: by its script, by its small words, else by a model."""

import re
from functools import lru_cache

from article_qa.index.text.language_model import identify
from article_qa.index.text.languages import IN_LATIN, is_english, language_of, script_languages
from article_qa.index.text.native import CODES
from article_qa.index.text.words import ASKING, STOP_WORDS, WORD
from article_qa.qa.questions.native_kinds import is_asking_for_news

# What opens a question and is no English word.
OPENING = {
    "es": "qué quién quiénes cuándo cuánto cuántos cuánta cuántas dónde cómo cuál cuáles cuando cuantos cuant"
    "as donde "
    "quien cual",
    "de": "wer wann wie wo warum weshalb wieso welche welcher welches wem wen wessen wieviel wieviele worum woher",
    "fr": "qui quand où pourquoi combien quel quelle quels quelles quoi",
    "it": "chi perché quanti quante quanto quali qual cosa",
    "pt": "quem onde quantos quantas quanto qual quais porque por",
    "nl": "wie wanneer waarom waar hoe hoeveel welke wat",
}
COMMON = {
    "es": "el la los las de del en que y por para con una un se su es fue al como más sobre entre según murió",
    "de": "der die das und den dem des ein eine ist sind hat haben nicht mit von zu auf für im bei wurde wurden über",
    "fr": "le la les des du de et en une un est sont dans pour avec que sur au aux il elle été pas par ce cette ont",
    "it": "il lo la gli le di del della che e è un una in per con sono stato nel nella alla degli ha hanno",
    "pt": "o os as de do da dos das que e é um uma em para com foi são no na pelo pela não",
    "nl": "de het een van en in is zijn niet met op voor dat die er aan bij werd worden ook naar heeft",
}
OPENINGS = {code: frozenset(words.split()) for code, words in OPENING.items()}
COMMONS = {code: frozenset(words.split()) for code, words in COMMON.items()}
# Small words of English that are words of other languages, too: "was", "in", "an", "so" are German.
SHARED = frozenset(
    """a all name am an are as at be but by can do for had has have he her i if in is it me more most my no of on or
    over so to under up us was we will""".split()
)
SPANISH_MARKS = re.compile(r"[¿¡]")
# Two small words are in many a name: "de la Cruz".
MIN_SCORE = 3
# Bare keywords and names look like many languages; those in plain letters the most.
MIN_WORDS, MIN_PLAIN_WORDS, MIN_LIKELIHOOD = 3, 5, 0.8


# A question is asked for its language at several places, and a model may have to tell it.
@lru_cache(maxsize=256)
def foreign_language(question: str) -> str | None:
    """The language code of a question that is not in English ("es"); None for English and where it cannot be told."""
    if written := script_languages(question):
        return language_of(question) if len(written) > 1 else written[0]
    if SPANISH_MARKS.search(question):
        return "es"
    written_words = WORD.findall(question.replace("’", "'"))
    words = [word.lower() for word in written_words]
    # A name may hold "de" or "la", but not a whole question.
    if any(word in STOP_WORDS or word in ASKING for word in words if not _is_shared(word)):
        return None
    scores = {code: _score(code, words) for code in COMMONS}
    best = max(scores, key=lambda code: scores[code])
    if scores[best] >= MIN_SCORE:
        return best
    return _by_model(question, written_words) or (_by_phrases(question) if len(words) > 1 else None)


def _score(code: str, words: list[str]) -> float:
    """How much speaks for a language: its small words, and a first word that asks."""
    common = len(COMMONS[code].intersection(words))
    return common + (MIN_SCORE if words and words[0] in OPENINGS[code] else 0)


def _by_model(question: str, words: list[str]) -> str | None:
    """The language of a question whose small words are not known here; None for a few words in plain letters."""
    is_plain = all(word.isascii() or word[0].isupper() for word in words)
    if is_english(question) or len(words) < (MIN_PLAIN_WORDS if is_plain else MIN_WORDS):
        return None
    language, likelihood = identify(question, IN_LATIN)
    return language if language != "en" and likelihood >= MIN_LIKELIHOOD else None


def _by_phrases(question: str) -> str | None:
    """The language whose words for news and days are all that a short question says."""
    return next((code for code in CODES if code in IN_LATIN and is_asking_for_news(question, code)), None)


def _is_shared(word: str) -> bool:
    """Whether a small word of English is one of another language too, as "was" and "die" are."""
    return len(word) == 1 or word in SHARED or any(word in COMMONS[code] or word in OPENINGS[code] for code in COMMONS)
