"""Phrases of the page that stand elsewhere: in the answer, which every door shows, and in the page's scripts.

The catalog has them from here. A test holds them against where they are used.
"""

from article_qa.qa.web.phrases import gettext_noop

IN_ANSWERS = (
    gettext_noop("Not in these articles."),
    gettext_noop("Nearest; may not answer."),
    gettext_noop("The articles say so."),
    gettext_noop("The articles say otherwise."),
    gettext_noop("No sentence was found that plainly says so, or otherwise."),
    gettext_noop("Reports differ"),
    gettext_noop("Reports give a later figure"),
    gettext_noop("An earlier report was corrected"),
    gettext_noop("the latest"),
    gettext_noop("a correction"),
    gettext_noop("Supported"),
    gettext_noop("Contradicted"),
    gettext_noop("Not found"),
    gettext_noop("No claim"),
)
# What `said` in static/*.js asks for; static/rooms.js has it.
IN_SCRIPTS = (
    gettext_noop("Copy"),
    gettext_noop("Copied"),
    gettext_noop("{number} ticked"),
    gettext_noop("Ask"),
    gettext_noop("Library"),
    gettext_noop("People and places"),
    gettext_noop("Notebook"),
    gettext_noop("“{name}” was removed: {number} conversations are kept."),
    gettext_noop("“{name}” was removed: this browser has no more room."),
    gettext_noop("Rename"),
    gettext_noop("Rename: {name}"),
    gettext_noop("Remove"),
    gettext_noop("Remove: {name}"),
    gettext_noop("Remove?"),
    gettext_noop("None yet. They stay in this browser only."),
    gettext_noop("Name of the conversation"),
)
