"""The answer that a language model writes: streamed as it comes, checked when it is whole."""

from collections.abc import Generator
from dataclasses import replace

from article_qa.index.errors import ModelFailed
from article_qa.qa.answers.quotes import abstain
from article_qa.qa.answers.reply import Reply
from article_qa.qa.generation.citation_markers import MarkerParser
from article_qa.qa.generation.generate import compose
from article_qa.qa.generation.llm import Model
from article_qa.qa.reading.context import Context
from article_qa.qa.settings import QASettings
from article_qa.qa.verification.check import Checked, check, judge, without_unsupported

MODEL_FOUND_NOTHING = "The model found no answer in the nearest passages."
NOTHING_SUPPORTED = "Nothing that the model wrote is supported by the nearest passages."


def write(model: Model, context: Context, settings: QASettings, deadline: float) -> Generator[str, None, Reply]:
    """Yields the draft piece by piece and returns the checked reply. Raises ModelFailed."""
    parser = MarkerParser(len(context.passages))
    draft = ""
    for piece in compose(model, context, deadline):
        whole = parser.feed(piece)
        draft += whole
        if whole:
            yield whole
    checked = check(draft + parser.close(), context)
    warnings = []
    if settings.judge == "llm":
        try:
            checked = judge(model, checked, context, deadline)
        except ModelFailed as failure:
            warnings.append(f"{failure}. The sentences were not judged a second time.")
    warnings += _doubts(checked, parser.removed)
    shown = without_unsupported(checked) if settings.unsupported == "drop" else checked
    return replace(
        _reply(checked, shown, context), mode="llm", model=model.name, sent_to=model.host, warnings=tuple(warnings)
    )


def _reply(checked: Checked, shown: Checked, context: Context) -> Reply:
    if not shown.sentences:
        return abstain(MODEL_FOUND_NOTHING if checked.refused else NOTHING_SUPPORTED, context)
    holds = not checked.refused and all(sentence.verdict == "supported" for sentence in checked.sentences)
    return Reply("answered" if holds else "partial", "llm", shown.sentences, shown.citations)


def _doubts(checked: Checked, removed: int) -> list[str]:
    """What the reader should know of a model's text."""
    doubts = [f"Not supported: “{s.text}” ({s.reason})." for s in checked.sentences if s.verdict == "unsupported"]
    if removed:
        doubts.append(f"The model cited passages that it was not given; {removed} such numbers were removed.")
    if checked.refused and checked.sentences:
        doubts.append("The model found the passages to answer only a part of the question.")
    return doubts
