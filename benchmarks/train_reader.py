"""Train the reader's head (qa/reading/reader_head.py) and write it with what it was trained on.

    python -m benchmarks.train_reader --sets ../shared/data --minutes 4.5 --out qa/reading

Numpy alone, in one thread: backpropagation by hand, Adam (Kingma and Ba, 2015).
The head starts as the match: its output layer is zero. What is learned from:
benchmarks/training_pairs.py. The figures are of the articles kept aside.
"""

import argparse
import hashlib
import io
import json
import pickle
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import numpy as np

from article_qa.index.text.sentences import sentences
from article_qa.index.text.words import content_words
from article_qa.qa.reading.late_interaction import QuestionTokens
from article_qa.qa.reading.reader_head import ABOUT, WEIGHTS, ReaderHead, compare, same_words, stems_of
from benchmarks.reader_batches import Batch, Example, Known, Matrix, held, joined, sentence_numbers, spots
from benchmarks.reader_gradients import Gradients, gradients, initial, scaled
from benchmarks.training_pairs import FILES, Pair, Pairs, gather

SEED = 16
# A group is a question with its passage and a passage that does not answer it, or a passage with changed questions.
ANSWERED, CHANGED = 10, 8
RATE, DECAY, DROPPED = 1.5e-3, 0.02, 0.15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=Path("../shared/data"), help="folder of the training sets")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--minutes", type=float, default=4.5, help="of this thread's work")
    parser.add_argument("--kept", type=Path, help="file to keep the pairs in, for another run")
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights and what they were trained on")
    given = parser.parse_args()
    if given.kept and given.kept.exists():
        pairs: Pairs = pickle.loads(given.kept.read_bytes())
    else:
        pairs = gather(given.sets, given.seed)
        if given.kept:
            given.kept.write_bytes(pickle.dumps(pairs))
    trainer = Trainer(pairs, given.seed)
    steps, figures = trainer.train(given.minutes * 60)
    write(given.out, trainer.weights, given.sets, {"seed": given.seed, "steps": steps, "kept_aside": figures})


def write(folder: Path, weights: Mapping[str, Matrix], sets: Path, facts: Mapping[str, object]) -> None:
    """The weights in half precision, and beside them what they were made of."""
    packed = io.BytesIO()
    used = {name: rows for name, rows in scaled(weights).items() if name not in ("spots", "rank_base")}
    shipped = {name: rows.astype(np.float16) for name, rows in used.items()}
    np.savez(packed, allow_pickle=False, **shipped)
    (folder / WEIGHTS).write_bytes(packed.getvalue())
    about = {
        "sha256": hashlib.sha256(packed.getvalue()).hexdigest(),
        "made_by": "python -m benchmarks.train_reader",
        **facts,
        "data": {str(path): hashlib.sha256((sets / path).read_bytes()).hexdigest() for path in FILES},
    }
    (folder / ABOUT).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


