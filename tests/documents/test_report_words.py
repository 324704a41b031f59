"""The words of a report: who reads them while they are written, and what is never lost."""

import pytest
import time_machine
from django.urls import reverse

from gouvernail.documents.operations.reports import TextPlace, write_text
from gouvernail.rules.roles import Role
from tests.documents.reading import NOW
from tests.documents.report_cast import ANNUAL, make_territory
from tests.factories import make_member, nobody

pytestmark = pytest.mark.django_db
DRAFT = "Brouillon de la présidence"


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def convention(istres_and_fos):
    return make_territory()


@pytest.mark.parametrize(
    ("role", "reads"),
    [(Role.READER, False), (Role.CONTRIBUTOR, False), (Role.COORDINATOR, True), (Role.CAF, True)],
)
def test_words_being_written_are_told_to_those_who_write_reports(client, convention, role, reads):
    write_text(convention, TextPlace(ANNUAL, "introduction"), DRAFT, by=nobody())
    client.force_login(make_member(convention, role).user)
    journal = client.get(reverse("conventions:journal", args=["rapport"])).text
    assert (DRAFT in journal) is reads
    today = client.get(reverse("steering:today", args=["rapport"])).text
    assert ("Texte d’un rapport écrit" in today) is reads
