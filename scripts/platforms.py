"""Resolves the wheels of every part for each platform, and writes what works where into docs/platforms.md.

    pip install uv
    python -m scripts.platforms

Nothing is built or installed: only the metadata of packages is fetched, once
for each platform and Python. A pin of constraints.txt that has no wheel on a
platform is given up there. What takes its place is printed as a line with a
marker, which belongs into constraints.txt.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "platforms.md"
CONSTRAINTS = ROOT / "constraints.txt"
BEGIN, END = "<!-- platforms: made by python -m scripts.platforms -->\n", "<!-- end of platforms -->\n"
PYTHONS = ("3.11", "3.12", "3.13")
NO_PARTS = frozenset({"all", "dev"})
NO_WHEEL = re.compile(r"\b([\w.-]+)==\S+ has no (?:usable )?wheels")
MOST_GIVEN_UP = 12


@dataclass(frozen=True, slots=True)
class Platform:
    """A kind of machine: its name, how uv calls it, and how a marker tells it from the others."""

    name: str
    target: str
    marker: str
    macos: str = ""


PLATFORMS = (
    Platform("Linux x86-64", "x86_64-manylinux_2_28", "sys_platform == 'linux' and platform_machine == 'x86_64'"),
    Platform("Linux aarch64", "aarch64-manylinux_2_28", "sys_platform == 'linux' and platform_machine == 'aarch64'"),
    Platform("macOS 14, Apple silicon", "aarch64-apple-darwin",
             "sys_platform == 'darwin' and platform_machine == 'arm64'", "14.0"),
    Platform("macOS 13, Intel", "x86_64-apple-darwin",
             "sys_platform == 'darwin' and platform_machine == 'x86_64'", "13.0"),
    Platform("Windows x64", "x86_64-pc-windows-msvc", "sys_platform == 'win32'"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wheels:
    """The versions that all parts need on one platform and Python, and which pins had to be given up for them."""

    versions: dict[str, str]
    given_up: frozenset[str]


class Unresolved(Exception):
    """There are no wheels that fit, whichever pins are given up."""


def parts() -> dict[str, list[str]]:
    """The core and each extra, with the packages that it names itself."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named: dict[str, Any] = {"core": project["dependencies"], **project["optional-dependencies"]}
    return {part: [_name(line) for line in lines] for part, lines in named.items() if part not in NO_PARTS}


def works(part: str, versions: Collection[str]) -> bool:
    """Whether every package that a part names was resolved; a marker leaves out those without a wheel."""
    return all(name in versions for name in parts()[part] if name != "article-qa")


def resolve(platform: Platform, python: str) -> Wheels:
    """The wheels of all parts; pins without a wheel are given up one by one. Raises Unresolved."""
    given_up: set[str] = set()
    while True:
        done = _compile(platform, python, given_up)
        if done.returncode == 0:
            pins = [line.split("==") for line in done.stdout.splitlines() if "==" in line]
            return Wheels({canonicalize_name(name): version for name, version in pins}, frozenset(given_up))
        missing = {str(canonicalize_name(name)) for name in NO_WHEEL.findall(done.stderr)} - given_up
        if not missing or len(given_up) > MOST_GIVEN_UP:
            raise Unresolved(f"{platform.name}, Python {python}: {done.stderr}")
        given_up |= missing


def proposals(wheels: Wheels, platform: Platform) -> list[str]:
    """The lines that constraints.txt lacks: other versions for pins without a wheel, and packages without a pin."""
    pinned = {_name(line) for line in _pins()}
    other = [f"{name}=={wheels.versions[name]}; {platform.marker}" for name in sorted(wheels.given_up)]
    return other + [f"{name}=={version}" for name, version in wheels.versions.items() if name not in pinned]


def table(found: dict[tuple[str, str], Wheels]) -> str:
    """Which part works where, as Markdown. A part that works with some Pythons only has their names."""
    lines = [f"| part | {' | '.join(each.name for each in PLATFORMS)} |", f"| --- |{' --- |' * len(PLATFORMS)}"]
    for part in parts():
        cells = [_cell([p for p in PYTHONS if works(part, found[each.name, p].versions)]) for each in PLATFORMS]
        lines.append(f"| {part if part == 'core' else f'`{part}`'} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def page(made: str) -> str:
    """The page with this table in it."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    return f"{before}{BEGIN}{made}{END}{rest.partition(END)[2]}"


def _cell(pythons: list[str]) -> str:
    return "yes" if len(pythons) == len(PYTHONS) else ", ".join(pythons) or "no"


def _name(line: str) -> str:
    return canonicalize_name(Requirement(line).name)


def _pins() -> list[str]:
    return [line for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]


def _compile(platform: Platform, python: str, given_up: Collection[str]) -> "subprocess.CompletedProcess[str]":
    uv = shutil.which("uv") or sys.exit("this script needs uv; install it with: pip install uv")
    pins = [line for line in _pins() if _name(line) not in given_up]
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "constraints.txt"
        kept.write_text("\n".join(pins), encoding="utf-8")
        words = [
            uv, "pip", "compile", "--quiet", "--no-header", "--no-annotate", "--only-binary", ":all:",
            "pyproject.toml", "--extra", "all", "--constraint", str(kept),
            "--python-platform", platform.target, "--python-version", python,
        ]  # fmt: skip
        target = {"MACOSX_DEPLOYMENT_TARGET": platform.macos} if platform.macos else {}
        return subprocess.run(words, cwd=ROOT, env=os.environ | target, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    found: dict[tuple[str, str], Wheels] = {}
    for platform in PLATFORMS:
        for python in PYTHONS:
            wheels = found[platform.name, python] = resolve(platform, python)
            print(f"{platform.name}, Python {python}: {len(wheels.versions)} wheels", flush=True)
            for line in proposals(wheels, platform):
                print(f"  {line}")
    PAGE.write_text(page(table(found)), encoding="utf-8")
