"""The last step of restoring: what lies whole beside the library takes its place.

The parts of a library cannot be exchanged all at once. So a plan is written
first, and from then on the new library counts: whoever is killed while the
parts are moved leaves the rest to the next one who opens the folder.
"""

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

STAGING = ".restoring"
NEW = "new"
OLD = "old"
PLAN = "plan.json"


def is_restore_pending(folder: Path) -> bool:
    """Whether a library was restored in `folder` and not all of its parts are in their places."""
    return (folder / STAGING / PLAN).exists()


def plan_restore(folder: Path, names: Iterable[str]) -> None:
    """From now on these parts of the library are the staged ones; one that is not staged is to go.

    They are moved in this order, so a file comes after those that belong to it.
    """
    staging = folder / STAGING
    parts = [(name, (staging / NEW / name).exists()) for name in names]
    draft = staging / f"{PLAN}.part"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(parts, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(staging / PLAN)


def complete_restore(folder: Path) -> None:
    """Move the parts, also those that a killed run left; the caller holds the library's lock."""
    staging = folder / STAGING
    if not is_restore_pending(folder):
        return
    (staging / OLD).mkdir(exist_ok=True)
    for name, is_staged in json.loads((staging / PLAN).read_text(encoding="utf-8")):
        new, place = staging / NEW / name, folder / name
        if is_staged and not new.exists():
            continue  # It was moved already.
        if place.exists():
            place.replace(staging / OLD / name)
        if is_staged:
            new.replace(place)
    # The plan goes last, so that the old library is not left behind by a killed run.
    shutil.rmtree(staging / OLD, ignore_errors=True)
    (staging / PLAN).unlink()
    shutil.rmtree(staging, ignore_errors=True)
