"""A checked draft to take along, as Markdown and as a Word document with comments."""

from io import BytesIO
from itertools import pairwise

from article_qa.index.extras import part
from article_qa.index.text.cleaning import clean
from article_qa.qa.citation import Citation
from article_qa.qa.drafts.draft import DRAFT_VERDICT_WORDS, Draft, DraftSentence, DraftVerdict
from article_qa.qa.markdown import address, is_link, plain
from article_qa.qa.wording import ENGLISH, Say, Wording

AUTHOR, INITIALS = "Article QA", "QA"
HEADING = "a heading"
# The names of Word's colours of marking.
MARKINGS: dict[DraftVerdict, str] = {"contradicted": "RED", "not_found": "YELLOW", "supported": "BRIGHT_GREEN"}


def as_markdown(draft: Draft, wording: Wording = ENGLISH) -> str:
    """Each sentence with its verdict, and below it the quotes. What others wrote is never markup."""
    say = wording.say
    summary = _summary(draft, say)
    parts = [f"# {say('Checked draft')}", summary[:1].upper() + summary[1:]]
    for sentence in draft.sentences:
        reason = f" {plain(_reason(sentence, say))}" if sentence.reason else ""
        parts.append(f"**{say(DRAFT_VERDICT_WORDS[sentence.verdict])}**{reason}: {plain(sentence.text)}")
        parts += [_quoted(sentence, citation, wording) for citation in draft.cited(sentence)]
        if sentence.instead and sentence.instead.kind == "otherwise":
            parts.append(f"{say('Instead:')} {plain(sentence.instead.text)}")
    parts += [f"*{plain(say(warning))}*" for warning in draft.warnings]
    return "\n\n".join(parts) + "\n"


def as_word(draft: Draft, wording: Wording = ENGLISH) -> bytes:
    """The draft as a Word document: each sentence with a claim is marked, and a comment says what was found.

    Raises PartMissing without python-docx.
    """
    with part("The export to Word", "word"):
        from docx import Document
        from docx.enum.text import WD_COLOR_INDEX

    document = Document()
    for paragraph in paragraphs(draft):
        is_heading = paragraph[0].reason == HEADING
        written = document.add_heading(level=2) if is_heading else document.add_paragraph()
        for number, sentence in enumerate(paragraph):
            run = written.add_run((" " if number else "") + clean(sentence.text).strip("# "))
            if sentence.verdict != "no_claim":
                run.font.highlight_color = WD_COLOR_INDEX[MARKINGS[sentence.verdict]]
                document.add_comment(run, text=_comment(draft, sentence, wording), author=AUTHOR, initials=INITIALS)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def paragraphs(draft: Draft) -> list[list[DraftSentence]]:
    """The sentences of each paragraph: between two of them there is more than a space."""
    found: list[list[DraftSentence]] = [[each] for each in draft.sentences[:1]]
    for before, sentence in pairwise(draft.sentences):
        is_new = sentence.start - before.end > 1 or HEADING in (before.reason, sentence.reason)
        if is_new:
            found.append([sentence])
        else:
            found[-1].append(sentence)
    return found


def _summary(draft: Draft, say: Say) -> str:
    """How many sentences have each verdict: "12 supported, 1 contradicted"."""
    counts = draft.counts.items()
    return ", ".join(f"{n} {say(DRAFT_VERDICT_WORDS[verdict]).lower()}" for verdict, n in counts if n)


def _comment(draft: Draft, sentence: DraftSentence, wording: Wording) -> str:
    """The words of the comment on a sentence."""
    say = wording.say
    lines = [f"{say(DRAFT_VERDICT_WORDS[sentence.verdict])}{_reason(sentence, say)}"]
    if sentence.instead and sentence.instead.kind == "otherwise":
        lines.append(f"{say('Instead:')} {sentence.instead.text}")
    for citation in draft.cited(sentence):
        lines.append(f"{_before(sentence, citation, say)}“{' '.join(citation.quote.split())}”")
        lines.append(f"[{citation.number}] {citation.title} · {wording.dateline(citation)}")
        lines += [citation.url] if citation.url and is_link(citation.url) else []
    return "\n".join(map(clean, lines))


def _quoted(sentence: DraftSentence, citation: Citation, wording: Wording) -> str:
    title = plain(citation.title)
    if is_link(citation.url):
        title = f"[{title}](<{address(citation.url or '')}>)"
    before, line = _before(sentence, citation, wording.say), plain(wording.dateline(citation))
    return f"> {before}“{plain(citation.quote)}”\n>\n> **{citation.number}** · {title} · {line}"


def _before(sentence: DraftSentence, citation: Citation, say: Say) -> str:
    """That a quote is only the nearest; empty for one that decides."""
    return "" if citation.number in sentence.citations else f"{say('Nearest, no evidence:')} "


def _reason(sentence: DraftSentence, say: Say) -> str:
    return f" ({say(sentence.reason)})" if sentence.reason else ""
