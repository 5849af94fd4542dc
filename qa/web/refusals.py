"""What the gate answers in place of what was asked for: a page to people, a sentence to programs."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from article_qa.qa.web.credentials import TooManyTries
from article_qa.qa.web.origins import is_visit
from article_qa.qa.web.rest.app import FEED, is_for_programs
from article_qa.qa.web.rest.problems import Problem, problem_response
from article_qa.qa.web.sign_in import sign_in_page

STRANGER = "sign in first: POST the form fields username and password to /login, or send them as HTTP Basic"
SIGN_IN = "send the header Authorization: Bearer TOKEN, or name and password as HTTP Basic"


def foreigner(request: Request, reason: str) -> Response:
    """To another site's page."""
    if is_for_programs(request.scope["path"]):
        what, _, remedy = reason.partition("; ")
        problem = Problem(403, what, remedy or "a site is let in with: article-qa serve --allow-origin ORIGIN")
        return problem_response(request, problem)
    return PlainTextResponse(f"Refused: {reason}.\n", 403)


def stranger(request: Request) -> Response:
    """To who has not signed in."""
    if is_for_programs(request.scope["path"]):
        what = "the token or password is not known" if "authorization" in request.headers else "nobody is signed in"
        # Readers of feeds have no tokens, and send name and password only when they are asked for them.
        challenge = 'Basic realm="Article QA"' if request.scope["path"] == FEED else "Bearer"
        problem = Problem(401, what, SIGN_IN, headers={"www-authenticate": challenge})
        return problem_response(request, problem)
    return to(request, "/login") if is_visit(request) else JSONResponse({"detail": STRANGER}, 401)


def too_many(request: Request, refusal: TooManyTries) -> Response:
    """To who tried wrongly too often."""
    headers = {"retry-after": str(refusal.seconds)}
    if is_for_programs(request.scope["path"]):
        what, _, remedy = refusal.reason.rstrip(".").partition("; ")
        return problem_response(request, Problem(429, what, remedy, headers=headers))
    if is_by_browser(request):
        return HTMLResponse(sign_in_page(refusal.reason, root_path=root_of(request)), 429, headers)
    return JSONResponse({"detail": refusal.reason}, 429, headers)


def is_by_browser(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def to(request: Request, path: str) -> Response:
    return RedirectResponse(root_of(request) + path, 303)


def root_of(request: Request) -> str:
    """The prefix that the server is reached below."""
    return str(request.scope.get("root_path", ""))
