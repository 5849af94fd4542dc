"""Make the evaluation sets that may be had, for those who do not have them: XQuAD in five languages.

    python -m scripts.evaluation_sets ../shared/data            fetches the files from their repository
    python -m scripts.evaluation_sets ../shared/data --from DIR  takes them from a checkout of it

Each set is a folder with `corpus.jsonl` and `questions.jsonl`. Nothing is written
that does not have the checksum of the set that the published figures were measured
on. The other sets have no licence that lets a script hand them on in our form;
`python -m scripts.evaluation_sets --list` names where each comes from.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx

COMMIT = "7d30520c717524000f0d9d2f9c10a069acd9d285"
ADDRESS = f"https://raw.githubusercontent.com/google-deepmind/xquad/{COMMIT}"
LICENCE = "CC BY-SA 4.0"
SHA256: Mapping[str, tuple[str, str]] = {
    "en": (
        "04c59ebe169275a4738e015bf952e824f369ae178d0bc500b81888639f9b7000",
        "35d8d297237b3a921cef736e91f63426104e289892f4ea8e72b314900a895ae8",
    ),
    "ar": (
        "c2ed94e56009936aa40da543ac2a103a14a45a9e2a57a75462045ac896d5428f",
        "19f9a39e6544a3935ad8c8e2e0280493a35a1c45d66086006b89d09ea4b5dc68",
    ),
    "de": (
        "f646d66ce09698860cbe8bd55f16f47abd4d7090ce1b94036730520fdfb3e563",
        "b96b09cade49e442d2e11328d1f74736c8110d1a577c6fab164f8ca0f09aabde",
    ),
    "es": (
        "dfa1583a63dc0f3fb7888cd1c95e7a6a3f107fb62d9f5b3dc1e92555a86727a9",
        "a009f6e6dd363aafc0f2fbc93d27988579f097403ee807f3547916fb0a619801",
    ),
    "zh": (
        "62b2bbe2ed1850930e0ca18070165b59bc77a02a3784e6ba611fc06aa7acd68d",
        "79d6a7a16ed48fa6beb6bc63548ff50c305abfd5e217b1ffcd2af3e0bc2bd8f8",
    ),
}
OTHERS: Mapping[str, str] = {
    "realtimeqa_2025": "realtimeqa/realtimeqa_public at bc15fba, past/2025; no licence",
    "clapnq": "primeqa/clapnq at eb26840; annotations Apache-2.0, passages CC BY-SA 3.0",
    "inscit": "ellenmellon/INSCIT at 2319fb8; no licence",
    "mtrag_rewrites": "IBM/mt-rag-benchmark at cc5b1d4; Apache-2.0",
    "summedits_news": "salesforce/factualNLG at 0da1dfa; Apache-2.0, news texts are their outlets'",
    "wikinews": "amir-zeldes/gum at 72ce5ac; CC BY 2.5",
}


def main(words: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="folder to put the sets into")
    parser.add_argument("--from", dest="checkout", type=Path, help="a checkout of google-deepmind/xquad")
    parser.add_argument("--address", default=ADDRESS, help="where its files are; by default at its own host")
    parser.add_argument("--list", action="store_true", help="say where each of the other sets comes from")
    given = parser.parse_args(words)
    if given.list or not given.folder:
        print("\n".join(f"{name}: {source}" for name, source in OTHERS.items()))
        return
    english = read("en", given.checkout, given.address)
    for language in SHA256:
        raw = english if language == "en" else read(language, given.checkout, given.address)
        write(given.folder / f"xquad_{language}", language, raw, english)
        print(f"xquad_{language}: 240 paragraphs, 1,190 questions, {LICENCE}")


def read(language: str, checkout: Path | None, address: str = ADDRESS) -> dict[str, Any]:
    """One language of XQuAD as its repository has it, from a checkout or else from `address`."""
    name = f"xquad.{language}.json"
    text = (checkout / name).read_text(encoding="utf-8") if checkout else fetched(f"{address}/{name}")
    found: dict[str, Any] = json.loads(text)
    return found


def fetched(address: str) -> str:
    """What is at this address. Ends the program with a sentence when it cannot be had."""
    try:
        return httpx.get(address, follow_redirects=True, timeout=60).raise_for_status().text
    except httpx.HTTPError as exc:
        sys.exit(
            f"cannot fetch {address!r} ({type(exc).__name__}); try again later, or name a checkout with --from DIR"
        )


def write(folder: Path, language: str, raw: dict[str, Any], english: dict[str, Any]) -> None:
    """Write the two files of a set, whole or not at all."""
    files = {
        "corpus.jsonl": lines(corpus(language, raw, english)),
        "questions.jsonl": lines(questions(language, raw, english)),
    }
    for (name, text), wanted in zip(files.items(), SHA256[language], strict=True):
        if hashlib.sha256(text.encode()).hexdigest() != wanted:
            sys.exit(f"{name} of xquad_{language} differs from the set that was measured; use the commit {COMMIT}")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def corpus(language: str, raw: dict[str, Any], english: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An article for each paragraph; titles are English, so other languages go without."""
    for doc_id, title, paragraph in paragraphs(language, raw, english):
        article = {"doc_id": doc_id, "title": title if language == "en" else "", "text": paragraph["context"]}
        yield article if language == "en" else article | {"language": language}


def questions(language: str, raw: dict[str, Any], english: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for doc_id, _, paragraph in paragraphs(language, raw, english):
        for asked in paragraph["qas"]:
            yield {
                "qid": asked["id"],
                "question": asked["question"],
                "answers": [answer["text"] for answer in asked["answers"]],
                "gold_doc": doc_id,
                "answerable": True,
            }


def paragraphs(
    language: str, raw: dict[str, Any], english: dict[str, Any]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each paragraph with its id and the English title: numbered through in English, by article elsewhere."""
    before = 0
    for article, named in zip(raw["data"], english["data"], strict=True):
        for number, paragraph in enumerate(article["paragraphs"], before if language == "en" else 0):
            yield f"xq-{named['title']}-{number}", named["title"], paragraph
        before += len(article["paragraphs"])


def lines(records: Iterator[dict[str, Any]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


if __name__ == "__main__":
    main()
