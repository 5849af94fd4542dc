"""A model's own marks -> nothing: thoughts, channel tokens, end tokens, and tags echoed from the prompt.

Reads one character after another, so how a stream is cut changes nothing. A
tag is shown whole or not at all; whatever turns out to be none of these is
shown as it came.
"""

import re

THOUGHTS = r"think(?:ing)?|thought|thoughts|reasoning|reflection|scratchpad"
# What the prompt is made of, and what models put around an answer of their own accord.
ECHOED = r"passages?|question|item|sentence|turn|answer|response|reply|output|final(?:_answer)?|s"
TAG = re.compile(rf"<(?P<close>/?)(?:(?P<thought>{THOUGHTS})|(?:{ECHOED}))(?:\s[^<>\n]*)?/?>", re.IGNORECASE)
TOKEN = re.compile(r"<[|｜](?P<name>[^<>|｜\n]{1,60})[|｜]>|<(?P<gemma>start_of_turn)>|\[/?INST\]")
END = re.compile(r"</s>|<end_of_turn>|<eos>", re.IGNORECASE)
HALF_TOKEN = re.compile(r"<(?:[|｜]\w+|/\w+)[|｜]?")
# ASCII's sign that what came before is to be disregarded.
CANCEL = "\x18"
ENDINGS = re.compile(r"im_end|eot_id|eom_id|endoftext|end_of_text|end[▁_]of[▁_]sentence|return|call|eos", re.IGNORECASE)
OPENINGS = ("im_start", "start", "start_header_id", "start_of_turn", "User", "Assistant")
MAX_TAG = 400
MAX_HEADER = 60


class ReplyCleaner:
    """Takes a model's own marks out of a stream of pieces.

    CANCEL in what is shown says that all before it was a thought, of which only
    the end was marked. What a model writes after the end of its turn is left out.
    """

    def __init__(self) -> None:
        self._ended = False
        self._held = ""
        self._in_thought = False
        self._in_header = ""
        self._in_channel = False
        self._has_shown = False

    def feed(self, piece: str) -> str:
        """What may be shown now."""
        return "".join(map(self._take, piece.replace(CANCEL, "")))

    def close(self) -> str:
        """The rest, when the stream has ended."""
        rest, self._held = self._held, ""
        # Half a token at the end of a reply that was cut is no word of it.
        return "" if HALF_TOKEN.fullmatch(rest) else self._show(rest)

    def _take(self, character: str) -> str:
        if self._ended:
            return ""
        if self._in_header and character == "\n":
            self._in_header = ""
            return ""
        if not self._held:
            return self._begin(character)
        self._held += character
        if character in "<[":
            begun, self._held = self._held[:-1], character
            return self._show(begun)
        if character in ">]":
            whole, self._held = self._held, ""
            return self._mark(whole)
        if character == "\n" or len(self._held) > MAX_TAG or not _may_be_mark(self._held):
            whole, self._held = self._held, ""
            return self._show(whole)
        return ""

    def _begin(self, character: str) -> str:
        if character in "<[":
            self._held = character
            return ""
        return self._show(character)

    def _mark(self, whole: str) -> str:
        """What is shown of a whole tag or token."""
        if token := TOKEN.fullmatch(whole):
            return self._token(token["name"] or token["gemma"] or "")
        if END.fullmatch(whole):
            self._ended = self._has_shown
            return ""
        tag = TAG.fullmatch(whole)
        if not tag:
            return self._show(whole)
        # Two sentences on the two sides of a tag stay two.
        return self._think(is_over=bool(tag["close"])) if tag["thought"] else self._show("\n")

    def _think(self, *, is_over: bool) -> str:
        cancels = is_over and not self._in_thought
        self._in_thought = not is_over
        self._has_shown = self._has_shown and not cancels
        return CANCEL if cancels else ""

    def _token(self, name: str) -> str:
        """Follow the channels of a harmony reply and the turns of the others."""
        if name == "constrain":
            return ""
        header, self._in_header = self._in_header, ""
        if name in ("channel", "start_header_id") or name in OPENINGS:
            if name in OPENINGS and name != "start" and self._has_shown:
                self._ended = True
            self._in_header = f"{name} "
        elif name == "message":
            self._in_channel = header.startswith("channel ") and "final" not in header
        elif name == "end":
            self._in_channel = False
        elif ENDINGS.fullmatch(name):
            self._in_channel = False
            self._ended = self._has_shown
        return ""

    def _show(self, text: str) -> str:
        if self._in_header:
            self._in_header += text
            if len(self._in_header) > MAX_HEADER:
                self._in_header = ""
            return ""
        if self._in_thought or self._in_channel:
            return ""
        self._has_shown = self._has_shown or bool(text.strip())
        return text


def _may_be_mark(held: str) -> bool:
    """Whether a tag or token can begin so."""
    if held.startswith("["):
        return any(mark.startswith(held) for mark in ("[INST]", "[/INST]"))
    return re.fullmatch(r"<(?:[|｜][^<>\n]*|/?(?:[A-Za-z_]\w*(?:\s[^<>\n]*)?)?)", held) is not None
