"""The heads of exported articles: what databases call their fields, in the languages of their pages."""

import re
from collections.abc import Mapping
from typing import Any

from article_qa.index.text.published import published_date

# What the databases call their fields, in the languages of their pages.
FIELDS = {
    label: fact
    for fact, labels in {
        "title": "headline|title|titel|titre|título|überschrift",
        "author": "byline|author|authors|autor|auteur|auteurs|autores|verfasser|von",
        "published": "publication date|date|datum|date of publication|date de publication|fecha de publicación",
        "publisher": "publication title|publication|paper|newspaper|source|quelle|publication name|"
                     "titre de publication",
        "info": "publication info|publication information",
        "highlight": "highlight|teaser",
        "language": "language|language of publication|sprache|langue|idioma",
        "url": "url|document url",
        "text": "full text|fulltext|volltext|texte intégral|texto completo|body",
        "length": "length|länge|longueur|lengte|extensión|lunghezza|word count",
        "": "section|rubrik|dateline|ortsangabe|series|distribution|column|edition|ausgabe|page|pages|pg|seite|volume|"
            "issue|abstract|load-date|update|publication-type|document-type|document type|journal-code|subject|"
            "organization|company|ticker|person|people|geographic|country|city|state|industry|graphic|type|"
            "source type|publication subject|publication year|publication country|year|publisher|place of publication|"
            "country of publication|issn|source attribution|proquest document id|document id|database|copyright|"
            "last updated|links|location|identifier / keyword|company / organization|classification|"
            "company/organization|accession number|record|record number|number of pages|issue date|word count|"
            "first page|coden|notes|publication frequency|credit|illustration|publication type|persistent link",
    }.items()
    for label in labels.split("|")
}  # fmt: skip
LABELLED = re.compile(r"\s*([^\W\d_][^:\n|]{1,32}?)\s*:(?:\s+(.*)|)$")
RULE = re.compile(r"\s*[_=*\-–—]{20,}\s*")
END_OF_DOCUMENT = re.compile(r"\s*(?:end of document|ende des dokuments|fin du document|fin del documento)\s*", re.I)
COUNTED = re.compile(r"\s*\d[\d.,]{0,8}\s+(?:words?|wörter|worte|mots|palabras|parole|woorden|palavras)\s*", re.I)
LOAD_DATE = re.compile(r"\s*load-?date\s*:", re.IGNORECASE)
COPYRIGHT = re.compile(r"\s*(?:copyright\b|\(c\)|©|all rights reserved|tous droits|alle rechte vorbehalten)", re.I)
DATE_WORDS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi "
    "vendredi samedi dimanche enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "lunes martes miércoles jueves viernes sábado domingo gennaio febbraio aprile maggio giugno luglio settembre "
    "ottobre novembre dicembre lunedì martedì mercoledì giovedì venerdì sabato domenica januari februari maart mei "
    "augustus maandag dinsdag woensdag donderdag vrijdag zaterdag zondag am pm gmt bst est edt pst pdt utc cet cest "
    "uhr de le of the st nd rd th at".split()
)

Part = Mapping[str, Any]


def label_of(line: str) -> tuple[str, str] | None:
    """The label that a line begins with, in small letters, and what follows it."""
    match = LABELLED.match(line[:400])
    label = match[1].casefold() if match else ""
    return (label, line.partition(":")[2].strip()) if label in FIELDS else None


def is_day(line: str) -> bool:
    words = re.findall(r"[^\W\d_]+", line[:100])
    is_short = len(line.strip()) < 60 and any(character.isdigit() for character in line)
    return is_short and all(word.casefold() in DATE_WORDS for word in words) and published_date(_day(line)) is not None


def _day(line: str) -> str:
    return re.sub(r"\s+", " ", line).strip()
