"""What happens in the Ask tab: each event -> the parts of the tab that change, by name.

Promises that each reader's conversation is passed in and given back, never
kept here. Knows nothing of Gradio; `ask_tab` has the components.
"""

import base64
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

from article_qa.index.errors import ArticleQAError, QuestionRejected
from article_qa.index.library import Library
from article_qa.index.records import Overview
from article_qa.qa.assistant import Assistant
from article_qa.qa.citation import Citation
from article_qa.qa.feedback import record
from article_qa.qa.notebook.saved_answers import save_answer
from article_qa.qa.web.ask_stream import answered
from article_qa.qa.web.conversation import Conversation, Exchange, find_citation, from_json, to_json
from article_qa.qa.web.conversation_html import conversation_html
from article_qa.qa.web.core_messages import localized
from article_qa.qa.web.days import in_words
from article_qa.qa.web.events import Parts
from article_qa.qa.web.export import FORMATS
from article_qa.qa.web.filters import Within, chips_html, panel_html, preset, scope_of, scope_with, within_month
from article_qa.qa.web.follow_ups import cited_articles, follow_ups
from article_qa.qa.web.messages_html import hint
from article_qa.qa.web.phrases import gettext, gettext_noop
from article_qa.qa.web.source_address import address_of, citation_at
from article_qa.qa.web.source_html import BACK, NEAREST_HINT, SOURCE_HINT, OpenedBy, source_pane
from article_qa.qa.web.suggestions import start_html
from article_qa.qa.web.surroundings import surroundings
from article_qa.qa.web.templates import render

# How many articles there were, the day of the newest, and the collections.
LastSeen: TypeAlias = tuple[int, date | None, list[str]]

OTHER_VERSION = gettext_noop("This conversation was kept by another version of the page and cannot be shown.")
NO_ARTICLE = gettext_noop("The article of this link, or the version of it that the link names, is not in the library.")


