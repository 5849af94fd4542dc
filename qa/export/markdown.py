"""Answers and articles as Markdown. What articles, models and readers wrote shows as it is and is never markup."""

from collections.abc import Iterable, Sequence
from typing import Any

import yaml

from article_qa.index.records import Article
from article_qa.qa.answer import DOUBTFUL, LINE_KINDS, NOT_FOUND, Answer, Sentence
from article_qa.qa.citation import Citation, headed
from article_qa.qa.day_words import dated
from article_qa.qa.export.text import shown
from article_qa.qa.markdown import address, is_link, plain
from article_qa.qa.wording import ENGLISH, Wording

TAG = "article-qa"


def as_markdown(answer: Answer, wording: Wording = ENGLISH) -> str:
    """The question, the answer with its markers, and the sources with their quotes: for pasting elsewhere.

    `wording` puts the words of the program into the language of who reads it.
    """
    say = wording.say
    parts = [f"## {plain(answer.question)}", *([f"**{say(answer.judgement)}**"] if answer.judgement else [])]
    parts += [plain(line) for line in answer.text_in(say).split("\n")]
    parts += _articles(answer, wording)
    parts += [f"*{plain(say(warning))}*" for warning in answer.warnings]
    if shown(answer):
        parts.append(f"### {say('Nearest passages' if answer.nearest else 'Sources')}")
    for citation in shown(answer):
        source = f"{_linked(citation.title, citation.url)} · {plain(wording.dateline(citation))}"
        parts.append(f"**{citation.number}** · {source}\n\n> “{plain(citation.quote)}”")
    return "\n\n".join(parts) + "\n"


def as_note(answer: Answer) -> str:
    """The answer as a note for Obsidian: front matter, the answer, and a footnote for each quote."""
    facts = {
        "title": answer.question,
        "date": answer.today,
        "status": answer.status,
        "sources": list(dict.fromkeys(each.url for each in answer.citations if is_link(each.url))),
        "tags": [TAG],
    }
    parts = [f"# {plain(answer.question)}", *_said(answer), *_articles(answer)]
    parts += [answer.basis] if answer.basis else []
    parts += [f"*{plain(warning)}*" for warning in answer.warnings]
    footnotes = "\n".join(map(_footnote, shown(answer)))
    return _front_matter(facts) + "\n\n".join([*parts, *([footnotes] if footnotes else [])]) + "\n"


def articles_as_markdown(articles: Iterable[Article]) -> str:
    """The articles, whole. One of them is a note with front matter; several stand in one document."""
    found = list(articles)
    front = _front_matter(_facts(found[0])) if len(found) == 1 else ""
    return front + "\n\n---\n\n".join(map(_article, found)) + "\n"


def _said(answer: Answer) -> list[str]:
    if answer.status == "abstained":
        nearest = "\n".join(f"- “{plain(each.quote)}”{_marks([each.number])}" for each in answer.nearest)
        heading = [f"**{NOT_FOUND}** {plain(answer.reason)}".strip()]
        return heading + (["## Nearest passages", nearest] if nearest else [])
    above = [f"**{DOUBTFUL}**"] if answer.status == "doubtful" else []
    above += [f"**{answer.judgement}**"] if answer.judgement else []
    sentences = [_sentence(each, answer.label(each)) for each in answer.sentences]
    if answer.kind in LINE_KINDS:
        return [*above, "\n".join(f"- {each}" for each in sentences)]
    return [*above, " ".join(sentences)]


def _sentence(sentence: Sentence, label: str) -> str:
    before = f"**{plain(label)}:** " if label else ""
    doubt = f" *(not supported: {plain(sentence.reason)})*" if sentence.verdict == "unsupported" else ""
    return f"{before}{plain(sentence.text)}{_marks(sentence.citations)}{doubt}"


def _marks(numbers: Sequence[int]) -> str:
    return "".join(f"[^{number}]" for number in numbers)


def _footnote(citation: Citation) -> str:
    title = _linked(citation.title, citation.link)
    return f"[^{citation.number}]: {title}, {plain(citation.dateline)}: “{plain(citation.quote)}”"


def _articles(answer: Answer, wording: Wording = ENGLISH) -> list[str]:
    listed = "\n".join(f"- {plain(each.title)} · {plain(wording.dateline(each))}" for each in answer.articles)
    return [listed] if listed else []


def _article(article: Article) -> str:
    title, publisher = headed(article.title, article.publisher)
    facts = filter(None, [article.author, publisher, dated(article.published)])
    lines = [plain(line) for line in article.text.split("\n") if line.strip()]
    return "\n\n".join([f"# {_linked(title, article.url)}", f"*{plain(' · '.join(facts))}*", *lines])


def _facts(article: Article) -> dict[str, Any]:
    title, publisher = headed(article.title, article.publisher)
    facts = {
        "title": title,
        "author": article.author,
        "publisher": publisher,
        "date": article.published,
        "url": article.url,
        "id": article.id,
        "tags": [TAG],
    }
    return {name: value for name, value in facts.items() if value}


def _linked(title: str, url: str | None) -> str:
    return f"[{plain(title)}](<{address(url)}>)" if url and is_link(url) else plain(title)


def _front_matter(facts: dict[str, Any]) -> str:
    filled = {name: value for name, value in facts.items() if value}
    return f"---\n{yaml.safe_dump(filled, allow_unicode=True, sort_keys=False, width=1_000_000)}---\n\n"
