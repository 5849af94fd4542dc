"""A reader's question -> what is asked for, and what to search for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from article_qa.index.errors import ModelFailed, QuestionRejected
from article_qa.index.records import Scope
from article_qa.index.store.catalog import Catalog
from article_qa.index.text.cleaning import clean
from article_qa.qa.generation.llm import Model, reply
from article_qa.qa.generation.prompts import condense_messages
from article_qa.qa.questions.chat import chat_topic
from article_qa.qa.questions.follow_ups import StandAlone, Turn, stand_alone
from article_qa.qa.questions.kind import Place, answer_type, classify
from article_qa.qa.questions.language import foreign_language
from article_qa.qa.questions.native_kinds import asks_for_more, news_subject
from article_qa.qa.questions.native_requests import NativeDays, carried_subject, native_span, without_native_request
from article_qa.qa.questions.request import Request
from article_qa.qa.questions.request_words import spelled_out, without_request_words
from article_qa.qa.questions.spelling import Corrected, without_slips
from article_qa.qa.usage import Usage

# More is a text, which `article-qa check` reads.
MAX_CHARACTERS = 2000
# What a model needs to make a follow-up stand alone. More would fill its context.
MAX_TURNS_SENT = 4
PRONOUN = re.compile(r"(?:he|she|they|it|him|her|them|this|that|these|those)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """What is asked for, and what to search with: queries that mean the same, the one that stands alone last.

    `model` is the language model if it can still be asked; `warnings` say why it
    cannot. `usage` is what it took to make a follow-up stand alone.
    """

    queries: tuple[str, ...]
    request: Request
    model: Model | None
    warnings: tuple[str, ...] = ()
    usage: Usage | None = None

    @property
    def searched(self) -> str:
        return self.queries[-1]


def accepted(question: str) -> str:
    """The question on one clean line. Raises QuestionRejected for an empty or too long one."""
    line = " ".join(clean(question).split())
    if not any(character.isalnum() for character in line):
        raise QuestionRejected("the question is empty; ask in words, such as: Who met whom in Amman?")
    if len(line) > MAX_CHARACTERS:
        raise QuestionRejected(f"the question has {len(line):,} characters; ask in at most {MAX_CHARACTERS:,}")
    return line


def understand(
    question: str,
    history: Sequence[Turn],
    scope: Scope,
    today: date,
    catalog: Catalog,
    model: Model | None,
    deadline: float,
    correct: bool = True,
) -> Understood:
    """What `question` asks for, on the day `today`, of the articles in `scope`.

    A follow-up is made to stand alone, by the model where there is one. Its
    slips are corrected, unless it is to be taken as it stands (`correct`).
    """
    topic = chat_topic(question)
    if topic:
        return Understood((question,), Request("chat", question, scope=scope, chat_topic=topic), model)
    corrected = Corrected(question)
    if correct and not foreign_language(question):
        corrected = without_slips(spelled_out(question), catalog)
    place = Place(scope, today, catalog.publishers)
    understood = _standing_alone(corrected.text, history, place, model, deadline)
    return replace(understood, request=replace(understood.request, corrections=corrected.corrections))


def _standing_alone(
    question: str, history: Sequence[Turn], place: Place, model: Model | None, deadline: float
) -> Understood:
    """The question after what was asked before, by the model where there is one and it is needed."""
    alone = stand_alone(question, history)
    alone = _native_follow_up(alone, question, history)
    by_rules = _understood(alone, place, model)
    if not model or not history or alone.wants_more:
        return by_rules
    return _by_model(question, history, place, model, deadline, by_rules)


def _by_model(
    question: str, history: Sequence[Turn], place: Place, model: Model, deadline: float, by_rules: Understood
) -> Understood:
    """The follow-up as the model puts it; as the rules do where it fails."""
    earlier = [(turn.question, turn.answer) for turn in history[-MAX_TURNS_SENT:]]
    try:
        completion = reply(model, condense_messages(question, earlier), deadline)
    except ModelFailed as failure:
        return replace(by_rules, model=None, warnings=(f"{failure}. These are quotes instead.",))
    rewritten = " ".join(completion.text.split())
    # A model that talks instead of asking is not followed.
    if not 0 < len(rewritten) <= MAX_CHARACTERS / 4:
        return replace(by_rules, usage=completion.usage)
    understood = _understood(StandAlone(rewritten), place, model)
    return replace(understood, usage=completion.usage)


def _understood(alone: StandAlone, place: Place, model: Model | None) -> Understood:
    """The queries and the request for a question, by rules."""
    language = foreign_language(alone.question)
    if language:
        return Understood(*_native(alone, language, place), model)
    asked = without_request_words(alone.question)
    request = replace(classify(asked.text, place), is_brief=asked.is_brief, wants_more=alone.wants_more)
    request = _carried(request, alone)
    # Where the rankings of both are fused, a subject carried over wrongly costs less.
    first = (asked.text,) if alone.carried_words else ()
    return Understood(tuple(dict.fromkeys((*first, request.text))), request, model)


def _native(alone: StandAlone, language: str, place: Place) -> tuple[tuple[str, ...], Request]:
    """The queries and the request for a question in another language: news of the days that it names, or a fact.

    As in English, "this week" bounds which news are told, and only prefers fresh articles for a fact.
    """
    asked = replace(alone, question=without_native_request(alone.question, language))
    days = native_span(asked.question, language, place.today)
    subject = None if alone.carried_words else news_subject(days.text if days else asked.question, language)
    if subject is not None:
        scope = _narrowed(place.scope, days) if days else place.scope
        return (asked.text,), Request("news", asked.text, subject, scope=scope, language=language)
    is_current = days is not None and days.is_current
    if days and is_current:
        asked = replace(asked, question=days.text)
    request = Request(
        "fact", asked.text, scope=place.scope, answer_type=answer_type(asked.question), wants_more=alone.wants_more,
        language=language, is_current=is_current,
    )  # fmt: skip
    return tuple(dict.fromkeys((asked.question, asked.text))), request


def _narrowed(scope: Scope, days: NativeDays) -> Scope:
    since = max(filter(None, (scope.since, days.since)))
    return replace(scope, since=since, until=min(filter(None, (scope.until, days.until))))


def _native_follow_up(alone: StandAlone, question: str, history: Sequence[Turn]) -> StandAlone:
    """A follow-up in another language with the subject of the question before it, or that question once more."""
    language = foreign_language(question) or (foreign_language(history[-1].question) if history else None)
    if not language or not history:
        return alone
    if asks_for_more(question, language):
        return _more(history, language)
    if alone.carried or alone.question != question:
        return alone
    return replace(alone, carried=carried_subject(question, history[-1].question, language))


def _more(history: Sequence[Turn], language: str) -> StandAlone:
    """The last question that is not itself one for more, with the subject that it leans on."""
    asked = [turn.question for turn in history if not asks_for_more(turn.question, language)]
    if not asked:
        return StandAlone(history[-1].question)
    carried = carried_subject(asked[-1], asked[-2], language) if len(asked) > 1 else ()
    return StandAlone(asked[-1], carried, wants_more=True)


def _carried(request: Request, alone: StandAlone) -> Request:
    """`request` with what the conversation is about where it says "he", "it" or nothing."""
    words = alone.carried_words
    if not words:
        return request
    subject, speaker = request.subject, request.speaker
    carried = " ".join(words)
    if request.kind != "fact" and (not subject or PRONOUN.fullmatch(subject)):
        subject = "" if PRONOUN.fullmatch(speaker) else carried
    if PRONOUN.fullmatch(speaker):
        speaker = carried
    return replace(request, text=f"{request.text} {carried}", subject=subject, speaker=speaker)
