"""HTML out of Jinja2 templates with autoescape: no word of an article or a model becomes markup."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


class Templates:
    """The templates in `folder`; their blank lines and indentation are left out.

    `prepare` gives the environment filters and globals of its own, before the first template is read.
    """

    def __init__(self, folder: Path, *, prepare: "Callable[[Environment], None] | None" = None) -> None:
        self._folder, self._prepare = folder, prepare

    def render(self, template: str, **values: Any) -> "Markup":
        """The template of that file name with `values` filled in, as HTML that needs no further escaping.

        A value that is not given raises jinja2.UndefinedError where the template asks for it.
        """
        from markupsafe import Markup

        return Markup(self._environment.get_template(template).render(**values).strip())

    @cached_property
    def _environment(self) -> "Environment":
        # It takes a moment to import, and most commands make no HTML.
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        environment = Environment(
            loader=FileSystemLoader(self._folder),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        environment.filters["one_line"] = lambda text: " ".join(text.split())
        if self._prepare:
            self._prepare(environment)
        return environment
