"""Outlets, articles or subjects side by side."""

from article_qa.qa.answers.material import Material
from article_qa.qa.answers.reply import Reply


def reply(material: Material) -> Reply | None:
    """What each side has; None where there are no sides."""
    del material
    return None