class Trainer:
    """Holds the weights and improves them."""

    def __init__(self, pairs: Pairs, seed: int) -> None:
        self.random, self.noise = Random(seed), np.random.default_rng(seed)
        self.pairs = pairs
        self.weights = initial(self.noise)
        self._moments = {name: (np.zeros_like(w), np.zeros_like(w)) for name, w in self.weights.items()}
        self.asked: dict[str, QuestionTokens] = {}
        self._said: dict[int, tuple[list[frozenset[str]], frozenset[str]]] = {}

    def train(self, seconds: float) -> tuple[int, dict[str, float]]:
        learned = [pair for pair in self.pairs.pairs if not pair.is_aside]
        answered = [pair for pair in learned if pair.answers]
        changed = [pair for pair in learned if not pair.answers]
        started, step, losses = time.process_time(), 0, [0.0]
        while (share := (time.process_time() - started) / seconds) < 1:
            batch = self.batch(self.random.sample(answered, ANSWERED), self.random.sample(changed, CHANGED))
            loss, found = gradients(self.weights, batch, self.kept)
            step += 1
            self.improve(found, step, RATE * min(1, step / 100) * max(0.02, 1 - share))
            losses.append(loss)
            if step % 400 == 0:
                print(step, f"{share:.2f} loss {np.mean(losses[-400:]):.4f}", self.aside(250), flush=True)
        figures = self.aside(1000)
        print(step, figures, flush=True)
        return step, figures

    def batch(self, answered: Sequence[Pair], changed: Sequence[Pair]) -> Batch:
        examples: list[Example] = []
        for group, pair in enumerate([*answered, *changed]):
            examples.append(self.example(pair, pair.text, group))
            if pair.answers and pair.others:
                examples.append(self.example(pair, self.random.choice(pair.others), group))
        return joined(examples)

    def example(self, pair: Pair, text: int, group: int) -> Example:
        read = self.pairs.texts[text]
        asked = self.question(pair.question)
        passage = read.vectors.astype(np.float32)
        said, around = self.said(text)
        words = same_words(asked.stems, asked.contents, said, around)
        compared = compare(asked.vectors, asked.weights, asked.vectors @ passage.T, read.sentence_of, words)
        answers = pair.answers if text == pair.text else []
        return Example(compared, passage, group, held(read, answers), spots(read, answers, compared, pair))

    def said(self, number: int) -> tuple[list[frozenset[str]], frozenset[str]]:
        """The stems of each sentence of a text that has tokens, and of all with the title."""
        if number not in self._said:
            text = self.pairs.texts[number]
            within = sentences(text.body)
            said = [stems_of(text.body[slice(*within[n])]) for n in sentence_numbers(text)]
            self._said[number] = said, stems_of(text.title).union(*said)
        return self._said[number]

    def question(self, text: str) -> QuestionTokens:
        """As the program reads it, its words all as rare."""
        if text not in self.asked:
            vectors, spans = self.pairs.questions[text]
            known = Known(vectors.astype(np.float32), spans)
            self.asked[text] = QuestionTokens.read(text, known, dict.fromkeys(content_words(text) or ["_"], 1.0))
        return self.asked[text]

    def kept(self, shape: tuple[int, ...]) -> Matrix:
        """Dropout's mask."""
        return (self.noise.random(shape, np.float32) >= DROPPED).astype(np.float32) / (1 - DROPPED)

    def improve(self, gradients: Gradients, step: int, rate: float) -> None:
        """A step of AdamW, along gradients of length 1 at most."""
        length = float(np.sqrt(sum(float((g * g).sum()) for g in gradients.values())))
        for name, gradient in gradients.items():
            mean, square = self._moments[name]
            gradient = gradient * min(1.0, 1 / (length + 1e-9))
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient * gradient - square)
            moved = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
            decay = DECAY * self.weights[name] if self.weights[name].ndim == 2 else 0.0
            self.weights[name] -= (rate * (moved + decay)).astype(np.float32)

    def aside(self, most: int) -> dict[str, float]:
        """Figures of the articles kept aside, by the match and by the head."""
        head, random = ReaderHead(scaled(self.weights)), Random(1)
        pairs = [pair for pair in self.pairs.pairs if pair.is_aside]
        first = [pair for pair in pairs if pair.kind == "original" and pair.answers]
        first = random.sample(first, min(most, len(first)))
        found: dict[str, list[list[float]]] = {}
        best = []
        for pair in first:
            example = self.example(pair, pair.text, 0)
            if not example.holds.any():
                continue
            read = head.read(example.compared, example.passage)
            ranked = read.rank + self.weights["rank_base"][0] * example.compared.match
            best.append([example.holds[example.compared.match.argmax()], example.holds[ranked.argmax()]])
            found.setdefault("gold", []).append([example.compared.match.max(), read.answers.max()])
            if pair.others:
                found.setdefault("near", []).append(self.most(head, pair, pair.others[0]))
        for name in ("changed", "paraphrase"):
            kin = [pair for pair in pairs if pair.kind.startswith(name)]
            found[name] = [self.most(head, pair, pair.text) for pair in random.sample(kin, min(most, len(kin)))]
        figures = {"best sentence": np.mean(best, 0)}
        for one, other in (("gold", "near"), ("gold", "changed"), ("paraphrase", "changed")):
            values = [auroc([row[n] for row in found[one]], [row[n] for row in found[other]]) for n in (0, 1)]
            figures[f"AUROC {one}/{other}"] = np.array(values)
        return {
            f"{name} by {by}": round(float(value), 4)
            for name, values in figures.items()
            for by, value in zip(("match", "head"), values, strict=True)
        }

    def most(self, head: ReaderHead, pair: Pair, text: int) -> list[float]:
        example = self.example(pair, text, 0)
        return [float(example.compared.match.max()), float(head.read(example.compared, example.passage).answers.max())]


def auroc(yes: Sequence[float], no: Sequence[float]) -> float:
    a, b = np.array(yes)[:, None], np.array(no)
    return float(((a > b) + 0.5 * (a == b)).mean())


if __name__ == "__main__":
    main()
