"""The README that a package index shows."""

import re

from scripts.index_readme import README, with_addresses

ADDRESS = "https://code.example/desk/articles/raw/v1"


def test_a_path_gets_the_address_in_front() -> None:
    assert with_addresses("![a](docs/a.png) and [b](docs/b.md#c)", f"{ADDRESS}/") == (
        f"![a]({ADDRESS}/docs/a.png) and [b]({ADDRESS}/docs/b.md#c)"
    )


def test_addresses_and_places_on_the_page_stay() -> None:
    for link in ("[a](https://a.example/b)", "[here](#install-it)"):
        assert with_addresses(link, ADDRESS) == link


def test_no_picture_or_link_of_the_readme_is_left_as_a_path() -> None:
    made = with_addresses(README.read_text(encoding="utf-8"), ADDRESS)
    targets = re.findall(r"\]\(([^)]+)\)", made)
    assert len(targets) > 10
    assert [target for target in targets if not target.startswith("https://")] == []
