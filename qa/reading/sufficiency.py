"""Do the passages that were read answer the question? The reason for a refusal, in words."""

from collections.abc import Sequence

from article_qa.index.store.catalog import Catalog
from article_qa.index.text.languages import is_english, language_name
from article_qa.qa.day_words import in_words
from article_qa.qa.reading.answer_ranking import Answering, none_holds
from article_qa.qa.reading.answer_types import Wanted, is_told_roughly
from article_qa.qa.reading.answerability import Evidence, SentenceEvidence, is_plain
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.reading.other_values import has_other_value
from article_qa.qa.reading.rival_words import has_rival
from article_qa.qa.reading.sentence_reader import lead
from article_qa.qa.reading.turned_roles import has_turned_roles
from article_qa.qa.reading.unmatched import is_opposed
from article_qa.qa.reading.word_evidence import WordEvidence, word_evidence
from article_qa.qa.retrieval.recency import lateness, of_evidence

# An article of three weeks ago is too late for a question about these days to ask a model at once.
LATENESS_THRESHOLD = 0.5
NOTHING_NEAR = "Nothing in the library comes near the question."
BY_WORDS = (
    "Read by words only: the installed model reads English. "
    "To read other languages by their meaning, set INDEX_EMBEDDER=multilingual and run: article-qa reembed"
)


def evidence(context: Context, ranked: Sequence[Answering]) -> Evidence | SentenceEvidence | WordEvidence:
    """What speaks for an answer in the first of the ranked candidates; there must be one."""
    best = ranked[0].candidate
    if context.by_words:
        return word_evidence(context.searched, context.terms, [each.candidate for each in ranked])
    if context.by_sentence:
        alike = is_english(context.searched) == is_english(best.passage.text)
        is_shared = context.language == context.articles[best.passage.article_id].language
        words = _shared_words(context, best) if is_shared else None
        match_lead = lead([each.candidate for each in ranked])
        return SentenceEvidence(best.match, match_lead, context.terms.passages, alike, words)
    article = context.articles[best.passage.article_id]
    published = article.published
    wanted = Wanted.of(context.searched)
    around = f"{article.title} {best.passage.text}"
    return Evidence(
        best.match,
        of_evidence(published, context.today),
        lateness(context.searched, published, context.today),
        best.covered,
        best.lacking,
        best.answers or 0.0,
        len(best.unsaid),
        is_opposed(context.searched, best.passage.text, article.title),
        _lacks_kind(wanted, context.searched, ranked[0]),
        context.terms,
        has_other_value(context.searched, best.text, f"{_heading(context, best)} {best.passage.text}"),
        has_rival(context.searched, best.text, around),
        has_turned_roles(context.searched, best.text, around),
        none_holds(context.searched, wanted, ranked),
    )


def _lacks_kind(wanted: Wanted, question: str, best: Answering) -> bool:
    """Whether a number or somebody's name is asked for and the best sentence has none of that kind."""
    return wanted.is_required and not best.spans and not is_told_roughly(wanted, question, best.candidate.text)


def _heading(context: Context, best: Candidate) -> str:
    """The headline and the day of the article, and the day on which what the sentence tells happened, where known."""
    article = context.articles[best.passage.article_id]
    known = context.annotations.get(article.id)
    told = next((each.days for each in known.sentences if each.start == best.start), None) if known else None
    days = (article.published, told.first if told else None, told.last if told else None)
    return " ".join([article.title, *(in_words(day) for day in days if day)])


def _shared_words(context: Context, best: Candidate) -> float | None:
    """How likely the best sentence answers by the words that it shares with the question."""
    by_words = context.word_reading.rank(context.searched)
    same = [each for each in by_words if (each.passage.id, each.start) == (best.passage.id, best.start)]
    others = [each for each in by_words if each not in same]
    return word_evidence(context.searched, context.terms, [*same, *others]).weight if same else None


def why_not(context: Context, ranked: Sequence[Answering]) -> str:
    """Why there is not enough to answer from; empty when there is."""
    if not ranked:
        return NOTHING_NEAR
    weighed = evidence(context, ranked)
    return weighed.reason if weighed.thin else ""


def is_doubtful(context: Context) -> bool:
    """Whether the nearest quotes are shown with a doubt: they may not answer."""
    return bool(context.answers) and evidence(context, context.answers).doubtful


def unread_language(code: str) -> str:
    """Why a question in the language with this code found nothing, where the reader knows English only."""
    language = language_name(code)
    return f"The question is in {language}, and the default model reads English; ask in English, or see INDEX_EMBEDDER."


def is_enough_at_a_glance(context: Context, nearness: float | None, catalog: Catalog) -> bool:
    """Whether a model can be asked before all passages are read, so that its first word need not wait.

    `nearness` is the local model's cosine of the first passage; None where another model made the vectors.
    """
    if nearness is not None and context.passages:
        first = context.passages[0]
        late = lateness(context.searched, context.articles[first.article_id].published, context.today)
        if late < LATENESS_THRESHOLD and is_plain(context.terms, nearness, first, catalog):
            return True
    return not why_not(context, context.ranked_answers(context.glance))
