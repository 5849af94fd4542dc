"""The page where a reader signs in: plain HTML, no script; and the form that comes back."""

from html import escape
from string import Template

from starlette.formparsers import MultiPartException
from starlette.requests import Request

from article_qa.qa.web.requests import again, whole_body

MAX_FORM_BYTES = 10_000
MAX_FIELDS = 10

PAGE = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in · Article QA</title>
<style>
  :root {
    color-scheme: light dark;
    --ink: #292524; --control: #8a837c; --paper: #ffffff; --room: #f6f4f0;
    --accent: #0f6b64; --on-accent: #ffffff; --warning: #8a3c0c;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ink: #ece8e3; --control: #7d766e; --paper: #211f1d; --room: #171614;
      --accent: #6fd3c8; --on-accent: #10201e; --warning: #f5b563;
    }
  }
  * { box-sizing: border-box; }
  body {
    margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 1rem;
    font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--room);
  }
  main { width: min(22rem, 100%); }
  h1 { font: 600 1.6rem/1.3 Charter, "Bitstream Charter", "Iowan Old Style", Georgia, serif; margin: 0 0 1.25rem; }
  label { display: block; margin: 0 0 0.25rem; }
  input, button { width: 100%; font: inherit; padding: 0.6rem 0.8rem; border-radius: 8px; }
  input { margin: 0 0 1rem; color: var(--ink); background: var(--paper); border: 1px solid var(--control); }
  button { color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); cursor: pointer; }
  :is(input, button):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  [role="alert"] { color: var(--warning); margin: 0 0 1rem; }
</style>
</head>
<body>
<main>
<h1>Article QA</h1>
$problem<form method="post" action="$root_path/login">
<label for="username">Name</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" required autofocus>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">Sign in</button>
</form>
</main>
</body>
</html>
""")


def sign_in_page(problem: str = "", *, root_path: str = "") -> str:
    """The form, under what went wrong the last time."""
    said = f'<p role="alert">{escape(problem)}</p>\n' if problem else ""
    return PAGE.substitute(problem=said, root_path=escape(root_path))


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
