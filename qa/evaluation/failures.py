"""The misses of an evaluation as one HTML page: question, answer, gold and what was found, side by side.

The page stands alone: no script, no address but the reader's own, every text escaped.
"""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from article_qa.index.errors import NotWritable
from article_qa.qa.evaluation.evaluate import Evaluation, Outcome
from article_qa.qa.evaluation.golden import Span

PASSAGES_SHOWN = 5

STYLE = """
:root { color-scheme: light dark; --line: #d5d5d0; --soft: #66665f; --good: #14683a; --bad: #a3281c; --card: #fafaf7; }
@media (prefers-color-scheme: dark) {
  :root { --line: #44443f; --soft: #a5a59c; --good: #7fcf9d; --bad: #ff9d8f; --card: #1f1f1d; }
}
body { font: 16px/1.5 system-ui, sans-serif; max-width: 84rem; margin: 2rem auto; padding: 0 1rem;
       overflow-wrap: anywhere; }
article { border: 1px solid var(--line); border-radius: .5rem; background: var(--card); padding: 1rem 1.25rem;
          margin: 1rem 0; }
h2 { font-size: 1.15rem; margin: 0 0 .25rem; }
h3 { font-size: .85rem; color: var(--soft); margin: 0 0 .25rem; }
.parts { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 1.25rem; }
.miss { color: var(--bad); margin: 0 0 .75rem; }
.gold { color: var(--good); font-weight: 600; }
.note { color: var(--soft); font-size: .875rem; }
p, ol, ul { margin: 0 0 .5rem; }
ol, ul { padding-left: 1.25rem; }
"""


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
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Missed questions</title>
<style>{STYLE}</style>
<h1>Missed questions</h1>
<p class="note">{escape(head)}</p>
{"".join(cards) or "<p>None was missed.</p>"}
</html>
"""


def _card(number: int, outcome: Outcome) -> str:
    golden = outcome.golden
    notes = [f"question {number}", golden.group, *_asked_with(outcome)]
    return f"""<article>
<h2>{escape(golden.question)}</h2>
<p class="note">{escape(" · ".join(filter(None, notes)))}</p>
<p class="miss">{escape("; ".join(outcome.misses))}</p>
<div class="parts">
<section><h3>Answer</h3>{_answer(outcome)}</section>
<section><h3>Gold</h3>{_gold(outcome)}</section>
<section><h3>Found, the best first</h3>{_passages(outcome)}</section>
</div>
</article>
"""


def _asked_with(outcome: Outcome) -> Iterable[str]:
    golden = outcome.golden
    for turn in golden.history:
        yield f"before it: {turn.question}"
    for name in ("since", "until", "publisher", "today"):
        if value := getattr(golden, name):
            yield f"{name} {value}"
    if outcome.answer.searched != golden.question:
        yield f"searched: {outcome.answer.searched}"


def _answer(outcome: Outcome) -> str:
    answer = outcome.answer
    if outcome.refused:
        shown = [f"<p>{escape(answer.text)}</p>"]
    else:
        shown = [
            f'<p>{escape(sentence.marked)} <span class="note">{escape(sentence.verdict)}'
            f"{escape(f': {sentence.reason}') if sentence.reason else ''}</span></p>"
            for sentence in answer.sentences
        ]
    quotes = [
        f'<li>“{escape(citation.quote)}” <span class="note">{escape(citation.title)}, '
        f"{escape(citation.dateline)}</span></li>"
        for citation in answer.citations or answer.nearest
    ]
    label = "Quotes" if answer.citations else "Nearest"
    return "".join(shown) + (f'<p class="note">{label}</p><ol>{"".join(quotes)}</ol>' if quotes else "")


def _gold(outcome: Outcome) -> str:
    golden = outcome.golden
    lines = [f'<p class="gold">{escape(answer)}</p>' for answer in golden.answers]
    if golden.can_be_answered is False:
        lines.append('<p class="gold">The articles do not say.</p>')
    lines += [f"<p>{escape(' or '.join(names))}</p>" for names in golden.article]
    lines += [f"<p>{escape(' or '.join(map(_told, texts)))}</p>" for texts in golden.passage]
    if golden.note:
        lines.append(f'<p class="note">{escape(golden.note)}</p>')
    return "".join(lines) or '<p class="note">Nothing given.</p>'


def _told(passage: str | Span) -> str:
    if isinstance(passage, Span):
        return f"{passage.article}, characters {passage.start}–{passage.end}"
    return f"“{passage}”"


def _passages(outcome: Outcome) -> str:
    items = []
    for passage in outcome.passages[:PASSAGES_SHOWN]:
        is_gold = any(need(passage) for need in outcome.wanted.passages)
        in_article = outcome.wanted.is_gold(passage.article_id)
        label = "holds the gold" if is_gold else "gold article" if in_article else ""
        mark = f'<span class="gold">{label}</span> ' if label else ""
        items.append(f"<li>{mark}{escape(passage.text)}</li>")
    return f"<ol>{''.join(items)}</ol>" if items else '<p class="note">Nothing.</p>'
