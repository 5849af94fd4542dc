"""Check a saved answer against a library, with the standard library of Python 3.11 and none of Article QA's code.

python verify_answer.py ANSWER.json CATALOG.sqlite3

It prints the receipt as JSON and exits with 3 when a citation has changed or is gone.

The table `articles` holds the present texts. The table `versions` has a row
for each text that an article had, numbered from 1. `until` is empty for the
present one. `patch` makes an older text out of the next newer one: a JSON list
of slices of the newer text, `[start, end]`, and of words that stand for
themselves. It is empty for the present text and where the words were deleted.
Offsets count code points.
"""

import difflib
import hashlib
import json
import re
import sqlite3
import sys

VERSIONS = "SELECT sha256, since, until, patch FROM versions WHERE article = ? ORDER BY version DESC"
STATES = ("stands", "changed", "gone")


def texts(catalog, article_id, text):
    """The versions of an article, the newest first: checksum, since when, until when, and the words or None."""
    for sha256, since, until, patch in catalog.execute(VERSIONS, (article_id,)):
        if patch is not None:
            parts = json.loads(patch)
            is_possible = text is not None or all(isinstance(part, str) for part in parts)
            words = (part if isinstance(part, str) else text[part[0] : part[1]] for part in parts)
            text = "".join(words) if is_possible else None
        elif until is not None:
            text = None
        is_kept = text is not None and hashlib.sha256(text.encode()).hexdigest() == sha256
        yield sha256, since, until, text if is_kept else None


def nearest(text, quote, start):
    """Where the quote stands in the text, nearest to `start`; None where it does not."""
    places = [match.start() for match in re.finditer(f"(?={re.escape(quote)})", text or "")]
    return min(places, key=lambda place: abs(place - start), default=None)


def counterpart(older, newer, start, end):
    """The words of the newer text that stand where the older one has `older[start:end]`."""
    limit = min(len(older), len(newer))
    head = next((n for n in range(limit) if older[n] != newer[n]), limit)
    tail = next((n for n in range(limit - head) if older[-1 - n] != newer[-1 - n]), limit - head)
    was, now = (re.findall(r"\s+|\w+|[^\w\s]", text[head : len(text) - tail]) for text in (older, newer))
    codes = difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    if max(len(was), len(now)) > 3000:
        codes = [("replace", 0, len(was), 0, len(now))]
    blocks, place, other = [(0, head, 0, head)], head, head
    for _, i, j, k, m in codes:
        blocks.append((place, place + len("".join(was[i:j])), other, other + len("".join(now[k:m]))))
        _, place, _, other = blocks[-1]
    blocks.append((len(older) - tail, len(older), len(newer) - tail, len(newer)))
    first = next((block for block in blocks if start < block[1]), blocks[-1])
    last = next((block for block in blocks if end <= block[1]), blocks[-1])
    begins = first[2] + start - first[0] if first[1] - first[0] == first[3] - first[2] else first[2]
    ends = last[2] + end - last[0] if last[1] - last[0] == last[3] - last[2] else last[3]
    words = newer[begins:ends]
    return words if len(words) <= 3 * (end - start) + 200 else None


def verify(catalog, citation):
    """What became of one citation: its state, since when, and the words that stand there now."""
    article_id, quote, start = citation["article_id"], citation["quote"], citation["start"]
    row = catalog.execute("SELECT text FROM articles WHERE id = ?", (article_id,)).fetchone()
    versions = list(texts(catalog, article_id, row[0] if row else None))
    if row is None:
        return "gone", versions[0][2] if versions else None, None
    if nearest(row[0], quote, start) is not None:
        return "stands", None, quote
    since, named, named_kept = None, False, False
    for sha256, began, _, text in versions:
        place = nearest(text, quote, start)
        if place is not None:
            return "changed", since, counterpart(text, row[0], place, place + len(quote))
        if sha256 == citation.get("sha256"):
            named, named_kept = True, named_kept or text is not None
        elif text is not None and not named:
            since = began
    return "changed", since if named and not named_kept else None, None


if __name__ == "__main__":
    saved = json.load(open(sys.argv[1], encoding="utf-8"))
    library = sqlite3.connect(f"file:{sys.argv[2]}?mode=ro", uri=True)
    cited = saved["citations"] if isinstance(saved, dict) else saved
    found = [(each, *verify(library, each)) for each in cited]
    keys = ("number", "article_id", "state", "since", "was", "now")
    lines = [(c.get("number"), c["article_id"], state, since, c["quote"], now) for c, state, since, now in found]
    print(json.dumps({"citations": [dict(zip(keys, line)) for line in lines]}, ensure_ascii=False))
    sys.exit(3 if any(line[2] != "stands" for line in lines) else 0)
