"""Golden questions -> what the program's answers are worth, in figures.

Each question is asked the way a reader asks it; what the searches found on the
way is kept, deeper than an answer reads. A figure is a `Measure` over the
questions, so that all of them, a group, or a bootstrap's draw of them can be
summed up by the same few lines.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar, get_args

import numpy as np

from article_qa.index.errors import GoldenRejected
from article_qa.index.library import Library, open_library
from article_qa.index.records import Passage, Scope, Scored
from article_qa.index.search import Ranker, dense, keyword
from article_qa.qa.answer import Answer, Verdict
from article_qa.qa.ask import AskMode
from article_qa.qa.assistant import PASSAGES_READ, Assistant
from article_qa.qa.citation import Citation
from article_qa.qa.evaluation.golden import Golden, Wanted, find_wanted
from article_qa.qa.evaluation.measures import (
    CUTS,
    Chosen,
    Interval,
    Measure,
    Ranked,
    difference,
    every,
    interval,
    mean,
    quantile,
    rank_figures,
    ratio,
    stands_in,
)
from article_qa.qa.reading.late_interaction import CachingReader
from article_qa.qa.retrieval.retrieve import DEPTH

Rankings: TypeAlias = Literal["both", "dense", "keyword"]
Found = TypeVar("Found")
Progress: TypeAlias = Callable[[str, int, int | None], None]

SHORT_WORDS = 60
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
SETTINGS = ("mode", "data", "passages", "rankings")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the questions are asked of: the library, what answers, how many passages it reads, what finds them."""

    data: Path
    mode: AskMode = "auto"
    passages: int = PASSAGES_READ
    rankings: Rankings = "both"

    def changed(self, text: str) -> "Setting":
        """The same with one NAME=VALUE changed. Raises GoldenRejected for any other text."""
        name, _, value = text.partition("=")
        if name == "data" and value:
            return replace(self, data=Path(value))
        if name == "mode" and value in get_args(AskMode):
            return replace(self, mode=value)  # type: ignore[arg-type]
        if name == "rankings" and value in get_args(Rankings):
            return replace(self, rankings=value)  # type: ignore[arg-type]
        if name == "passages" and value.isdecimal() and 1 <= int(value) <= DEPTH:
            return replace(self, passages=int(value))
        raise GoldenRejected(
            f"{text!r} is not a setting to compare with; give one of mode=auto|extract|llm, "
            f"rankings=both|dense|keyword, passages=1 to {DEPTH}, data=FOLDER"
        )


@dataclass(frozen=True)
class Outcome:
    """A golden question, what it wants, its answer, and the passages found for it, the best first.

    `exact` says of each citation, and of each nearest passage, whether its
    quote is its slice of the stored article.
    """

    golden: Golden
    wanted: Wanted
    answer: Answer
    passages: tuple[Passage, ...]
    exact: tuple[bool, ...]

    @property
    def refused(self) -> bool:
        return self.answer.status == "abstained"

    @property
    def doubted(self) -> bool:
        return self.answer.status == "doubtful"

    @property
    def answer_words(self) -> int:
        """The length of the answer, markers aside."""
        return sum(len(sentence.text.split()) for sentence in self.answer.sentences)

    def gold_in(self, texts: Iterable[str]) -> bool:
        """Whether an accepted answer stands in one of the texts."""
        return any(stands_in(answer, text) for text in texts for answer in self.golden.answers)

    @cached_property
    def gold_in_quotes(self) -> bool:
        return self.gold_in(citation.quote for citation in self.answer.citations)

    @cached_property
    def gold_in_short_answer(self) -> bool:
        """Whether one stands in what a reader sees first: the first words, each article's title before its quote."""
        return self.gold_in([self.first_shown])

    @cached_property
    def first_shown(self) -> str:
        """The first words of the sentences; the titles of the articles among them are not counted."""
        titles = {citation.number: citation.title for citation in self.answer.citations}
        left, shown = SHORT_WORDS, []
        for sentence in self.answer.sentences if not self.refused else ():
            words = sentence.text.split()[:left]
            if words:
                shown += [*(titles.pop(number, "") for number in sentence.citations), " ".join(words)]
            left -= len(words)
        return "\n".join(shown)

    @cached_property
    def misses(self) -> list[str]:
        """What is wrong with it, in words for the reader; empty when nothing is."""
        golden, wanted = self.golden, self.wanted
        wrong = []
        if not all(self.exact):
            wrong.append("a quote is not what stands in its article")
        if golden.can_be_answered is False and not self.refused and not self.doubted:
            wrong.append("answered, though the articles do not say")
        if golden.can_be_answered and self.refused:
            wrong.append("refused, though the articles say")
        if golden.can_be_answered and not self.refused:
            if golden.answers and not self.gold_in_quotes:
                wrong.append("no accepted answer in the quotes")
            if not wanted.is_met_by({citation.article_id for citation in self.answer.citations}):
                several = len(wanted.articles) > 1
                wrong.append("not every gold article is cited" if several else "the gold article is not cited")
        return wrong


