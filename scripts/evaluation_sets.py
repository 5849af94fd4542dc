"""Make the evaluation and training sets that may be had, for those who do not have them.

    python -m scripts.evaluation_sets ../shared/data               fetches the files from their repositories
    python -m scripts.evaluation_sets ../shared/data clapnq        makes some of the sets only
    python -m scripts.evaluation_sets ../shared/data --from DIR    takes the files from checkouts in DIR
    python -m scripts.evaluation_sets --list                       says where each set comes from

Each set is a folder of its own. Nothing is written that does not have the checksum
of the set that the published figures were measured on. The sets stay their authors':
their licences are listed, and none of them is part of this project.
"""

import argparse
import hashlib
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import httpx

from scripts.set_sources import OTHERS, SOURCES, Source

HOST = "https://raw.githubusercontent.com"
# A path in a repository -> the file.
Read: TypeAlias = Callable[[str], bytes]


class NotMade(Exception):
    """Why a set cannot be made, in one sentence with the remedy."""


def main(words: Sequence[str] | None = None, sources: Sequence[Source] = SOURCES) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="folder to put the sets into")
    parser.add_argument("names", nargs="*", help="which sets; all by default")
    parser.add_argument("--from", dest="checkouts", type=Path, help="folder of checkouts, each named as its repository")
    parser.add_argument("--address", default=HOST, help="where files are, as OWNER/NAME/COMMIT/PATH")
    parser.add_argument("--list", action="store_true", help="say where each set comes from")
    given = parser.parse_args(words)
    if given.list or not given.folder:
        others = (f"{name} (not made here): {source}" for name, source in OTHERS.items())
        print("\n".join([*map(str, sources), *others]))
        return
    known = {each.name: each for each in sources}
    if unknown := set(given.names) - set(known):
        parser.error(f"{min(unknown)!r} is none of the sets; give some of {', '.join(known)}")
    failed = 0
    for source in (known[name] for name in given.names or known):
        try:
            write(given.folder / source.name, source, made(source, reading(source, given.checkouts, given.address)))
            print(source)
        except NotMade as reason:
            failed += 1
            print(f"{source.name}: {reason}", file=sys.stderr)
    sys.exit(1 if failed else 0)


def reading(source: Source, checkouts: Path | None, address: str = HOST) -> Read:
    """What reads a file of the source's repository: from a checkout, or else from `address`. It raises NotMade."""
    if checkouts is None:
        return lambda path: fetched(f"{address.rstrip('/')}/{source.repository}/{source.commit}/{path}")
    checkout = checkouts / source.repository.partition("/")[2]

    def read(path: str) -> bytes:
        try:
            return (checkout / path).read_bytes()
        except OSError as exc:
            raise NotMade(f"cannot read {str(checkout / path)!r}; put a checkout of {source.repository} there") from exc

    return read


def fetched(address: str) -> bytes:
    """What is at this address. Raises NotMade when it cannot be had."""
    try:
        return httpx.get(address, follow_redirects=True, timeout=60).raise_for_status().content
    except httpx.HTTPError as exc:
        raise NotMade(
            f"cannot fetch {address!r} ({type(exc).__name__}); try again later, or name checkouts with --from DIR"
        ) from exc


def made(source: Source, read: Read) -> Mapping[str, str]:
    """The files of a set by their names. Raises NotMade for other files than those that were measured on."""
    files = {path: read(path) for path in source.files}
    advice = f"use the commit {source.commit} of {source.repository}"
    try:
        built = source.build(files)
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise NotMade(f"its files have another form than those that were measured on; {advice}") from exc
    for name, wanted in source.sha256.items():
        if hashlib.sha256(built[name].encode()).hexdigest() != wanted:
            raise NotMade(f"{name} differs from the set that was measured; {advice}")
    return built


def write(folder: Path, source: Source, files: Mapping[str, str]) -> None:
    """Write the files of a set, with where they come from."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    (folder / "SOURCE.txt").write_text(f"{source}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
