"""The image, the services and the unit that the docs describe: the steps of the image are run, one by one."""

import configparser
import re
import shlex
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import typer
import yaml
from typer.core import TyperGroup

from article_qa.index.settings import IndexSettings
from article_qa.qa.cli import app
from article_qa.qa.settings import QASettings
from tests.dockerfile import Image, built, steps, words_of
from tests.running import running
from tests.test_readme import ROOT, blocks
from tests.waiting import free_port

DOCKERFILE, COMPOSE, SERVERS = ROOT / "Dockerfile", ROOT / "compose.yaml", ROOT / "compose.servers.yaml"
RUNNING = ROOT / "docs" / "running.md"
PORT = "7860"


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    return built(DOCKERFILE, tmp_path_factory.mktemp("image"))


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def servers() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(SERVERS.read_text(encoding="utf-8"))
    return found


@contextmanager
def started(image: Image) -> Iterator[str]:
    """The port on which the image's own command serves."""
    port = str(free_port())
    words = [*words_of(image.facts["ENTRYPOINT"]), *words_of(image.facts["CMD"]), "--port", port]
    with running(image.shell(f"exec {shlex.join(words)}")):
        yield port


def check(image: Image, port: str) -> int:
    """The status of the image's health check, when it is served on this port."""
    command = image.facts["HEALTHCHECK"].partition("CMD ")[2]
    assert PORT in command
    process = image.shell(command.replace(PORT, port))
    process.communicate(timeout=60)
    return process.returncode


def test_the_image_answers_a_question_and_says_that_it_is_well(image: Image) -> None:
    token = image.printed("article-qa password desk --token --auth /library/readers.txt").strip()
    image.printed("article-qa demo")
    assert (image.root / "library" / "data" / "catalog.sqlite3").exists()
    with started(image) as port:
        assert check(image, port) == 0
        address = f"http://127.0.0.1:{port}"
        assert httpx.get(address, follow_redirects=False).status_code in (302, 303, 307, 401)
        question = {"question": "Why is Syria a priority for Jordan?"}
        signed = {"Authorization": f"Bearer {token}"}
        answer = httpx.post(f"{address}/api/ask", json=question, headers=signed, timeout=60).json()
        assert answer["status"] == "answered"
    assert check(image, port) == 1


def test_the_image_runs_its_own_copy_of_the_program(image: Image) -> None:
    assert image.printed('python -c "import article_qa; print(article_qa.__file__)"').startswith(str(image.root))


def test_the_image_is_not_run_by_root_and_keeps_the_library_in_a_volume(image: Image) -> None:
    assert image.facts["USER"] == "reader"
    assert image.facts["VOLUME"] == "/library"
    assert image.env["INDEX_DATA_DIR"] == "/library/data"
    assert image.facts["EXPOSE"] == PORT


def test_the_image_installs_extras_that_there_are() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    (named,) = [found for _, given in steps(DOCKERFILE) for found in re.findall(r"'\.\[([\w,-]+)\]'", given)]
    assert set(named.split(",")) <= set(extras)


def test_only_what_the_image_copies_is_sent_to_the_builder() -> None:
    sent = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = [given.split()[:-1] for word, given in steps(DOCKERFILE) if word == "COPY" and "--from" not in given]
    assert {name for names in copied for name in names} == sent


def test_the_services_have_only_settings_that_the_program_has(compose: dict[str, Any]) -> None:
    settings = {f"INDEX_{name.upper()}" for name in IndexSettings.model_fields}
    settings |= {f"QA_{name.upper()}" for name in QASettings.model_fields}
    environment = compose["services"]["articles"]["environment"]
    assert set(environment) <= settings
    assert environment["INDEX_CHROMA_URL"] == "http://chroma:8000"
    # An empty value is no value.
    IndexSettings(_env_file=None, **{"chroma_url": environment["INDEX_CHROMA_URL"]})


