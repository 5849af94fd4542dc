"""The answer that a language model writes: each sentence is checked and shown as soon as it is complete."""

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from article_qa.index.errors import ModelFailed, ModelTimeout
from article_qa.qa.answer import Status
from article_qa.qa.answers.draft import Draft
from article_qa.qa.answers.quotes import abstain
from article_qa.qa.answers.reply import Reply
from article_qa.qa.generation.generate import compose
from article_qa.qa.generation.llm import Model
from article_qa.qa.generation.reply_reader import ReplyReader
from article_qa.qa.generation.reply_sentences import MAX_CHARACTERS, MAX_SENTENCES
from article_qa.qa.reading.context import Context
from article_qa.qa.settings import QASettings
from article_qa.qa.steps import step
from article_qa.qa.usage import Usage
from article_qa.qa.verification.check import Checked, check, judge

QUOTES_INSTEAD = "These are quotes instead."
MODEL_FOUND_NOTHING = "The model found no answer in the passages. These are the quotes that come nearest."
NOTHING_SUPPORTED = f"Nothing that the model wrote is supported by the passages. {QUOTES_INSTEAD}"


def write(model: Model, context: Context, settings: QASettings, deadline: float) -> Generator[str, None, Reply]:
    """Yields the text of the answer as it comes about, and returns the answer.

    It is never worse than the quotes would be: they take the place of what does
    not hold, and that of a model which fails.
    """
    started, writing = time.monotonic(), Writing(model, context, settings, deadline)
    with step("synthesize", context=context) as current:
        try:
            yield from writing.sentences()
        except ModelFailed as failure:
            writing.failure = failure
        yield from writing.draft.finish(is_whole=writing.failure is None)
        current.result = reply = writing.reply(round(time.monotonic() - started, 3))
    return reply


class Writing:
    """One answer being written, and what went on meanwhile."""

    def __init__(self, model: Model, context: Context, settings: QASettings, deadline: float) -> None:
        self.draft = Draft(context, settings.unsupported)
        self.failure: ModelFailed | None = None
        self._model, self._context, self._settings, self._deadline = model, context, settings, deadline
        self._reader: ReplyReader | None = None
        self._judging: Usage | None = None
        self._notes: list[str] = []

    def sentences(self) -> Iterator[str]:
        """What is to be shown of the model's sentences. Raises ModelFailed."""
        composed = compose(self._model, self._context, self._deadline)
        self._reader = reader = ReplyReader(composed)
        # The passages are read while the model writes its first sentence.
        _ = self.draft.quotes
        restarts = 0
        checked: list[Checked] = []
        for claim in reader.claims():
            if reader.restarts > restarts:
                self.draft, checked, restarts = Draft(self._context, self._settings.unsupported), [], reader.restarts
            if time.monotonic() >= self._deadline:
                raise ModelTimeout
            checked.append(check(claim, composed.given, self._context))
            if self._settings.judge == "none":
                yield from self.draft.add(checked[-1])
        if self._settings.judge == "llm":
            for each in self._judged(checked):
                yield from self.draft.add(each)

    def _judged(self, checked: list[Checked]) -> list[Checked]:
        try:
            judged, self._judging = judge(self._model, checked, self._context, self._deadline)
        except ModelFailed as failure:
            self._notes.append(f"{failure}. The sentences were not judged a second time.")
            return checked
        return judged

    def reply(self, seconds: float) -> Reply:
        """The answer as it stands, `seconds` after it was begun."""
        draft, usage = self.draft, self._usage(seconds)
        if not draft.sentences:
            refusal = abstain(draft.refusal, self._context)
            unchecked = (_unchecked(draft.unchecked),) if draft.unchecked else ()
            return replace(refusal, warnings=(*self._failed(), *unchecked), sent_to=self._model.host, usage=usage)
        sentences, citations = tuple(draft.sentences), tuple(draft.citations)
        if not draft.holds:
            status: Status = "doubtful" if self._refused and not self.failure else "answered"
            warnings = self._failed() or (self._without_support(),)
            return Reply(status, "extract", sentences, citations, warnings=warnings,
                         sent_to=self._model.host, usage=usage)  # fmt: skip
        is_whole = not (draft.replaced or draft.dropped or draft.marked or self._refused or self.failure)
        return Reply("answered" if is_whole else "partial", "llm", sentences, citations, warnings=self._warnings(),
                     model=self._model.name, sent_to=self._model.host, usage=usage)  # fmt: skip

    @property
    def _refused(self) -> bool:
        return self._reader is not None and self._reader.refused

    def _usage(self, seconds: float) -> Usage:
        completion = self._reader.completion if self._reader else None
        usage = completion.usage if completion else Usage(seconds=seconds)
        return usage + self._judging if self._judging else usage

    def _failed(self) -> tuple[str, ...]:
        return (f"{self.failure}. {QUOTES_INSTEAD}",) if self.failure else ()

    def _without_support(self) -> str:
        """Why there are quotes only."""
        if self._refused:
            return MODEL_FOUND_NOTHING
        return _unchecked(self.draft.unchecked) or NOTHING_SUPPORTED

    def _warnings(self) -> tuple[str, ...]:
        """What the reader should know of an answer that holds at least in part."""
        reader, draft = self._reader, self.draft
        assert reader, "what holds was read"
        said = [
            *self._notes,
            f"{self.failure}. What was written before it stands." if self.failure else "",
            _counted(draft.replaced, "replaced by a quote", "replaced by quotes"),
            _counted(draft.dropped, "left out", "left out"),
            _unchecked(draft.unchecked),
            f"The model cited passages that it was not given; {reader.removed} such numbers were removed."
            if reader.removed
            else "",
            "The model found the passages to answer only a part of the question." if reader.refused else "",
            _ended(reader),
        ]
        return tuple(filter(None, said))


def _counted(count: int, one: str, several: str) -> str:
    """How many sentences were not supported, and what was done with them."""
    if not count:
        return ""
    return f"{count} unsupported {f'sentence was {one}' if count == 1 else f'sentences were {several}'}."


def _unchecked(languages: Sequence[str]) -> str:
    """How many sentences could not be checked, and in which languages; empty for none."""
    if not languages:
        return ""
    named = " and ".join(dict.fromkeys(languages))
    told, instead = ("1 sentence", "a quote takes its place")
    if len(languages) > 1:
        told, instead = f"{len(languages)} sentences", "quotes take their place"
    return f"{told} could not be checked in {named} beyond figures, days, names and denials, so {instead}."


def _ended(reader: ReplyReader) -> str:
    """Why the reply ended before it was whole, if it did."""
    if reader.is_full:
        limits = f"{MAX_SENTENCES} sentences or {MAX_CHARACTERS:,} characters"
        return f"The model wrote more than {limits}; the rest was left out."
    reason = reader.completion.finish_reason if reader.completion else ""
    if reason == "length":
        return "The model's reply reached its limit of length; an unfinished sentence was left out."
    return "A content filter of the model's endpoint cut its reply short." if reason == "content_filter" else ""
