"""A statement held against the articles: supported, contradicted or not found."""

from article_qa.qa.answers.material import Material
from article_qa.qa.answers.reply import Reply


def reply(material: Material) -> Reply | None:
    """The verdict with the quotes that bear it out; None where nothing is claimed."""
    del material
    return None
