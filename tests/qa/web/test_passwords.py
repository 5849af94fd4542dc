"""Who may use the page: the file, its lines, the command that makes them."""

import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from article_qa.index.errors import PasswordFileRejected
from article_qa.qa.cli import app
from article_qa.qa.web.passwords import Passwords, hashed, is_open_to_others, line_for, read_passwords
from tests.running import after_start

TWICE = "correct horse\ncorrect horse\n"


@pytest.fixture(scope="module")
def line() -> str:
    return line_for("ada", "correct horse")


def command(*words: str | int | Path, said: str = "") -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=said, catch_exceptions=False)


def test_a_line_admits_its_name_with_its_password_alone(tmp_path: Path, line: str) -> None:
    (tmp_path / "readers").write_text(f"# those of the desk\n\n{line}\n")
    passwords = read_passwords(tmp_path / "readers")
    assert passwords.admits("ada", "correct horse")
    assert not passwords.admits("ada", "Correct horse")
    assert not passwords.admits("bob", "correct horse")


def test_a_password_is_never_written_plain_or_twice_the_same_way() -> None:
    one, other = hashed("correct horse"), hashed("correct horse")
    assert one != other
    assert "correct" not in one + other


@pytest.mark.parametrize("name", ["", "a:b", "a b", "#a", "a\n"])
def test_a_name_that_would_break_the_file_is_refused(name: str) -> None:
    with pytest.raises(PasswordFileRejected, match="cannot be a name"):
        line_for(name, "correct horse")


def test_a_short_password_is_refused() -> None:
    with pytest.raises(PasswordFileRejected, match="at least 8 characters"):
        line_for("ada", "horse")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        pytest.param("ada", "line 2 of .* is not of the form", id="no hash"),
        pytest.param("ada:secret", "line 2 of .* is not of the form", id="plain password"),
        pytest.param("ada:scrypt$3$8$1$AAAA$AAAA", "line 2 of .* is not of the form", id="cost is no power of two"),
        pytest.param("ada:scrypt$1073741824$8$1$AAAA$AAAA", "line 2 of .* is not of the form", id="cost without end"),
        pytest.param(":scrypt$2$8$1$AAAA$AAAA", "line 2 of .* is not of the form", id="no name"),
        pytest.param(f"ada:{hashed('x')}\nada:{hashed('y')}", "line 3 of .* names 'ada' again", id="twice"),
        pytest.param("", "names nobody", id="empty"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_line(tmp_path: Path, wrong: str, says: str) -> None:
    (tmp_path / "readers").write_text(f"# first\n{wrong}\n")
    with pytest.raises(PasswordFileRejected, match=says):
        read_passwords(tmp_path / "readers")


def test_a_missing_file_and_one_of_another_kind_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PasswordFileRejected, match="article-qa password NAME"):
        read_passwords(tmp_path / "none")
    (tmp_path / "image").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(PasswordFileRejected, match="is not a file of names"):
        read_passwords(tmp_path / "image")


def test_the_command_prints_a_line_that_admits() -> None:
    done = command("password", "ada", said=TWICE)
    assert done.exit_code == 0
    line = done.stdout.splitlines()[-1]
    name, digest = line.split(":")
    assert Passwords({name: digest}).admits("ada", "correct horse")


def test_the_command_replaces_the_names_line_in_a_private_file(tmp_path: Path) -> None:
    file = tmp_path / "readers"
    command("password", "ada", "--auth", file, said=TWICE)
    command("password", "bob", "--auth", file, said=TWICE)
    command("password", "ada", "--auth", file, said="another horse\nanother horse\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not is_open_to_others(file)
    passwords = read_passwords(file)
    assert sorted(passwords.hashes) == ["ada", "bob"]
    assert passwords.admits("ada", "another horse")
    assert list(tmp_path.iterdir()) == [file]


def test_serving_with_a_wrong_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "readers").write_text("ada:secret\n")
    done = command("serve", "--auth", tmp_path / "readers", "--data", tmp_path / "data")
    assert done.exit_code == 1
    assert "line 1 of" in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_password_file_open_to_others_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "readers").write_text(line)
    (tmp_path / "readers").chmod(0o644)
    (tmp_path / "data").write_text("no folder, so that serving ends here")
    done = command("serve", "--auth", tmp_path / "readers", "--data", tmp_path / "data", "--port", 0)
    assert done.exit_code == 1
    assert "Note: others on this machine can read" in done.stderr
    assert "chmod 600" in done.stderr


def test_serving_to_others_without_passwords_is_refused(tmp_path: Path) -> None:
    done = command("serve", "--host", "0.0.0.0", "--data", tmp_path / "data", "--port", 0)
    assert done.exit_code == 1
    assert "--auth FILE" in done.stderr
    assert len(after_start(done.stderr).splitlines()) == 1
    assert not (tmp_path / "data").exists()
