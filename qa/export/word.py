"""Answers and articles as Word documents."""

from collections.abc import Iterable
from typing import Any

from article_qa.index.records import Article
from article_qa.qa.answer import DOUBTFUL, LINE_KINDS, NOT_FOUND, Answer, Sentence
from article_qa.qa.citation import Citation, headed
from article_qa.qa.day_words import dated
from article_qa.qa.export.text import shown
from article_qa.qa.export.word_document import WordDocument, legible
from article_qa.qa.wording import ENGLISH, Say, Wording

BULLET = "List Bullet"


def as_word(answer: Answer, wording: Wording = ENGLISH) -> bytes:
    """The answer with its markers, and at the end the numbered sources, each with its quote.

    `wording` puts the words of the program into the language of who reads it.
    Raises PartMissing without python-docx.
    """
    document = WordDocument(answer.question)
    document.heading(answer.question, level=1)
    _add_whole(document, answer, wording)
    return document.content()


def answers_as_word(title: str, answers: Iterable[tuple[Answer, str, str]], wording: Wording = ENGLISH) -> bytes:
    """Answers under this title, each with a line about it and with a reader's note. Raises as `as_word`."""
    document = WordDocument(title)
    document.heading(title, level=0)
    for answer, line, note in answers:
        document.heading(answer.question, level=1)
        document.line(line, italic=True)
        for number, written in enumerate(filter(str.strip, note.split("\n"))):
            paragraph = document.paragraph()
            paragraph.add_run("" if number else f"{wording.say('Note:')} ").bold = True
            paragraph.add_run(legible(written))
        _add_whole(document, answer, wording)
    return document.content()


def articles_as_word(articles: Iterable[Article]) -> bytes:
    """The articles, whole, each under its title. Raises PartMissing without python-docx."""
    document = WordDocument("Articles")
    for article in articles:
        title, publisher = headed(article.title, article.publisher)
        document.heading(title, level=1)
        facts = filter(None, [article.author, publisher, dated(article.published)])
        document.line(" · ".join(facts), italic=True)
        document.link(article.url, article.url)
        for line in filter(str.strip, article.text.split("\n")):
            document.paragraph(text=line)
    return document.content()


def _add_whole(document: WordDocument, answer: Answer, wording: Wording) -> None:
    """The answer below its question, with its sources."""
    say = wording.say
    _add_answer(document, answer, say)
    for article in answer.articles:
        document.paragraph(BULLET, f"{article.title} · {wording.dateline(article)}")
    for line in filter(None, [answer.basis, *answer.warnings]):
        document.line(say(line), italic=True)
    if shown(answer):
        document.heading(say("Nearest passages" if answer.nearest else "Sources"), level=2)
    for citation in shown(answer):
        _add_source(document, citation, wording)


def _add_answer(document: WordDocument, answer: Answer, say: Say) -> None:
    if answer.status == "abstained":
        refusal = document.paragraph()
        refusal.add_run(say(NOT_FOUND)).bold = True
        refusal.add_run(f" {legible(say(answer.reason))}")
        return
    for line in filter(None, [DOUBTFUL if answer.status == "doubtful" else "", answer.judgement]):
        document.line(say(line), bold=True)
    is_list = answer.kind in LINE_KINDS
    paragraph = None if is_list else document.paragraph()
    for number, sentence in enumerate(answer.sentences):
        written = paragraph or document.paragraph(BULLET)
        written.add_run(" " if paragraph and number else "")
        _add_sentence(written, sentence, say(answer.label(sentence)), say)


def _add_sentence(paragraph: Any, sentence: Sentence, label: str, say: Say) -> None:
    if label:
        paragraph.add_run(f"{legible(label)}: ").bold = True
    paragraph.add_run(legible(say(sentence.text) if sentence.verdict == "computed" else sentence.text))
    for number in sentence.citations:
        paragraph.add_run(f" [{number}]")
    if sentence.verdict == "unsupported":
        paragraph.add_run(f" {legible(say(f'(not supported: {sentence.reason})'))}").italic = True


def _add_source(document: WordDocument, citation: Citation, wording: Wording) -> None:
    document.paragraph(text=f"[{citation.number}] {citation.title} · {wording.dateline(citation)}")
    document.paragraph("Quote", f"“{legible(citation.quote)}”")
    document.link(citation.url, citation.link)
