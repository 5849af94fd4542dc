"""An article or a subject in its lead sentences."""

from article_qa.qa.answers.material import Material
from article_qa.qa.answers.reply import Reply


def reply(material: Material) -> Reply | None:
    """Who, what, when, where and why, in the order of the text; None where nothing is summed up."""
    del material
    return None
