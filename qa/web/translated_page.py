"""The Gradio page whose fixed phrases are in the language of each reader.

What Gradio was given when the page was built is English. It is put into words
when a browser asks for it, and events know the language of who sent them.
"""

from collections.abc import Callable
from typing import Any, cast

from gradio.data_classes import BlocksConfigDict
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from article_qa.qa.web.components import MADE
from article_qa.qa.web.malformed import Page
from article_qa.qa.web.phrases import ACCEPTED, ENGLISH, Languages, current, gettext, speaking

# The properties of a component that hold a phrase.
SAID = ("label", "placeholder", "info")
BUTTONS = ("button", "uploadbutton")


class TranslatedPage(Page):
    """A page in the languages that there are."""

    def __init__(self, languages: Languages, **options: Any) -> None:
        self.languages = languages
        self._built = cast(BlocksConfigDict, {})
        super().__init__(**options)

    @property
    def config(self) -> BlocksConfigDict:
        """What the browser builds the page of, in the language of who asks."""
        built = self._built
        if not built or current() == ENGLISH:
            return built
        return cast(BlocksConfigDict, translated(cast(dict[str, Any], built), self._made()))

    @config.setter
    def config(self, built: BlocksConfigDict) -> None:
        self._built = built

    async def process_api(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The outputs of an event, in the language of who sent it."""
        with speaking(self.languages.chosen(_accepted(kwargs.get("request")))):
            return await super().process_api(*args, **kwargs)

    def _made(self) -> dict[int, Callable[[], str]]:
        return {number: MADE[block] for number, block in self.blocks.items() if block in MADE}


class Speaking:
    """An ASGI application around Gradio's routes, in the language that the browser asks for."""

    def __init__(self, app: ASGIApp, languages: Languages) -> None:
        self.app, self._languages = app, languages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        accepted = Headers(scope=scope).get(ACCEPTED, "") if scope["type"] == "http" else ""
        with speaking(self._languages.chosen(accepted)):
            await self.app(scope, receive, send)


def translated(config: dict[str, Any], made: dict[int, Callable[[], str]]) -> dict[str, Any]:
    """The config in the current language; `made` makes the HTML that components begin with, by their number."""
    components = []
    for component in config["components"]:
        props = dict(component["props"])
        for name in (*SAID, *(("value",) if component["type"] in BUTTONS else ())):
            if isinstance(words := props.get(name), str) and words:
                props[name] = gettext(words)
        if make := made.get(component["id"]):
            props["value"] = make()
        components.append({**component, "props": props})
    return {**config, "components": components}


def _accepted(request: Any) -> str:
    """The header of the request behind an event; of several that are answered at once, the first one's."""
    first = request[0] if isinstance(request, list) and request else request
    headers = getattr(first, "headers", None)
    return str(headers.get(ACCEPTED, "")) if headers is not None else ""
