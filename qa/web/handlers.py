"""The handlers of a desk as Gradio calls them: what a desk changes by name becomes updates of components."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import gradio as gr

from article_qa.qa.web.events import Parts, Press

Components: TypeAlias = dict[str, Any]
Updates: TypeAlias = dict[Any, Any]

# What a desk says that is not the value of a part: which part it changes, and how.
FLAGS: Mapping[str, tuple[str, Callable[[bool], Any]]] = {
    "is_busy": ("clock", lambda is_busy: gr.Timer(active=is_busy)),
    "is_checking": ("check", lambda is_checking: gr.Button(interactive=not is_checking)),
}


def updates(parts: Components, changed: Parts) -> Updates:
    """What a desk changed, by component."""
    made: Updates = {parts[name]: value for name, value in changed.items() if name in parts}
    flags = ((*FLAGS[name], value) for name, value in changed.items() if name in FLAGS)
    return made | {parts[part]: change(value) for part, change, value in flags}


@dataclass(frozen=True, slots=True)
class Handlers:
    """Makes the handlers of one tab, whose components `parts` have the names that its desk calls them."""

    parts: Components

    def once(self, handle: Callable[..., Parts]) -> Callable[..., Updates]:
        """A handler that changes the tab once."""
        return lambda *given: self._shown(handle(*given))

    def streamed(self, handle: Callable[..., Iterator[Parts]]) -> Callable[..., Iterator[Updates]]:
        """A handler that changes the tab again and again."""

        def handled(*given: Any) -> Iterator[Updates]:
            for changed in handle(*given):
                yield self._shown(changed)

        return handled

    def pressed(self, handle: Callable[..., Parts], *names: str) -> Callable[..., Updates]:
        """A handler that takes what was pressed, with what these names have in the event's data."""

        def handled(event: gr.EventData, *given: Any) -> Updates:
            return self._shown(handle(Press.of(event, *names), *given))

        return handled

    def numbered(self, handle: Callable[..., Parts]) -> Callable[..., Updates]:
        """A handler that takes the number of the citation that was pressed; 0 where the browser sent none."""

        def handled(event: gr.EventData, *given: Any) -> Updates:
            number = getattr(event, "number", None)
            return self._shown(handle(number if isinstance(number, int) else 0, *given))

        return handled

    def _shown(self, changed: Parts) -> Updates:
        # Gradio takes an empty dictionary for the value of a component.
        return updates(self.parts, changed) or gr.skip()
