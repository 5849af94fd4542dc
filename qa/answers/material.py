"""What the answer to a question is made from."""

from dataclasses import dataclass

from article_qa.qa.questions.request import Request
from article_qa.qa.reading.context import Context
from article_qa.qa.retrieval.search import LibrarySearch


@dataclass(frozen=True)
class Material:
    """A request, the library it is asked of, and the passages that were found for it.

    `request.scope` has its outlets as the articles write them. `refusal` says
    why the passages do not answer, and is empty when they do: a kind of answer
    that looks further than these passages may pass over it. `told` holds the
    answers before, where more than they say is asked for.
    """

    request: Request
    library: LibrarySearch
    context: Context
    refusal: str = ""
    told: str = ""

    def is_told(self, text: str) -> bool:
        """Whether the answers before say this already, and more is asked for."""
        return bool(self.told) and " ".join(text.split()) in self.told
