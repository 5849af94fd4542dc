"""The processes that answer behind a page."""
