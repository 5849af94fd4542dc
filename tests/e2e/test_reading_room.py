"""What a reader does with an answer: look closer, filter, ask again, keep it, take it along."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant
from article_qa.qa.feedback import recorded
from tests.e2e.pages import serving
from tests.qa.fakes import Endpoint, Reply, hangs, says, scripted_server

from .accessible import assert_accessible
from .test_page import CHESS, JORDAN, TALKS, ask, assert_in_view

Visit = Callable[..., Page]


def marked(page: Page) -> str:
    return page.text_content("#source mark.current") or ""


def wait_for_citation(page: Page, number: int) -> None:
    page.locator(f'#source .pane[data-number="{number}"] mark.current').wait_for()


def test_a_card_shows_quote_outlet_and_date_and_goes_with_escape(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, TALKS)
    citation = page.locator('.citation[data-citation="2"]')
    citation.hover()
    page.wait_for_selector("#card:popover-open")
    assert page.inner_text("#card .quote mark") == citation.get_attribute("data-quote")
    assert page.inner_text("#card .quote").startswith(citation.get_attribute("data-before") or "?")
    assert page.inner_text("#card .dateline") == "Article QA Wire, 3 November 2022"
    box = page.locator("#card").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 1440
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    page.locator("#question textarea").focus()
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.citation')"):
            break
    page.wait_for_selector("#card:popover-open")
    assert page.locator(".citation[aria-describedby=card]").count() == 1


def test_citations_are_stepped_by_key_and_button_and_lead_back(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, TALKS)
    wait_for_citation(page, 1)
    first = marked(page)
    page.locator('.citation[data-citation="1"]').press("Enter")
    page.wait_for_function("document.activeElement.matches('.pane')")
    page.keyboard.press("]")
    wait_for_citation(page, 2)
    assert marked(page) != first
    assert_in_view(page, "#source mark.current")
    assert page.inner_text("#source .bar").split("\n")[-2:] == ["2 of 4", "›"]
    page.get_by_role("button", name="Next citation").click()
    wait_for_citation(page, 3)
    page.keyboard.press("]")
    wait_for_citation(page, 4)
    assert page.get_by_role("button", name="Next citation").is_disabled()
    page.keyboard.press("Alt+ArrowLeft")
    wait_for_citation(page, 3)
    page.keyboard.press("Alt+ArrowLeft")
    wait_for_citation(page, 2)
    page.locator("#source .pane").press("Escape")
    assert page.evaluate("document.activeElement.dataset.citation") == "2"
    assert page.locator(".citation[aria-current]").count() == 1


def chips(page: Page) -> list[str]:
    return page.locator(".chip:not(.all) bdi").all_inner_texts()


def test_days_and_outlets_narrow_the_search_and_are_removed_one_by_one(address: str, visit: Visit) -> None:
    page = visit(address)
    page.click("#filters summary")
    page.fill("#since", "2023-01-01")
    page.locator(".chip", has_text="From 1 January 2023").wait_for()
    ask(page, JORDAN)
    assert page.inner_text(".within") == "From 1 January 2023"
    assert "2022" not in "".join(page.locator(".answer .dateline").all_inner_texts())
    page.fill("#until", "2022-12-31")
    page.locator("#chips .problem", has_text="before it begins on 1 January 2023").wait_for()
    page.fill("#until", "")
    page.locator("#chips .problem").wait_for(state="detached")
    page.get_by_label("Article QA Wire").check()
    page.get_by_label("Article QA Gazette").check()
    page.locator(".chip", has_text="Article QA Gazette").wait_for()
    page.locator(".chip", has_text="From 1 January").click()
    page.locator(".chip", has_text="From 1 January").wait_for(state="detached")
    assert chips(page) == ["Article QA Wire", "Article QA Gazette"]
    page.locator(".chip.all").click()
    page.locator(".everything").wait_for()
    ask(page, JORDAN)
    assert page.locator(".turn:last-child .within").count() == 0
    assert "3 November 2022" in page.inner_text(".turn:last-child .answer")


def test_boxes_ticked_faster_than_they_are_answered_all_count(address: str, visit: Visit) -> None:
    page = visit(address)
    page.click("#filters summary")
    page.evaluate(
        """async () => {
            for (let round = 0; round < 7; round++)
                for (const name of ['Wire', 'Gazette']) {
                    document.querySelector(`#filters [name="outlet"][value$="${name}"]`).click();
                    await new Promise(done => setTimeout(done, 15));
                }
        }"""
    )
    page.locator(".chip", has_text="Article QA Gazette").wait_for()
    expect(page.locator(".chip:not(.all) bdi")).to_have_text(["Article QA Wire", "Article QA Gazette"])


def test_another_tab_asks_within_an_article_and_the_conversation_keeps_that(
    address: str, seeds: Path, visit: Visit
) -> None:
    with open_library(seeds) as library:
        article = library.catalog.queries.newest()[0]
    page = visit(address)
    page.get_by_role("tab", name="Library").click()
    page.locator("#library tbody tr").first.wait_for()
    page.evaluate(
        """article => document.dispatchEvent(
            new CustomEvent('article-qa:ask-within', {detail: {article, title: '?'}}))""",
        article.article_id,
    )
    page.locator(".chip", has_text=article.title).wait_for()
    assert page.get_by_role("tab", name="Ask").get_attribute("aria-selected") == "true"
    ask(page, "What happened?")
    assert page.inner_text(".within") == f"“{article.title}”"
    assert set(page.locator(".answer cite").all_inner_texts()) == {article.title}
    page.reload()
    page.locator(".turn").wait_for()
    assert chips(page) == [f"“{article.title}”"]
    page.click("#again")
    page.locator(".everything").wait_for()


@pytest.mark.parametrize("height", [844, 600])
def test_the_choice_of_what_to_ask_within_opens_in_sight_on_a_phone(address: str, visit: Visit, height: int) -> None:
    page = visit(address, width=390, height=height)
    ask(page, "Timeline of the Notre-Dame fire")
    page.click("#filters summary")
    for selector in ("#preset-1", "#question textarea"):
        assert_in_view(page, selector)
    page.click("#preset-1")
    page.locator(".chip", has_text="From").wait_for()
    assert page.locator(".panel[open]").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_address_of_the_page_opens_an_article_at_its_mark(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, TALKS)
    page.locator('.citation[data-citation="2"]').click()
    page.wait_for_function("location.hash.includes('article=')")
    wait_for_citation(page, 2)
    words, link = marked(page), page.url
    for width in (1440, 390):
        other = visit(link, width=width)
        other.locator("#source mark.current").wait_for()
        assert marked(other) == words
        assert_in_view(other, "#source mark.current")
    page.click("#again")
    page.wait_for_function("!location.hash")


def test_what_to_ask_next_is_asked_by_one_click(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, JORDAN)
    question = page.locator(".follow-up").first.inner_text()
    page.locator(".follow-up").first.click()
    page.locator(".turn.settled").nth(1).wait_for()
    assert page.locator(".asked").last.inner_text() == question
    assert page.locator(".turn:last-child .answered").count() == 1


def test_a_reload_keeps_the_conversation_to_rename_or_remove(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, TALKS)
    ask(page, CHESS)
    answers = page.locator(".answer .text, .answer .refusal").all_inner_texts()
    page.reload()
    page.locator(".turn").nth(1).wait_for()
    assert page.locator(".answer .text, .answer .refusal").all_inner_texts() == answers
    page.locator('.citation[data-citation="2"]').click()
    wait_for_citation(page, 2)
    assert marked(page) == page.locator('.citation[data-citation="2"]').get_attribute("data-quote")
    page.click("#again")
    page.locator(".turn").first.wait_for(state="detached")
    page.click("#drawer button")
    page.get_by_role("button", name=f"Rename: {TALKS}").click()
    page.keyboard.type("About <b>Jordan</b>")
    page.keyboard.press("Enter")
    page.locator("#conversations .open", has_text="About <b>Jordan</b>").click()
    page.locator(".turn").nth(1).wait_for()
    page.click("#drawer button")
    remove = page.locator("#conversations .remove")
    remove.click()
    remove.click()
    page.locator("#conversations .none").wait_for()
    page.locator(".turn").first.wait_for(state="detached")
    page.reload()
    page.wait_for_selector("#welcome h2")
    assert page.locator(".turn").count() == 0


def test_each_tab_of_a_browser_keeps_its_own_conversation(address: str, visit: Visit) -> None:
    one = visit(address)
    other = one.context.new_page()
    other.goto(address)
    other.wait_for_selector(".starter")
    ask(one, JORDAN)
    ask(other, CHESS)
    for page, question in ((one, JORDAN), (other, CHESS)):
        page.reload()
        page.locator(".turn").wait_for()
        assert page.locator(".asked").all_inner_texts() == [question]
    other.click("#drawer button")
    assert sorted(other.locator("#conversations .open").all_inner_texts()) == sorted([JORDAN, CHESS])


def test_two_tabs_that_go_on_with_one_conversation_lose_nothing(address: str, visit: Visit) -> None:
    one = visit(address)
    ask(one, JORDAN)
    other = one.context.new_page()
    other.goto(address)
    other.wait_for_selector(".starter")
    other.click("#drawer button")
    other.locator("#conversations .open").click()
    other.locator(".turn").wait_for()
    ask(one, TALKS)
    ask(other, CHESS)
    ask(other, "Where is the seed vault?")
    for page, questions in ((one, [JORDAN, TALKS]), (other, [JORDAN, CHESS, "Where is the seed vault?"])):
        page.reload()
        page.locator(".turn").nth(len(questions) - 1).wait_for()
        assert page.locator(".asked").all_inner_texts() == questions


def test_the_oldest_of_very_many_conversations_goes_and_that_is_said(address: str, visit: Visit) -> None:
    page = visit(address)
    page.evaluate(
        """() => { for (let at = 0; at < 30; at++) localStorage.setItem(`article-qa:conversation:old${at}`,
            JSON.stringify({name: `Old ${at}`, at, conversation: '{}'})); }"""
    )
    ask(page, CHESS)
    page.locator("#drawer .gone", has_text="“Old 0” was removed: 30 conversations are kept.").wait_for()
    page.click("#drawer button")
    expect(page.locator("#conversations .open")).to_have_count(30)


def test_the_box_stays_in_sight_on_a_phone(address: str, visit: Visit) -> None:
    page = visit(address, width=390, height=844)
    ask(page, "Timeline of the Notre-Dame fire")
    assert page.evaluate("document.documentElement.scrollHeight > 1.5 * innerHeight")
    for place in ("0", "document.documentElement.scrollHeight"):
        page.evaluate(f"scrollTo(0, {place})")
        assert_in_view(page, "#question textarea")


def test_the_box_for_a_comment_opens_in_sight(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, "Timeline of the Notre-Dame fire")
    page.get_by_role("button", name="A bad answer").click()
    page.locator(".comment input").wait_for()
    page.wait_for_function(
        """() => document.querySelector('.comment').getBoundingClientRect().bottom
            <= document.querySelector('#conversation').getBoundingClientRect().bottom + 1"""
    )


def test_an_answer_is_copied_and_saved_with_its_quotes(address: str, seeds: Path, visit: Visit, tmp_path: Path) -> None:
    page = visit(address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, JORDAN)
    with open_library(seeds) as library:
        answer = Assistant.over(library).ask(JORDAN)
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    rich = page.evaluate(
        "navigator.clipboard.read().then(([all]) => all.getType('text/html')).then(blob => blob.text())"
    )
    # The browser writes styles into what it takes.
    assert re.search("<sup[^>]*><a [^>]*>1</a></sup>", rich) and "<h3" in rich
    assert answer.text in copied and f"“{answer.citations[0].quote}”" in copied
    saved = {}
    assert page.get_by_role("button", name="Save the answer as JSON").count() == 0
    page.locator(".more summary").click()
    for kind in ("Markdown", "JSON"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Save the answer as {kind}").click()
        download.value.save_as(tmp_path / kind)
        saved[kind] = (tmp_path / kind).read_text(encoding="utf-8")
    assert "> “" in saved["Markdown"]
    told = json.loads(saved["JSON"])
    assert told["citations"] == answer.as_json()["citations"]


def test_a_thumb_and_a_comment_are_kept_beside_the_library(address: str, seeds: Path, visit: Visit) -> None:
    page = visit(address)
    ask(page, JORDAN)
    before = len(recorded(seeds))
    page.get_by_role("button", name="A bad answer").click()
    page.locator(".comment input").fill("Says nothing of <i>refugees</i>.")
    assert [f.verdict for f in recorded(seeds)[before:]] == ["down"]
    page.keyboard.press("Enter")
    page.locator(".thanks").wait_for()
    (kept,) = recorded(seeds)[before:]
    assert (kept.comment, kept.answer["question"]) == ("Says nothing of <i>refugees</i>.", JORDAN)


def test_an_open_page_follows_the_library(tmp_path: Path, visit: Visit) -> None:
    folder = tmp_path / "library"
    with serving(folder) as running:
        page = visit(running.address)
        article = tmp_path / "ferry.txt"
        article.write_text(
            "---\ntitle: Ferry opens in Zanzibar\npublisher: The Coast\n---\n\nThe ferry opened on Monday."
        )
        with open_library(folder) as library:
            add(library, [article])
        page.locator("#status", has_text="1 article ·").wait_for()
        starter = page.locator(".starter")
        assert starter.inner_text() == "What is the article “Ferry opens in Zanzibar” about?"
        starter.click()
        page.locator(".answer.answered").wait_for()
        assert page.inner_text(".answer cite") == "Ferry opens in Zanzibar"


def in_drops(*pieces: str) -> Reply:
    """The beginning of a reply, then silence."""

    def reply(endpoint: Endpoint) -> None:
        wait = hangs(30, drips=True)
        begin = endpoint.begin
        begin()
        for piece in pieces:
            endpoint.delta(piece)
        endpoint.begin = lambda: None  # type: ignore[method-assign]
        wait(endpoint)

    return reply


def test_a_question_is_stopped_asked_again_and_edited(seeds: Path, visit: Visit) -> None:
    sentence = "Syria is a priority for Jordan because the war next door has made its northern border insecure. [1][2] "
    # A sentence is shown as soon as the next one begins.
    dripping, good = in_drops(sentence, "The king "), says(sentence)
    with scripted_server(dripping, good) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("QA_BASE_URL", server.url)
        patch.setenv("QA_MODEL", "scripted-model")
        with serving(seeds) as running:
            page = visit(running.address)
            page.fill("#question textarea", JORDAN)
            page.press("#question textarea", "Enter")
            page.locator(".draft", has_text="Syria is").wait_for()
            page.click("#stop")
            page.locator(".stopped").wait_for()
            assert page.inner_text(".stopped .draft").startswith("Syria is")
            assert "Stopped" in page.inner_text(".stopped .refusal")
            page.locator("#ask").wait_for()
            page.get_by_role("button", name="Ask again").click()
            page.locator(".answer.answered, .answer.partial").wait_for()
            assert page.locator(".asked").all_inner_texts() == [JORDAN]
            page.get_by_role("button", name="Edit the question").click()
            page.locator("#editing", has_text="Editing your last question").wait_for()
            page.wait_for_function("text => document.querySelector('#question textarea').value === text", arg=JORDAN)
            page.fill("#question textarea", "Why is Syria a priority for Amman?")
            page.press("#question textarea", "Enter")
            page.locator(".turn.settled .asked", has_text="Amman").wait_for()
            assert page.locator(".turn").count() == 1


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390)], ids=["light", "dark", "phone"]
)
def test_nothing_keeps_a_reader_out(address: str, visit: Visit, scheme: str, width: int) -> None:
    page = visit(address, width=width, scheme=scheme)
    assert_accessible(page, "start")
    ask(page, TALKS)
    assert_accessible(page, "answer")
    page.locator('.citation[data-citation="2"]').click()
    wait_for_citation(page, 2)
    assert_accessible(page, "source")
    page.click("#source .back")
    page.locator(".steps summary").click()
    page.click("#filters summary")
    page.fill("#since", "2022-01-01")
    page.locator(".chip").wait_for()
    assert_accessible(page, "filters")
    ask(page, CHESS)
    assert_accessible(page, "abstained")
    page.click("#drawer button")
    assert_accessible(page, "conversations")
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#library")
    assert_accessible(page, "library")
