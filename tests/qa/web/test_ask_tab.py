"""What the desk changed, as Gradio takes it."""

import gradio as gr

from article_qa.qa.web.ask_tab import updates

PARTS = {name: name for name in ("talk", "box", "conversation", "send", "stop")}


def test_a_part_that_is_not_named_stays_as_it_is() -> None:
    assert updates(PARTS, {"box": ""}) == {"box": ""}


def test_what_changes_nothing_changes_nothing() -> None:
    assert updates(PARTS, {}) == {"talk": gr.skip()}


def test_the_conversation_gets_only_the_properties_that_change() -> None:
    made = updates(PARTS, {"kept": "{}"})["conversation"]
    assert made.constructor_args == {"kept": "{}"}


def test_while_an_answer_is_made_it_can_be_stopped() -> None:
    made = updates(PARTS, {"is_working": True})
    assert (made["send"].visible, made["stop"].visible) == (False, True)
