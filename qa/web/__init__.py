"""The page, its endpoints and tools, and who may use them. Start reading at `page`."""

from article_qa.qa.web.gradio_import import without_stubs

without_stubs()
