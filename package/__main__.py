"""`python -m article_qa` is `article-qa`."""

from article_qa.qa.cli import main

main()
