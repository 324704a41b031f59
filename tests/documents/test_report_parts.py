"""The parts that a report may leave out, and which bilan the life of a convention is."""

import pytest
import time_machine
from django.urls import reverse

from gouvernail.documents.catalogue import write_layout
from gouvernail.documents.content.report.compose import composed_parts, parts_of
from gouvernail.documents.content.report.subject import Wanted, report_subject
from gouvernail.documents.formats.report import Missing
from gouvernail.documents.models import PreparedReport
from gouvernail.documents.operations.reports import (
    TextPlace,
    ask_for_report,
    compose_report,
    write_text,
)
from gouvernail.rules.reports import ReportKind
from gouvernail.rules.roles import Role
from tests.documents.reading import NOW, SITE, pages_of, words_in
from tests.documents.report_cast import ANNUAL, TODAY, layout_of, make_territory
from tests.factories import make_member, nobody
from tests.staffing.factories import make_post

pytestmark = pytest.mark.django_db
COORDINATORS = "Les chargés de coopération"
CONCERTATION = "La concertation avec les habitants"
SAID = "Deux soirées à Istres."


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def convention(istres_and_fos):
    return make_territory()


def headings(convention):
    subject = report_subject(convention, ANNUAL, TODAY)
    return [part.title for part in composed_parts(subject)]


def test_what_a_territory_does_not_have_is_in_the_preview_alone(convention, client):
    subject = report_subject(convention, ANNUAL, TODAY, SITE)
    parts = {part.title: part for part in parts_of(subject)}
    path = reverse("reports:write", args=["rapport", "annuel", 2025, "concertation"])
    assert parts[CONCERTATION].lacks == (
        Missing(
            "Les concertations menées avec les habitants restent à décrire, s’il y en a eu.",
            f"{SITE}{path}",
        ),
    )
    assert parts[COORDINATORS].lacks[0].address.endswith("/equipe/")
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    preview = client.get(reverse("reports:preview", args=["rapport", "annuel", 2025])).text
    assert f'href="{path}"' in preview
    assert preview.count("cette partie n’est pas dans les fichiers") == 2


@pytest.mark.parametrize("end", ["pdf", "docx", "odt"])
def test_it_leaves_the_files_with_its_heading(convention, end):
    told = words_in(write_layout(layout_of(convention, ANNUAL), end, NOW), end)
    assert COORDINATORS not in told
    assert CONCERTATION not in told
    assert "restent à décrire" not in told
    assert "Cette partie reste à écrire" in told  # what everybody has is still asked for


def test_it_comes_back_once_something_is_said(convention):
    write_text(convention, TextPlace(ANNUAL, "concertation"), SAID, by=nobody())
    assert CONCERTATION in headings(convention)
    assert COORDINATORS not in headings(convention)
    make_post(convention)
    assert COORDINATORS in headings(convention)
    told = words_in(write_layout(layout_of(convention, ANNUAL), "docx", NOW), "docx")
    assert SAID in told


def test_what_is_kept_of_a_version_is_what_its_files_say(convention):
    compose_report(ask_for_report(convention, ANNUAL, by=nobody()))
    row = PreparedReport.objects.get()
    assert row.state == "ready"
    assert {"concertation", "coordinators"}.isdisjoint(row.said)


@pytest.mark.parametrize(
    ("year", "title"),
    [
        (2026, "Bilan à mi-parcours de la convention, 2024–2026"),
        (2028, "Bilan final de la convention, 2024–2028"),
    ],
)
def test_the_life_of_a_convention_says_on_its_cover_which_bilan_it_is(convention, year, title):
    layout = layout_of(convention, Wanted(ReportKind.LIFE, year))
    for end in ("docx", "odt"):
        told = words_in(write_layout(layout, end, NOW), end)
        assert title in told.split("Sommaire")[0]
    cover = pages_of(write_layout(layout, "pdf", NOW))[0]
    assert title in " ".join(cover.split())
