"""The Library tab: which articles there are."""

from collections.abc import Sequence
from html import escape

import gradio as gr

from index.library import Library
from index.records import Listing
from page.plain import QUIETLY, plain_html
from page.words import EMPTY_LIBRARY, day

ROWS_SHOWN = 1000


def shelf(library: Library) -> None:
    """Build the tab, inside gr.Tabs."""
    with gr.Tab("Library") as tab:
        table = plain_html(elem_id="library")
    tab.select(lambda: shelf_table(library.catalog.listings()), None, table, **QUIETLY)


def shelf_table(listings: Sequence[Listing]) -> str:
    """The articles as a table, the newest first."""
    if not listings:
        return f'<p class="hint">{EMPTY_LIBRARY}</p>'
    rows = (
        f"<tr><td>{escape(each.title)}</td><td>{escape(each.publisher or '')}</td>"
        f"<td>{day(each.published)}</td><td>{each.passages:,}</td><td>{each.state}</td></tr>"
        for each in listings[:ROWS_SHOWN]
    )
    more = len(listings) - ROWS_SHOWN
    rest = f'<p class="hint">And {more:,} older ones: article-qa list</p>' if more > 0 else ""
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Title", "Outlet", "Date", "Passages", "State"))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>{rest}"