class Desk:
    """The events of the tab over one library. A `Within` is what the next question is asked in."""

    def __init__(self, library: Library, assistant: Assistant) -> None:
        self._library, self._assistant, self._catalog = library, assistant, library.catalog

    # Asking

    def ask(
        self, question: str, talk: Conversation, within: Within, *, is_edited: bool = False, is_literal: bool = False
    ) -> Iterator[Parts]:
        """The conversation as the answer comes about; nothing for an empty question, or while another is answered."""
        if not question.strip() or _is_busy(talk):
            return
        talk = replace(talk, scope=within.scope, titles=within.titles)
        talk = (talk.without_last() if is_edited else talk).begun()
        turn = Exchange(question, scope=within.scope, titles=within.titles, is_literal=is_literal)
        yield {"box": "", "note": "", "editing": False, "is_working": True, **_told(talk.adding(turn), keep=True)}
        for grown in answered(self._assistant, turn, talk.turns):
            if grown.settled:
                yield {"is_working": False, **self._shown(talk.adding(self._completed(grown, talk)))}
            else:
                yield _told(talk.adding(grown))

    def ask_again(self, talk: Conversation, within: Within, *, is_literal: bool = False) -> Iterator[Parts]:
        """The last question once more, in the place of its answer; with `is_literal` as it was typed."""
        if talk.turns:
            yield from self.ask(talk.turns[-1].question, talk, within, is_edited=True, is_literal=is_literal)

    def stop(self, talk: Conversation) -> Parts:
        """What there is of the answer that was under way."""
        talk = talk.changing(-1, stopped=True) if _is_busy(talk) else talk
        return {"is_working": False, **self._shown(talk)}

    def edit(self, talk: Conversation) -> Parts:
        """The last question in the box again."""
        return {"box": talk.turns[-1].question if talk.turns else "", "editing": True, "note": render("editing.html")}

    def stop_editing(self) -> Parts:
        return {"box": "", "editing": False, "note": ""}

    def _completed(self, turn: Exchange, talk: Conversation) -> Exchange:
        """The settled turn with what is known of its articles, and what to ask next."""
        if not turn.answer:
            return turn
        articles = cited_articles(turn.answer, self._catalog)
        asked = [turn.question, *(each.question for each in talk.turns)]
        languages = {article.id: article.language for article in articles if article.language}
        around = surroundings(turn.answer.citations, articles)
        ask_next = follow_ups(turn.answer, articles, self._catalog, asked)
        return replace(turn, languages=languages, around=around, follow_ups=ask_next)

    # Conversations

    def begin_again(self) -> Parts:
        """An empty conversation over all articles."""
        parts = {"box": "", "start": self._greeting(), "address": "", **self._narrowed(Within())}
        return {"note": "", "editing": False, "is_working": False, **parts, **self._shown(Conversation())}

    def restore(self, kept: str) -> Parts:
        """A conversation that the browser kept; a warning where it cannot be read."""
        talk = from_json(kept)
        if talk is None:
            return {"warning": gettext(OTHER_VERSION)} if kept else {}
        within = Within(talk.scope, talk.titles)
        return {"note": "", "editing": False, "is_working": False, **self._narrowed(within), **self._shown(talk)}

    def arrive(self, found: str) -> Parts:
        """What a browser tab begins with, as JSON: the conversation that it was in, and the address's fragment."""
        arrived = json.loads(found or "{}")
        restored = self.restore(str(arrived.get("kept") or ""))
        return restored | self.visit(str(arrived.get("address") or ""))

    def rate(self, talk: Conversation, turn: Any, thumb: Any, comment: Any) -> Parts:
        """The turn with its thumb and comment, once they are recorded."""
        rated = talk.turn(turn)
        if not rated or not rated.answer or thumb not in ("up", "down"):
            return {}
        said = str(comment).strip()
        try:
            self._catalog.database.see_place()
            feedback = record(self._library.folder, rated.answer, thumb, said, replaces=rated.feedback)
        except ArticleQAError as error:
            return {"warning": localized(str(error))}
        return _told(talk.changing(turn, thumb=thumb, comment=said, feedback=feedback), keep=True)

    def save(self, talk: Conversation, turn: Any, name: Any) -> Parts:
        """The answer of a turn, or the conversation, as a file for the browser to save."""
        saved, chosen = talk.turn(turn), FORMATS.get(name)
        if not saved or not saved.answer or not chosen:
            return {}
        try:
            content = chosen.write(talk.turns, saved.answer)
        except ArticleQAError as error:
            return {"warning": localized(str(error))}
        data = base64.b64encode(content if isinstance(content, bytes) else content.encode()).decode()
        # The same file may be saved twice, and only what changes reaches the browser.
        file = {"name": chosen.file, "type": chosen.media_type, "content": data, "at": time.monotonic_ns()}
        return {"file": json.dumps(file)}

    def keep(self, talk: Conversation, turn: Any, *, saved_by: str = "") -> Parts:
        """The turn once its answer is in the notebook; saved again, where it was deleted there meanwhile."""
        kept = talk.turn(turn)
        if not kept or not kept.answer:
            return {}
        try:
            saved = save_answer(kept.answer, self._library, saved_by=saved_by)
        except ArticleQAError as error:
            return {"warning": localized(str(error))}
        return _told(talk.changing(turn, saved=saved.id), keep=True)

    # Sources

    def open_citation(self, talk: Conversation, turn: Any, number: Any) -> Parts:
        """The article of a citation, and the address that opens it there."""
        citation = find_citation(talk.turns, turn, number)
        source = self._opened(talk, turn, number, "reader")
        return {"source": source, "address": address_of(citation)} if citation and source else {}

    def visit(self, address: str) -> Parts:
        """The article that an address of the page names, at its mark; nothing for an address that names none."""
        if "article=" not in address:
            return {}
        citation = citation_at(self._catalog, address)
        return (
            {"source": self._source(citation, -1, [citation], "reader")}
            if citation
            else {"warning": gettext(NO_ARTICLE)}
        )

    def _opened(self, talk: Conversation, turn: Any, number: Any, by: OpenedBy) -> str:
        citation, asked = find_citation(talk.turns, turn, number), talk.turn(turn)
        if not citation or not asked or not asked.answer or (by == "answer" and asked.answer.status == "abstained"):
            return ""
        return self._source(citation, turn, asked.answer.citations or asked.answer.nearest, by)

    def _source(self, citation: Citation, turn: int, citations: Sequence[Citation], by: OpenedBy) -> str:
        back = BACK if turn >= 0 else gettext_noop("Back")
        return source_pane(self._library, citation, citations, turn=turn, opened_by=by, back=back)

    def _shown(self, talk: Conversation) -> Parts:
        """The settled conversation with the first source of its last answer."""
        answer = talk.turns[-1].answer if talk.turns else None
        words = NEAREST_HINT if answer and answer.nearest else SOURCE_HINT
        opened = self._opened(talk, len(talk.turns) - 1, 1, "answer")
        return {**_told(talk, keep=True), "source": opened or hint(gettext(words))}

    # What to ask within

    def choose(self, talk: Conversation, within: Within, chosen: Mapping[str, Any]) -> Parts:
        """What the panel says; a preset changes its days."""
        at = chosen.get("at")
        within = replace(within, chosen_at=at if isinstance(at, int | float) else 0)
        try:
            if name := chosen.get("preset"):
                return self._narrowed(preset(within, str(name), date.today()), talk)
            if isinstance(month := chosen.get("month"), str):
                return self._narrowed(within_month(within, month), talk)
            return self._narrowed(
                scope_of(
                    within, str(chosen.get("since") or ""), str(chosen.get("until") or ""),
                    _texts(chosen.get("outlets")), _texts(chosen.get("collections")),
                    _texts(chosen.get("languages")),
                ),
                talk, has_panel=False,
            )  # fmt: skip
        except QuestionRejected as error:
            return {"chips": chips_html(within, str(error))}

    def drop(self, talk: Conversation, within: Within, name: Any, value: Any) -> Parts:
        """The scope without the part that a chip names."""
        return self._narrowed(within.without(str(name), str(value)), talk)

    def add(self, talk: Conversation, within: Within, more: Mapping[str, Any]) -> Parts:
        """The scope and what another tab asks about: articles by id, a collection, an outlet, days."""
        found = {each: self._catalog.article(each) for each in _texts(more.get("articles"))}
        try:
            grown = scope_with(
                within,
                articles={each: article.title for each, article in found.items() if article},
                collections=_texts(more.get("collections")),
                outlets=_texts(more.get("outlets")),
                since=str(more.get("since") or ""),
                until=str(more.get("until") or ""),
            )
        except QuestionRejected as error:
            return {"chips": chips_html(within, str(error))}
        return self._narrowed(grown, talk)

    def _narrowed(self, within: Within, talk: Conversation | None = None, *, has_panel: bool = True) -> Parts:
        """The scope; a conversation that has begun keeps it."""
        parts: Parts = {"within": within, "chips": chips_html(within)}
        if has_panel:
            parts["panel"] = self._panel(within)
        if talk and talk.turns and not _is_busy(talk):
            talk = replace(talk, scope=within.scope, titles=within.titles)
            parts |= {"talk": talk, "kept": to_json(talk)}
        return parts

    def _panel(self, within: Within) -> str:
        counts = self._catalog.by_month()
        months = list(counts)
        days = (
            gettext("The articles run from %(first)s to %(last)s.", first=_month(months[0]), last=_month(months[-1]))
            if months
            else ""
        )
        queries, collections = self._catalog.queries, self._catalog.collections.counts()
        return panel_html(within, queries.outlets(), collections, queries.languages(), counts, days)

    # The library

    def follow(self, followed: LastSeen | None, within: Within) -> Parts:
        """What changes with the library: what is still to be read, the greeting, what can be asked within."""
        overview = self._catalog.overview()
        parts: Parts = {"unread": unread_html(overview, self._assistant.library.pending())}
        current = overview.articles, overview.newest, self._catalog.collections.names()
        # While passages are read the status line changes every few seconds, and the articles do not.
        if current == followed:
            return parts
        return parts | {"seen": current, "start": self._greeting(), "panel": self._panel(within)}

    def _greeting(self) -> str:
        return start_html(self._library)


def unread_html(overview: Overview, unread: str) -> str:
    """How far reading has got and, in the words of `unread`, what is left; empty when all is read."""
    if not unread:
        return ""
    done = overview.passages - overview.pending
    return render("unread.html", done=done, total=overview.passages, unread=localized(unread))


def _told(talk: Conversation, *, keep: bool = False) -> Parts:
    """The conversation as it stands; with `keep` the browser keeps it so."""
    html = conversation_html(talk.turns, dropped=talk.dropped)
    return {"talk": talk, "conversation": html} | ({"kept": to_json(talk)} if keep else {})


def _is_busy(talk: Conversation) -> bool:
    return bool(talk.turns) and not talk.turns[-1].settled


def _texts(given: Any) -> Sequence[str]:
    """The texts of what a browser sent as a list; none of anything else."""
    return [each for each in given if isinstance(each, str)] if isinstance(given, list) else []


def _month(month: str) -> str:
    """A month as the catalog names it, "2022-11", in words."""
    return in_words(date.fromisoformat(f"{month}-01"), "month")
