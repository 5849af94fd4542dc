"""`feedback`: what readers thought of the answers."""

from typing import Any

from rich.markup import escape

from article_qa.qa.cli.shared import AsJson, Data, guarded, out, show_result
from article_qa.qa.feedback import Feedback, recorded


@guarded
def feedback(data: Data, as_json: AsJson = False) -> None:
    """List what readers thought of answers, the oldest first."""
    from article_qa.index.library import open_library

    with open_library(data):
        thoughts = recorded(data)

    def listed() -> None:
        for thought in thoughts:
            _print(thought)
        if not thoughts:
            out.print("No reader has said yet what an answer was worth.")

    facts: dict[str, Any] = {"feedback": [thought.as_json() for thought in thoughts]}
    show_result(facts, as_json, listed)


def _print(thought: Feedback) -> None:
    colour, word = ("green", "good") if thought.verdict == "up" else ("red", "bad")
    out.print(f"[bold {colour}]{word:4}[/] {thought.at:%Y-%m-%d %H:%M}  {escape(thought.answer['question'])}")
    if thought.comment:
        out.print(f"      “{escape(' '.join(thought.comment.split()))}”", soft_wrap=True)
    out.print(f"      [dim]{escape(' '.join(thought.answer['text'].split()))}[/]", soft_wrap=True)
