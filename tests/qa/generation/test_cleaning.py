"""A model's own marks are never shown, however the stream is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies._internal.core import DataObject

from article_qa.qa.generation.cleaning import CANCEL, ReplyCleaner


def shown(*pieces: str) -> str:
    cleaner = ReplyCleaner()
    return "".join([*map(cleaner.feed, pieces), cleaner.close()])


def kept(text: str) -> str:
    return " ".join(shown(text).rpartition(CANCEL)[2].split())


HARMONY = (
    "<|channel|>analysis<|message|>Passage [2] it is.<|end|><|start|>assistant<|channel|>final<|message|>"
    "It fell [1].<|return|>"
)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("<think>Passage [2]?</think>It fell [1].", id="thought"),
        pytest.param("<THINKING>a < b [2]\n</THINKING>\n\nIt fell [1].", id="thought-of-several-lines"),
        pytest.param("It fell [1].<think>Or did it? [2]", id="never-closed"),
        pytest.param("Passage [2] it is.</think>It fell [1].", id="only-closed"),
        pytest.param(HARMONY, id="harmony"),
        pytest.param("<|start|>assistant<|channel|>final <|constrain|>text<|message|>It fell [1].", id="harmony-final"),
        pytest.param("<|im_start|>assistant\nIt fell [1].<|im_end|>", id="chatml"),
        pytest.param("It fell [1].<|im_end|>\n<|im_start|>user\nAnd then? [2]", id="another-turn"),
        pytest.param("It fell [1].<|im_en", id="half-a-token"),
        pytest.param("<|start_header_id|>assistant<|end_header_id|>\n\nIt fell [1].<|eot_id|>", id="llama"),
        pytest.param("<start_of_turn>model\nIt fell [1].<end_of_turn>", id="gemma"),
        pytest.param("<s>[INST] It fell [1]. [/INST]</s>", id="mistral"),
        pytest.param("<｜begin▁of▁sentence｜>It fell [1].<｜end▁of▁sentence｜>", id="deepseek"),
        pytest.param('<passage n="1" from="A | The Wire">\nIt fell [1].\n</passage>', id="echoed-passage"),
        pytest.param("<answer>It fell [1].</answer>", id="answer"),
    ],
)
def test_only_the_reply_itself_is_shown(written: str) -> None:
    assert kept(written) == "It fell [1]."


@pytest.mark.parametrize(
    "text",
    [
        "Below 3 < 4 and 5 > 2.", "<b>It</b> fell <script>x</script> <3", "It [the bridge] fell [1] [2", "a <| b",
        "A thinking bridge, <passages", "", "<",
    ],
)  # fmt: skip
def test_what_is_no_mark_is_shown_as_it_came(text: str) -> None:
    assert shown(text) == text


MARKED = st.lists(
    st.sampled_from(
        """<think> </think> < > <| |> <|channel|> analysis final <|message|> <|end|> <|im_end|> <|im_start|> ¶ ·
        It·fell. <passage·n=1> </passage> [INST] [""".split()
    ),
    max_size=20,
).map(lambda parts: "".join(parts).replace("·", " ").replace("¶", "\n"))


@given(st.data(), MARKED | st.text(max_size=40))
def test_any_cut_of_the_stream_shows_the_same(data: DataObject, text: str) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert shown(*pieces) == shown(text)
