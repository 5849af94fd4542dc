"""Public sets of which every other question, conversation or document is measured on, in the form that benchmarks read.

Each function takes the files of the repository by their paths, and gives the files of the set.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping

from scripts.json_lines import Record, lines, records

MTRAG_DOMAINS = ("clapnq", "cloud", "fiqa", "govt")
MTRAG_QUERIES = ("lastturn", "rewrite", "questions")
CLAPNQ = ("annotated_data/dev/clapnq_dev_answerable.jsonl", "annotated_data/dev/clapnq_dev_unanswerable.jsonl")
SUMMEDITS_NEWS = "data/summedits/summedits_news.json"
INSCIT = "data/dev.json"


def mtrag_file(domain: str, queries: str) -> str:
    return f"mtrag-human/retrieval_tasks/{domain}/{domain}_{queries}.jsonl"


def clapnq(files: Mapping[str, bytes]) -> dict[str, str]:
    """Questions with the passage that answers, or one on the subject that does not; the corpus has all passages."""
    answerable, unanswerable = (records(files[path]) for path in CLAPNQ)
    passages = [passage for each in (*answerable, *unanswerable) for passage in each["passages"]]
    corpus = {_clapnq_id(each): each for each in passages}
    asked = [(each, True) for each in answerable] + [(each, False) for each in unanswerable]
    return {
        "corpus.jsonl": lines({"doc_id": doc_id} | each for doc_id, each in corpus.items()),
        "questions.jsonl": lines(_clapnq_question(each, has_answer) for each, has_answer in asked[::2]),
    }


def _clapnq_id(passage: Record) -> str:
    return f"clap-{hashlib.md5(passage['text'].encode(), usedforsecurity=False).hexdigest()[:12]}"


def _clapnq_question(asked: Record, has_answer: bool) -> Record:
    passage = _clapnq_id(asked["passages"][0])
    outputs = [{name: each[name] for name in ("answer", "selected_sentences")} for each in asked["output"]]
    return {
        "qid": asked["id"],
        "question": asked["input"],
        "answerable": has_answer,
        "gold_doc": passage if has_answer else None,
        "paired_doc": passage,
        "outputs": outputs if has_answer else [],
    }


def inscit(files: Mapping[str, bytes]) -> dict[str, str]:
    """Turns of conversations with the passages that bear the answers; the passages are those of all conversations."""
    conversations: dict[str, Record] = json.loads(files[INSCIT])
    evidence = [
        each
        for conversation in conversations.values()
        for turn in conversation["turns"]
        for label in turn["labels"]
        for each in label["evidence"]
    ]
    passages = {each["passage_id"]: each for each in reversed(evidence)}
    first_seen = dict.fromkeys(each["passage_id"] for each in evidence)
    chosen = _every_other(conversations)
    return {
        "passages.jsonl": lines(_inscit_passage(passages[passage_id]) for passage_id in first_seen),
        "turns.jsonl": lines(
            turn for name, each in conversations.items() if name in chosen for turn in _inscit_turns(name, each)
        ),
    }


def _inscit_passage(evidence: Record) -> Record:
    title = " > ".join(evidence["passage_titles"])
    return {"doc_id": evidence["passage_id"], "title": title, "text": evidence["passage_text"]}


def _inscit_turns(name: str, conversation: Record) -> Iterator[Record]:
    for number, turn in enumerate(conversation["turns"]):
        labels = [
            {
                "type": label["responseType"],
                "response": label["response"],
                "evidence": [each["passage_id"] for each in label["evidence"]],
            }
            for label in turn["labels"]
        ]
        yield {"qid": f"{name}::{number}", "turn": number, "context": turn["context"], "labels": labels}


def mtrag_rewrites(files: Mapping[str, bytes]) -> dict[str, str]:
    """The last turn of conversations: as it was asked, rewritten to stand alone, and with all before it."""
    turns: list[Record] = []
    for domain in MTRAG_DOMAINS:
        found = {
            name: {each["_id"]: each["text"] for each in records(files[mtrag_file(domain, name)])}
            for name in MTRAG_QUERIES
        }
        for turn_id in found["lastturn"]:
            turns.append({"_id": turn_id, "domain": domain} | {name: found[name].get(turn_id) for name in found})
    chosen = _every_other({_conversation(each) for each in turns})
    return {"turns.jsonl": lines(each for each in turns if _conversation(each) in chosen)}


def _conversation(turn: Record) -> str:
    return str(turn["_id"]).partition("<::>")[0]


def summedits_news(files: Mapping[str, bytes]) -> dict[str, str]:
    """Pairs of a news document and a summary that holds or does not."""
    pairs: list[Record] = json.loads(files[SUMMEDITS_NEWS])
    chosen = _every_other({each["doc"] for each in pairs})
    return {"pairs.jsonl": lines(each for each in pairs if each["doc"] in chosen)}


def _every_other(names: Iterable[str]) -> set[str]:
    """Half of these, in the order of their letters, the first one with them."""
    return set(sorted(names)[::2])
