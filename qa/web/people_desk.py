"""What happens in the tab "People and places": each event -> the parts of the tab that change, by name.

Promises that nothing is kept here: the name that is open is passed in and given
back. Knows nothing of Gradio. `people_tab` has the components, and `people` makes what they show.
"""

from dataclasses import dataclass

from article_qa.index.library import Library
from article_qa.qa.web.events import Parts, Press
from article_qa.qa.web.people import first_name, people_html, person_html


@dataclass(frozen=True, slots=True)
class PeopleDesk:
    """The events of the tab over one library. A `name` is whoever is open; it is empty before the first one."""

    library: Library

    def enter(self, words: str | None, name: str) -> Parts:
        """The names as they are now; whoever is open stays open, else whoever is named most."""
        chosen = name or first_name(self.library)
        opened: Parts = {"person": person_html(self.library, chosen)} if chosen and not name else {}
        return {**self.search(words), "chosen": chosen, **opened}

    def search(self, words: str | None) -> Parts:
        """The names that have these words."""
        # A box that was never shown has no value.
        return {"names": people_html(self.library, words or "")}

    def press(self, press: Press, name: str) -> Parts:
        """After a name, or a month of whoever is open."""
        if press.what == "month":
            return {"chosen": name, "person": person_html(self.library, name, press.value)}
        return {"chosen": press.value, "person": person_html(self.library, press.value)}
