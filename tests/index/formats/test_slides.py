"""Presentations: the words of the slides."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.index.formats.files import SENTENCE, only, refusal, word, zipped

SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def shape(*paragraphs: str, kind: str = "body") -> str:
    words = "".join(f"<a:p><a:r><a:t>{each}</a:t></a:r></a:p>" for each in paragraphs)
    return f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:txBody>{words}</p:txBody></p:sp>'


def presentation(
    *slides: str, title: str = "", hidden: int | None = None, parts: Mapping[str, Any] | None = None
) -> bytes:
    numbers = range(1, len(slides) + 1)
    listed = "".join(f'<p:sldId id="{n}" r:id="r{n}"/>' for n in numbers)
    # The order is that of the list, whatever the files are called.
    related = "".join(f'<Relationship Id="r{n}" Target="slides/slide{9 - n}.xml"/>' for n in numbers)
    held = {
        f"ppt/slides/slide{9 - n}.xml": f"<p:sld {SPACES} show=\"{int(n != hidden)}\"><p:cSld><p:spTree>{slide}"
        "</p:spTree></p:cSld></p:sld>"
        for n, slide in enumerate(slides, 1)
    }  # fmt: skip
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return zipped({
        "ppt/presentation.xml": f"<p:presentation {SPACES}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": f"<Relationships>{related}</Relationships>",
        "docProps/core.xml": f'<c:coreProperties xmlns:c="{core}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
                             f"<dc:title>{title}</dc:title><dc:creator>Ann Reed</dc:creator></c:coreProperties>",
        **held, **(parts or {}),
    })  # fmt: skip


TABLE = (
    "<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>Vessel</a:t></a:r></a:p>"
    "</a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>2</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl>"
    "</a:graphicData></a:graphic></p:graphicFrame>"
)


def test_slides_are_read_in_their_order() -> None:
    slides = (
        shape("Bridge shut", kind="ctrTitle") + shape("3", kind="sldNum") + shape("Foot", kind="ftr"),
        shape("Never shown."),
        f"<p:grpSp>{shape(SENTENCE, 'A second line.')}</p:grpSp>{TABLE}",
    )
    article = only(presentation(*slides, hidden=2), ".pptx")
    assert article.text.split("\n\n") == ["Bridge shut", SENTENCE, "A second line.", "| Vessel | 2 |"]
    assert (article.title, article.author, article.published) == ("Bridge shut", "Ann Reed", None)


@pytest.mark.parametrize(
    ("given", "title"), [("Report on the bridge", "Report on the bridge"), ("PowerPoint Presentation", "Bridge shut")]
)
def test_a_title_that_a_program_filled_in_is_not_believed(given: str, title: str) -> None:
    assert only(presentation(shape("Bridge shut", kind="title"), title=given), ".pptx").title == title


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "is not a readable presentation", id="empty"),
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), "save it as .pptx", id="older"),
        pytest.param(word(SENTENCE), "lacks 'ppt/_rels/presentation.xml.rels'", id="word"),
        pytest.param(presentation(), "holds no text", id="no-slides"),
        pytest.param(presentation("<p:sp>"), "is not a readable presentation", id="broken"),
        pytest.param(presentation(shape("a"), parts={"ppt/slides/slide8.xml": bytes(10_000_000)}),
                     "times its size; save its text", id="bomb"),
        pytest.param(presentation(shape("&amp;#x0;"), parts={"ppt/_rels/presentation.xml.rels":
                     '<R><Relationship Id="r1" Target="../../../etc/passwd"/></R>'}), "lacks", id="path"),
    ],
)  # fmt: skip
def test_other_content_is_refused(content: bytes, said: str) -> None:
    assert said in refusal(content, ".pptx")


def test_no_entity_is_expanded() -> None:
    sheet = f'<!DOCTYPE p [<!ENTITY a "words">]><p:sld {SPACES}>{shape("&a;", SENTENCE)}</p:sld>'
    assert only(presentation(shape("a"), parts={"ppt/slides/slide8.xml": sheet}), ".pptx").text == SENTENCE
