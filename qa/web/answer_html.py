"""An answer as HTML: sentences with verdicts and citations, sources, steps, what to do with it.

Every word of an article or a model is escaped, by the templates. Knows nothing of Gradio.
"""

from collections.abc import Sequence

from markupsafe import Markup

from article_qa.qa.answer import DOUBTFUL, NOT_FOUND, Answer
from article_qa.qa.citation import Citation
from article_qa.qa.web import export
from article_qa.qa.web.answer_lines import lines
from article_qa.qa.web.conversation import Exchange
from article_qa.qa.web.days import dated
from article_qa.qa.web.filters import named
from article_qa.qa.web.kinds_html import above_html, below_html, form_html
from article_qa.qa.web.phrases import gettext, gettext_noop, ngettext
from article_qa.qa.web.templates import render

STEPS = {
    "condense": gettext_noop("Made the question stand alone"),
    "search": gettext_noop("Searched by meaning and by keyword"),
    "read": gettext_noop("Read what was found, sentence by sentence"),
    "look up": gettext_noop("Looked it up in the library"),
    "select": gettext_noop("Chose what belongs to this kind of question"),
    "write": gettext_noop("Wrote the answer and checked each sentence"),
}


def answer_html(turn: Exchange, index: int, *, is_last: bool) -> Markup:
    """The answer of the turn at `index`; only the last turn can be asked again or edited."""
    answer = turn.answer
    assert answer
    shown = lines(answer)
    return render(
        "answer.html",
        answer=answer,
        above=above_html(answer, shown, is_last=is_last),
        doubtful=DOUBTFUL,
        not_found=NOT_FOUND,
        told=form_html(answer, shown, turn, index),
        below=below_html(answer, index, is_last=is_last),
        sources=sources_of(answer) if answer.model else [],
        how=_how(answer),
        steps=_steps(turn, answer),
        seconds=f"{answer.timings_ms.get('total', 0) / 1000:.1f}",
        actions=actions_html(turn, index, is_last=is_last),
        turn=index,
        languages=turn.languages,
        dated=dated,
    )


def actions_html(turn: Exchange, index: int, *, is_last: bool) -> Markup:
    """What the reader can do with a settled turn, and what else to ask after the last one."""
    answer = turn.answer
    return render(
        "actions.html",
        has_answer=answer is not None,
        is_last=is_last,
        text=export.as_text(answer) if answer else "",
        html=export.as_html(answer) if answer else "",
        formats=export.FORMATS,
        turn=index,
        rated=turn.thumb,
        comment=turn.comment,
        saved=turn.saved,
        follow_ups=turn.follow_ups if is_last else (),
    )


def sources_of(answer: Answer) -> list[tuple[str, Citation]]:
    """The articles that the sentences use: the numbers of each, and its first citation."""
    used = {number for sentence in answer.sentences for number in sentence.citations}
    return by_article([citation for citation in answer.citations if citation.number in used])


def by_article(shown: Sequence[Citation]) -> list[tuple[str, Citation]]:
    """Each article of these citations: their numbers, "1, 3", and the first of them."""
    firsts = {citation.article_id: citation for citation in reversed(shown)}
    return [
        (", ".join(str(each.number) for each in shown if each.article_id == article_id), first)
        for article_id, first in reversed(firsts.items())
    ]


def _how(answer: Answer) -> str:
    if answer.model:
        how = gettext("Written by %(model)s, each sentence checked", model=answer.model)
    elif answer.status != "abstained" and not answer.citations:
        how = gettext("Answered by the program itself, without a model")
    elif answer.status == "abstained":
        how = gettext("Searched, and a model was asked") if answer.usage else gettext("Searched without a model")
    else:
        how = gettext("Quoted word for word") if answer.usage else gettext("Quoted word for word, without a model")
    sent = gettext("question and passages were sent to %(host)s", host=answer.sent_to) if answer.sent_to else ""
    return " · ".join(filter(None, [how, sent, answer.usage.told if answer.usage else ""]))


def _steps(turn: Exchange, answer: Answer) -> list[tuple[str, str]]:
    """What was done, one step after another, with the time each took."""
    asked = [(gettext("Asked within: %(scope)s", scope=words), "") for words in named(turn.scope, turn.titles)]
    facts = {
        "condense": f": “{answer.searched}”" if answer.searched != answer.question else "",
        "search": f": {_found(answer)}",
    }
    taken = answer.timings_ms
    return asked + [
        (gettext(STEPS[name]) + facts.get(name, ""), f"{taken[name]:,.0f} ms") for name in STEPS if name in taken
    ]


def _found(answer: Answer) -> str:
    """How many passages of which articles were found."""
    passages = sum(answer.read.values())
    if not passages:
        return gettext("nothing found")
    of = (gettext("%(count)s of “%(title)s”", count=count, title=title) for title, count in answer.read.items())
    return ngettext(
        "%(num)s passage to read, %(titles)s", "%(num)s passages to read, %(titles)s", passages, titles="; ".join(of)
    )
