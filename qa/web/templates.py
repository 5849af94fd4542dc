"""Templates of the page: the files in `templates/`.

Each value in them is escaped, each phrase is in the reader's language.
"""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from article_qa.qa.web import phrases
from article_qa.qa.web.days import dateline, is_right_to_left


def _against(words: str) -> Markup:
    """The attribute for an item whose words run the other way than the page; empty for all others."""
    direction = "rtl" if is_right_to_left(words) else "ltr"
    return Markup("") if direction == phrases.current().direction else Markup(' dir="{}"').format(direction)


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    extensions=["jinja2.ext.i18n"],
)
_ENVIRONMENT.filters["one_line"] = lambda text: " ".join(text.split())
_ENVIRONMENT.globals["day_line"] = dateline
_ENVIRONMENT.filters["against"] = _against
_ENVIRONMENT.filters["grouped"] = phrases.grouped
_ENVIRONMENT.filters["bdi"] = Markup("<bdi>{}</bdi>").format
# Looked up anew for each phrase: the environment is shared, the language is the reader's.
_ENVIRONMENT.install_gettext_callables(  # type: ignore[attr-defined]
    lambda phrase: phrases.current().catalog.gettext(phrase),
    lambda one, several, number: phrases.current().catalog.ngettext(one, several, number),
    newstyle=True,
)


def render(template: str, **values: Any) -> Markup:
    """The template of that file name with `values` filled in, as HTML that needs no further escaping.

    A value that is not given raises jinja2.UndefinedError where the template asks for it.
    """
    return Markup(_ENVIRONMENT.get_template(template).render(**values).strip())
