"""A reply on its way -> what it claims, each claim once, and what else there is to say of it."""

from collections.abc import Iterator

from article_qa.qa.generation.citation_markers import Claim
from article_qa.qa.generation.cleaning import CANCEL
from article_qa.qa.generation.generate import Composed
from article_qa.qa.generation.llm import Completion
from article_qa.qa.generation.refusals import is_refusal
from article_qa.qa.generation.reply_sentences import ReplySentences
from article_qa.qa.generation.unpacking import JsonUnpacker

CUT = frozenset(("length", "content_filter"))


class ReplyReader:
    """Reads one reply.

    `refused` says that the model finds no answer, `removed` counts the numbers
    of passages that it was not given, `is_full` that the rest was not read,
    `restarts` how often all before turned out to be a thought. `completion` is
    there when the reply has ended.
    """

    def __init__(self, composed: Composed) -> None:
        self.refused = False
        self.restarts = 0
        self.completion: Completion | None = None
        self._composed = composed
        self._begin()

    @property
    def removed(self) -> int:
        return self._sentences.removed

    @property
    def is_full(self) -> bool:
        return self._sentences.is_full

    def claims(self) -> Iterator[Claim]:
        """The claims, each as soon as it is complete. Raises ModelFailed."""
        for piece in self._pieces():
            _, cancel, after = piece.rpartition(CANCEL)
            if cancel:
                self.restarts += 1
                self._begin()
            yield from self._stated(self._sentences.feed(self._unpacker.feed(after)))
            if self.is_full:
                break
        is_cut = self.completion is not None and self.completion.finish_reason in CUT
        rest = [*self._sentences.feed(self._unpacker.close()), *self._sentences.close(is_cut=is_cut)]
        yield from self._stated(rest)

    def _begin(self) -> None:
        self._unpacker = JsonUnpacker()
        self._sentences = ReplySentences(len(self._composed.given))
        self._known: set[str] = set()

    def _pieces(self) -> Iterator[str]:
        self.completion = yield from self._composed.pieces

    def _stated(self, claims: list[Claim]) -> Iterator[Claim]:
        """Those that claim something new; a lead-in, a question or a refusal does not."""
        for claim in claims:
            key = " ".join(claim.text.casefold().split())
            if is_refusal(claim.text, cites=bool(claim.numbers)):
                self.refused = True
            elif key not in self._known and (claim.numbers or not claim.text.endswith((":", "：", "?", "؟"))):
                self._known.add(key)
                yield claim
