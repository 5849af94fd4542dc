"""What somebody said: their own words only."""

from article_qa.qa.answers.material import Material
from article_qa.qa.answers.reply import Reply


def reply(material: Material) -> Reply | None:
    """The words of the speaker, newest first; None where no speaker is asked about."""
    del material
    return None
