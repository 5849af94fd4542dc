"""What the docs say of other machines fits the markers of the packages and of their pins."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from scripts.platforms import CONSTRAINTS, NO_PARTS, PAGE, PLATFORMS, Wheels, proposals, works

ROOT = Path(__file__).parents[1]
MACHINES = {
    "Linux x86-64": ("linux", "x86_64"),
    "Linux aarch64": ("linux", "aarch64"),
    "macOS 14, Apple silicon": ("darwin", "arm64"),
    "macOS 13, Intel": ("darwin", "x86_64"),
    "Windows x64": ("win32", "AMD64"),
}


def applies(line: str, machine: str) -> bool:
    """Whether a requirement counts on that machine."""
    marker = Requirement(line).marker
    system, processor = MACHINES[machine]
    return marker is None or marker.evaluate({"sys_platform": system, "platform_machine": processor})


def rows() -> dict[str, dict[str, str]]:
    """What the table says of each part, by the names of the machines."""
    lines = [line.strip("| ").split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines() if "| " in line]
    heads, _, *rest = lines
    return {part.strip("`"): dict(zip(heads[1:], cells, strict=True)) for part, *cells in rest}


def test_the_table_says_of_each_part_what_the_markers_of_its_packages_say() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parts = {"core": project["dependencies"], **project["optional-dependencies"]}
    expected = {
        part: {machine: "yes" if all(applies(line, machine) for line in lines) else "no" for machine in MACHINES}
        for part, lines in parts.items()
        if part not in NO_PARTS
    }
    assert rows() == expected
    assert {platform.name for platform in PLATFORMS} == set(MACHINES)


@pytest.mark.parametrize("machine", MACHINES)
def test_every_package_has_one_pinned_version_on_each_machine(machine: str) -> None:
    lines = [line for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    names = [Requirement(line).name.lower() for line in lines if applies(line, machine)]
    assert len(names) == len(set(names))
    assert set(names) == {Requirement(line).name.lower() for line in lines}


def test_the_versions_that_the_page_names_are_the_pinned_ones() -> None:
    pins = CONSTRAINTS.read_text(encoding="utf-8")
    text = PAGE.read_text(encoding="utf-8")
    for name in ("onnxruntime", "cryptography"):
        (older,) = re.findall(rf"^{name}==([\d.]+); sys_platform == 'darwin'", pins, re.MULTILINE)
        assert f"{name} with wheels for it is {older}" in text or f"the last {name} {older}" in text


def test_a_pin_that_was_given_up_is_proposed_for_its_machine_and_a_new_package_for_all() -> None:
    intel = next(platform for platform in PLATFORMS if "Intel" in platform.name)
    wheels = Wheels({"onnxruntime": "1.23.2", "unheard-of": "1.0"}, frozenset({"onnxruntime"}))
    assert proposals(wheels, intel) == [
        "onnxruntime==1.23.2; sys_platform == 'darwin' and platform_machine == 'x86_64'",
        "unheard-of==1.0",
    ]


def test_a_part_works_where_all_its_own_packages_were_found() -> None:
    found = {"pypdf", "striprtf", "openpyxl", "warcio"}
    assert works("documents", found)
    assert not works("documents", found - {"warcio"})
