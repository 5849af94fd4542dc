"""Templates of the page: the files in `templates/`, each value in them escaped."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)
_ENVIRONMENT.filters["one_line"] = lambda text: " ".join(text.split())


def render(template: str, **values: Any) -> Markup:
    """The template of that file name with `values` filled in, as HTML that needs no further escaping.

    A value that is not given raises jinja2.UndefinedError where the template asks for it.
    """
    return Markup(_ENVIRONMENT.get_template(template).render(**values).strip())
