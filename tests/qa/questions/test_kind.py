"""Which kind of answer a question wants, and what it is about."""

from datetime import date
from typing import Any

import pytest

from article_qa.index.records import EVERYTHING, Scope
from article_qa.qa.answer import Kind
from article_qa.qa.questions.kind import Place, classify
from article_qa.qa.questions.request import Request
from article_qa.qa.questions.request_words import without_request_words

TODAY = date(2026, 11, 26)
OUTLETS = ("Ellery Herald", "Brenwick Times", "CNN")


def asked(question: str, scope: Scope = EVERYTHING) -> Request:
    return classify(without_request_words(question).text, Place(scope, TODAY, lambda: OUTLETS))


def check(kind: Kind, question: str, wanted: dict[str, Any]) -> None:
    request = asked(question)
    assert (request.kind, {name: getattr(request, name) for name in wanted}) == (kind, wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Who runs the harbour in Port Ellery?", {"answer_type": "person"}),
        ("When does the night train to Sollen leave?", {"answer_type": "time"}),
        ("how deep is the quarry", {"answer_type": "number"}),
        ("why did the dam at Corrin leak", {"answer_type": "reason"}),
        ("quarry depth corrin", {}),
        ("What did the Promise rover find?", {}),
        ("What does the Hope cost?", {}),
        ("lighthouse sale price", {}),
        ("beekeepers strike demands", {}),
        ("Could you tell me when the tram line opens?", {"text": "when the tram line opens?"}),
        ("Hi, I'd like to know how the vaccine trial ended, please.", {"text": "how the vaccine trial ended"}),
        ("Quick question: where is the new library being built?", {"text": "where is the new library being built?"}),
        ("Do you know who won the regatta?", {"text": "who won the regatta?"}),
        ("In one sentence, why was the mine closed?", {}),
        ("What happened to the missing hikers?", {}),
        ("What is the population of Brenwick?", {}),
        ("Which minister signed the treaty?", {}),
        ("Who was appointed head coach in 2024?", {}),
        ("What did the regatta cost the town?", {}),
        ("Thanks! And who paid for the repairs to the mill?", {"text": "who paid for the repairs to the mill?"}),
        ("How much does a season ticket cost and where is it sold?", {}),
        ("How many stories of the tower burned?", {}),
        ("I read about the Hope. Who owns the ship?", {}),
        ("Is the harbour open or closed?", {}),
        ("What caused the blackout?", {}),
        ("Tell me who discovered the comet", {"text": "who discovered the comet"}),
        ("How many reports of theft did the police receive?", {}),
        ("How many stories does the tower have?", {}),
        ("What does the new law say about scooters?", {}),
        ("I wonder what became of the old brewery", {"text": "what became of the old brewery"}),
        ("who is Lena Ostrom and what is known about her", {}),
        ("What county office said that the mill was unsafe?", {}),
        ("What EU agency said that the mill was unsafe?", {}),
        ("What is the position of the antenna that helps ships to steer?", {}),
        ("What gave Hadley the claim to the harbour?", {}),
        ("What does the term tell us about tides?", {}),
        ("In what order of importance were the mills?", {}),
    ],
)
def test_fact(question: str, wanted: dict[str, Any]) -> None:
    check("fact", question, wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What did Lena Ostrom say about the tram?", {"speaker": "Lena Ostrom", "subject": "the tram"}),
        ("what does the fire chief think of the new rules?", {"speaker": "the fire chief", "subject": "the new rules"}),
        ("Quotes by Mayor Hadley on housing", {"speaker": "Mayor Hadley", "subject": "housing"}),
        ("How did the union react to the layoffs?", {"speaker": "the union", "subject": "the layoffs"}),
        ("What is Osterman's position on fishing quotas?", {"speaker": "Osterman", "subject": "fishing quotas"}),
        ("Give me everything the coach said about the referee", {"speaker": "the coach", "subject": "the referee"}),
        ("What has the central bank said about inflation?", {"speaker": "the central bank", "subject": "inflation"}),
        ("Please quote Ingrid Vass on the museum", {"speaker": "Ingrid Vass", "subject": "the museum"}),
        ("what did merkel tell reporters about the pipeline", {"speaker": "merkel"}),
        ("Ostrom's opinion on the tram", {"speaker": "Ostrom", "subject": "the tram"}),
        ("What did the pilot tweet?", {"speaker": "the pilot", "subject": ""}),
        ("I want to read statements by Hadley about the flood", {"speaker": "Hadley", "subject": "the flood"}),
        ("What did Ruben Aldous tell the committee?", {"speaker": "Ruben Aldous"}),
        ("What Ruben Aldous said about the mill", {"speaker": "Ruben Aldous", "subject": "the mill"}),
        ("What did Hadley tell the newspaper?", {"speaker": "Hadley", "subject": ""}),
        ("What did Hadley tell journalists about the flood?", {"speaker": "Hadley", "subject": "the flood"}),
        ("What did Hadley tell Ostrom about the flood?", {"speaker": "Hadley", "subject": "Ostrom about the flood"}),
        ("What did Hadley write about the statue?", {"speaker": "Hadley", "subject": "the statue"}),
    ],
)
def test_sayings(question: str, wanted: dict[str, Any]) -> None:
    check("sayings", question, wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Chronology of the Corrin dam failure", {"subject": "the Corrin dam failure"}),
        ("Give me the sequence of events in the blackout", {"subject": "the blackout"}),
        ("What happened when in the hostage crisis? In order, please.", {}),
        ("How did the strike unfold?", {"subject": "the strike"}),
        ("Show the key dates of the merger", {"subject": "the merger"}),
        ("history of the Ashby poisoning case", {}),
        ("Walk me through the election step by step", {"subject": "the election"}),
        ("timeline brexit", {"subject": "brexit"}),
        ("Give me the whole Corrin story in order, with dates", {"subject": "Corrin"}),
        ("Regatta final 2024, race by race", {"subject": "Regatta final 2024"}),
        ("In which order did the mills close?", {"subject": "the mills close"}),
        ("In what order did the events at the dam happen?", {"subject": "the events at the dam"}),
        ("tram line history: what happened when", {"subject": "tram line"}),
        ("What is the timetable for the vote on the dam?", {"subject": "the vote on the dam"}),
        ("timetable for the repairs", {"subject": "the repairs"}),
        ("chronology of the Hadley affair", {"subject": "Hadley"}),
        ("Hadley's illness over the years, as a timeline", {"subject": "Hadley's illness"}),
        ("Give me the Ellery strike in order of dates", {"subject": "the Ellery strike"}),
        ("What was the exact order of events in the strike?", {"subject": "the strike"}),
        ("What happened first and what happened next in the strike?", {"subject": "the strike"}),
        ("What are the most important dates of the strike?", {"subject": "the strike"}),
        ("Year by year, how did the rowers fare at the regatta?", {"subject": "the rowers at the regatta"}),
    ],
)
def test_timeline(question: str, wanted: dict[str, Any]) -> None:
    check("timeline", question, wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Which villages lost power?", {}),
        ("Name all the countries that signed the treaty", {}),
        ("List the winners of the regatta", {"subject": "the winners of the regatta"}),
        ("Who were the three climbers?", {}),
        ("What are the conditions of the loan?", {}),
        ("Which sports will be dropped from the games?", {}),
        ("what languages are taught at the school", {}),
        ("Give me a list of the closed stations", {"subject": "the closed stations"}),
        ("Which Nordic countries have joined the pact?", {}),
        ("Enumerate the demands of the beekeepers", {}),
    ],
)
def test_listing(question: str, wanted: dict[str, Any]) -> None:
    check("listing", question, wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Compare Ostrom and Hadley on housing", {"subjects": ("Ostrom", "Hadley"), "subject": "housing"}),
        ("What's the difference between the old tram and the new one?", {"subjects": ("the old tram", "the new one")}),
        (
            "How do the Ellery Herald and the Brenwick Times differ on the dam?",
            {"subjects": ("the Ellery Herald", "the Brenwick Times"), "subject": "the dam"},
        ),
        ("Paris versus Lyon: air quality", {"subjects": ("Paris", "Lyon"), "subject": "air quality"}),
        ("Contrast the plans of the two parties for schools", {}),
        (
            "compare what the police and the union say about the march",
            {"subjects": ("the police", "the union"), "subject": "the march"},
        ),
    ],
)
def test_comparison(question: str, wanted: dict[str, Any]) -> None:
    check("comparison", question, wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Summarise the article on the dam", {"subject": "the dam"}),
        ("tl;dr of the beekeeper strike", {"subject": "the beekeeper strike"}),
        ("Tell me about the regatta, please", {"subject": "the regatta"}),
        ("I need an overview of the housing debate", {"subject": "the housing debate"}),
        ("What do you know about the Corrin dam?", {"subject": "the Corrin dam"}),
        ("What is the article about the comet about?", {"subject": "the comet"}),
        ("Everything on the blackout", {"subject": "the blackout"}),
        ("Describe the treaty", {"subject": "the treaty"}),
        ("Brief me on the merger", {"subject": "the merger"}),
        ("Can you sum up the hearing in two sentences?", {"subject": "the hearing"}),
        ("What do the articles say about the lighthouse?", {"subject": "the lighthouse"}),
        ("What happened: Comet seen over Oslo?", {"subject": "Comet seen over Oslo"}),
    ],
)
def test_summary(question: str, wanted: dict[str, Any]) -> None:
    check("summary", question, wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What is in the news today?", {"subject": ""}),
        ("newest headlines please", {"subject": ""}),
        ("any updates on the dam?", {"subject": "the dam"}),
        ("What happened last week?", {}),
        ("What was reported about the harbour in June 2023?", {"subject": "the harbour"}),
        ("news from yesterday", {}),
        ("what's going on in Brenwick", {}),
        ("What did the papers write between 3 May and 9 May 2024?", {}),
        ("What has been published since 2 February 2025?", {}),
        ("Latest on the strike", {"subject": "the strike"}),
        ("Which stories ran in August 2015?", {"subject": ""}),
        ("What came out on 30 March 2025?", {"scope": Scope(since=date(2025, 3, 30), until=date(2025, 3, 30))}),
        ("Show me what was printed on 1 April", {"subject": ""}),
    ],
)
def test_news(question: str, wanted: dict[str, Any]) -> None:
    check("news", question, wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How many articles are about the dam?", {"library_query": "count_articles", "subject": "the dam"}),
        ("In how many articles is Hadley mentioned?", {"library_query": "count_articles", "subject": "Hadley"}),
        ("which stories mention beekeepers", {"library_query": "list_articles", "subject": "beekeepers"}),
        ("Do you have anything on comets?", {"library_query": "list_articles", "subject": "comets"}),
        ("Find articles about the mill", {"library_query": "list_articles", "subject": "the mill"}),
        ("Which newspapers covered the regatta?", {"library_query": "list_outlets", "subject": "the regatta"}),
        ("How many newspapers do you have?", {"library_query": "count_outlets"}),
        ("What is the most recent article about Brenwick?", {"library_query": "newest", "subject": "Brenwick"}),
        ("Show me the earliest story", {"library_query": "oldest"}),
        ("Are there articles without a date?", {"library_query": "undated"}),
        ("What subjects are covered here?", {"library_query": "topics"}),
        ("How many of the articles came out in 2021?", {"library_query": "count_articles", "subject": ""}),
        ("How many articles did the CNN put out?", {"library_query": "count_articles", "subject": ""}),
        ("How many articles do you have?", {"library_query": "count_articles", "subject": ""}),
        ("List every article from May 2024", {"library_query": "list_articles"}),
        ("Show all interviews with scientists", {"library_query": "list_articles"}),
        ("Who reported on the blackout?", {"library_query": "list_outlets", "subject": "the blackout"}),
        ("How many articles did Lena Ostrom write?", {"speaker": "Lena Ostrom", "subject": "Lena Ostrom"}),
        ("Where can I read more about Hadley?", {"library_query": "list_articles", "subject": "Hadley"}),
        ("Which story tells us about Hadley?", {"library_query": "list_articles", "subject": "Hadley"}),
        (
            "Where can I read about Hadley? Just the titles please",
            {"library_query": "list_articles", "subject": "Hadley"},
        ),
        ("Count the articles in which Hadley is mentioned", {"library_query": "count_articles", "subject": "Hadley"}),
        ("How many articles altogether mention comets?", {"library_query": "count_articles", "subject": "comets"}),
        ("Which article of the Ellery Herald is the most recent one?", {"library_query": "newest", "subject": ""}),
        ("Which story about the dam is the oldest?", {"library_query": "oldest", "subject": "the dam"}),
        ("In how many of the articles does Hadley turn up?", {"library_query": "count_articles", "subject": "Hadley"}),
        ("Hadley comes up in how many articles?", {"library_query": "count_articles", "subject": "Hadley"}),
        ("Hadley is mentioned in which articles?", {"library_query": "list_articles", "subject": "Hadley"}),
        ("How often is Hadley named, I mean in how many articles?", {"library_query": "count_articles"}),
        ("Hadley, in how many articles is that mentioned?", {"library_query": "count_articles", "subject": "Hadley"}),
        ("How many of your articles come from the CNN?", {"scope": Scope(publishers=("CNN",))}),
        ("How many stories have you got from the Ellery Herald?", {"scope": Scope(publishers=("Ellery Herald",))}),
        ("How many interviews with miners are there?", {"library_query": "count_articles", "subject": "miners"}),
    ],
)
def test_library(question: str, wanted: dict[str, Any]) -> None:
    check("library", question, wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("The regatta was cancelled because of fog.", {"is_yes_no": False}),
        ("Brenwick has three breweries", {}),
        ("True or false? The comet passes Earth every ten years.", {"text": "The comet passes Earth every ten years."}),
        ("Is it correct that the mill burned down?", {"text": "the mill burned down"}),
        ("Fact check: the tram costs 4 million a year", {"text": "the tram costs 4 million a year"}),
        ("Did the dam burst in spring?", {"is_yes_no": True}),
        ("Has Hadley resigned?", {"is_yes_no": True}),
        ("the union accepted the offer on friday.", {}),
        ("Osterman owns two trawlers.", {}),
        ("The lighthouse was sold, right?", {"is_yes_no": True}),
        ("Hadley opened the new library in 2021", {}),
        ("Can dogs ride the night train?", {"is_yes_no": True}),
        ("So the harbour is closed?", {"is_yes_no": True}),
        ("Nobody was hurt in the fire.", {}),
        ("I read somewhere that the mill burned down. Right?", {"text": "the mill burned down"}),
        ("was the mill sold or not?", {"text": "was the mill sold?", "is_yes_no": True}),
    ],
)
def test_claim(question: str, wanted: dict[str, Any]) -> None:
    check("claim", question, wanted)
