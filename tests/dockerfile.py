"""A Dockerfile whose steps are run one by one in a folder of this machine, which has no container engine.

The folder stands for the root of the image: a path such as /opt is a folder
in it. `useradd` and `chown` only note that they were called. The packages of
this environment stand in for those that an image downloads.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path

PLACES = re.compile(r"(?<![\w./])/(opt|library|source|home|tmp)\b")
NOTED = "#!/bin/sh\nexit 0\n"
# Without the network, and without what is here already.
INSTALL = "install --no-deps --no-build-isolation --ignore-installed"


@dataclass
class Image:
    """What the steps have made: the folder, the settings, and how it is started."""

    root: Path
    context: Path
    programs: Path
    env: dict[str, str] = field(default_factory=dict)
    folder: str = "/"
    facts: dict[str, str] = field(default_factory=dict)

    def here(self, text: str) -> str:
        """The text with the paths of the image as paths of this machine."""
        return PLACES.sub(rf"{self.root}/\1", text)

    def shell(self, command: str) -> "subprocess.Popen[str]":
        """Start a command as a step does."""
        folder = Path(self.here(self.folder)) if self.folder != "/" else self.root
        folder.mkdir(parents=True, exist_ok=True)
        return subprocess.Popen(
            ["sh", "-ec", self.here(command)], cwd=folder, env=self._environment(), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def printed(self, command: str) -> str:
        """What a command prints, to its end."""
        process = self.shell(command)
        said, complaint = process.communicate(timeout=240)
        assert process.returncode == 0, f"{command}: {said}{complaint}"
        return said

    def _environment(self) -> dict[str, str]:
        usual = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        known = {name: value for name, value in os.environ.items() if not name.startswith(("INDEX_", "QA_", "PYTHON"))}
        own = {name: self.here(value).replace("$PATH", usual) for name, value in self.env.items()}
        return {**known, "PATH": usual, "TMPDIR": str(self.root / "tmp"), **own}


def steps(dockerfile: Path) -> list[tuple[str, str]]:
    """The words of a Dockerfile and what each is given, in their order."""
    lines = [line for line in dockerfile.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [(word, given) for line in joined.splitlines() if line for word, _, given in [line.partition(" ")]]


def built(dockerfile: Path, place: Path) -> Image:
    """Run every step. The stages follow each other in one folder, so that paths stay as they were."""
    programs = place / "programs"
    programs.mkdir()
    for name, text in (("useradd", NOTED), ("chown", NOTED), ("python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')):
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    image = Image(place / "root", dockerfile.parent, programs)
    for word, given in steps(dockerfile):
        _step(image, word, given)
    return image


def _step(image: Image, word: str, given: str) -> None:
    if word == "FROM":
        _next_stage(image, given)
    elif word == "RUN":
        image.printed(given.replace(" install ", f" {INSTALL} "))
        _lend_packages(image)
    elif word == "COPY":
        _copy(image, given)
    elif word == "ENV":
        name, _, value = given.partition("=")
        image.env[name] = value
    elif word == "WORKDIR":
        image.folder = given
    else:
        image.facts[word] = given


def _next_stage(image: Image, base: str) -> None:
    if image.root.exists():
        image.root.rename(image.root.with_name("stage"))
    (image.root / "tmp").mkdir(parents=True)
    image.env, image.folder, image.facts = {}, "/", {"FROM": base}


def _copy(image: Image, given: str) -> None:
    *sources, to = [word for word in given.split() if not word.startswith("--from=")]
    origin = image.root.with_name("stage") if "--from=" in given else image.context
    folder = Path(image.here(to)) if to.startswith("/") else Path(image.here(image.folder)) / to
    for source in sources:
        found = origin / source.lstrip("/")
        if found.is_dir():
            shutil.copytree(found, folder, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(found, folder)


def _lend_packages(image: Image) -> None:
    for packages in (image.root / "opt").glob("*/lib/python*/site-packages"):
        (packages / "lent.pth").write_text(sysconfig.get_path("purelib"))


def words_of(given: str) -> list[str]:
    """The words of an ENTRYPOINT or a CMD."""
    found: list[str] = json.loads(given)
    return found
