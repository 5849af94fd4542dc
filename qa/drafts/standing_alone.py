"""The sentences of a draft made to stand alone: whom "he" and "the minister" mean, by the sentences before."""

from article_qa.qa.drafts.splitting import Split


def standing_alone(draft: Split) -> list[str]:
    """Each sentence of the draft as a claim by itself, in order."""
    return [piece.text for piece in draft.pieces]
