"""Open the page: `python app.py` is `article-qa serve`."""

import sys

from article_qa.qa.cli import app

if __name__ == "__main__":
    app(["serve", *sys.argv[1:]])
