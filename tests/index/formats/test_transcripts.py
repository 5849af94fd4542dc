"""Transcripts with times: words by speaker, without the times."""

import pytest

from article_qa.index.annotate.annotate import annotate
from tests.index.formats.files import only, refusal

VTT = """WEBVTT - Council meeting, 3 May
Language: en

NOTE Date: 2024-05-03

STYLE
::cue { color: white }

1
00:00:01.000 --> 00:00:03.000 align:start
<v Lena Ost>The bridge <i>will be shut</i>

2
00:00:03.000 --> 00:00:05.000
<v Lena Ost>for eleven months.</v>

3
00:00:05.000 --> 00:00:07.000
<v.loud Tom Holm>Who pays &amp; when?

00:07.000 --> 00:09.000
[Applause]
"""
SRT = """1
00:00:01,000 --> 00:00:03,000
{\\an8}LENA OST: The bridge will be shut

2
00:00:03,000 --> 00:00:05,000
for <b>eleven</b> months.

3
00:00:05,000 --> 00:00:07,000
- Tom Holm: Who pays?

4
00:00:07,000 --> 00:00:08,000
>> Nobody.
"""


def cues(*said: str, step: int = 2) -> str:
    times = [f"00:{at // 60:02}:{at % 60:02}.000" for at in range(0, step * len(said) + step, step)]
    return "WEBVTT\n\n" + "\n\n".join(f"{a} --> {b}\n{w}" for a, b, w in zip(times, times[1:], said, strict=False))


def test_cues_are_joined_to_turns_of_speakers() -> None:
    article = only(VTT, ".vtt")
    assert article.text == "Lena Ost: The bridge will be shut for eleven months.\n\nTom Holm: Who pays & when?"


def test_title_day_and_language_are_those_that_the_file_states() -> None:
    article = only(VTT, ".vtt")
    assert (article.title, str(article.published), article.language) == ("Council meeting, 3 May", "2024-05-03", "en")
    bare = only(cues("The council voted."), ".vtt")
    assert (bare.title, bare.published) == ("The council voted.", None)


def test_subrip_keeps_labels_and_drops_signs() -> None:
    paragraphs = only(SRT, ".srt").text.split("\n\n")
    assert paragraphs == ["LENA OST: The bridge will be shut for eleven months.", "Tom Holm: Who pays?", "Nobody."]


def test_the_interview_reading_knows_the_speakers() -> None:
    said = cues(
        "<v Ann Reed>Welcome to this interview with Lena Ost.",
        "<v Ann Reed>Why did you build the boat?",
        "<v Lena Ost>I wanted to see the other bank.",
        "<v Ann Reed>Was it hard to find the wood?",
        "<v Lena Ost>We found it in an old barn.",
    )
    article = only(said, ".vtt")
    found = [(each.speaker, article.text[each.start : each.end]) for each in annotate(article).sayings]
    assert [speaker for speaker, _ in found] == ["Lena Ost", "Lena Ost"]
    assert found[0][1].endswith("I wanted to see the other bank.")


@pytest.mark.parametrize(
    ("said", "text"),
    [
        pytest.param(["We heard", "one thing: nothing."], "We heard one thing: nothing.", id="no-name"),
        pytest.param(["They voted for", "Remember: nothing."], "They voted for Remember: nothing.", id="in-a-sentence"),
        pytest.param(["a b", "a b", "c"], "a b c", id="rolling-captions"),
        pytest.param(["One.\n\nTwo.", "NOTE a", "Three."], "One. Two. NOTE a Three.", id="empty-line-in-a-cue"),
        pytest.param(["One.\n\nNOTE a", "Two."], "One. Two.", id="note"),
        pytest.param(["♪ music ♪", "(laughs)", "Words [sic] stay."], "Words [sic] stay.", id="sounds"),
        pytest.param(["<00:00:00.500><c>one</c> <c.a>two</c>"], "one two", id="times-in-words"),
    ],
)
def test_words_are_those_that_were_said(said: list[str], text: str) -> None:
    assert only(cues(*said), ".vtt").text == text


def test_a_pause_after_a_sentence_begins_a_paragraph() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n\n00:09.000 --> 00:10.000\nTwo.\n"
    assert only(text, ".vtt").text == "One.\n\nTwo."


def test_what_has_no_times_or_words_is_refused() -> None:
    assert "is not a transcript, because it has no times" in refusal("The council voted.", ".vtt")
    assert "holds no text" in refusal("WEBVTT\n\n00:01.000 --> 00:02.000\n[Music]\n", ".vtt")
    assert "binary" in refusal(b"\0\1\2" * 500, ".srt")