def test_page_and_workers_share_the_servers_that_there_are(servers: dict[str, Any], compose: dict[str, Any]) -> None:
    services = servers["services"]
    assert set(services) == {"articles", "worker", "postgres", "chroma"}
    settings = {f"INDEX_{name.upper()}" for name in IndexSettings.model_fields}
    assert set(services["worker"]["environment"]) <= settings
    for each in (services["articles"], services["worker"]):
        environment = {name: default_of(value) for name, value in each["environment"].items()}
        assert environment["INDEX_CATALOG_URL"] == "postgresql://articles:choose one@postgres:5432/articles"
        assert environment["INDEX_CHROMA_URL"] == "http://chroma:8000"
        assert set(each["depends_on"]) <= set(services)
    kept = {name: default_of(value) for name, value in services["postgres"]["environment"].items()}
    assert kept == {"POSTGRES_USER": "articles", "POSTGRES_PASSWORD": "choose one", "POSTGRES_DB": "articles"}
    assert services["chroma"]["image"] == compose["services"]["chroma"]["image"]
    used = {volume.split(":")[0] for service in services.values() for volume in service.get("volumes", ())}
    assert used == set(servers["volumes"])


def test_by_default_only_this_machine_reaches_the_servers(servers: dict[str, Any]) -> None:
    ports = [port for service in servers["services"].values() for port in service.get("ports", ())]
    assert len(ports) == 3
    assert all(default_of(port).startswith("127.0.0.1:") for port in ports)


def test_a_worker_of_the_services_is_a_command_of_the_program(servers: dict[str, Any]) -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    name, *options = servers["services"]["worker"]["command"]
    assert set(options) <= {option for parameter in group.commands[name].params for option in parameter.opts}


def default_of(value: str) -> str:
    """What Compose makes of it where no variable is set, with the complaint in the place of what must be."""
    return re.sub(r"\$\{\w+:[-?]([^}]*)\}", r"\1", value)


def test_the_services_fit_the_image_and_each_other(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services["articles"]["ports"] == [f"127.0.0.1:{PORT}:{PORT}"]
    assert services["articles"]["volumes"] == ["library:/library"]
    assert set(services["articles"]["depends_on"]) <= set(services)
    assert services["ollama"]["profiles"] == ["ollama"]
    used = {volume.split(":")[0] for service in services.values() for volume in service["volumes"]}
    assert used == set(compose["volumes"])
    assert not any("ports" in service for name, service in services.items() if name != "articles")


def test_the_server_of_vectors_is_of_the_version_that_its_client_has(compose: dict[str, Any]) -> None:
    version = compose["services"]["chroma"]["image"].partition(":")[2]
    assert f"chromadb=={version}\n" in (ROOT / "constraints.txt").read_text(encoding="utf-8")


def test_the_docs_name_services_that_there_are(compose: dict[str, Any]) -> None:
    commands = "\n".join(blocks("sh", [RUNNING]))
    named = set(re.findall(r"docker compose (?:exec|run --rm) (\w+)", commands))
    assert named == {"articles", "ollama"} <= set(compose["services"])


def test_every_command_in_the_image_is_one_of_the_program() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    text = RUNNING.read_text(encoding="utf-8")
    for words in re.findall(r"(?:bin/article-qa|exec articles(?: article-qa)?|run --rm articles) (\w.*)", text):
        name, *options = shlex.split(words)
        taken = {option for parameter in group.commands[name].params for option in parameter.opts}
        assert {option for option in options if option.startswith("--")} <= taken, words


def test_the_unit_of_the_docs_starts_the_program_over_its_own_folder() -> None:
    (text,) = (block for block in blocks("text", [RUNNING]) if block.lstrip().startswith("[Unit]"))
    unit = configparser.ConfigParser(strict=False, delimiters="=", interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(text)
    service = unit["Service"]
    assert service["ExecStart"].startswith("/opt/article-qa/bin/article-qa serve")
    assert service["Environment"] == f"INDEX_DATA_DIR={service['WorkingDirectory']}/data"
    assert service["WorkingDirectory"] == f"/var/lib/{service['StateDirectory']}"
    assert service["User"] != "root"
    assert unit["Install"]["WantedBy"] == "multi-user.target"
    assert f"{service['WorkingDirectory']} {service['User']}" in RUNNING.read_text(encoding="utf-8")
