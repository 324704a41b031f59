"""Mails, telephone numbers and names, as people type them."""

import pytest

from gouvernail.rules.contact_details import (
    Mails,
    Phones,
    likely_mail,
    person_key,
    read_mails,
    read_person_name,
    read_phones,
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("01 99 00 12 34", ("01 99 00 12 34",)),
        ("01.99.00.12.34", ("01 99 00 12 34",)),
        ("+33 (0)1 99 00 12 34", ("01 99 00 12 34",)),
        ("0033199001234", ("01 99 00 12 34",)),
        ("33199001234", ("01 99 00 12 34",)),
        ("01 99 00 24 88 / 01 99 00 98 76", ("01 99 00 24 88", "01 99 00 98 76")),
        ("Fixe : 01 99 00 11 22\nport. 01-99-00-33-44", ("01 99 00 11 22", "01 99 00 33 44")),
        ("01 99 00 04 48, poste 12", ("01 99 00 04 48 poste 12",)),
        ("01 99 00 00 01 ; 01 99 00 00 02 Poste 3", ("01 99 00 00 01", "01 99 00 00 02 poste 3")),
        ("+32 2 555 12 34", ("+32 2 555 12 34",)),
        ("3949", ("3949",)),
        ("", ()),
    ],
)
def test_a_number_is_written_in_pairs(text, numbers):
    assert read_phones(text) == Phones(numbers)


def test_a_lost_zero_comes_back_and_is_told():
    assert read_phones("199001381") == Phones(("01 99 00 13 81",), restored=True)


@pytest.mark.parametrize("text", ["à demander", "019900123", "01 99 00 12", "12 34 56 78 90 12"])
def test_what_is_no_number_is_given_back(text):
    assert read_phones(text) == Phones((), unusable=text)


@pytest.mark.parametrize(
    ("text", "mails"),
    [
        ("Nom@EXAMPLE.org", Mails(("nom@example.org",))),
        ("a@example.org ; b@example.org", Mails(("a@example.org", "b@example.org"))),
        ("Camille <a@example.org>, a@example.org", Mails(("a@example.org",))),
        ("a (at) example.org", Mails((), "a (at) example.org")),
        ("a@example", Mails((), "a@example")),
        ("a@example.org / b@exemple", Mails(("a@example.org",), "b@exemple")),
        ("", Mails(())),
    ],
)
def test_mails_are_read_and_the_unusable_one_is_given_back(text, mails):
    assert read_mails(text) == mails


def test_a_spelled_out_mail_is_proposed_when_there_is_one():
    assert likely_mail("camille.exemple (at) example.org") == "camille.exemple@example.org"
    assert likely_mail("camille chez example") == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("M. EXEMPLE Camille", "Camille EXEMPLE"),
        ("Camille EXEMPLE", "Camille EXEMPLE"),
        ("DE LA TOUR Jean-Paul", "Jean-Paul DE LA TOUR"),
        ("Exemple, Camille", "Camille Exemple"),
        ("CAMILLE EXEMPLE", "CAMILLE EXEMPLE"),
        ("Mme  Éden TÉMOIN", "Éden TÉMOIN"),
        ("Maëlle Dumodèle", "Maëlle Dumodèle"),
    ],
)
def test_a_name_ends_with_the_family_name(text, name):
    assert read_person_name(text) == name
    assert person_key(text) == person_key(name)


@pytest.mark.parametrize("text", ["0" * 10_000, "0 1" * 5_000, "a." * 9_000 + "@", "@" * 20_000])
def test_a_hostile_cell_is_read_at_once(text):
    assert read_phones(text).numbers == ()
    assert read_mails(text).usable == ()
