"""What axe-core, a checker of accessibility, finds wrong with a page as it is shown."""

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page


def assert_accessible(page: Page, view: str = "") -> None:
    """axe finds nothing serious once every animation has ended; `view` names what is shown."""
    page.wait_for_function("document.getAnimations().every(each => each.playState !== 'running')")
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    wrong = [
        (each["id"], [node["html"][:160] for node in each["nodes"]])
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]
    assert wrong == [], view
