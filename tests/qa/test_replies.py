"""A table of replies as models write them, and what becomes of each: text, numbers, verdicts, status.

Each goes through a server that speaks the chat protocol, streamed word by word,
and what is streamed must be the text of the answer. The two articles tell of a
bridge in Amman and of a café in Zürich; passages 1 and 2 are theirs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from article_qa.index.ingest.add import add
from article_qa.index.library import Library, open_library
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import Assistant
from article_qa.qa.generation.llm import choose_model
from article_qa.qa.settings import QASettings
from tests.qa.fakes import Reply, says, says_at_once, scripted_server

QUESTION = "Why did the mayor of Amman shut the Wadi bridge?"
CRACKED = "The mayor of Amman, Yousef al-Shawarbeh, shut the Wadi bridge on Monday because its pillars had cracked."
COST = "Repairs of the Wadi bridge in Amman will cost 2.1 million dinars, the mayor said."
CAFE = "A café in Zürich burned down on Tuesday, and nobody was hurt."

# Sentences of a model: two that hold, two that do not.
SHUT = "The mayor of Amman shut the Wadi bridge because its pillars had cracked."
PRICE = "Repairs of the bridge will cost 2.1 million dinars."
LIE = "It was built in 1931 by the French."
ANALYSIS = "<|channel|>analysis<|message|>"
FINAL = "<|start|>assistant<|channel|>final<|message|>"
STRAY = "(not supported: the passage is on another matter)"
OTHER = "Repairs of the bridge will cost 3.4 million dinars."


@dataclass(frozen=True)
class Row:
    """A reply and what becomes of it; `verdicts` by their first letters, `numbers` of each sentence."""

    id: str
    reply: str | Reply
    text: str
    verdicts: str
    numbers: tuple[tuple[int, ...], ...]
    status: str = "answered"


def good(name: str, reply: str | Reply) -> Row:
    """A reply of which the one sentence that holds is left."""
    return Row(name, reply, f"{SHUT} [1]", "s", ((1,),))


def two(name: str, reply: str | Reply) -> Row:
    """A reply of two sentences that hold."""
    return Row(name, reply, f"{SHUT} [1] {PRICE} [2]", "ss", ((1,), (2,)))


def quoted(name: str, reply: str | Reply, status: str = "answered") -> Row:
    """A reply whose place the quotes take."""
    return Row(name, reply, f"{CRACKED} [1]", "q", ((1,),), status)


REPLIES = [
    # As asked for.
    good("as-asked", f"{SHUT} [1]"),
    two("two-sentences", f"{SHUT} [1] {PRICE} [1]"),
    good("no-number", SHUT),
    two("no-numbers", f"{SHUT} {PRICE}"),
    good("both-passages-before-the-stop", f"{SHUT[:-1]} [1]."),
    good("said-twice", f"{SHUT} [1] {SHUT} [1] {SHUT} [1]"),
    good("a-number-never-given", f"{SHUT} [1][7]"),
    good("only-a-number-never-given", f"{SHUT} [9]"),
    # Markers.
    good("full-width", f"{SHUT} ［1］"),
    good("lenticular", f"{SHUT}【1†source】"),
    good("named", f"{SHUT} [Passage 1]"),
    good("source", f"{SHUT} [source 1]"),
    good("sources", f"{SHUT[:-1]} [Source: 1]."),
    good("footnote", f"{SHUT} [^1]"),
    good("doubled", f"{SHUT} [[1]]"),
    good("raised", f"{SHUT} <sup>1</sup>"),
    good("round", f"{SHUT} (1)"),
    two("round-twice", f"{SHUT[:-1]} (1). {PRICE[:-1]} (1)."),
    good("superscript", f"{SHUT}¹"),
    two("superscript-twice", f"{SHUT}¹ {PRICE}¹"),
    good("range", f"{SHUT} [1-1]"),
    # A model's own marks.
    good("thought", f"<think>Passage [2] is on a café. {LIE}</think>{SHUT} [1]"),
    good("thought-left-open", f"{SHUT} [1]\n<think>{LIE}"),
    good("thought-only-closed", f"It asks why. [2]</think>\n{SHUT} [1]"),
    good("reasoning", says(f"{SHUT} [1]", thoughts=f"{LIE} [2]")),
    good("harmony", f"{ANALYSIS}{LIE}<|end|>{FINAL}{SHUT} [1]<|return|>"),
    good("chatml", f"<|im_start|>assistant\n{SHUT} [1]<|im_end|>\n<|im_start|>user\n{LIE}"),
    good("llama", f"{SHUT} [1]<|eot_id|>"),
    good("gemma", f"<start_of_turn>model\n{SHUT} [1]<end_of_turn>"),
    good("answer-tag", f"<answer>{SHUT} [1]</answer>"),
    Row("echoed-passage", f'<passage n="1" from="Amman shuts a bridge | The Wire">\n{CRACKED}\n</passage>',
        f"{CRACKED} [1]", "s", ((1,),)),
    good("echoed-question", f"<question>\n{QUESTION}\n</question>\n{SHUT} [1]"),
    # Layout.
    good("heading", f"## Why\n\n{SHUT} [1]"),
    good("heading-in-bold", f"**The reason**\n\n{SHUT} [1]"),
    good("plain-heading", f"Summary\n\n{SHUT} [1]"),
    two("bullets", f"- {SHUT} [1]\n- {PRICE} [1]\n"),
    two("list", f"1. {SHUT} [1]\n2. {PRICE} [1]\n"),
    good("lead-in", f"Here is what the passages say:\n\n{SHUT} [1]"),
    good("emphasis", f"**{SHUT}** [1]"),
    good("references", f"{SHUT} [1]\n\nSources:\n[1] Amman shuts a bridge, The Wire\n[2] Fire in a café"),
    good("references-in-bold", f"{SHUT} [1]\n\n**References**\n- [1] Amman shuts a bridge. The Wire."),
    Row("table", "| What | How much |\n|---|---|\n| Repairs of the bridge | 2.1 million dinars [1] |\n",
        f"Repairs of the bridge: 2.1 million dinars [1] {CRACKED} [2]", "sq", ((1,), (2,))),
    good("json", f'{{"answer": "{SHUT} [1]"}}'),
    good("json-with-numbers", f'{{"answer": "{SHUT}", "citations": [1]}}'),
    good("json-in-a-fence", f'```json\n{{"answer": "{SHUT} [1]"}}\n```'),
    # Half true and false.
    Row("half-true", f"{SHUT} [1] {LIE} [1]", f"{SHUT} [1] {LIE} [2] {STRAY}", "su", ((1,), (2,)), "partial"),
    Row("false-first", f"{OTHER} [1] {SHUT} [1]", f"{CRACKED} [1] {SHUT} [1]", "qs", ((1,), (1,)), "partial"),
    Row("more-lies-than-quotes", f"{SHUT} [1] {LIE} [1] {OTHER} [1]",
        f"{SHUT} [1] {LIE} [2] {STRAY} {OTHER} [3] (not supported: the passage says 2.1 million, not 3.4 million)",
        "suu", ((1,), (2,), (3,)), "partial"),
    quoted("false", f"{LIE} [1]"),
    quoted("false-without-a-number", LIE),
    quoted("false-four-times", f"{LIE} {OTHER} It has 40 arches. It was sold to France. It is 12 km long."),
    quoted("wrong-passage", f"{SHUT} [2]"),
    quoted("echoed-rules", "Use only what the passages say. End every sentence with the number of the passage."),
    # Off the point: true, and no answer.
    Row("off-the-point", f"{CAFE} [2]", f"{CAFE} [1] {CRACKED} [2]", "sq", ((1,), (2,))),
    # Refusals.
    quoted("refusal", "Not in these articles.", "doubtful"),
    quoted("refusal-in-other-words", "The passages do not answer this question.", "doubtful"),
    quoted("refusal-with-markers", "The provided passages do not contain the reason. [1][2]", "doubtful"),
    quoted("refusal-in-french", "Les passages ne répondent pas à cette question.", "doubtful"),
    quoted("refusal-in-arabic", "المقاطع لا تجيب عن هذا السؤال.", "doubtful"),
    Row("refused-in-part", f"{SHUT} [1] The passages do not say more.", f"{SHUT} [1]", "s", ((1,),), "partial"),
    # Empty and cut.
    quoted("empty", says("  ")),
    quoted("nothing-but-a-thought", f"<think>{SHUT} [1]"),
    quoted("nothing-but-markers", "[1][2]"),
    quoted("nothing-but-a-heading", "# Answer"),
    good("cut", says(f"{SHUT} [1] It was built in the", finish="length")),
    good("cut-in-a-marker", says(f"{SHUT} [1] {LIE} [", finish="length")),
    quoted("cut-in-the-first-sentence", says("The mayor of Amman shut the", finish="length")),
    good("filtered", says(f"{SHUT} [1] And", finish="content_filter")),
    good("not-streamed", says_at_once(f"{SHUT} [1]")),
    # Arabic and French.
    quoted("arabic", "أغلق رئيس البلدية الجسر لأن أعمدته تشققت. [1]"),
    quoted("arabic-without-a-number", "بني الجسر عام ١٩٣١."),
    quoted("french", "Le pont a été construit par les Français en 1931. [1]"),
    quoted("french-without-a-number", "Le pont a été vendu à la France pour 12 euros."),
]  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("articles")
    amman = f"---\ntitle: Amman shuts a bridge\npublished: 2022-11-03\npublisher: The Wire\n---\n{CRACKED} {COST}"
    (folder / "amman.md").write_text(amman)
    (folder / "cafe.md").write_text(f"---\ntitle: Fire in a café\npublished: 2022-11-04\n---\n{CAFE}")
    with open_library(tmp_path_factory.mktemp("data") / "library", create=True) as library:
        add(library, [folder])
        yield library


def asked(library: Library, reply: str | Reply) -> tuple[str, Answer]:
    script = says(*(reply[n : n + 7] for n in range(0, len(reply), 7))) if isinstance(reply, str) else reply
    with scripted_server(script) as server:
        settings = QASettings(base_url=server.url, model="m", timeout_seconds=10)
        assistant = replace(Assistant.over(library), model=choose_model(settings), settings=settings)
        *pieces, answer = assistant.stream(QUESTION)
    assert isinstance(answer, Answer)
    return "".join(map(str, pieces)), answer


@pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in REPLIES])
def test_what_becomes_of_a_reply(library: Library, row: Row) -> None:
    streamed, answer = asked(library, row.reply)
    assert answer.text == row.text
    assert "".join(sentence.verdict[0] for sentence in answer.sentences) == row.verdicts
    assert tuple(sentence.citations for sentence in answer.sentences) == row.numbers
    assert answer.status == row.status
    assert streamed == answer.text
    for citation in answer.citations:
        article = library.catalog.article(citation.article_id)
        assert article
        assert article.text[citation.start : citation.end] == citation.quote


def test_there_are_at_least_sixty() -> None:
    assert len({row.id for row in REPLIES}) == len(REPLIES) >= 60
