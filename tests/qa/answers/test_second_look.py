"""What no sentence decides by itself is held against the whole passage."""

from collections.abc import Iterator
from datetime import date

import pytest

from article_qa.index.annotate.annotate import annotate
from article_qa.index.embedders.local import local_embedder
from article_qa.qa.assistant import Assistant
from tests.qa.answers.libraries import library_of
from tests.qa.fakes import article

TODAY = date(2025, 6, 1)
HARBOUR = article(
    "According to the Lund Post, Professor Nils Berg, the chairman of the harbour panel of nine, said that the quay "
    "had never been repaired. The panel plans several meetings, with the first meeting set to take place in Ostrel "
    "on May 16. Names of donors would be engraved on a wall in Lund.",
    title="Lund looks at its harbour", published=date(2025, 5, 1),
)  # fmt: skip
OTTERS = article(
    "The Otters will face unbeaten and top-seeded Vale in the semifinal in Hedeby. The game, the police said, "
    "is sold out.",
    title="Otters near the title", published=date(2025, 5, 9),
)  # fmt: skip
BRIDGE = article(
    "The footbridge of Skarn fell into the river on Tuesday, 6 May 2025. Three of the walkers were still in hospital "
    "on Saturday, 10 May 2025, the doctors said.",
    title="The footbridge of Skarn", published=date(2025, 5, 11),
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    search = library_of(tmp_path_factory.mktemp("second"), [HARBOUR, OTTERS, BRIDGE])
    # How many days lie between is told by the days of both events.
    search.catalog.annotations.put(BRIDGE.id, BRIDGE.sha256, annotate(BRIDGE), 1)
    yield Assistant(search, local_embedder())
    search.catalog.close()


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Nils Berg said that the quay had never been repaired.", "supported"),
        ("Professor Nils Berg heads the harbour panel.", "supported"),
        ("Vale chairs the harbour panel of nine.", "not_found"),
        ("The first meeting was to take place in Lund.", "contradicted"),
        ("The harbour panel was paid by a bank.", "not_found"),
        ("Nils Berg has bought a boat.", "not_found"),
        ("The chairman repaired the quay in Ostrel.", "not_found"),
        ("The panel of the Lund harbour plans nine meetings.", "not_found"),
        ("The Otters have beaten Vale in the semifinal in Hedeby.", "not_found"),
        ("Four days after the footbridge of Skarn fell, three walkers were still in hospital.", "supported"),
        ("Two days after the footbridge of Skarn fell, three walkers were still in hospital.", "not_found"),
        ("A panel of nine donors repaired the wall of the quay in Lund on May 16.", "not_found"),
    ],
)
def test_a_claim_and_a_draft_are_judged_alike(assistant: Assistant, text: str, verdict: str) -> None:
    assert assistant.check(text, today=TODAY).sentences[0].verdict == verdict
    assert assistant.ask(text, today=TODAY).verdict == verdict
