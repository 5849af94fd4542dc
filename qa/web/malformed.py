"""What becomes of a request that Gradio cannot make sense of: one sentence, and at most one line in the log.

Gradio lets most of them end in a 500 with a traceback. Here they are a 4xx,
and the line says where in the code they failed.
"""

import logging
import traceback
from typing import Any

import gradio as gr
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from article_qa.qa.web.core_messages import localized

UNFIT = "the request does not fit the page; reload the page, or look at /gradio_api/info for what a program may send"
# Gradio answers every failed call there with 500, also where the caller was told what is wrong.
DIRECT_CALLS = ("/gradio_api/run/", "/gradio_api/api/")


class Page(gr.Blocks):
    """gr.Blocks whose events tell a failure as one sentence."""

    async def process_api(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The outputs of an event. Raises gr.Error, whatever failed."""
        try:
            return await super().process_api(*args, **kwargs)
        except gr.Error as error:
            # The caller is told what is wrong; nobody at the terminal can do anything about it.
            error.print_exception = False
            raise
        except Exception as exc:
            _log("an event of the page", exc)
            raise gr.Error(localized(UNFIT), print_exception=False) from exc


class OneSentence:
    """An ASGI application around Gradio's routes that answers 400 where they fail."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_started = is_complete = False

        async def sending(message: Message) -> None:
            nonlocal has_started, is_complete
            has_started = True
            is_complete = message["type"] == "http.response.body" and not message.get("more_body", False)
            is_failed_call = message.get("status") == 500 and scope["path"].startswith(DIRECT_CALLS)
            await send({**message, "status": 422} if is_failed_call else message)

        try:
            await self.app(scope, receive, sending)
        except Exception as exc:
            _log("a request", exc)
            if scope["type"] == "http" and not has_started:
                await JSONResponse({"detail": UNFIT, "error": UNFIT}, 400)(scope, receive, send)
            elif scope["type"] == "http" and not is_complete:
                # An answer that broke off is ended, or the server logs a second line.
                await send({"type": "http.response.body", "body": b""})


def _log(what: str, exc: Exception) -> None:
    """One line, which a request cannot choose: the kind of the failure and where it came about."""
    place = traceback.extract_tb(exc.__traceback__)[-1]
    logging.getLogger(__name__).warning("%s failed (%s in %s:%s)", what, type(exc).__name__, place.name, place.lineno)
