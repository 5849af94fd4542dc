"""What a browser keeps of conversations, in a real one."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.pages import marked, wait_for_citation

from .test_page import CHESS, JORDAN, TALKS, ask

Visit = Callable[..., Page]


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
