"""The kinds of files that are read, each with its reader."""

import re
from collections.abc import Mapping

from article_qa.index.formats.address_lists import load_addresses
from article_qa.index.formats.article import Loader
from article_qa.index.formats.bibliography import load_references
from article_qa.index.formats.epub import load_epub
from article_qa.index.formats.html import load_archived_page, load_page
from article_qa.index.formats.mail import load_mail, load_mailbox
from article_qa.index.formats.news_xml import load_xml
from article_qa.index.formats.older_word import load_doc
from article_qa.index.formats.opendocument import load_opendocument
from article_qa.index.formats.pdf import load_pdf
from article_qa.index.formats.rtf import load_rtf
from article_qa.index.formats.slides import load_slides
from article_qa.index.formats.tables import load_json, load_lines, load_table
from article_qa.index.formats.text import load_text
from article_qa.index.formats.transcripts import load_transcript
from article_qa.index.formats.web_archives import load_web_archive
from article_qa.index.formats.word import load_word
from article_qa.index.formats.workbook import load_workbook

LOADERS: Mapping[str, Loader] = {
    ".txt": load_text,
    ".md": load_text,
    ".markdown": load_text,
    ".html": load_page,
    ".htm": load_page,
    ".xhtml": load_page,
    ".mhtml": load_archived_page,
    ".mht": load_archived_page,
    ".webarchive": load_web_archive,
    ".pdf": load_pdf,
    ".docx": load_word,
    ".odt": load_opendocument,
    ".pptx": load_slides,
    ".rtf": load_rtf,
    ".doc": load_doc,
    ".epub": load_epub,
    ".jsonl": load_lines,
    ".json": load_json,
    ".csv": load_table,
    ".tsv": load_table,
    ".xlsx": load_workbook,
    ".eml": load_mail,
    ".mbox": load_mailbox,
    ".xml": load_xml,
    ".rss": load_xml,
    ".atom": load_xml,
    ".vtt": load_transcript,
    ".srt": load_transcript,
    ".ris": load_references,
    ".bib": load_references,
    ".url": load_addresses,
    ".webloc": load_addresses,
}
CRAWLS = (".warc", ".warc.gz")
SUFFIXES = (*LOADERS, ".warc", ".wacz", ".zip", ".gz")
# A page that was saved under the name of a text file is a page.
HTML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
# Read by other people's parsers.
PARSED = (
    ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".pdf", ".docx", ".odt", ".rtf", ".doc", ".epub", ".eml", ".mbox",
    ".xml", ".rss", ".atom", ".webarchive", ".pptx", ".xlsx",
)  # fmt: skip
