"""What the reader's head is trained on: questions, passages, and which sentences answer.

From SQuADshifts' new Wikipedia paragraphs and SelQA's sections. A passage that
does not answer is another of the same article that is near the question; the
one that answers, with its answer cut out; and the one that answers beside a
question that was changed by rule (benchmarks/changes.py, the half of the words
that is not measured). Token vectors are those of the local model, which stays
as it is. Every eighth article is kept aside.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from article_qa.index.embedders.local import local_embedder
from article_qa.index.records import embedded_text
from article_qa.index.text.sentences import Span, sentences
from article_qa.index.text.words import WORD, content_words
from benchmarks.change_words import TRAINED
from benchmarks.changes import Changer

WIKI = Path("train_squadshifts/new_wiki_v1.0.json")
SELQA = (Path("train_selqa/selqa-ass-dev.json"), Path("train_selqa/selqa-ass-test.json"))
FILES = (WIKI, *SELQA)
ASIDE = 8
NEGATIVES = 4
WINDOW_WORDS = 130
CUT_SHARE = 0.3


@dataclass
class Text:
    """A passage below its title: the vectors of its tokens, and the sentence each is in or -1."""

    title: str
    body: str
    vectors: NDArray[np.float16] = field(default_factory=lambda: np.empty((0, 0), np.float16))
    spans: list[Span] = field(default_factory=list)
    sentence_of: NDArray[np.int16] = field(default_factory=lambda: np.empty(0, np.int16))


@dataclass
class Pair:
    """A question, the passages that do not answer it, and one that may: `answers` are spans of its text."""

    question: str
    kind: str
    text: int
    answers: list[Span]
    others: list[int]
    is_aside: bool
    # Whose change or paraphrase it is; itself for an original.
    origin: int


@dataclass
class Pairs:
    texts: list[Text]
    pairs: list[Pair]
    # The vectors and spans of the tokens of each question's text.
    questions: dict[str, tuple[NDArray[np.float16], list[Span]]]


def gather(sets: Path, seed: int) -> Pairs:
    """All pairs, their texts read by the local model."""
    random, texts, pairs = Random(seed), [], []  # type: Random, list[Text], list[Pair]
    changer = Changer(TRAINED, seed)
    for n, article in enumerate(json.loads((sets / WIKI).read_text())["data"]):
        _wiki(article, texts, pairs, random, changer, is_aside=n % ASIDE == 0)
    titles: dict[str, int] = {}
    for path in SELQA:
        for row in json.loads((sets / path).read_text()):
            number = titles.setdefault(row["article"], len(titles))
            _selqa(row, texts, pairs, random, changer, is_aside=number % ASIDE == 0)
    read(texts)
    asked = list(dict.fromkeys(pair.question for pair in pairs))
    vectors = local_embedder().token_vectors(asked)
    return Pairs(texts, pairs, {q: (v.astype(np.float16), s) for q, (v, s) in zip(asked, vectors, strict=True)})


def read(texts: Sequence[Text]) -> None:
    """Fills in what the local model reads of each text."""
    headed = [embedded_text(text.title, None, text.body) for text in texts]
    for text, (_, body), (vectors, spans) in zip(
        texts, headed, local_embedder().token_vectors([whole for whole, _ in headed]), strict=True
    ):
        text.vectors = vectors.astype(np.float16)
        text.spans = [(start - body, end - body) for start, end in spans]
        text.sentence_of = sentence_of(text.spans, sentences(text.body))


def sentence_of(spans: Sequence[Span], within: Sequence[Span]) -> NDArray[np.int16]:
    """The number of the sentence in which each token stands, or -1."""
    numbers = np.full(len(spans), -1, np.int16)
    for number, (start, end) in enumerate(within):
        for token, (a, b) in enumerate(spans):
            if start <= a < b <= end:
                numbers[token] = number
    return numbers


def _wiki(
    article: dict[str, Any], texts: list[Text], pairs: list[Pair], random: Random, changer: Changer, *, is_aside: bool
) -> None:
    title = article["title"].replace("_", " ")
    bodies = [paragraph["context"] for paragraph in article["paragraphs"]]
    first = len(texts)
    texts += [Text(title, body) for body in bodies]
    words = [{word.lower() for word in WORD.findall(body)} for body in bodies]
    counts = Counter(word for each in words for word in each)
    for number, paragraph in enumerate(article["paragraphs"]):
        for row in paragraph["qas"]:
            spans = [(a["answer_start"], a["answer_start"] + len(a["text"])) for a in row["answers"]]
            if not spans:
                continue
            said = {a["text"].lower() for a in row["answers"]}
            wanted = set(content_words(row["question"]))
            near = sorted(
                (n for n in range(len(bodies)) if n != number),
                key=lambda n: -sum(math.log(1 + len(bodies) / counts[word]) for word in wanted & words[n]),
            )
            others = [first + n for n in near[:8] if not any(text in bodies[n].lower() for text in said)][:NEGATIVES]
            question = " ".join(row["question"].split())
            pair = Pair(question, "original", first + number, sorted(set(spans)), others, is_aside, len(pairs))
            _with_kin(pair, texts, pairs, random, changer)


def _selqa(
    row: dict[str, Any], texts: list[Text], pairs: list[Pair], random: Random, changer: Changer, *, is_aside: bool
) -> None:
    given, right = row["candidates"], set(row["answers"])
    if not right:
        return
    first = last = min(right)
    while True:
        grown = [(first - 1, last), (first, last + 1)]
        fit = [
            (a, b)
            for a, b in grown
            if a >= 0 and b < len(given) and len(" ".join(given[a : b + 1]).split()) <= WINDOW_WORDS
        ]
        if not fit:
            break
        first, last = random.choice(fit)
    body, spans = "", []
    for n in range(first, last + 1):
        start = len(body) + (1 if body else 0)
        body = f"{body} {given[n]}".strip()
        if n in right:
            spans.append((start, len(body)))
    others: list[int] = []
    rest = [given[n] for n in range(len(given)) if n not in right and not first <= n <= last]
    texts.append(Text(row["article"], body))
    text = len(texts) - 1
    if len(rest) > 2:
        start = random.randrange(len(rest) - 2)
        texts.append(Text(row["article"], " ".join(rest[start : start + 5])))
        others.append(len(texts) - 1)
    question = " ".join(row["question"].split())
    _with_kin(Pair(question, "section", text, spans, others, is_aside, len(pairs)), texts, pairs, random, changer)


def _with_kin(pair: Pair, texts: list[Text], pairs: list[Pair], random: Random, changer: Changer) -> None:
    """The pair, its question changed and said otherwise, and its passage without the answer."""
    origin, body = len(pairs), texts[pair.text].body
    pairs.append(pair)
    for change in changer.changed(pair.question, body)[:2]:
        pairs.append(Pair(change.question, f"changed {change.kind}", pair.text, [], pair.others, pair.is_aside, origin))
    if random.random() < 0.5:
        said = changer.paraphrased(pair.question)
        pairs.append(Pair(said, "paraphrase", pair.text, pair.answers, pair.others, pair.is_aside, origin))
    cut = list(_without(body, pair.answers))
    if random.random() < CUT_SHARE and cut:
        texts.append(Text(texts[pair.text].title, " ".join(cut)))
        pair.others.append(len(texts) - 1)


def _without(body: str, answers: Sequence[Span]) -> Iterator[str]:
    """The sentences that hold no answer, nor its words."""
    said = {body[a:b].lower() for a, b in answers}
    for start, end in sentences(body):
        sentence = body[start:end]
        if not any(start <= a < end for a, _ in answers) and not any(each in sentence.lower() for each in said):
            yield sentence


def is_word(text: str, span: Span) -> bool:
    return bool(re.search(r"[^\W_]", text[span[0] : span[1]]))
