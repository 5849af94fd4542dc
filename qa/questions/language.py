"""The language of a question, where it is not English: by its script, else by its small words."""

import re
import unicodedata

from article_qa.index.text.words import ASKING, STOP_WORDS, WORD

SCRIPTS = {
    "ARABIC": "ar", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CYRILLIC": "ru", "GREEK": "el",
    "HEBREW": "he", "DEVANAGARI": "hi", "THAI": "th", "BENGALI": "bn", "TAMIL": "ta", "GEORGIAN": "ka",
    "ARMENIAN": "hy",
}  # fmt: skip
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
SPANISH_MARKS = re.compile(r"[¿¡]")
# Three letters of one name in another script do not make a question foreign.
MIN_SHARE = 0.5
# Two small words are in many a name: "de la Cruz".
MIN_SCORE = 3


def foreign_language(question: str) -> str | None:
    """The language code of a question that is not in English ("es"); None for English and where it cannot be told."""
    script = _by_script(question)
    if script:
        return script
    if SPANISH_MARKS.search(question):
        return "es"
    words = [word.lower() for word in WORD.findall(question.replace("’", "'"))]
    # A name may hold "de" or "la", but not a whole question.
    if any(word in STOP_WORDS or word in ASKING for word in words if not _is_shared(word)):
        return None
    scores = {code: _score(code, words) for code in COMMONS}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] >= MIN_SCORE else None


def _score(code: str, words: list[str]) -> float:
    """How much speaks for a language: its small words, and a first word that asks."""
    common = len(COMMONS[code].intersection(words))
    return common + (MIN_SCORE if words and words[0] in OPENINGS[code] else 0)


def _is_shared(word: str) -> bool:
    """Whether a small word of English is one of another language too, as "was" and "die" are."""
    return len(word) == 1 or any(word in COMMONS[code] or word in OPENINGS[code] for code in COMMONS)


def _by_script(question: str) -> str | None:
    letters = [character for character in question if character.isalpha()]
    found: dict[str, int] = {}
    for letter in letters:
        name = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
        if name in SCRIPTS:
            found[SCRIPTS[name]] = found.get(SCRIPTS[name], 0) + 1
    if not found or sum(found.values()) < MIN_SHARE * len(letters):
        return None
    return "ja" if "ja" in found else max(found, key=lambda code: found[code])
