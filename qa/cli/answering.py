"""Who answers: the server that is named, one that runs over the same library, or this command itself."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from article_qa.index.environment import TOKEN, written_settings
from article_qa.index.errors import ArticleQAError
from article_qa.qa.answer import Answer
from article_qa.qa.cli.answer_options import AnswerOptions, Exchange
from article_qa.qa.server_file import find_server

if TYPE_CHECKING:
    from article_qa.qa.cli.remote import RemoteServer

Stream = Callable[[str, Sequence[Exchange]], Iterator[str | Answer]]


class Answering:
    """Answers one question after another, with one start.

    A server that was found is only asked while it answers: whatever it refuses
    is asked here. One that is named answers, or its refusal is raised.
    """

    def __init__(self, data: Path, server: str | None, options: AnswerOptions) -> None:
        self._data, self._options, self._is_named = data, options, server is not None
        self._open = ExitStack()
        self._remote = self._at(server or find_server(data))
        # Who answered last, in words.
        self.by = ""

    def stream(self, question: str, history: Sequence[Exchange] = ()) -> Iterator[str | Answer]:
        """The pieces of a model's draft, if there is one, then the answer. Raises ArticleQAError."""
        if self._remote:
            self.by = f"the server at {self._remote.address}"
            try:
                yield from self._remote.stream(question, history)
                return
            except ArticleQAError:
                if self._is_named:
                    raise
                self._remote = None
        self.by = "this command"
        yield from self._itself(question, history)

    def _at(self, address: str | None) -> "RemoteServer | None":
        if address is None:
            return None
        from article_qa.qa.cli.remote import RemoteServer

        return self._open.enter_context(RemoteServer(address, written_settings().get(TOKEN), self._options))

    @cached_property
    def _itself(self) -> Stream:
        from article_qa.index.library import open_library
        from article_qa.qa.ask import Ask
        from article_qa.qa.assistant import Assistant
        from article_qa.qa.cli.scope import scope_in
        from article_qa.qa.questions.follow_ups import Turn

        library, options = self._open.enter_context(open_library(self._data)), self._options
        scope = scope_in(
            library, options.since, options.until, options.publisher, options.articles, options.collections,
            options.languages,
        )  # fmt: skip
        assistant = Assistant.over(library)

        def stream(question: str, history: Sequence[Exchange]) -> Iterator[str | Answer]:
            turns = tuple(Turn(asked, told) for asked, told in history)
            yield from assistant.stream(question, Ask(turns, scope, options.today, options.mode, options.is_literal))

        return stream

    def __enter__(self) -> "Answering":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
