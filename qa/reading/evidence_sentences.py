"""Of the ranked sentences those that can bear an answer out: no questions, headings, captions or newsletter boxes.

An article that is not annotated yet is taken as it is: there every sentence counts.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from article_qa.index.annotations import AnnotatedSentence, Annotations
from article_qa.index.records import Article
from article_qa.qa.reading.late_interaction import Candidate

# A list item is quoted from the start of its lead-in, if that makes no more words than these.
MAX_LIST_WORDS = 60
# What an interviewer asks may be read with the answer; what stands around the text may not.
READ_WITH = frozenset({"statement", "list_item", "table_row", "question"})


def evidence_sentences(
    candidates: Sequence[Candidate], articles: Mapping[str, Article], annotations: Mapping[str, Annotations]
) -> list[Candidate]:
    """The candidates that state something, in the same order, each as the whole sentence that was annotated."""
    finders = {article_id: _Finder(known.sentences) for article_id, known in annotations.items()}
    kept: dict[tuple[str, int], Candidate] = {}
    for candidate in candidates:
        article_id = candidate.passage.article_id
        found = finders[article_id].at(candidate.start) if article_id in finders else None
        if found and not found.is_evidence:
            continue
        whole = _whole(candidate, found, articles[article_id].text) if found else candidate
        if found:
            whole = _with_list(whole, finders[article_id].items(found), articles[article_id].text)
        if found and whole.opening is None and finders[article_id].before(found) not in READ_WITH:
            whole = replace(whole, opening=whole.start)
        kept.setdefault((article_id, whole.start), whole)
    return list(kept.values())


def _whole(candidate: Candidate, sentence: AnnotatedSentence, text: str) -> Candidate:
    """The candidate as long as its sentence, which the reader may have cut: a row, or an item with its number."""
    passage = candidate.passage
    start, end = max(sentence.start, passage.start), min(max(sentence.end, candidate.end), passage.end)
    whole = replace(candidate, start=start, end=end, text=text[start:end])
    if sentence.kind != "list_item" or not sentence.lead:
        return whole
    opening = sentence.lead[0]
    return replace(whole, opening=opening) if len(text[opening:end].split()) <= MAX_LIST_WORDS else whole


def _with_list(candidate: Candidate, items: Sequence[AnnotatedSentence], text: str) -> Candidate:
    """A lead-in with as many items of its list as fit; without one it stays as it is."""
    ends = [item.end for item in items if len(text[candidate.start : item.end].split()) <= MAX_LIST_WORDS]
    return replace(candidate, opening=candidate.start, closing=ends[-1]) if ends else candidate


class _Finder:
    """Finds the annotated sentence at a place of an article."""

    def __init__(self, sentences: Sequence[AnnotatedSentence]) -> None:
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]

    def at(self, place: int) -> AnnotatedSentence | None:
        number = bisect_right(self._starts, place) - 1
        return self._sentences[number] if number >= 0 and place < self._sentences[number].end else None

    def items(self, sentence: AnnotatedSentence) -> list[AnnotatedSentence]:
        """The items of the list that the sentence leads in."""
        number = bisect_right(self._starts, sentence.start)
        items = []
        while number < len(self._sentences) and self._sentences[number].lead == (sentence.start, sentence.end):
            items.append(self._sentences[number])
            number += 1
        return items

    def before(self, sentence: AnnotatedSentence) -> str:
        """The kind of the sentence before; a statement where there is none."""
        number = bisect_right(self._starts, sentence.start) - 2
        return self._sentences[number].kind if number >= 0 else "statement"
