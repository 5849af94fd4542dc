"""Open the page: `python app.py` is `article-qa serve`."""

import sys

from article_qa.qa.cli import main

if __name__ == "__main__":
    main(["serve", *sys.argv[1:]])
