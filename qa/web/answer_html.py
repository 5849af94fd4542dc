"""An answer as HTML: sentences with verdicts and citations, sources, steps, what to do with it.

Every word of an article or a model is escaped. Knows nothing of Gradio.
"""

from html import escape

from article_qa.qa.answer import DOUBTFUL, LINE_KINDS, NOT_FOUND, Answer, Sentence
from article_qa.qa.citation import Citation
from article_qa.qa.web import export
from article_qa.qa.web.conversation import Exchange
from article_qa.qa.web.filters import named
from article_qa.qa.web.kinds_html import articles_html, corrections_html, disagreements_html, kind_html, verdict_html

STEPS = {
    "condense": "Made the question stand alone",
    "search": "Searched by meaning and by keyword",
    "read": "Read what was found, sentence by sentence",
    "look up": "Looked it up in the library",
    "select": "Chose what belongs to this kind of question",
    "write": "Wrote the answer and checked each sentence",
}
THUMB = (
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7 10v11H3V10zm3 11V10l4-8c1.7 0 2.6 1.3 2.3 2.9'
    'L15.7 9H21c1 0 1.7 1 1.4 2l-2.3 8c-.3 1.2-1.3 2-2.5 2z"/></svg>'
)
VERDICTS = {
    "quoted": "quoted", "supported": "supported", "unsupported": "not supported", "computed": "said by the program",
}  # fmt: skip


def answer_html(turn: Exchange, index: int, *, is_last: bool) -> str:
    """The answer of the turn at `index`; only the last turn can be asked again or edited."""
    answer = turn.answer
    assert answer
    notes = "".join(f'<p class="warning">{escape(warning)}</p>' for warning in answer.warnings)
    told = _refusal(answer, index) if answer.status == "abstained" else _told(answer, index)
    doubt = f'<p class="doubt"><strong>{DOUBTFUL}</strong></p>' if answer.status == "doubtful" else ""
    above = kind_html(answer, is_last=is_last) + doubt + verdict_html(answer)
    below = disagreements_html(answer) + corrections_html(answer, is_last=is_last) + notes + articles_html(answer)
    return (
        f'<div class="answer {answer.status}">{above}{told[0]}{below}{told[1]}'
        f'<p class="how">{_how(answer)}</p>{_steps(turn, answer, index)}{actions(turn, index, is_last=is_last)}</div>'
    )


def actions(turn: Exchange, index: int, *, is_last: bool) -> str:
    """What the reader can do with a settled turn."""
    buttons = []
    if answer := turn.answer:
        buttons += [
            f'<button type="button" class="copy" data-text="{escape(export.as_text(answer))}">Copy</button>',
        ]
    if is_last:
        buttons.append('<button type="button" class="retry">Ask again</button>')
        buttons.append('<button type="button" class="edit">Edit the question</button>')
    if answer:
        buttons.append(_more(answer, index))
    rating = _rating(turn, index) if answer else ""
    return f'<div class="actions" role="group" aria-label="This answer">{"".join(buttons)}{rating}</div>'


def _more(answer: Answer, index: int) -> str:
    """What fewer readers want: the answer as a file."""
    files = (
        ("Markdown", "answer.md", "text/markdown", export.as_markdown(answer)),
        ("JSON", "answer.json", "application/json", export.as_json(answer)),
    )
    saving = "".join(_save(*file) for file in files)
    return (
        f'<details class="more" data-turn="{index}"><summary>More</summary><div class="menu">{saving}</div></details>'
    )


def _save(label: str, name: str, kind: str, text: str) -> str:
    return (
        f'<button type="button" class="save" data-name="{name}" data-kind="{kind}" data-text="{escape(text)}"'
        f' aria-label="Save the answer as {label}">{label}</button>'
    )


def _rating(turn: Exchange, index: int) -> str:
    thumbs = "".join(
        f'<button type="button" class="thumb {thumb}" data-turn="{index}" data-thumb="{thumb}"'
        f' aria-pressed="{str(turn.thumb == thumb).lower()}" aria-label="{label}">'
        f"{THUMB}</button>"
        for thumb, label in (("up", "A good answer"), ("down", "A bad answer"))
    )
    if not turn.thumb:
        return thumbs
    if turn.comment:
        return f'{thumbs}<span class="thanks" role="status">Thank you; it is kept on this machine.</span>'
    return (
        f'{thumbs}<form class="comment" data-turn="{index}" data-thumb="{turn.thumb}">'
        '<input type="text" maxlength="2000" aria-label="What was good or bad about it? (optional)"'
        ' placeholder="Why? (optional)"><button type="submit">Send</button></form>'
    )


def _told(answer: Answer, turn: int) -> tuple[str, str]:
    """The sentences, and the sources that they use."""
    numbered = {citation.number: citation for citation in answer.citations}
    # The rows below the text say in full what the reports tell differently.
    rows = {each.text for each in answer.disagreements}
    told = [sentence for sentence in answer.sentences if sentence.text not in rows]
    spoken = [_sentence(sentence, numbered, turn) for sentence in told]
    used = {number for sentence in answer.sentences for number in sentence.citations}
    shown = [citation for citation in answer.citations if citation.number in used]
    firsts = {citation.article_id: citation for citation in reversed(shown)}
    items = "".join(_source(first, shown, turn) for first in reversed(firsts.values()))
    basis = f' <span class="dateline">· {escape(answer.basis)}</span>' if answer.basis else ""
    listed = f'<h3>Sources{basis}</h3><ul class="sources">{items}</ul>' if items else ""
    # That all of it is quoted is said once, below; a reader who listens still hears it at each sentence.
    is_said_once = not answer.model and all(sentence.verdict in ("quoted", "computed") for sentence in answer.sentences)
    name = f"text{' quotes-alone' if is_said_once else ''}"
    if answer.kind in LINE_KINDS and (len(spoken) > 1 or any(map(answer.label, told))):
        lines = "".join(
            f"<li>{_label(answer, sentence)}{html}</li>" for sentence, html in zip(told, spoken, strict=True)
        )
        return f'<ul class="{name} lines">{lines}</ul>', listed
    return f'<p class="{name}">{" ".join(spoken)}</p>', listed


