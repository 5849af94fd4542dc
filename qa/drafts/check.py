"""A draft -> a verdict on each of its sentences, from top to bottom.

Every claim is searched first, so that it is known which passages are read for
which. Then they are read, those of a few claims at a time, and each claim is
judged as one that is asked is (`qa.answers.judgement`). Promises that the text
of a sentence is the draft's own, and that every quote is cut out of its article.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from article_qa.qa.answers.judgement import judge
from article_qa.qa.drafts import verdicts
from article_qa.qa.drafts.draft import Draft, DraftSentence
from article_qa.qa.drafts.no_claim import why_no_claim
from article_qa.qa.drafts.reading import DraftReader
from article_qa.qa.drafts.searching import Bench, Searched, Step, known, search
from article_qa.qa.drafts.splitting import Split, split
from article_qa.qa.drafts.standing_alone import standing_alone
from article_qa.qa.questions.language import foreign_language

NOT_ENGLISH = "only English can be checked"

VERDICTS = {
    "supported": verdicts.supported,
    "contradicted": verdicts.contradicted,
    "not_found": verdicts.not_found,
}


def check(text: str, bench: Bench, step: Step) -> Draft:
    """The draft `text`, checked. Raises DraftRejected for one that is empty or too long."""
    sentences = list(_read(split(text)))
    claims = [each for each in sentences if _is_searched(each)]
    searched, warnings = search([each.claim or each.text for each in claims], bench, step)
    quoting = verdicts.Quoting()
    judged = dict(zip((each.start for each in claims), _judged(claims, searched, bench, quoting, step), strict=True))
    citations = bench.library.with_copies(quoting.citations)
    return Draft(
        tuple(judged.get(each.start, each) for each in sentences), citations, warnings, bench.scope, bench.today
    )


def claims_of(draft: Split) -> list[str]:
    """What is searched of a draft: each of its claims by itself."""
    return [each.claim or each.text for each in _read(draft) if _is_searched(each)]


def _is_searched(sentence: DraftSentence) -> bool:
    """Whether a sentence that was read waits for its verdict: it has no reason yet."""
    return not sentence.reason


def _read(draft: Split) -> Iterator[DraftSentence]:
    """The sentences with what they claim; those without a claim that can be searched have their verdict."""
    alone = standing_alone(draft)
    for piece, claim in zip(draft.pieces, alone, strict=True):
        sentence = DraftSentence(piece.text, piece.start, piece.end, "not_found")
        if reason := why_no_claim(piece.text, piece.kind):
            yield replace(sentence, verdict="no_claim", reason=reason)
        elif foreign_language(piece.text):
            yield replace(sentence, reason=NOT_ENGLISH)
        else:
            yield replace(sentence, claim="" if claim == piece.text else claim)


def _judged(
    claims: Sequence[DraftSentence], searched: Sequence[Searched], bench: Bench, quoting: verdicts.Quoting, step: Step
) -> Iterator[DraftSentence]:
    """The sentences with their verdicts, in order."""
    reader, library = DraftReader(bench.reader), known(searched, bench)
    number = 0
    for window in reader.windows(searched):
        for each in window:
            judgement = judge(each.statement, library.found_for(each, reader))
            yield VERDICTS[judgement.verdict](claims[number], judgement, each, quoting)
            number += 1
            step("checked", number, len(searched))
