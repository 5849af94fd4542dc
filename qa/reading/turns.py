"""Who speaks in a passage without being named there: the turns of an interview."""

from collections.abc import Mapping, Sequence

from article_qa.index.annotations import Annotations
from article_qa.index.records import Article, Passage
from article_qa.index.text.names import is_named
from article_qa.index.text.words import WORD


def speakers_in(
    passages: Sequence[Passage], annotations: Mapping[str, Annotations], articles: Mapping[str, Article]
) -> dict[str, str]:
    """By passage id the names of those who speak in it, if neither the passage nor its headline names them."""
    found = {}
    for passage in passages:
        known = annotations.get(passage.article_id)
        turns = [each for each in known.sayings if each.is_turn] if known else []
        inside = [each.speaker for each in turns if each.start < passage.end and passage.start < each.end]
        around = f"{articles[passage.article_id].title} {passage.text}"
        names = [name for name in dict.fromkeys(inside) if not is_named(WORD.findall(name)[-1], around)]
        if names:
            found[passage.id] = " ".join(names)
    return found
