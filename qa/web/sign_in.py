"""The page where a reader signs in: plain HTML, no script; and the form that comes back."""

from markupsafe import Markup
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from article_qa.qa.web.phrases import current
from article_qa.qa.web.requests import again, whole_body
from article_qa.qa.web.styles import DARK, LIGHT, names
from article_qa.qa.web.templates import render

MAX_FORM_BYTES = 10_000
MAX_FIELDS = 10


def sign_in_page(problem: str = "", *, root_path: str = "") -> Markup:
    """The form, under what went wrong the last time."""
    light, dark = names(LIGHT), names(DARK)
    return render("sign_in.html", problem=problem, root_path=root_path, language=current(), light=light, dark=dark)


class FormRejected(Exception):
    """Why the form cannot be read, and the HTTP status for it."""

    def __init__(self, reason: str, status: int) -> None:
        super().__init__(reason)
        self.status = status


async def sign_in_fields(request: Request) -> tuple[str, str]:
    """Name and password of the form in `request`; empty where it has none. Raises FormRejected."""
    body = await whole_body(request, MAX_FORM_BYTES)
    if body is None:
        raise FormRejected("the form is too long", 413)
    try:
        form = await Request(request.scope, again(body, request.receive)).form(max_fields=MAX_FIELDS)
    # A broken part, boundary or encoding; the parser names none of its own.
    except (MultiPartException, ValueError, LookupError, TypeError, AttributeError) as exc:
        raise FormRejected("the form cannot be read; send username and password as form fields", 400) from exc
    name, password = form.get("username", ""), form.get("password", "")
    if not isinstance(name, str) or not isinstance(password, str):
        raise FormRejected("username and password must be words, not files", 400)
    return name.strip(), password
