"""Templates of the page: the files in `templates/`, each value in them escaped."""

from pathlib import Path

from article_qa.qa.templating import Templates

render = Templates(Path(__file__).with_name("templates")).render
