"""Templates of the page: the files in `templates/`.

Each value in them is escaped, each phrase is in the reader's language.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from article_qa.qa.templating import Templates
from article_qa.qa.web import phrases
from article_qa.qa.web.core_messages import localized, sentence
from article_qa.qa.web.days import dateline, is_right_to_left

if TYPE_CHECKING:
    from jinja2 import Environment


def _against(words: str) -> Markup:
    """The attribute for an item whose words run the other way than the page; empty for all others."""
    direction = "rtl" if is_right_to_left(words) else "ltr"
    return Markup("") if direction == phrases.current().direction else Markup(' dir="{}"').format(direction)


def _speak(environment: "Environment") -> None:
    """Give the templates the phrases, days and numbers of the reader's language."""
    environment.add_extension("jinja2.ext.i18n")
    environment.globals["day_line"] = dateline
    environment.filters["against"] = _against
    environment.filters["localized"] = localized
    environment.filters["sentence"] = sentence
    environment.filters["grouped"] = phrases.grouped
    environment.filters["bdi"] = lambda words: _TEMPLATES.render("bdi.html", words=words)
    # Looked up anew for each phrase: the environment is shared, the language is the reader's.
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda phrase: phrases.current().catalog.gettext(phrase),
        lambda one, several, number: phrases.current().catalog.ngettext(one, several, number),
        newstyle=True,
    )


_TEMPLATES = Templates(Path(__file__).with_name("templates"), prepare=_speak)
render = _TEMPLATES.render
