"""The misses of an evaluation as one HTML page: question, answer, gold and what was found, side by side.

The page stands alone: no script, no address but the reader's own, every text escaped.
"""

from collections.abc import Iterable
from pathlib import Path

from article_qa.index.errors import NotWritable
from article_qa.qa.evaluation.evaluation import Evaluation
from article_qa.qa.evaluation.golden import Span
from article_qa.qa.evaluation.outcome import Outcome
from article_qa.qa.templating import Templates

PASSAGES_SHOWN = 5

_TEMPLATES = Templates(Path(__file__).with_name("templates"))


def write_failures(path: Path, evaluation: Evaluation) -> int:
    """Write the page to `path`; returns how many misses it shows. Raises NotWritable."""
    missed = [(n, outcome) for n, outcome in enumerate(evaluation.outcomes, 1) if outcome.misses]
    try:
        path.write_text(render(evaluation, missed), encoding="utf-8", errors="replace")
    except OSError as exc:
        raise NotWritable(path, exc.strerror or str(exc)) from exc
    return len(missed)


def render(evaluation: Evaluation, missed: Iterable[tuple[int, Outcome]]) -> str:
    """The page for these outcomes, each with its number."""
    cards = [_card(number, outcome) for number, outcome in missed]
    setting = evaluation.setting
    head = (
        f"{len(cards)} of {len(evaluation.outcomes)} questions missed · mode {setting.mode} · "
        f"rankings {setting.rankings} · {setting.passages} passages read"
    )
    return _TEMPLATES.render("failures.html", cards=cards, head=head)


def _card(number: int, outcome: Outcome) -> dict[str, object]:
    """What the template says of one miss."""
    answer = outcome.answer
    facts = [f"question {number}", outcome.golden.group, *_asked_with(outcome)]
    return {
        "question": outcome.golden.question,
        "facts": " · ".join(filter(None, facts)),
        "misses": "; ".join(outcome.misses),
        "sentences": list(_sentences(outcome)),
        "quotes_are": "Quotes" if answer.citations else "Nearest",
        "quotes": [(each.quote, f"{each.title}, {each.dateline}") for each in answer.citations or answer.nearest],
        "gold": list(_gold(outcome)) or [{"kind": "note", "text": "Nothing given."}],
        "passages": list(_passages(outcome)),
    }


def _asked_with(outcome: Outcome) -> Iterable[str]:
    golden = outcome.golden
    for turn in golden.history:
        yield f"before it: {turn.question}"
    for name in ("since", "until", "publisher", "today"):
        if value := getattr(golden, name):
            yield f"{name} {value}"
    if outcome.answer.searched != golden.question:
        yield f"searched: {outcome.answer.searched}"


def _sentences(outcome: Outcome) -> Iterable[tuple[str, str]]:
    """Each sentence of the answer with its verdict; a refusal has none."""
    if outcome.refused:
        yield outcome.answer.text, ""
        return
    for sentence in outcome.answer.sentences:
        yield sentence.marked, f"{sentence.verdict}: {sentence.reason}" if sentence.reason else sentence.verdict


def _gold(outcome: Outcome) -> Iterable[dict[str, str]]:
    """Lines of what the question should have found, each with its class."""
    golden = outcome.golden
    for answer in golden.answers:
        yield {"kind": "gold", "text": answer}
    if golden.can_be_answered is False:
        yield {"kind": "gold", "text": "The articles do not say."}
    for names in golden.article:
        yield {"kind": "", "text": " or ".join(names)}
    for texts in golden.passage:
        yield {"kind": "", "text": " or ".join(map(_told, texts))}
    if golden.note:
        yield {"kind": "note", "text": golden.note}


def _told(passage: str | Span) -> str:
    if isinstance(passage, Span):
        return f"{passage.article}, characters {passage.start}–{passage.end}"
    return f"“{passage}”"


def _passages(outcome: Outcome) -> Iterable[tuple[str, str]]:
    """The passages that were found first, each with what it holds of the gold."""
    for passage in outcome.passages[:PASSAGES_SHOWN]:
        is_gold = any(need(passage) for need in outcome.wanted.passages)
        in_article = outcome.wanted.is_gold(passage.article_id)
        yield "holds the gold" if is_gold else "gold article" if in_article else "", passage.text
