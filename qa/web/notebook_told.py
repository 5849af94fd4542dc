"""What became of a saved answer's quotes, in the reader's language."""

from article_qa.qa.notebook.saved_answers import SavedAnswer
from article_qa.qa.web.phrases import gettext, grouped, ngettext


def quotes_told(saved: SavedAnswer) -> str:
    """What became of all the quotes, as `saved.told` says it in English."""
    count, counts = len(saved.receipt.citations), saved.receipt.counts
    if saved.state in (None, "stands"):
        return ngettext("The quote stands", "All %(num)s quotes stand", count) if count else ""
    if count == 1:
        return gettext("The quote has changed") if counts["changed"] else gettext("The quote is gone")
    changed = ngettext("%(num)s has changed", "%(num)s have changed", counts["changed"])
    gone = ngettext("%(num)s is gone", "%(num)s are gone", counts["gone"])
    if counts["changed"] and counts["gone"]:
        return gettext("Of %(all)s quotes, %(changed)s and %(gone)s", all=grouped(count), changed=changed, gone=gone)
    return gettext("Of %(all)s quotes, %(fallen)s", all=grouped(count), fallen=changed if counts["changed"] else gone)
