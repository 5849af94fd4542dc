"""How many sentence borders are wrong or missed in another language: held against a treebank in CoNLL-U.

python -m benchmarks.sentence_borders CODE FILE... [--news] [--show 20]

The sentences of a document, or a few that follow each other where it names no
documents, are joined to one line as their SpaceAfter says. A sentence without a
mark at its end is a heading, which stands on a line of its own on real pages, and
ends the line here.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from article_qa.index.text.sentences import sentences

# Where a treebank names no documents and no paragraphs.
SENTENCES_A_LINE = 5
ENDS = re.compile(r"[.!?…:;。？！।][\"'”“»«’)\]]*$")
# Some treebanks write quotation marks as LaTeX does.
QUOTATION_MARKS = {"``": "„", "''": "“"}
# PUD names its sentences of news so, those of Wikipedia "w…".
NEWS = "n"
SHOWN_CHARACTERS = 45


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a treebank: its id, its text, whether a space follows, and whether a new line begins with it."""

    name: str
    text: str
    has_space: bool
    begins: bool


@dataclass(frozen=True, slots=True)
class Borders:
    """The borders of one line: where its sentences end by the treebank, and by the program."""

    line: str
    gold: frozenset[int]
    cut: frozenset[int]


def read(path: Path) -> list[Sentence]:
    """The sentences of a CoNLL-U file, in order."""
    found = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        comments = dict(re.findall(r"^# (\w+)(?: id)?(?: = (.*))?$", block, re.MULTILINE))
        tokens = [row.split("\t") for row in block.split("\n") if re.match(r"\d", row)]
        if tokens and "text" in comments:
            begins = bool({"newdoc", "newpar"} & set(comments))
            is_open = "SpaceAfter=No" in tokens[-1][9]
            text = comments["text"].strip()
            for typed, printed in QUOTATION_MARKS.items():
                text = text.replace(typed, printed)
            found.append(Sentence(comments.get("sent_id", ""), text, not is_open, begins))
    return found


def lines(found: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences that stand together on a line."""
    has_documents = any(each.begins for each in found)
    line: list[Sentence] = []
    for each in found:
        if line and (each.begins if has_documents else len(line) >= SENTENCES_A_LINE):
            yield line
            line = []
        line.append(each)
        if not ENDS.search(each.text):
            yield line
            line = []
    if line:
        yield line


def borders(line: Sequence[Sentence], language: str) -> Borders:
    """Where the sentences of a line end, but for the last."""
    text, ends = "", []
    for each in line:
        text += each.text
        ends.append(len(text))
        text += " " * each.has_space
    text = text.rstrip()
    cut = [end for (_, end), _ in pairwise(sentences(text, language))]
    return Borders(text, frozenset(ends[:-1]), frozenset(cut))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", help="the code of the language, as de")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--news", action="store_true", help="only the sentences of news, whose ids begin with n")
    parser.add_argument("--show", type=int, default=0, help="how many of the wrong and of the missed ones to show")
    given = parser.parse_args()
    found = [each for path in given.files for each in read(path) if not given.news or each.name.startswith(NEWS)]
    told = [borders(line, given.language) for line in lines(found)]
    gold, cut = (sum(len(getattr(each, name)) for each in told) for name in ("gold", "cut"))
    wrong = [(each.line, place) for each in told for place in sorted(each.cut - each.gold)]
    missed = [(each.line, place) for each in told for place in sorted(each.gold - each.cut)]
    print(f"{len(found)} sentences, {gold} borders within lines")
    print(f"wrong {len(wrong)} of {cut} ({len(wrong) / max(1, cut):.4f})")
    print(f"missed {len(missed)} of {gold} ({len(missed) / max(1, gold):.4f})")
    for name, places in (("wrong", wrong), ("missed", missed)):
        for line, place in places[: given.show]:
            before, after = line[max(0, place - SHOWN_CHARACTERS) : place], line[place : place + SHOWN_CHARACTERS]
            print(f"{name}: …{before} | {after}…")


if __name__ == "__main__":
    main()
