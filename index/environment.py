"""The settings as they are written, in the environment and in a .env file, before anything checks them.

Promises to load nothing slow: what only needs the data folder or a token reads it here.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

PREFIXES = ("QA_", "INDEX_")
KEYS = ("OPENAI_API_KEY",)
DATA_DIR = "INDEX_DATA_DIR"
TOKEN = "QA_TOKEN"
# They say where the library is and who asks, not how questions are answered.
ASKERS = frozenset({DATA_DIR, TOKEN})


def written_settings(file: Path = Path(".env")) -> dict[str, str]:
    """Each setting that is given, by its name in capitals. The environment wins over `file`; an empty one is none."""
    given = {name.upper(): value for name, value in {**_in_file(file), **os.environ}.items() if value}
    return {name: value for name, value in given.items() if name.startswith(PREFIXES) or name in KEYS}


def data_folder() -> Path:
    """The folder of the library, where no option names one."""
    return Path(written_settings().get(DATA_DIR, "data"))


def settings_digest(settings: Mapping[str, str], salt: str) -> str:
    """What two processes that answer alike have in common. `salt` keeps a key from being guessed by its digest."""
    counted = sorted((name, value) for name, value in settings.items() if name not in ASKERS)
    return hashlib.sha256(json.dumps([salt, counted]).encode()).hexdigest()


def _in_file(file: Path) -> Mapping[str, str | None]:
    if not file.is_file():
        return {}
    from dotenv import dotenv_values  # Few have the file, and all would wait for the parser.

    return dotenv_values(file, encoding="utf-8")
