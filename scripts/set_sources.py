"""Where each evaluation set comes from: repository, commit, files and licence, with the checksums of what is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from scripts.halved_sets import (
    CLAPNQ,
    INSCIT,
    MTRAG_DOMAINS,
    MTRAG_QUERIES,
    SUMMEDITS_NEWS,
    clapnq,
    inscit,
    mtrag_file,
    mtrag_rewrites,
    summedits_news,
)
from scripts.xquad import xquad

# Files of a repository by their paths -> files of a set by their names.
Build: TypeAlias = Callable[[Mapping[str, bytes]], Mapping[str, str]]


def as_they_are(files: Mapping[str, bytes]) -> dict[str, str]:
    """The files without their folders."""
    return {path.rpartition("/")[2]: content.decode("utf-8") for path, content in files.items()}


@dataclass(frozen=True, slots=True)
class Source:
    """A set by its name, the files of a GitHub repository at a commit that it is made of, and how it is made.

    `sha256` is that of each file of the set that was measured or trained on.
    """

    name: str
    repository: str
    commit: str
    licence: str
    files: tuple[str, ...]
    sha256: Mapping[str, str]
    build: Build = as_they_are

    def __str__(self) -> str:
        return f"{self.name}: {self.repository} at {self.commit[:7]}; {self.licence}"


XQUAD_SHA256: Mapping[str, tuple[str, str]] = {
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
SELQA_SHA256 = {
    "selqa-ass-dev.json": "b4e6687e44a30b486e24d2b06aa3012ec07d61145f3521f35b7d49daae3e0ca4",
    "selqa-ass-test.json": "ca1184d94cc9030883723fab76ef8180b3cf5fb142549a5648d22f59fe7c6fc6",
}
SQUADSHIFTS_SHA256 = {
    "amazon_reviews_v1.0.json": "9db7bdee84a91f0fb80b9e74f365042fbbb217cb8e0a7e73bb071245472589b6",
    "new_wiki_v1.0.json": "1d50a0ca4cdab88d038b52ea8a2d0510af6038d7f41a0a256b9659237769d0ee",
    "reddit_v1.0.json": "b4ac346dbf1816fdec80fdcf91d06a4b754fa51e47960fa8614a94f37ea42a4b",
}
SUMMEDITS_SHA256 = {
    "summedits_ectsum.json": "dc255beb81ff1194b9069dfe03c1f888e0c5357c117e304bb44baaaa381a718b",
    "summedits_podcast.json": "3d6c777190ff1cad633fed48b52856774e078d8a8b78ae00189df7abb506f8dc",
    "summedits_qmsumm.json": "011e2b70ba291d1a75d14526fcacb156f70cb6ed66b375143768389b6db67bff",
    "summedits_sales_call.json": "81381ad89c8e3dd8450ee6355f847e8b76cbb134e126d5568a79a33334bb1fef",
    "summedits_sales_email.json": "8267fffdd318e513bde0f7efbd9226f908f1a5a2944f783902fdd0d6b0b8ccef",
    "summedits_samsum.json": "1d65ca667e646c7cc1cde9e6b35bdf43531eeea9191c692a9ac9ec0aa84eb5b5",
    "summedits_scitldr.json": "b4d359277bafa11587505f0332797266b69c316c713db17376f0d99413e4b350",
}


def _xquad_of(language: str) -> Source:
    return Source(
        f"xquad_{language}",
        "google-deepmind/xquad",
        "7d30520c717524000f0d9d2f9c10a069acd9d285",
        "CC BY-SA 4.0",
        tuple(f"xquad.{code}.json" for code in dict.fromkeys(("en", language))),
        dict(zip(("corpus.jsonl", "questions.jsonl"), XQUAD_SHA256[language], strict=True)),
        partial(xquad, language),
    )


SOURCES: tuple[Source, ...] = (
    *map(_xquad_of, XQUAD_SHA256),
    Source(
        "clapnq",
        "primeqa/clapnq",
        "eb26840d130f4dcf4c4c5c12a47d0beffc9cc586",
        "annotations Apache-2.0, passages CC BY-SA 3.0",
        CLAPNQ,
        {
            "corpus.jsonl": "46c294d63e6707df6988f947cb6a01df5a32e418bf56932cc5860b053959e89e",
            "questions.jsonl": "cc4b7e6bce100e41490f8d95e49ebd5098825a8cf69808e49327c76bdc31939f",
        },
        clapnq,
    ),
    Source(
        "inscit",
        "ellenmellon/INSCIT",
        "2319fb85932b9528a13417223ffc6fc629ae8087",
        "no licence for the data, passages CC BY-SA: for measuring only",
        (INSCIT,),
        {
            "passages.jsonl": "54d7083b23ebd0ee19585f1b642db7eab1a3bf6828eb9c8cab75c51f6f29caec",
            "turns.jsonl": "a45af6e83497a4e789a3ef920f04039e96ccc3111e02b15d2a7ff4fe184fe026",
        },
        inscit,
    ),
    Source(
        "mtrag_rewrites",
        "IBM/mt-rag-benchmark",
        "cc5b1d481b391181b89f7ced860308482e785463",
        "Apache-2.0",
        tuple(mtrag_file(domain, queries) for domain in MTRAG_DOMAINS for queries in MTRAG_QUERIES),
        {"turns.jsonl": "02ffc54dacb022def4049185e571ce80be8cd2dcab1a797d747339c6a4cd4f14"},
        mtrag_rewrites,
    ),
    Source(
        "summedits_news",
        "salesforce/factualNLG",
        "0da1dfa62c783218d26208c1796d3a2605bec745",
        "Apache-2.0, the news texts are their outlets'",
        (SUMMEDITS_NEWS,),
        {"pairs.jsonl": "e312a2200c64d5d341c1b62d27c357a29b969a34ea957928be8cc923ba0271fd"},
        summedits_news,
    ),
    Source(
        "train_selqa",
        "emorynlp/selqa",
        "fef3d6ac6944e2d4237165d90e5f859c71676bdd",
        "Apache-2.0; for training only",
        tuple(f"ass/{name}" for name in SELQA_SHA256),
        SELQA_SHA256,
    ),
    Source(
        "train_squadshifts",
        "modestyachts/squadshifts-website",
        "b7cc4d50af791c36c49417fb94dd739d6a9e7bef",
        "CC BY 4.0, texts of Reddit and Amazon are other people's; for training only",
        tuple(f"datasets/{name}" for name in SQUADSHIFTS_SHA256),
        SQUADSHIFTS_SHA256,
    ),
    Source(
        "train_summedits",
        "salesforce/factualNLG",
        "0da1dfa62c783218d26208c1796d3a2605bec745",
        "Apache-2.0, the documents are other people's; for training only",
        tuple(f"data/summedits/{name}" for name in SUMMEDITS_SHA256),
        SUMMEDITS_SHA256,
    ),
)
# What this script cannot make: the first was put together from many fetched pages, the second out of annotated files.
OTHERS: Mapping[str, str] = {
    "realtimeqa_2025": "realtimeqa/realtimeqa_public at bc15fba, past/2025; no licence",
    "wikinews": "amir-zeldes/gum at 72ce5ac; CC BY 2.5",
}
