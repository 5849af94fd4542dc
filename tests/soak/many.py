"""One command after the other in one process: a line of JSON words in, a line of what became of it out."""

import json
import sys
import time

from typer.testing import CliRunner

from article_qa.qa.cli import app

if __name__ == "__main__":
    for line in sys.stdin:
        begun = time.time()
        done = CliRunner().invoke(app, json.loads(line), catch_exceptions=False)
        print(json.dumps([done.exit_code, done.output, begun]), flush=True)
