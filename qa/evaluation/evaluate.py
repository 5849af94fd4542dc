"""Golden questions -> what the program's answers are worth, in figures.

Each question is asked the way a reader asks it; what the searches found on the
way is kept, deeper than an answer reads. `figures` makes the figures of it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from article_qa.index.library import Library, open_library
from article_qa.index.records import Scope, Scored
from article_qa.index.search import Ranker, dense, keyword
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import Assistant
from article_qa.qa.citation import Citation
from article_qa.qa.evaluation.evaluation import Evaluation
from article_qa.qa.evaluation.golden import Golden, Wanted, find_wanted
from article_qa.qa.evaluation.measures import rank_figures
from article_qa.qa.evaluation.outcome import Outcome
from article_qa.qa.evaluation.setting import Setting
from article_qa.qa.reading.late_interaction import CachingReader
from article_qa.qa.retrieval.retrieve import DEPTH

Progress: TypeAlias = Callable[[str, int, int | None], None]


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
