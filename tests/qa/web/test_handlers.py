"""What a desk changed, as Gradio takes it."""

from collections.abc import Iterator

import gradio as gr

from article_qa.qa.web.events import Parts, Press
from article_qa.qa.web.handlers import Handlers, updates

PARTS = {name: name for name in ("clock", "check", "listing", "source")}
HANDLERS = Handlers(PARTS)


def event(**data: object) -> gr.EventData:
    """What the browser sends with an event."""
    return gr.EventData(None, data)


def test_a_part_that_is_not_named_stays_as_it_is() -> None:
    assert updates(PARTS, {"listing": "", "unknown": ""}) == {"listing": ""}
    assert HANDLERS.once(lambda: {})() == gr.skip()


def test_the_clock_runs_while_the_library_is_busy() -> None:
    assert updates(PARTS, {"is_busy": True})["clock"].active
    assert not updates(PARTS, {"is_busy": False})["clock"].active


def test_a_draft_is_not_checked_twice_at_once() -> None:
    assert not updates(PARTS, {"is_checking": True})["check"].interactive
    assert updates(PARTS, {"is_checking": False})["check"].interactive


def test_each_step_is_shown_as_it_comes() -> None:
    def count(most: int) -> Iterator[Parts]:
        for number in range(most):
            yield {"listing": number}

    assert list(HANDLERS.streamed(count)(2)) == [{"listing": 0}, {"listing": 1}]


def test_a_press_brings_only_the_fields_that_are_named() -> None:
    handled = HANDLERS.pressed(lambda press, view: {"listing": (press, view)}, "start", "end")
    made = handled(event(what="open", value=7, start=1, other=2), "view")
    assert made == {"listing": (Press("open", "7", {"start": 1}), "view")}


def test_a_number_that_is_none_is_no_citation() -> None:
    handled = HANDLERS.numbered(lambda number, state: {"source": (number, state)})
    assert handled(event(number=2), "draft") == {"source": (2, "draft")}
    assert handled(event(number="2"), "draft") == handled(event(), "draft") == {"source": (0, "draft")}