def _label(answer: Answer, sentence: Sentence) -> str:
    label = answer.label(sentence)
    return f'<span class="label">{escape(label)}</span> ' if label else ""


def _refusal(answer: Answer, turn: int) -> tuple[str, str]:
    """That there is no answer and what is missing, and the nearest passages."""
    items = "".join(_nearest(citation, turn) for citation in answer.nearest)
    listed = f'<h3>Nearest passages</h3><ul class="sources">{items}</ul>' if items else ""
    return f'<p class="refusal"><strong>{NOT_FOUND}</strong> {escape(answer.reason)}</p>', listed


def _how(answer: Answer) -> str:
    if answer.model:
        how = f"Written by {answer.model}, each sentence checked"
    elif answer.status != "abstained" and not answer.citations:
        how = "Answered by the program itself, without a model"
    elif answer.status == "abstained":
        how = "Searched without a model" if not answer.usage else "Searched, and a model was asked"
    else:
        how = "Quoted word for word" if answer.usage else "Quoted word for word, without a model"
    sent = f"question and passages were sent to {answer.sent_to}" if answer.sent_to else ""
    return escape(" · ".join(filter(None, [how, sent, answer.usage.told if answer.usage else ""])))


def _steps(turn: Exchange, answer: Answer, index: int) -> str:
    """What was done, one step after another, with the time each took."""
    items = "".join(_step(name, answer) for name in STEPS if name in answer.timings_ms)
    asked = "".join(f"<li>Asked within: {escape(words)}</li>" for words in named(turn.scope).values())
    seconds = answer.timings_ms.get("total", 0) / 1000
    return (
        f'<details class="steps" data-turn="{index}"><summary>Steps · {seconds:.1f} s</summary>'
        f"<ol>{asked}{items}</ol></details>"
    )


def _step(name: str, answer: Answer) -> str:
    facts = {
        "condense": f": “{escape(answer.searched)}”" if answer.searched != answer.question else "",
        "search": f": {_found(answer)}",
    }
    time = f'<span class="time">{answer.timings_ms[name]:,.0f} ms</span>'
    return f"<li>{STEPS[name]}{facts.get(name, '')} {time}</li>"


def _found(answer: Answer) -> str:
    """How many passages of which articles were found."""
    passages = sum(answer.read.values())
    if not passages:
        return "nothing found"
    titles = "; ".join(f"{count} of “{escape(title)}”" for title, count in answer.read.items())
    return f"{passages} passage{'s' if passages > 1 else ''} to read, {titles}"


def _sentence(sentence: Sentence, numbered: dict[int, Citation], turn: int) -> str:
    buttons = "".join(citation_button(numbered[n], turn) for n in sentence.citations if n in numbered)
    verdict = VERDICTS[sentence.verdict] + (f": {escape(sentence.reason)}" if sentence.reason else "")
    kind = "flag" if sentence.verdict == "unsupported" else "verdict"
    return (
        f'<span class="sentence {sentence.verdict}">{escape(sentence.text)}</span>'
        f'<span class="marks">{buttons}<span class="{kind}">{verdict}</span></span>'
    )


def citation_button(citation: Citation, turn: int) -> str:
    """The number in the text; the script beside shows its card and opens the source."""
    name = f"Source {citation.number}: {citation.title}, {citation.dateline}"
    label = f'aria-label="{escape(name)}"'
    return f'<button type="button" class="citation" {_card(citation, turn)} {label}>{citation.number}</button>'


def _card(citation: Citation, turn: int) -> str:
    """What the script needs of a citation."""
    quote = escape(" ".join(citation.quote.split()))
    return (
        f'data-citation="{citation.number}" data-turn="{turn}" data-quote="{quote}"'
        f' data-title="{escape(citation.title)}" data-dateline="{escape(citation.dateline)}"'
    )


def _source(first: Citation, shown: list[Citation], turn: int) -> str:
    numbers = ", ".join(str(c.number) for c in shown if c.article_id == first.article_id)
    return (
        f'<li><button type="button" class="source-link" data-citation="{first.number}" data-turn="{turn}">'
        f'<span class="number">{numbers}</span><span><cite>{escape(first.title)}</cite>'
        f' <span class="dateline">{escape(first.dateline)}{_elsewhere(first)}</span></span></button></li>'
    )


def _elsewhere(citation: Citation) -> str:
    """The other outlets that print the same report."""
    return f'<span class="also"> · {escape(citation.elsewhere)}</span>' if citation.elsewhere else ""


def _nearest(citation: Citation, turn: int) -> str:
    return (
        f'<li><button type="button" class="nearest" data-citation="{citation.number}" data-turn="{turn}">'
        f'<span class="words">“{escape(" ".join(citation.quote.split()))}”</span>'
        f'<cite>{escape(citation.title)}</cite> <span class="dateline">· {escape(citation.dateline)}</span>'
        "</button></li>"
    )
