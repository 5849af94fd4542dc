"""Every figure by its name: a `Measure` over the outcomes of golden questions.

All questions, a group, or a bootstrap's draw of them are summed up by the same measure.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from article_qa.qa.answer import Verdict
from article_qa.qa.evaluation.measures import CUTS, Measure, Ranked, mean, quantile, rank_figures, ratio
from article_qa.qa.evaluation.outcome import SHORT_WORDS, Outcome

Found = TypeVar("Found")

LABELS = {
    **{
        name: label
        for of in ("passage", "article")
        for name, label in (
            *((f"{of}_hit_at_{cut}", f"a gold {of} among the first {cut}") for cut in CUTS),
            *((f"{of}_recall_at_{cut}", f"gold {of}s found among the first {cut} (recall)") for cut in CUTS),
            (f"{of}_mrr", f"MRR of {of}s"),
            (f"{of}_ndcg_at_10", f"nDCG@10 of {of}s"),
        )
    },
    "gold_in_first_quote": "accepted answer in the first quote",
    "gold_in_quotes": "accepted answer in any quote",
    "gold_in_short_answer": f"accepted answer in the first {SHORT_WORDS} words shown",
    "gold_article_first": "first quote from a gold article",
    "exact_quotes": "quotes that equal their slice of the article",
    "sentences_quoted": "sentences quoted",
    "sentences_supported": "sentences supported",
    "sentences_unsupported": "sentences unsupported",
    "answer_words": "words in an answer, median",
    "refusal_precision": "refusals that were right (precision)",
    "refusal_recall": "unanswerable questions refused (recall)",
    "refusal_f1": "F1 of refusing",
    "answerable_refused": "answerable questions refused",
    "answerable_doubted": "answerable questions shown as doubtful",
    "unanswerable_doubted": "unanswerable questions shown as doubtful",
    "median_ms": "milliseconds, median",
    "p95_ms": "milliseconds, 95th percentile",
}


def measures_of(outcomes: Sequence[Outcome]) -> dict[str, Measure]:
    """Every figure by its name, in the order they are shown."""
    return _found(outcomes) | _answered(outcomes) | _refused(outcomes) | _timed(outcomes)


def _found(outcomes: Sequence[Outcome]) -> dict[str, Measure]:
    """How well gold passages, and gold articles, are ranked. Of an article its first passage counts."""
    passages = [_needs_ranked(o.wanted.passages, {p.id: p for p in o.passages}) for o in outcomes]
    articles = [
        _needs_ranked([ids.__contains__ for ids in o.wanted.articles], {p.article_id: p.article_id for p in o.passages})
        for o in outcomes
    ]
    by_passage, by_article = rank_figures(passages), rank_figures(articles)
    return _ranking("passage", by_passage) | _ranking("article", by_article)


def _needs_ranked(needs: Sequence[Callable[[Found], bool]], found: Mapping[str, Found]) -> tuple[list[str], list[str]]:
    """The names of the needs, and the ranking in which each stands where it is first met.

    What meets a need again is one of the rest, so that two reports of the same
    do not count twice; needs that are met together stand one after the other.
    """
    missing = dict(enumerate(needs))
    ranked: list[str] = []
    for name, item in found.items():
        met = [n for n, is_met in missing.items() if is_met(item)]
        ranked += [f"need {n}" for n in met] or [name]
        for n in met:
            del missing[n]
    return [f"need {n}" for n in range(len(needs))], ranked


def _ranking(of: str, figures: Sequence[Ranked | None]) -> dict[str, Measure]:
    return {
        **{f"{of}_hit_at_{cut}": mean(f.hit[cut] if f else None for f in figures) for cut in CUTS},
        **{f"{of}_recall_at_{cut}": mean(f.recall[cut] if f else None for f in figures) for cut in CUTS},
        f"{of}_mrr": mean(f.reciprocal_rank if f else None for f in figures),
        f"{of}_ndcg_at_10": mean(f.ndcg if f else None for f in figures),
    }


def _answered(outcomes: Sequence[Outcome]) -> dict[str, Measure]:
    """What stands in the answers. Of an answerable question, a refusal is a miss."""

    def sentences(verdict: Verdict) -> Measure:
        counts = ((sum(s.verdict == verdict for s in o.answer.sentences), len(o.answer.sentences)) for o in outcomes)
        return ratio(counts, len(outcomes))

    def share(of: Callable[[Outcome], bool], concerns: Callable[[Outcome], object]) -> Measure:
        return mean(float(of(o)) if concerns(o) else None for o in outcomes)

    def has_answers(outcome: Outcome) -> bool:
        return bool(outcome.golden.can_be_answered and outcome.golden.answers)

    return {
        "gold_in_first_quote": share(lambda o: o.gold_in(c.quote for c in o.answer.citations[:1]), has_answers),
        "gold_in_quotes": share(lambda o: o.gold_in_quotes, has_answers),
        "gold_in_short_answer": share(lambda o: o.gold_in_short_answer, has_answers),
        "gold_article_first": share(
            lambda o: any(o.wanted.is_gold(c.article_id) for c in o.answer.citations[:1]),
            lambda o: o.golden.can_be_answered and o.wanted.articles,
        ),
        "exact_quotes": ratio(((sum(o.exact), len(o.exact)) for o in outcomes), len(outcomes)),
        "sentences_quoted": sentences("quoted"),
        "sentences_supported": sentences("supported"),
        "sentences_unsupported": sentences("unsupported"),
        "answer_words": quantile((None if o.refused else o.answer_words for o in outcomes), 0.5),
    }


def _refused(outcomes: Sequence[Outcome]) -> dict[str, Measure]:
    """Refusing as the finding of the unanswerable questions, over those known to be one or the other."""
    known = [(o.refused, o.golden.can_be_answered is False, o.golden.can_be_answered is not None) for o in outcomes]
    right = [refused and cannot for refused, cannot, _ in known]

    def over(above: Iterable[float], below: Iterable[float]) -> Measure:
        return ratio(zip(above, below, strict=True), len(known))

    return {
        "refusal_precision": over(right, [refused and told for refused, _, told in known]),
        "refusal_recall": over(right, [cannot for _, cannot, _ in known]),
        "refusal_f1": over([2 * r for r in right], [(refused and told) + cannot for refused, cannot, told in known]),
        "answerable_refused": mean(
            float(refused) if told and not cannot else None for refused, cannot, told in known
        ),
        "answerable_doubted": mean(float(o.doubted) if o.golden.can_be_answered else None for o in outcomes),
        "unanswerable_doubted": mean(
            float(o.doubted) if o.golden.can_be_answered is False else None for o in outcomes
        ),
    }  # fmt: skip


def _timed(outcomes: Sequence[Outcome]) -> dict[str, Measure]:
    times = [outcome.answer.timings_ms["total"] for outcome in outcomes]
    return {"median_ms": quantile(times, 0.5), "p95_ms": quantile(times, 0.95)}