@dataclass(frozen=True)
class Evaluation:
    """All outcomes under one setting, and every figure over them."""

    setting: Setting
    outcomes: tuple[Outcome, ...]

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Every figure by its name, in the order they are shown."""
        return _found(self.outcomes) | _answered(self.outcomes) | _refused(self.outcomes) | _timed(self.outcomes)

    @cached_property
    def groups(self) -> dict[str, Chosen]:
        """The places of each group's questions, in the file's order; none when no group is given."""
        names = dict.fromkeys(outcome.golden.group or "" for outcome in self.outcomes)
        if set(names) == {""}:
            return {}
        return {
            name or "(none)": np.array([n for n, o in enumerate(self.outcomes) if (o.golden.group or "") == name])
            for name in names
        }

    def figure(self, name: str, questions: Chosen | None = None) -> float:
        """One figure over these questions, or all; nan where none is concerned."""
        measure = self.measures[name]
        return measure.over(every(measure) if questions is None else questions)

    def as_json(self) -> dict[str, Any]:
        """Every figure with its interval, over all questions and by group."""
        everything = np.arange(len(self.outcomes))
        return {
            "setting": {name: str(getattr(self.setting, name)) for name in SETTINGS},
            "questions": len(self.outcomes),
            "figures": self._figures(everything, with_interval=True),
            "groups": {name: self._figures(chosen) for name, chosen in self.groups.items()},
        }

    def _figures(self, questions: Chosen, *, with_interval: bool = False) -> dict[str, Any]:
        return {
            name: {"value": _number(measure.over(questions))}
            | ({"interval": interval(measure, questions), "of": measure.count} if with_interval else {})
            for name, measure in self.measures.items()
        }


def evaluate(setting: Setting, golden: Sequence[Golden], progress: Progress = lambda *_: None) -> Evaluation:
    """Ask every question of the library in `setting.data`.

    Raises LibraryMissing, GoldenRejected where a gold article is not in the
    library, ModelUnavailable, PartMissing without the extra.
    """
    with open_library(setting.data) as library:
        return evaluate_library(library, golden, setting, progress)


def evaluate_library(
    library: Library,
    golden: Sequence[Golden],
    setting: Setting,
    progress: Progress = lambda *_: None,
    *,
    remember: bool = False,
) -> Evaluation:
    """The same over an open library.

    With `remember` a passage that several questions find is read once: much
    quicker over a small library, and the times say nothing then.
    """
    wanted = find_wanted(golden, library)
    rank_figures([])
    outcomes = []
    assistant = replace(Assistant.over(library), passages_read=setting.passages)
    if remember:
        assistant = replace(assistant, reader=CachingReader(assistant.reader))
    for number, outcome in enumerate(_asked(library, assistant, golden, wanted, setting), 1):
        outcomes.append(outcome)
        progress("questions", number, len(golden))
    return Evaluation(setting, tuple(outcomes))


def compare(one: Evaluation, other: Evaluation) -> dict[str, tuple[float, Interval | None]]:
    """For each figure, `other` less `one`, with the interval of a paired bootstrap over the questions."""
    return {name: difference(measure, other.measures[name]) for name, measure in one.measures.items()}


@dataclass
class _Recording:
    """A ranker, and the queries that it was asked."""

    rank: Ranker
    queries: dict[str, Scope] = field(default_factory=dict)

    def __call__(self, query: str, limit: int, scope: Scope) -> list[Scored]:
        self.queries[query] = scope
        return self.rank(query, limit, scope)


def _asked(
    library: Library, assistant: Assistant, golden: Sequence[Golden], wanted: Sequence[Wanted], setting: Setting
) -> Iterator[Outcome]:
    rankers: dict[str, Ranker] = {
        "dense": dense(library.catalog, library.vectors, library.embedder),
        "keyword": keyword(library.catalog),
    }
    used = {name: rank for name, rank in rankers.items() if setting.rankings in ("both", name)}
    search = replace(assistant.library, rankers=used)
    for question, want in zip(golden, wanted, strict=True):
        recordings = {name: _Recording(rank) for name, rank in used.items()}
        answer = replace(assistant, library=replace(search, rankers=recordings)).ask(
            question.question, history=question.turns, scope=question.scope, today=question.today, mode=setting.mode
        )
        queries = next(iter(recordings.values())).queries
        scope = next(iter(queries.values()), question.scope)
        passages = search.find(list(queries), scope, DEPTH, today=question.today).retrieved.passages if queries else []
        yield Outcome(question, want, answer, tuple(passages), _exact(answer, library))


def _exact(answer: Answer, library: Library) -> tuple[bool, ...]:
    def holds(citation: Citation) -> bool:
        article = library.catalog.article(citation.article_id)
        return article is not None and article.text[citation.start : citation.end] == citation.quote

    return tuple(map(holds, (*answer.citations, *answer.nearest)))


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


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(value, 4)
