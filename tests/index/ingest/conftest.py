"""What the tests of this folder share."""

from pathlib import Path

import pytest


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder
