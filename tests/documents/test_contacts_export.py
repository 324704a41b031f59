"""The directory as a file, and back."""

import io

import pytest
from django.urls import reverse
from python_calamine import load_workbook

from gouvernail.directory.operations import (
    OrganisationData,
    PersonData,
    create_organisation,
    create_person,
)
from gouvernail.documents.catalogue import TABLE_FORMATS
from gouvernail.documents.content.contacts_table import contacts_table
from gouvernail.documents.views import CONTACT_TABLES
from gouvernail.imports.contacts import Verdict, read_contacts
from gouvernail.imports.contacts_queries import matched
from gouvernail.imports.readers import read
from gouvernail.imports.sheets import Choices
from gouvernail.rules.roles import Role
from tests.factories import make_convention, make_member, nobody

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention(db):
    convention = make_convention(slug="essai")
    data = OrganisationData("Caf 13", kind="Caf", email="caf@example.org", phone="01 99 00 00 01")
    caf = create_organisation(convention.pk, data, by=nobody())
    create_organisation(convention.pk, OrganisationData("Ville d’Istres"), by=nobody())
    persons = (
        PersonData("Camille EXEMPLE", "Conseillère (Accueil)", "c@example.org", organisation=caf),
        PersonData(
            "Alix Témoin",
            phone="01 99 00 00 02",
            other_details="a1@example.org ; 01 99 00 00 03 poste 4",
            bodies_cited="Copil, Commission jeunesse",
            note="Une ligne\nune autre",
            organisation=caf,
        ),
        PersonData("Sans Structure", "Habitante", "s@example.org"),
    )
    for person in persons:
        create_person(convention.pk, person, by=nobody())
    return convention


@pytest.mark.parametrize("extension", CONTACT_TABLES)
def test_what_is_exported_comes_back_without_a_change(convention, extension):
    data = TABLE_FORMATS[extension].write(contacts_table(convention))
    contacts = read_contacts(read(data, f"contacts.{extension}"), Choices())
    found = matched(convention, contacts, {})
    assert {one.verdict for one in found.structures} == {Verdict.SAME}
    verdicts = {one.name: one.verdict for one in found.persons}
    # A person without a structure has only a name and a mail to be known by: they are enough.
    assert verdicts == dict.fromkeys(
        ("Camille EXEMPLE", "Alix Témoin", "Sans Structure"), Verdict.SAME
    )
    assert (found.groups, found.questions) == ((), ())


def test_the_page_gives_the_file_to_whoever_reads_the_directory(client, convention):
    path = reverse("directory_files:contacts", args=["essai", "xlsx"])
    client.force_login(make_member(convention, Role.CAF).user)
    sheet = load_workbook(io.BytesIO(client.get(path).content)).get_sheet_by_index(0).to_python()
    assert any("Camille EXEMPLE" in row for row in sheet)
    assert client.get(reverse("directory_files:contacts", args=["essai", "exe"])).status_code == 404
    client.force_login(make_member(convention, Role.READER).user)
    assert client.get(path).status_code == 403


def test_the_table_takes_two_queries(convention, django_assert_num_queries):
    with django_assert_num_queries(2):
        contacts_table(convention)
