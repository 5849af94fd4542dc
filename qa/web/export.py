"""What the page's buttons take along of an answer. The renderers are those of `qa/export`."""

from article_qa.qa.export.markdown import as_markdown
from article_qa.qa.export.text import as_json, as_text

__all__ = ["as_json", "as_markdown", "as_text"]
