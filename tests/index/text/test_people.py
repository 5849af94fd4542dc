"""Whether a person as a reader asks for them is one whom an article names."""

import pytest

from article_qa.index.text.people import is_same_person


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        pytest.param("Ost", "Lena Ost", id="surname"),
        pytest.param("lena ost", "Lena Ost", id="small-letters"),
        pytest.param("Lena Ost", "Ost", id="the-article-has-only-the-surname"),
        pytest.param("Professor Ost", "Lena Ost", id="title"),
        pytest.param("Lena Ost's", "Lena Ost", id="possessive"),
        pytest.param("Lena Maria Ost", "Lena Ost", id="middle-name"),
        pytest.param("L. Ost", "Lena Ost", id="initial"),
        pytest.param("Jose Nunez", "José Núñez", id="accents-left-out"),
        pytest.param("Bjorn Ostergard", "Bjørn Østergård", id="letters-without-a-plain-form"),
        pytest.param("Kim Tor Un", "Kim Tor-un", id="hyphen"),
        pytest.param("King Edmar", "Edmar III", id="king"),
        pytest.param("de Vries", "Anna de Vries", id="surname-of-two-words"),
        pytest.param("the canal authority", "Sundby Canal Authority", id="organisation"),
        pytest.param("the SCA", "Sundby Canal Authority", id="initials-asked"),
        pytest.param("Sundby Canal Authority", "SCA", id="initials-named"),
    ],
)
def test_a_part_of_the_name_is_enough(asked: str, name: str) -> None:
    assert is_same_person(asked, name)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        pytest.param("Mira Ost", "Lena Ost", id="another-first-name"),
        pytest.param("M. Ost", "Lena Ost", id="another-initial"),
        pytest.param("Lena Holm", "Lena Ost", id="another-surname"),
        pytest.param("Lena Ost", "Lena", id="only-the-first-name"),
        pytest.param("Ost", "Lena Osterman", id="a-longer-word"),
        pytest.param("the SCA", "Sundby Ferry Authority", id="other-initials"),
        pytest.param("", "Lena Ost", id="nobody"),
        pytest.param("the", "Lena Ost", id="no-word"),
        pytest.param("Ost", "", id="no-name"),
    ],
)
def test_another_name_is_another_person(asked: str, name: str) -> None:
    assert not is_same_person(asked, name)


@pytest.mark.parametrize(
    ("asked", "role"),
    [
        pytest.param("the harbour master", "harbour master", id="the-same-words"),
        pytest.param("the Finnish president", "President of Finland", id="people-and-country"),
        pytest.param("the mayor of Sundby", "mayor of Sundby", id="place"),
        pytest.param("the mayor", "mayor of Sundby", id="less-than-the-role"),
        pytest.param("the president", "mother of two, president of Finland", id="one-role-of-two"),
    ],
)
def test_an_office_means_who_holds_it(asked: str, role: str) -> None:
    assert is_same_person(asked, "Lena Ost", role)


@pytest.mark.parametrize(
    ("asked", "role"),
    [
        pytest.param("the mayor of Tarn", "mayor of Sundby", id="another-place"),
        pytest.param("the president", "vice president of Finland", id="another-office"),
        pytest.param("the president", "former president of Finland", id="no-longer"),
        pytest.param("the president", "adviser to the president", id="who-serves-them"),
        pytest.param("Holm", "Holm adviser", id="whose-adviser"),
        pytest.param("the president", "", id="no-role-told"),
    ],
)
def test_another_office_is_another_person(asked: str, role: str) -> None:
    assert not is_same_person(asked, "Lena Ost", role)
