"""Resolves the wheels of every part for each platform, and writes what works where into docs/platforms.md.

    pip install uv
    python -m scripts.platforms

Nothing is built and nothing but the metadata of packages is fetched, once for
each platform and Python. A pin of constraints.txt that has no wheel somewhere
is given up there; what takes its place is printed as a line with a marker, for
constraints.txt.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "platforms.md"
CONSTRAINTS = ROOT / "constraints.txt"
PYTHONS = ("3.11", "3.12", "3.13")
PARTS = ("core", "web", "documents", "feeds", "llm", "llama-index", "mcp", "word", "ocr", "multilingual", "evaluate")
NO_WHEEL = re.compile(r"\b([\w.-]+)==(\S+?) has no (?:wheels|source distribution)")
MOST_GIVEN_UP = 12


@dataclass(frozen=True, slots=True)
class Platform:
    """A machine: its name, how uv calls it, and how a marker tells it from the others."""

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


@dataclass(slots=True)
class Resolution:
    """What was found for one part, platform and Python: the versions, the pins given up, or why there is nothing."""

    versions: dict[str, str] = field(default_factory=dict)
    given_up: set[str] = field(default_factory=set)
    problem: str = ""


def resolve(part: str, platform: Platform, python: str) -> Resolution:
    """The wheels of one part; pins without a wheel are given up one by one."""
    found = Resolution()
    while True:
        done = _compile(part, platform, python, found.given_up)
        if done.returncode == 0:
            found.versions = dict(
                line.split(";")[0].strip().split("==") for line in done.stdout.split("\n") if "==" in line
            )
            return found
        missing = {_plain(name) for name, _ in NO_WHEEL.findall(done.stderr)} - found.given_up
        if not missing or len(found.given_up) > MOST_GIVEN_UP:
            found.problem = done.stderr.strip()
            return found
        found.given_up |= missing


def _compile(part: str, platform: Platform, python: str, given_up: set[str]) -> "subprocess.CompletedProcess[str]":
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "constraints.txt"
        kept.write_text("\n".join(f"{name}=={version}" for name, version in pins().items() if name not in given_up))
        words = [
            shutil.which("uv") or sys.exit("this script needs uv; install it with: pip install uv"),
            "pip", "compile", "--quiet", "--no-header", "--no-annotate", "--only-binary", ":all:", "pyproject.toml",
            "--python-platform", platform.target, "--python-version", python, "--constraint", str(kept),
            *([] if part == "core" else ["--extra", part]),
        ]  # fmt: skip
        target = {"MACOSX_DEPLOYMENT_TARGET": platform.macos} if platform.macos else {}
        return subprocess.run(words, cwd=ROOT, env=os.environ | target, capture_output=True, text=True, check=False)


def pins() -> dict[str, str]:
    """The versions that constraints.txt pins, by plain names; those of one platform alone are left out."""
    lines = [line for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines() if "==" in line]
    return {_plain(name): version for name, version in (line.split(";")[0].strip().split("==") for line in lines)}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    for platform in PLATFORMS:
        for python in PYTHONS:
            found = resolve("all", platform, python)
            kept = pins()
            other = {n: v for n, v in found.versions.items() if kept.get(_plain(n)) != v}
            print(
                platform.name,
                python,
                len(found.versions),
                sorted(found.given_up),
                other,
                found.problem[-300:],
                flush=True,
            )
