"""Answers and articles as Word documents."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from article_qa.index.extras import part
from article_qa.index.records import Article
from article_qa.index.text.cleaning import clean
from article_qa.qa.answer import DOUBTFUL, LINE_KINDS, NOT_FOUND, Answer, Sentence
from article_qa.qa.citation import Citation, dateline, headed
from article_qa.qa.day_words import dated
from article_qa.qa.export.text import one_line, shown
from article_qa.qa.markdown import is_link
from article_qa.qa.wording import Say, in_english

PROGRAM = "Article QA"


def as_word(answer: Answer, say: Say = in_english) -> bytes:
    """The answer with its markers, and at the end the numbered sources, each with its quote.

    `say` puts the words of the program into the language of who reads it.
    Raises PartMissing without python-docx.
    """
    document = _document(answer.question)
    document.add_heading(_clean(answer.question), level=1)
    _add_whole(document, answer, say)
    return _saved(document)


def answers_as_word(title: str, answers: Iterable[tuple[Answer, str, str]], say: Say = in_english) -> bytes:
    """Answers under this title, each with a line about it and with a reader's note. Raises as `as_word`."""
    document = _document(title)
    document.add_heading(_clean(title), level=0)
    for answer, line, note in answers:
        document.add_heading(_clean(answer.question), level=1)
        document.add_paragraph().add_run(_clean(line)).italic = True
        for number, written in enumerate(filter(str.strip, note.split("\n"))):
            paragraph = document.add_paragraph()
            paragraph.add_run("" if number else f"{say('Note:')} ").bold = True
            paragraph.add_run(_clean(written))
        _add_whole(document, answer, say)
    return _saved(document)


def _add_whole(document: Any, answer: Answer, say: Say) -> None:
    """The answer below its question, with its sources."""
    _add_answer(document, answer, say)
    for article in answer.articles:
        document.add_paragraph(_clean(f"{article.title} · {dateline(article)}"), style="List Bullet")
    for line in filter(None, [answer.basis, *answer.warnings]):
        document.add_paragraph().add_run(_clean(say(line))).italic = True
    if shown(answer):
        document.add_heading(say("Nearest passages" if answer.nearest else "Sources"), level=2)
    for citation in shown(answer):
        _add_source(document, citation)


def articles_as_word(articles: Iterable[Article]) -> bytes:
    """The articles, whole, each under its title. Raises PartMissing without python-docx."""
    document = _document("Articles")
    for article in articles:
        title, publisher = headed(article.title, article.publisher)
        document.add_heading(_clean(title), level=1)
        facts = filter(None, [article.author, publisher, dated(article.published)])
        document.add_paragraph().add_run(_clean(" · ".join(facts))).italic = True
        _add_link(document, article.url, article.url)
        for line in filter(str.strip, article.text.split("\n")):
            document.add_paragraph(_clean(line))
    return _saved(document)


def _document(title: str) -> Any:
    with part("The export to Word", "word"):
        from docx import Document

    document = Document()
    # Word takes 255 characters.
    document.core_properties.title = _clean(title)[:255]
    document.core_properties.author = PROGRAM
    document.core_properties.comments = ""
    return document


def _saved(document: Any) -> bytes:
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _add_answer(document: Any, answer: Answer, say: Say) -> None:
    if answer.status == "abstained":
        refusal = document.add_paragraph()
        refusal.add_run(say(NOT_FOUND)).bold = True
        refusal.add_run(f" {_clean(say(answer.reason))}")
        return
    for line in filter(None, [DOUBTFUL if answer.status == "doubtful" else "", answer.judgement]):
        document.add_paragraph().add_run(say(line)).bold = True
    is_list = answer.kind in LINE_KINDS
    paragraph = None if is_list else document.add_paragraph()
    for number, sentence in enumerate(answer.sentences):
        written = paragraph or document.add_paragraph(style="List Bullet")
        written.add_run(" " if paragraph and number else "")
        _add_sentence(written, sentence, say(answer.label(sentence)), say)


def _add_sentence(paragraph: Any, sentence: Sentence, label: str, say: Say) -> None:
    if label:
        paragraph.add_run(f"{_clean(label)}: ").bold = True
    paragraph.add_run(_clean(say(sentence.text) if sentence.verdict == "computed" else sentence.text))
    for number in sentence.citations:
        paragraph.add_run(f" [{number}]")
    if sentence.verdict == "unsupported":
        paragraph.add_run(f" {_clean(say(f'(not supported: {sentence.reason})'))}").italic = True


def _add_source(document: Any, citation: Citation) -> None:
    document.add_paragraph(_clean(f"[{citation.number}] {citation.title} · {citation.dateline}"))
    document.add_paragraph(f"“{_clean(citation.quote)}”", style="Quote")
    _add_link(document, citation.url, citation.link)


def _add_link(document: Any, shown_as: str | None, url: str | None) -> None:
    """A paragraph with a link to a web address; none for any other address."""
    if not url or not is_link(url):
        return
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = document.add_paragraph()
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(_clean(shown_as or url))
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _clean(text: str) -> str:
    """On one line, without what a document cannot hold."""
    return clean(one_line(text))
