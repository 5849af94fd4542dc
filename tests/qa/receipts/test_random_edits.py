"""Whatever happens to the articles between an answer and its check, each citation is classified right.

Articles are edited at random, and what became of each quote is known from the
edit itself. The verifier of the docs, which has none of our code, agrees.
"""

import hashlib
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from article_qa.index.library import CATALOG, Library, open_library
from article_qa.index.records import Article
from article_qa.qa.receipts.verify import verify_answer
from tests.index.fakes import article, put
from tests.qa.receipts.saved_citations import cited

ROOT = Path(__file__).parents[3]
EDITS = 200
COMPARED = ("number", "article_id", "state", "since", "was", "now")
VERIFIER = ROOT / "docs" / "verify_answer.py"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        yield library


class Newsroom:
    """Articles of numbered sentences, edited at random; each edit is stored at once."""

    def __init__(self, library: Library, chance: random.Random) -> None:
        self.library, self.chance = library, chance
        self.sentences = {
            f"{n}.txt": [f"On day {n}{k} the {self._word()} of bridge {n} cost {n * 100 + k} euros." for k in range(12)]
            for n in range(8)
        }
        self.added: dict[str, str] = dict.fromkeys(self.sentences, "")
        self.removed: set[str] = set()
        for source in self.sentences:
            put(library, self.article(source))

    def _word(self) -> str:
        return self.chance.choice(("mending", "closing", "opening", "painting"))

    def article(self, source: str) -> Article:
        return article(self.added[source] + " ".join(self.sentences[source]), source=source)

    def edit(self) -> None:
        """One figure, one word, a paragraph added, the article removed, or restored."""
        source = self.chance.choice(list(self.sentences))
        if source in self.removed:
            self.removed.remove(source)
        elif self.chance.random() < 0.2:
            self.removed.add(source)
            self.library.catalog.remove(self.article(source).id)
            return
        else:
            self._change(source)
        put(self.library, self.article(source))

    def _change(self, source: str) -> None:
        lines = self.sentences[source]
        k = self.chance.randrange(len(lines))
        match self.chance.choice(("figure", "word", "paragraph")):
            case "figure":
                *start, _, euros = lines[k].split()
                lines[k] = " ".join([*start, str(self.chance.randrange(10_000, 99_999)), euros])
            case "word":
                words = lines[k].split()
                words[4] = self._word() + str(self.chance.randrange(1000))
                lines[k] = " ".join(words)
            case _:
                self.added[source] += f"Paragraph {self.chance.randrange(10**6)} was added.\n\n"

    def cite(self, number: int) -> tuple[str, int, dict[str, Any]]:
        """A sentence of an article that is there: its article, its place, and its citation."""
        source = self.chance.choice([each for each in self.sentences if each not in self.removed])
        k = self.chance.randrange(12)
        return source, k, cited(self.article(source), self.sentences[source][k], number)


def test_every_citation_is_classified_right_after_each_of_many_edits(library: Library, tmp_path: Path) -> None:
    newsroom = Newsroom(library, random.Random(19))
    citations = [newsroom.cite(number) for number in range(1, 25)]
    for number in range(EDITS):
        newsroom.edit()
        if number % 20 == 10:
            citations[number // 20] = newsroom.cite(number // 20 + 1)
        receipt = verify_answer([facts for _, _, facts in citations], library)
        for (source, k, facts), found in zip(citations, receipt.citations, strict=True):
            present = newsroom.sentences[source][k]
            if source in newsroom.removed:
                assert (found.state, found.now) == ("gone", None)
                assert found.since
            elif present == facts["quote"]:
                assert found.state == "stands"
                assert newsroom.article(source).text[found.start : found.end] == facts["quote"]
            else:
                assert (found.state, found.now) in (("changed", present), ("changed", None))
                # The words of an article that was removed meanwhile are known to nobody.
                assert found.now or library.catalog.versions.text(facts["article_id"], facts["sha256"]) is None
        if number % 25 == 0:
            assert outside(citations, library, tmp_path) == [
                {name: facts[name] for name in COMPARED} for facts in receipt.as_dict()["citations"]
            ]


def outside(citations: list[tuple[str, int, dict[str, Any]]], library: Library, folder: Path) -> list[dict[str, Any]]:
    """What the verifier of the docs says."""
    saved = folder / "answer.json"
    saved.write_text(json.dumps({"citations": [facts for _, _, facts in citations]}), encoding="utf-8")
    command = [sys.executable, "-I", str(VERIFIER), str(saved), str(library.folder / CATALOG)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 3), done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["citations"]
    assert (done.returncode == 3) == any(each["state"] != "stands" for each in found)
    return found


def test_the_verifier_of_the_docs_is_short_and_has_none_of_our_code() -> None:
    source = VERIFIER.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 100
    assert "article_qa" not in source


def test_both_verifiers_agree_on_texts_that_were_written_again(library: Library, tmp_path: Path) -> None:
    before = article("Der Fluß stieg. 🌊 The bridge is shut.\n\nIt opens in May. " + "Ferries run. " * 20)
    put(library, before)
    quotes = ("Der Fluß stieg.", "🌊 The bridge is shut.", "It opens in May.", "Ferries run.")
    citations = [("", 0, cited(before, quote, n)) for n, quote in enumerate(quotes)]
    for text in ("Der Fluss stieg. The bridge", "", "a " * 4000, "It opens. In May?", before.text[::-1]):
        digest = hashlib.sha256(text.encode()).hexdigest()
        put(library, replace(before, text=text, sha256=digest))
        receipt = verify_answer([facts for _, _, facts in citations], library).as_dict()["citations"]
        assert outside(citations, library, tmp_path) == [{name: each[name] for name in COMPARED} for each in receipt]
