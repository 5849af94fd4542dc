"""The fields of a chat request, as OpenAI's clients send them. What a library has no use for is passed over."""

from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StrictBool, StrictStr

from article_qa.index.records import EVERYTHING
from article_qa.qa.ask import Ask, AskMode
from article_qa.qa.questions.follow_ups import Turn
from article_qa.qa.web.rest.chat_text import spoken
from article_qa.qa.web.rest.fields import Day, Fields, ScopeFields
from article_qa.qa.web.rest.problems import Problem

Role = Literal["system", "developer", "user", "assistant", "tool", "function"]


class Open(Fields):
    """Fields among others that do not matter here."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Part(Open):
    """A part of a message."""

    type: StrictStr
    text: StrictStr = ""


class Message(Open):
    """A message of the conversation."""

    role: Role
    content: StrictStr | list[Part] | None = None

    @property
    def text(self) -> str:
        """Raises Problem for what is not text."""
        if not isinstance(self.content, list):
            return self.content or ""
        if other := next((part.type for part in self.content if part.type not in ("text", "refusal")), None):
            raise Problem(400, f"a message has a part of the type {other[:40]!r}", "send text only")
        return "\n".join(part.text for part in self.content)


class StreamOptions(Open):
    """What a stream ends with."""

    include_usage: bool | None = None


class ChatFields(Open):
    """A chat request. `scope`, `today` and `mode` are ours: those of `Ask`."""

    model: StrictStr
    messages: Annotated[list[Message], Field(min_length=1, max_length=10_000)]
    stream: StrictBool | None = None
    stream_options: StreamOptions | None = None
    n: Annotated[int, Field(ge=1, le=1)] | None = None
    scope: ScopeFields | None = None
    today: Day | None = None
    mode: AskMode = "auto"

    def question(self) -> str:
        """The last message, which must be the reader's. Raises Problem."""
        if self.messages[-1].role != "user":
            raise Problem(400, "the last message is not the user's", "end the messages with the question")
        return self.messages[-1].text

    def options(self) -> Ask:
        scope = self.scope.scope() if self.scope else EVERYTHING
        return Ask(tuple(self._turns()), scope, self.today, self.mode)

    def _turns(self) -> list[Turn]:
        """Each earlier message of the reader with the reply that follows it."""
        said = [message for message in self.messages[:-1] if message.role in ("user", "assistant")]
        return [
            Turn(question.text, spoken(reply.text))
            for question, reply in pairwise(said)
            if (question.role, reply.role) == ("user", "assistant")
        ]

    @property
    def wants_usage(self) -> bool:
        return bool(self.stream_options and self.stream_options.include_usage)


def usage(counts: Any) -> dict[str, int]:
    """The tokens that a language model took, as OpenAI counts them; 0 where none was asked or counted."""
    prompt = (counts and counts.prompt_tokens) or 0
    completion = (counts and counts.completion_tokens) or 0
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
