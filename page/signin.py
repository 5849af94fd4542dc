"""The page where a reader signs in: plain HTML, no script."""

from html import escape
from string import Template

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
$problem<form method="post" action="/login">
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


def sign_in_page(problem: str = "") -> str:
    """The form, under what went wrong the last time."""
    return PAGE.substitute(problem=f'<p role="alert">{escape(problem)}</p>\n' if problem else "")
